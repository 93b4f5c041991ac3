"""Where a quote begins: "On … wrote:" in every language, wrapped over up to four lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.wrote import ALL_VERBS, LEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

WORDS = re.compile(r"\w")  # a rule between two lines is no part of either
DIGITS = re.compile(r"\d")
TIME_OR_YEAR = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20|25)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
ADDRESS = re.compile(r"[^\s@<>]{1,100}@[^\s@<>]{1,100}")
# 2026年1月5日(月) 15:04 Name <a@b>:   ·   05.01.2026, 15:04, "Name" <a@b>:
DATE_THEN_ADDRESS = re.compile(
    r"[\d年月日/.\- ,]{6,20}.{0,30}\d{1,2}:\d{2}.{0,80}<[^<>\s]{3,120}@[^<>\s]{2,120}>.{0,3}[:：]$"
)
MAX_WRAPPED = 4
MAX_LENGTH = 350
MAX_DATELESS = 160
SHORT = 25  # a sentence this short begins no attribution


def attribution_at(lines: Sequence[Line], index: int) -> int:
    """How many lines from index are an attribution; 0 when none starts here."""
    joined = ""
    for place in range(index, min(index + MAX_WRAPPED, len(lines))):
        text = lines[place].text
        if not text or len(joined) + len(text) > MAX_LENGTH or not WORDS.search(text):
            return 0
        joined = f"{joined} {text}" if joined else text
        if _may_end(joined, lines, place) and _is_attribution(joined, lines, place):
            return place - index + 1
        if len(joined) < SHORT and joined.endswith((".", "!", "?", ":")) and not joined[:-1][-1:].isdigit():
            return 0
    return 0


def _may_end(joined: str, lines: Sequence[Line], last: int) -> bool:
    """A cheap look first: an attribution ends in a colon or in its verb, or quoted lines follow."""
    bare = joined.rstrip("*_ ").lower()
    return bare.endswith((":", "：", *ALL_VERBS)) or _quote_follows(lines, last)


def _is_attribution(joined: str, lines: Sequence[Line], last: int) -> bool:
    if DATE_THEN_ADDRESS.search(joined):
        return True
    verb = _verb_in(joined)
    if not verb:
        return False
    if not DIGITS.search(joined):  # "Name <a@b> wrote:" counts when quoted lines follow
        return joined.endswith((":", "：")) and len(joined) < MAX_DATELESS and _quote_follows(lines, last)
    if ADDRESS.search(joined):
        return True
    behind = joined[joined.lower().find(verb) + len(verb) :].strip(" :：*_")
    if not TIME_OR_YEAR.search(joined) or (behind[:1].islower() and behind[:1].isascii()):
        return False  # "At 10:30 the tester wrote down:"
    leads = joined[0].isdigit() or joined.lower().startswith(LEADS)
    return leads or _quote_follows(lines, last)


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
