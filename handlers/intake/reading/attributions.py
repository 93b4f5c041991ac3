"""Where a quote begins: "On … wrote:" in every language, wrapped over up to four lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.wrote import ALL_VERBS, LEAD_WORDS, LEADS, VERBS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

WORDS = re.compile(r"\w")  # a rule between two lines is no part of either
DIGITS = re.compile(r"\d")
TIME_OR_YEAR = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20|25)\d{2}(?:\b|年|년)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
SHORT_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}\b")
ADDRESS = re.compile(r"[^\s@<>]{1,100}@[^\s@<>]{1,100}")
# 2026年1月5日(月) 15:04 Name <a@b>:   ·   05.01.2026, 15.04, "Name" <a@b>:   ·   03:04 PM, January 5, 2026, "Name" <a@b>:
IN_ANGLES = r"<\s?[^<>\s]{3,120}@[^<>\s]{2,120}>"
DATE_THEN_ADDRESS = re.compile(
    r"(?:[\d年月日/.\- ,]{6,20}.{0,30}\d{1,2}[:.]\d{2}|^\d{1,2}[:.]\d{2}(?: [ap]\.?m\.?)?, .{0,30}\b20\d{2}\b)"
    rf".{{0,80}}{IN_ANGLES}.{{0,3}}[:：]$",
    re.IGNORECASE,
)
DAY_AND_ADDRESS = re.compile(rf"\d{{4}}([/-])\d{{1,2}}\1\d{{1,2}} [^<>]{{0,80}}{IN_ANGLES}")  # 2026/1/5 Name <a@b>
NAME_AND_ADDRESS = re.compile(rf"[^<>@:]{{1,60}} {IN_ANGLES}")
RULE_BEFORE = re.compile(r"[-–—*_=]{2,}\s?")  # some clients set the line between dashes
RULERS = "-–—*_="
RULE_BEHIND = re.compile(r"\s?[-–—*_=]{2,}$")
LEAD = re.compile(  # as a whole word: "On", "Mon", "Monday", "среда"; not "Montag", "Sunken"
    "|".join(re.escape(each) + ("" if each.endswith(" ") else r"(?:\w{0,6}day|[а-яі]{0,3})\b") for each in LEADS),
    re.IGNORECASE,
)
MAX_WRAPPED = 4
MAX_LENGTH = 350
MAX_DATELESS = 160
SHORT = 25  # a sentence this short begins no attribution


def attribution_at(lines: Sequence[Line], index: int) -> int:
    """How many lines from index are an attribution; 0 when none starts here."""
    count = _attribution(lines, index)
    return 0 if count > 1 and _begins_below(lines, index, index + count - 1) else count


def _attribution(lines: Sequence[Line], index: int) -> int:
    joined = ""
    for place in range(index, min(index + MAX_WRAPPED, len(lines))):
        text = lines[place].text
        if joined and not text and _verb_below(lines, place + 1):
            continue
        if not text or len(joined) + len(text) > MAX_LENGTH or not WORDS.search(text):
            return 0
        joined = f"{joined} {text}" if joined else text
        if _may_end(joined, lines, place) and _is_attribution(_bare(joined), lines, place):
            return place - index + 1
        if len(joined) < SHORT and joined.endswith((".", "!", "?", ":")) and not joined[:-1][-1:].isdigit():
            return 0
    return 0


def _verb_below(lines: Sequence[Line], place: int) -> bool:
    """A page that was made text may leave "wrote:" in a paragraph of its own."""
    return place < len(lines) and lines[place].text.rstrip(":： ").lower() in ALL_VERBS


def _begins_below(lines: Sequence[Line], index: int, last: int) -> bool:
    """The first lines are the writer's own: an attribution that is whole stands directly below them."""
    return any(
        _begins(_bare(lines[start].text))
        and _is_whole(lines, start, last)
        and not _goes_on(" ".join(line.text for line in lines[index:start]))
        for start in range(index + 1, last + 1)
    )


