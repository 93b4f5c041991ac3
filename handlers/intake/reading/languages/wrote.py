"""The line above a quote ("On … wrote:"), by language.

The verb tells an attribution from other lines; a date or an address must stand beside it. Clients of some
languages put the verb last ("… schrieb:"), some first ("Le … a écrit :"), some without any colon.
"""

from __future__ import annotations

VERBS: dict[str, str] = {
    "ar": "كتب|كتبت|كتب/كتبت|قام بكتابة",
    "bg": "написа|пише|писа",
    "ca": "va escriure|ha escrit|escrigué",
    "cs": "napsal|napsala|napsal(a)|píše",
    "da": "skrev",
    "de": "schrieb|schrieben|hat geschrieben|schreibt|geschrieben",
    "el": "έγραψε|εγραψε|γράφει",
    "en": "wrote|writes|has written",
    "es": "escribió|escribio|escribe|ha escrito",
    "et": "kirjutas|kirjutab",
    "eu": "idatzi du|igorleak idatzi",
    "fa": "نوشت|نوشته",
    "fi": "kirjoitti|kirjoittaa",
    "fr": "a écrit|a ecrit|écrit|écrivait",
    "he": "כתב|כתבה|כתב/ה|מאת",
    "hi": "ने लिखा|लिखा",
    "hr": "napisao je|napisala je|je napisao|je napisala|napisao/la je|piše",
    "hu": "ezt írta|írta|ezt irta",
    "id": "menulis|tulis",
    "is": "skrifaði|ritaði",
    "it": "ha scritto|scrive",
    "ja": "書きました|のメール|のメッセージ|wrote|様書き込み|さんは書",
    "ko": "작성|님이 작성|썼습니다|쓴 글|님의 말",
    "lt": "rašė|parašė",
    "lv": "rakstīja|uzrakstīja",
    "ms": "menulis|telah menulis",
    "nl": "schreef|het volgende geschreven|geschreven",
    "no": "skrev|skreiv",
    "pl": "napisał|napisała|napisał(a)|pisze",
    "pt": "escreveu|escreveram",
    "ro": "a scris|scris",
    "ru": "написал|написала|написал(а)|пишет|писал|писала|пишут|от пользователя",
    "sk": "napísal|napísala|napísal(a)",
    "sl": "je napisal|je napisala|je napisal/-a|napisal",
    "sr": "је написао|је написала|написао је|je napisao|je napisala",
    "sv": "skrev|skriver",
    "th": "เขียน|เขียนว่า",
    "tr": "yazdı|şunu yazdı|şunları yazdı",
    "uk": "написав|написала|пише|писав|написав(-ла)",
    "vi": "đã viết|viết",
    "zh": "写道|寫道|於|写到|撰写",
}


def _all_verbs() -> tuple[str, ...]:
    verbs = {verb.strip() for words in VERBS.values() for verb in words.split("|")}
    return tuple(sorted(verbs, key=lambda verb: (-len(verb), verb)))


ALL_VERBS = _all_verbs()

# What an attribution begins with when it shows no address.
LEADS = (
    "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "på ", "pe ", "dne ", "dňa ", "w dniu ",
    "dnia ", "u ", "dana ", "na ",
    "la ", "στις ", "pada ", "vào ", "เมื่อ", "at ", "il giorno ", "a las ", "ngày ", "в ", "во ",
    "на ", "у ", "בתאריך", "ב-", "في ", "بتاريخ ",
    "dnia ", "v ", "az ", "den. ", "da ", "um ", "del ", "dia ", "no dia ", "wt", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun", "egunean ", "ใน", "在", "于", "於",
    "понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен",
    "понеділок", "вівторок", "п'ятниц", "п’ятниц", "неділ",
)  # fmt: skip

# A line that ends with one of them goes on in the next: "Anna Berg wrote on".
LEAD_WORDS = tuple(
    f" {word}" for word in (
        "on", "at", "am", "um", "le", "à", "el", "il", "em", "op", "om", "den", "dem", "på", "kl.", "pe", "dne", "dňa", "dnia",
        "w dniu", "o", "dana", "στις", "pada", "vào", "в", "у", "на", "于", "於", "在", "tarihinde",
    )
)  # fmt: skip
