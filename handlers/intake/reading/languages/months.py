"""Months, halves of the day and reading habits of dates, by language.

Months are given as stems, since clients inflect and shorten them ("5. tammikuuta", "5 янв."); the longest
stem that a word begins with decides.
"""

from __future__ import annotations

# January to December; | separates alternatives of one month.
STEMS: dict[str, str] = {
    "ar": (
        "يناير|كانون فبراير|شباط مارس|آذار أبريل|ابريل|نيسان مايو|أيار يونيو|حزيران "
        "يوليو|تموز أغسطس|اغسطس|آب سبتمبر|أيلول أكتوبر|اكتوبر نوفمبر ديسمبر"
    ),
    "bg": "яну фев мар апр май юни юли авг сеп окт ное дек",
    "ca": "gen feb març|mar abr maig|mai juny|jun jul ago|agost set oct nov des",
    "cs": "led|leden úno|únor bře|břez dub kvě čvn|červn|červen čvc|červenc srp zář říj lis pro",
    "da": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "de": "jan|jän feb|feber mär|mrz|maer|mar apr mai|mai. jun jul aug sep okt nov dez",
    "el": "ιαν φεβ|φλεβ μαρ|μάρ απρ μαϊ|μαΐ|μάι|μαι ιουν|ιούν ιουλ|ιούλ αυγ|αύγ σεπ οκτ νοε|νοέ δεκ",
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "es": "ene feb mar abr may jun jul ago sep|set oct nov dic",
    "et": "jaan|jan veeb|vee märts|mär apr mai juun juul aug sept okt nov dets",
    "eu": "urt ots mar api mai eka uzt abu ira urr aza abe",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "fr": "janv|jan févr|fév|fev mars avr mai juin juil août|aoû|aout sept oct nov déc|dec",
    "he": "ינו פבר מרץ|מרס אפר מאי יונ יול אוג ספט אוק נוב דצמ",
    "hi": "जन फ़र|फर मार्च|मार अप्रै|अप्र मई जून जुल अग सित अक्टू|अक्तू नव दिस",
    "hr": "sij velj ožu tra svi lip srp kol ruj lis stu pro",
    "hu": "jan febr|feb márc|már ápr máj jún júl aug szept|sze okt nov dec",
    "id": "jan feb mar apr mei jun jul agu|agt|ags sep okt nov des",
    "is": "jan feb mar apr maí jún júl ágú sep okt nóv des",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "lt": "saus vas kov bal|balan geg birž liep rugp rugs spal|spa lapkr|lap gruod|gru",
    "lv": "jan feb mar apr mai|maij jūn jūl aug sep okt nov dec",
    "ms": "jan feb mac apr mei jun jul ogo sep okt nov dis",
    "nl": "jan feb maa|mrt apr mei jun jul aug sep okt nov dec",
    "no": "jan feb mar apr mai jun jul aug sep okt nov des",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź|paz lis gru",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "ro": "ian feb mar apr mai iun iul aug sep oct nov|noi dec",
    "ru": "янв фев мар апр май|мая июн июл авг сен окт ноя дек",
    "sk": "jan feb mar apr máj jún júl aug sep okt nov dec",
    "sl": "jan feb mar apr maj jun jul avg sep okt nov dec",
    "sr": "jan|јан feb|феб mar|мар apr|апр maj|мај jun|јун jul|јул avg|авг sep|сеп okt|окт nov|нов dec|дец",
    "sv": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "th": (
        "ม.ค|มกรา ก.พ|กุมภา มี.ค|มีนา เม.ย|เมษา พ.ค|พฤษภา มิ.ย|มิถุนา ก.ค|กรกฎา ส.ค|สิงหา ก.ย|กันยา ต.ค|ตุลา พ.ย|พฤศจิ ธ.ค|ธันวา"
    ),
    "tr": "oca şub mar nis may haz tem ağu eyl eki|ekim kas ara",
    "uk": "січ лют бер кві трав чер лип серп вер жов лис груд",
}
AFTER_NOON = {
    "pm", "p.m", "p.m.", "下午", "晚上", "午後", "오후", "م", "μμ", "μ.μ", "μ.μ.", "ös", "بعدازظهر", "ب.ظ",
    "अपराह्न", "หลังเที่ยง", "petang", "مساءً", "nachm", "nachmittags", "abends", "pomeridiane",
}  # fmt: skip
BEFORE_NOON = {
    "am", "a.m", "a.m.", "上午", "早上", "午前", "오전", "ص", "πμ", "π.μ", "π.μ.", "öö", "ق.ظ", "قبل‌ازظهر",
    "पूर्वाह्न", "ก่อนเที่ยง", "pagi", "صباحاً", "凌晨", "vorm", "antimeridiane",
}  # fmt: skip
# (before noon, after noon) that are other words in other languages ("Sa" is a German Saturday).
HALVES_BY_LANGUAGE = {
    "cs": ("dop", "odp"),
    "fi": ("ap.", "ip."),
    "hu": ("de.", "du."),
    "sv": ("fm", "em"),
    "vi": ("sa", "ch"),
}

# The year stands first in short dates of these.
YEAR_FIRST = {"ja", "zh", "ko", "hu", "lt", "sv", "fa"}
BUDDHIST_YEARS = 543  # Thai calendars count from 543 BC

ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "ist": 330, "jst": 540, "kst": 540, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "aest": 600,
    "aedt": 660, "hkt": 480, "sgt": 480, "brt": -180, "trt": 180,
}  # fmt: skip


def _by_language() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each language its stems, the longest first."""
    found = {}
    for language, words in STEMS.items():
        months = _months(words)
        stems = [(stem, number + 1) for number, month in enumerate(months) for stem in month.split("|")]
        found[language] = tuple(sorted(stems, key=lambda pair: -len(pair[0])))
    return found


def _months(words: str) -> list[str]:
    months = words.split(" ")
    if len(months) != 12:
        raise ValueError(words)
    return months


STEMS_BY_LANGUAGE = _by_language()