def _begins(text: str) -> bool:
    if _leads(text):
        return DIGITS.search(text) is not None
    address = NAME_AND_ADDRESS.match(text)  # "Anna Berg <a@b> schrieb am 5. Januar 2026 um 15:04 Uhr:"
    return address is not None and TIME_OR_YEAR.search(text[address.end() :]) is not None


def _is_whole(lines: Sequence[Line], start: int, last: int) -> bool:
    return _is_attribution(_bare(" ".join(line.text for line in lines[start : last + 1])), lines, last)


def _goes_on(above: str) -> bool:
    """These words are the beginning of an attribution that was wrapped: a date, a name with its address, “… wrote on”."""
    if ADDRESS.search(above) or above.lower().endswith(("<", *LEAD_WORDS)):
        return True
    if len(above) < SHORT and LEAD.match(_bare(above)):
        return True
    return _leads(_bare(above)) and DIGITS.search(above) is not None


def _leads(text: str) -> bool:
    return text[:1].isdigit() or text.lower().startswith(LEADS)


def _bare(text: str) -> str:
    """Without the dashes or stars that stand around it."""
    if text[:1] not in RULERS and text[-1:] not in RULERS:
        return text
    return RULE_BEHIND.sub("", RULE_BEFORE.sub("", text, count=1))


def _may_end(joined: str, lines: Sequence[Line], last: int) -> bool:
    """A cheap look first: an attribution ends in a colon or in its verb, or quoted lines follow."""
    bare = joined.rstrip("-–—=*_ ").lower()
    return bare.endswith((":", "：", *ALL_VERBS)) or _quote_follows(lines, last)


def _is_attribution(joined: str, lines: Sequence[Line], last: int) -> bool:
    if DATE_THEN_ADDRESS.search(joined) or (DAY_AND_ADDRESS.fullmatch(joined) and _quote_follows(lines, last)):
        return True
    verb = _verb_in(joined)
    if not verb:
        return False
    if not DIGITS.search(joined):  # "Name wrote:" counts when quoted lines follow, "Name <a@b> wrote:" always
        dateless = joined.endswith((":", "：")) and len(joined) < MAX_DATELESS
        return dateless and (_quote_follows(lines, last) or _is_person(joined[: joined.lower().find(verb)]))
    if ADDRESS.search(joined):
        return True
    behind = joined[joined.lower().find(verb) + len(verb) :].strip(" :：*_")
    dated = TIME_OR_YEAR.search(joined) or (SHORT_DATE.search(joined) and _quote_follows(lines, last))
    if not dated or (behind[:1].islower() and behind[:1].isascii()):
        return False  # "At 10:30 the tester wrote down:"
    return _leads(joined) or _quote_follows(lines, last)


def _is_person(text: str) -> bool:
    return NAME_AND_ADDRESS.fullmatch(text.strip()) is not None or ADDRESS.fullmatch(text.strip()) is not None


def languages_of(attribution: str) -> tuple[str, ...]:
    """Those in which such a verb means that somebody wrote."""
    lower = attribution.lower()
    return tuple(
        language
        for language, verbs in VERBS.items()
        if any(verb in lower and _stands_alone(lower, verb) for verb in verbs.split("|"))
    )


def _verb_in(text: str) -> str:
    """The verb, when it stands as a word of its own."""
    lower = text.lower()
    return next((verb for verb in ALL_VERBS if verb in lower and _stands_alone(lower, verb)), "")


def _stands_alone(text: str, verb: str) -> bool:
    place = text.find(verb)
    return place == 0 or not text[place - 1].isalpha() or not verb.isascii()


def _quote_follows(lines: Sequence[Line], last: int) -> bool:
    depth = lines[last].depth
    for line in lines[last + 1 : last + 4]:
        if line.text:
            return line.depth > depth
    return False
