"""How many of how many: "17 von 50 Wellen", "47/1200 pcs", "of the 1,400 we received, 61 are porous"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.beside_numbers import INSTEAD, OF_WHICH, names_something
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.counting import written
from handlers.intake.reading.fields.languages import quantity_phrases
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.counting import Count
    from handlers.intake.reading.fields.lexicon import Selection
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

PROPORTION, BARE_PROPORTION, WHOLE_FIRST = 0.9, 0.65, 0.8
_FEWEST = 5  # a whole of fewer must be named with its unit
_WORDS_BEFORE_JOINT = 3
_BREAKS = "\n.;:!?,()+–"
_LONGEST_SENTENCE = 2_000  # characters behind a number
_INSTEAD = re.compile(rf"\b{INSTEAD}\b", re.IGNORECASE)
_EACH = re.compile(r" (?:of|with|à|zu je|zu|mit je|mit|von|de|po|je|a|da|met|med) ", re.IGNORECASE)
_SLASH = re.compile(r" ?/ ?(?=\d)")
_CLAUSE = re.compile(r"[:,،–—(] ")
_SENTENCE_END = re.compile(
    r"[.!?;。！？；।؟\n](?:(?<=[。！？；।؟\n])|(?=\s|$)(?<!pcs.)(?<!Pcs.)(?<!PCS.)(?<!stk.)(?<!Stk.)(?<!St.)(?<!pc.)(?<!nr.)(?<!Nr.)"
    r"(?<!no.)(?<!ca.)(?<!approx.)(?<!szt.)(?<!uds.)(?<!pz.)(?<!шт.)(?<!kom.)(?<!kos.)(?<!vnt.)(?<!gab.)(?<!бр.)(?<!τεμ.))"
)


def proportions(page: Page, counts: Sequence[Count]) -> Iterator[Candidate]:
    joints = {found.start: found for found in quantity_phrases("between", page.spoken).find(page.text, page.words)}
    affected = quantity_phrases("affected_words", page.spoken)
    for first, second in pairwise(counts):
        if first.unit in {"%", "ppm"} or not _joined(page, first, second, joints):
            continue
        if not _is_proportion(first, second):
            continue
        unit = second if second.unit else first
        sure = bool(unit.unit) or _any_in(page, affected, sentence(page, first.number.start, second.end))
        confidence = PROPORTION if sure else BARE_PROPORTION
        yield Candidate("quantity_affected", _with_unit(first, unit), confidence, first.number.start, first.end)
        yield Candidate("quantity_total", _with_unit(second, unit), confidence, second.number.start, second.end)


def without_pack_sizes(page: Page, counts: Sequence[Count]) -> Iterator[Count]:
    """ "3 boxes of 20 pcs", "2 Kartons à 50 Stück": the second count says how much is in each of the first."""
    yield from counts[:1]
    yield from (inside for pack, inside in pairwise(counts) if not _is_pack_size(page, pack, inside))


def _is_pack_size(page: Page, pack: Count, inside: Count) -> bool:
    measured = pack.unit in {"", "pieces", "%", "ppm", "kg", "t", "l", "m"}
    gap = page.text[pack.end : inside.number.start]
    return not measured and inside.unit == "pieces" and _EACH.fullmatch(gap) is not None


def wholes_first(page: Page, counts: Sequence[Count]) -> Iterator[Candidate]:
    """ "Of the 1,400 we received, 61 are porous", "Von den 60 Scharnieren sind 9 verbogen"."""
    wholes = {found.end for found in quantity_phrases("between", page.spoken).find(page.text, page.words)}
    for whole, part in pairwise(counts):
        if OF_WHICH.fullmatch(page.text[whole.end : part.number.start]) and _is_part_of(page, part, whole):
            yield Candidate("quantity_total", _with_unit(whole, whole), PROPORTION, whole.number.start, whole.end)
            yield Candidate("quantity_affected", _with_unit(part, whole), PROPORTION, part.number.start, part.end)
    behind = quantity_phrases("out_of", page.spoken).find(page.text, page.words)
    for whole, part in pairwise(counts) if behind else ():
        if _stands_out_of(page, whole, part, behind) and _is_part_of(page, part, whole):
            yield Candidate("quantity_total", _with_unit(whole, whole), PROPORTION, whole.number.start, whole.end)
            yield Candidate("quantity_affected", _with_unit(part, whole), PROPORTION, part.number.start, part.end)
    for at, whole in enumerate(counts):
        if whole.number.from_word or not begins_whole(page, whole, wholes):
            continue
        _, end = sentence(page, whole.number.start, whole.end)
        parts = [part for part in counts[at + 1 :] if part.number.start < end and _is_part_of(page, part, whole)]
        if parts:
            yield Candidate("quantity_total", _with_unit(whole, whole), PROPORTION, whole.number.start, whole.end)
            for part in parts[:2]:
                yield Candidate("quantity_affected", _with_unit(part, whole), WHOLE_FIRST, part.number.start, part.end)


def _stands_out_of(page: Page, whole: Count, part: Count, behind: Sequence[Found]) -> bool:
    """ "150개 중 8개", "50 db-ból 3", "40 में से 7": languages that say "out of" behind the whole, or at the end of its noun."""
    joints = between(behind, whole.number.end, part.number.start)
    if not joints:
        return False
    before, after = page.text[whole.number.end : joints[0].start], page.text[joints[-1].end : part.number.start]
    return _few_words(before) and _few_words(after.removeprefix(","))


def _few_words(gap: str) -> bool:
    return len(gap.split()) <= _WORDS_BEFORE_JOINT and not any(sign in gap for sign in _BREAKS)


def _is_part_of(page: Page, part: Count, whole: Count) -> bool:
    few, many = part.number.amount, whole.number.amount
    same = part.unit in {"", whole.unit} or {whole.unit, part.unit} <= {"", "pieces"}
    return few == int(few) and 0 < few <= many and same and not names_something(page.text, part.number)


def _is_proportion(first: Count, second: Count) -> bool:
    """Whole numbers, the part not above the whole; "one in three" is a manner of speaking."""
    few, many = first.number.amount, second.number.amount
    measured = first.unit == second.unit and first.unit not in {"", "pieces"}
    if ((few != int(few) or many != int(many)) and not measured) or not 0 < few <= many:
        return False
    return many >= _FEWEST or bool(first.unit or second.unit)


def _with_unit(count: Count, named: Count) -> str:
    return written(replace(count, unit=named.unit, said=named.said))


def _joined(page: Page, first: Count, second: Count, joints: dict[int, Found]) -> bool:
    """Between the two stands only "of", "out of", "von", "sur", "/", with at most three more words."""
    if second.number.start - first.number.end > 40:
        return False
    slash = _SLASH.match(page.text, first.number.end)
    if slash and slash.end() == second.number.start and not first.number.from_word:
        return first.number.amount < second.number.amount and bool(second.unit)
    gap = page.text[first.end : second.number.start]
    if any(sign in gap for sign in _BREAKS) or _INSTEAD.search(gap):
        return False
    inside = between(list(joints.values()), first.end, second.number.start)
    if not inside:
        return False
    words = gap.split()
    if len(page.text[first.end : inside[0].start].split()) > _WORDS_BEFORE_JOINT:
        return False
    return len(words) <= 6 and len(page.text[inside[-1].end : second.number.start].split()) <= 2


def begins_whole(page: Page, count: Count, wholes: set[int]) -> bool:
    """ "Of the 200 thermostats …", "Von 40 Rollen sind …": a sentence that begins with its whole."""
    start, _ = sentence(page, count.number.start, count.end)
    before = _CLAUSE.split(page.text[start : count.number.start])[-1]
    return len(before.split()) <= 5 and any(
        start < end <= count.number.start and count.number.start - end <= 5 for end in wholes
    )


def between(found: Sequence[Found], start: int, end: int) -> Sequence[Found]:
    """Those of a list in the order of the text that begin in a stretch of it."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


def _start(found: Found) -> int:
    return found.start


def sentence(page: Page, start: int, end: int) -> tuple[int, int]:
    line_start, _ = page.line_at(start)
    before = [match.end() for match in _SENTENCE_END.finditer(page.text, line_start, start)]
    after = _SENTENCE_END.search(page.text, end, end + _LONGEST_SENTENCE)
    return (before[-1] if before else line_start), (after.start() if after else len(page.text))


def _any_in(page: Page, wanted: Selection, span: tuple[int, int]) -> bool:
    part = page.text[span[0] : span[1]]
    return bool(wanted.find(part, words_of(part)))
