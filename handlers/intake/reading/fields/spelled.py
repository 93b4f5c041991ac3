"""Number words that are put together: "one hundred and eighty", "fünfundsechzig", "soixante-douze", "treinta y dos".

The tables of the languages name the single words; here they are joined as each language joins them, up to 999 in
English and German, up to 99 elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "cs": "dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    "no": "tjue tretti førti femti seksti sytti åtti nitti",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "uk": "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    "bg": "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
    "sk": "dvadsať tridsať štyridsať päťdesiat šesťdesiat sedemdesiat osemdesiat deväťdesiat",
    "hr": "dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset",
    "el": "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
    "ro": "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "fi": "kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä seitsemänkymmentä kahdeksankymmentä"
    " yhdeksänkymmentä",
    "et": "kakskümmend kolmkümmend nelikümmend viiskümmend kuuskümmend seitsekümmend kaheksakümmend üheksakümmend",
    "lv": "divdesmit trīsdesmit četrdesmit piecdesmit sešdesmit septiņdesmit astoņdesmit deviņdesmit",
    "lt": "dvidešimt trisdešimt keturiasdešimt penkiasdešimt šešiasdešimt septyniasdešimt aštuoniasdešimt devyniasdešimt",
}
_ONES = {
    "en": "one two three four five six seven eight nine",
    "de": "ein zwei drei vier fünf sechs sieben acht neun",
    "nl": "een twee drie vier vijf zes zeven acht negen",
    "fr": "un deux trois quatre cinq six sept huit neuf",
    "es": "un dos tres cuatro cinco seis siete ocho nueve",
    "it": "uno due tre quattro cinque sei sette otto nove",
    "pt": "um dois três quatro cinco seis sete oito nove",
    "pl": "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć",
    "cs": "jedna dva tři čtyři pět šest sedm osm devět",
    "sv": "ett två tre fyra fem sex sju åtta nio",
    "no": "en to tre fire fem seks sju åtte ni",
    "ru": "один два три четыре пять шесть семь восемь девять",
    "uk": "один два три чотири п'ять шість сім вісім дев'ять",
    "bg": "един два три четири пет шест седем осем девет",
    "sk": "jeden dva tri štyri päť šesť sedem osem deväť",
    "hr": "jedan dva tri četiri pet šest sedam osam devet",
    "el": "ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα",
    "ro": "unu două trei patru cinci șase șapte opt nouă",
    "tr": "bir iki üç dört beş altı yedi sekiz dokuz",
    "fi": "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän",
    "et": "üks kaks kolm neli viis kuus seitse kaheksa üheksa",
    "lv": "viens divi trīs četri pieci seši septiņi astoņi deviņi",
    "lt": "vienas du trys keturi penki šeši septyni aštuoni devyni",
}
_JOINT = {"es": " y ", "pt": " e ", "bg": " и ", "ro": " și "} | dict.fromkeys(("it", "sv", "no", "sk", "fi"), "")
_APART = " "  # the joint of all others
_BACKWARDS = {"de": "und", "nl": "en"}  # the ones come first
_FRENCH_TEENS = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
_HUNDRED = {"en": (" hundred", (" and ", " ")), "de": ("hundert", ("und", ""))}


_TEENS = {  # beside those that the tables of the languages name
    "cs": "jedenácti dvanácti třinácti čtrnácti patnácti šestnácti sedmnácti osmnácti devatenácti",
    "ru": "одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    "th": "สิบเอ็ด สิบสอง สิบสาม สิบสี่ สิบห้า สิบหก สิบเจ็ด สิบแปด สิบเก้า",
    "vi": "mười_một mười_hai mười_ba mười_bốn mười_lăm mười_sáu mười_bảy mười_tám mười_chín",
}
_CJK_ONES = "一二三四五六七八九"


def spelled(code: str) -> dict[str, int]:
    """The joined number words of a language, nothing for one that is not told here."""
    if code in {"zh", "ja"}:
        return dict(_in_chinese_characters())
    teens = {word.replace("_", " "): number for number, word in enumerate(_TEENS.get(code, "").split(), start=11)}
    if code == "ru":
        teens |= {f"{word[:-1]}ь": number for word, number in teens.items()}
    if code == "cs":
        teens["devatenáct"] = 19
    return teens | _joined_words(code) if code in _TENS else teens


def _in_chinese_characters() -> Iterator[tuple[str, int]]:
    """Up to 999: 十三, 四十五, 一百二十, and 百二十 as in Japan."""
    tens = {10 * one: (sign if one > 1 else "") + "十" for one, sign in enumerate(_CJK_ONES, start=1)}
    below = {
        number: tens[number // 10 * 10] + (_CJK_ONES[number % 10 - 1] if number % 10 else "")
        for number in range(10, 100)
    }
    yield from ((word, number) for number, word in below.items())
    for hundred, sign in enumerate(_CJK_ONES, start=1):
        for written in (f"{sign}百", *(("百", "两百")[hundred - 1 : hundred])):
            yield written, 100 * hundred
            yield from ((written + word, 100 * hundred + number) for number, word in below.items())


def _joined_words(code: str) -> dict[str, int]:
    below = dict(_below_hundred(code))
    return below | dict(_hundreds(code, below))


def _below_hundred(code: str) -> Iterator[tuple[str, int]]:
    ones = _ONES[code].split()
    for tens, word in enumerate(_TENS[code].split(), start=2):
        yield word, tens * 10
        for one, name in enumerate(ones, start=1):
            yield _joined(code, word, name), tens * 10 + one
    if code == "fr":
        yield from _french_seventy()


def _joined(code: str, tens: str, one: str) -> str:
    if code in _BACKWARDS:
        return f"{one}{_BACKWARDS[code]}{tens}"
    if code == "es" and tens == "veinte":
        return f"veinti{one}"
    if code == "it" and one[0] in "uo":
        return tens[:-1] + one
    return f"{tens}{' et ' if (code, one) == ('fr', 'un') else _JOINT.get(code, _APART)}{one}"


def _french_seventy() -> Iterator[tuple[str, int]]:
    """Sixty-twelve and four twenties."""
    yield "quatre-vingts", 80
    for number, teen in enumerate(_FRENCH_TEENS.split()):
        yield f"soixante-{teen}", 70 + number
        yield f"quatre-vingt-{teen}", 90 + number
    for one, name in enumerate(_ONES["fr"].split(), start=1):
        yield f"quatre-vingt-{name}", 80 + one


def _hundreds(code: str, below: dict[str, int]) -> Iterator[tuple[str, int]]:
    if code not in _HUNDRED:
        return
    hundred, joints = _HUNDRED[code]
    small = {word: number for number, word in enumerate(_ONES[code].split(), start=1)} | below
    for number, word in enumerate(_ONES[code].split(), start=1):
        yield f"{word}{hundred}", number * 100
        yield from (
            (f"{word}{hundred}{joint}{rest}", number * 100 + more) for rest, more in small.items() for joint in joints
        )
