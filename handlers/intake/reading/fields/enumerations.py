"""Lists of codes: "A123, A124 and A125", "2211-04, -07", "0081 to 0119", "4471/4472", one below the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.shapes import CODE, make_of, same_make
from handlers.intake.reading.fields.taking import PREFIXED, is_quantity, meaning_of, taken_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page

_HAS_GROUPS = frozenset({"lot", "serial", "delivery_note"})
_MOST_IN_ONE_LIST = 40
_YEAR, _NUMBER_AND_YEAR = re.compile(r"20[12]\d"), 2
_LONG = 4  # digits; a group of so many is a code of its own
_ITEM = re.compile(r"0{2,}\d{1,4}")  # "80117733 / 000010": the line of an order
_NEXT_OF_COLUMN = re.compile(
    r"[ \t]*\n(?:[ \t]*\n)?[ \t]{0,60}(?:(?:[-*•·–]|\d{1,2}[.)])[ \t]{1,4})?"
)  # a second code below the first one, in its column
_AND = re.compile(
    r"(?:[ \t]?\([^()\n]{1,30}\))?[ \t]{0,4}(?:,|;|/|&|\+|\band\b|\bund\b|\bsowie\b|\bet\b|\be\b|\by\b|\ben\b|\bi\b|\ba\b"
    r"|\boraz\b|\bor\b|\boder\b|\bo\b|\bog\b|\boch\b|\bja\b|\bsekä\b|\bși\b|\bve\b|\bés\b|\bi\b|\bи\b|\bта\b|\bκαι\b|、|，"
    r"|と|和|及び|及|및|와|과)"
    r"[ \t]{0,4}(?:\n[> \t]{0,20})?(?:(?:and|und|et|lot|batch|charge|part|s/n|sn|no\.?|nr\.?|#)[ \t]{1,4}){0,2}",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t]{1,4}(?:\n[> \t]{0,20})?|\n[> \t]{0,20}")  # "4471 4472 4473"
TO = re.compile(
    r"[ \t]{0,4}(?:–|—|\.\.\.?|…|\bto\b|\bthrough\b|\bthru\b|\bup to\b|\bbis\b|\bau\b|à(?=[ \t]\d)|\bal\b|\btot\b"
    r"|\bdo\b|\baž\b| - )[ \t]{0,4}",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ \t]{0,4}(?:,|;|/|&|and|und|et|e|y|en|i|a)[ \t]{1,4}-([A-Za-z0-9]{1,5})(?![\w-])"
)  # "2211-04, -07, -08"


def apart(candidate: Candidate) -> Iterator[Candidate]:
    """ "4471/4472/4473" are three lots: groups of as many digits, four at the least; "2026/7710" is a number and its year."""
    parts = candidate.value.split("/")
    if len(parts) == _NUMBER_AND_YEAR and sum(map(bool, map(_YEAR.fullmatch, parts))) == 1:
        yield candidate
        return
    alike = len({len(part) for part in parts}) == 1 and len(parts[0]) >= _LONG and all(map(str.isdigit, parts))
    if candidate.name not in _HAS_GROUPS or len(parts) < 2 or not alike:
        yield candidate
        return
    for number, part in enumerate(parts):
        start = candidate.start + number * (len(part) + 1)
        yield replace(candidate, value=part, start=start, end=start + len(part))


def enumerated(page: Page, masks: Masks, first: Candidate) -> Iterator[Candidate]:
    """ "A123, A124 and A125"; "0081 to 0119" is one value, since nobody says what lies between."""
    through = _next_code(page, masks, first, TO)
    if through is not None and first.name in {"lot", "serial"}:
        yield Candidate(first.name, f"{first.value}–{through.value}", first.confidence, first.start, through.end)
        return
    yield first
    last = first
    for _ in range(_MOST_IN_ONE_LIST):
        following = None if first.name == "revision" else _next_code(page, masks, last, _AND)
        if following is None and first.name in {"part", "lot", "serial"}:
            following = _next_code(page, masks, last, _NEXT_OF_COLUMN) or _next_code(page, masks, last, _SPACE)
        if following is None:
            return
        yield following
        last = following


def _another_label(page: Page, last: Candidate, end: int) -> bool:
    """ "delivery note 4471, batch 2608": the second code has a label of its own."""
    return any(
        last.end <= label.start < end
        and meaning_of(page, label)[0] != last.name
        and last.name not in label_meanings().all_of(label.phrase)
        for label in page.labels
    )


def _stands_alone(page: Page, last: Candidate, end: int) -> bool:
    """The code fills its line, as the one before it did; a list of codes below their label."""
    filled = page.text[page.line_at(last.start)[0] : last.start].strip(" \t-*•·–0123456789.)")
    return page.text[end : end + 1] in {"\n", ""} and (not filled or filled.endswith((":", "：")) or "  " in filled)


def _alike(page: Page, last: Candidate, at: int) -> re.Match[str] | None:
    """A code, with capitals and a space before it where the one before has them: "KB 11807, KB 11811"."""
    if " " in last.value and last.value[0].isupper():
        prefixed = PREFIXED.match(page.text, at)
        if prefixed and prefixed.group().split(" ")[0] == last.value.split(" ")[0]:
            return prefixed
    return CODE.match(page.text, at)


def _next_code(page: Page, masks: Masks, last: Candidate, joint: re.Pattern[str]) -> Candidate | None:
    tail = _TAIL.match(page.text, last.end) if joint is _AND else None
    if tail and "-" in last.value:
        return Candidate(
            last.name,
            f"{last.value.rpartition('-')[0]}-{tail[1]}",
            last.confidence,
            tail.start(1),
            tail.end(),
        )
    gap = joint.match(page.text, last.end)
    code = _alike(page, last, gap.end()) if gap else None
    if code is None or not same_make(last.value, code.group()) or _another_label(page, last, code.start()):
        return None
    taken = taken_at(page, masks, last.name, code.start(), code.end(), explicit=False)
    if joint is _SPACE and (taken is None or make_of(taken[0]) != make_of(last.value) or len(taken[0]) < _LONG):
        return None
    if joint is _NEXT_OF_COLUMN and (taken is None or not _stands_alone(page, last, taken[1])):
        return None
    if taken is None or is_quantity(page, taken[1]) or (joint is _AND and _ITEM.fullmatch(taken[0])):
        return None
    return Candidate(last.name, taken[0], last.confidence, code.start(), taken[1])
