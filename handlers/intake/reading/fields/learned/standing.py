"""How a day stands among the other days and in its line, for the second look: a deadline is the last day of many, a
delivery's day stands beside the delivery's number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.figures import FAR
from handlers.intake.reading.fields.learned.spans import CODE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.learned.second_look import Place
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

_BEFORE, _BEHIND = ":=|\t(-", ",.;:)-/\n"  # signs that part a day from its words, by number
_NEAR = 999  # characters; a code further away is none


def standing_of(place: Place, others: Sequence[Place], view: View) -> Iterator[float]:
    """The order of the numbers is the forest's columns."""
    start, stop = view.sentence_around(place.span)
    yield place.page
    yield min(start, FAR)
    yield from _among(place, [one for one in others if one.page == place.page and start <= one.span.start < stop])
    yield from _among(place, others)
    yield sum(other.span.value == place.span.value for other in others)
    yield sum(other.is_open for other in others)
    yield place.look.said.confidence if place.look.said else 0.0
    yield from _in_its_line(place.span, view)
    yield from _beside_codes(place.span, view)


def _among(place: Place, others: Sequence[Place]) -> Iterator[float]:
    yield sum(other.size > place.size for other in others)
    yield sum(other.size < place.size for other in others)


def _in_its_line(span: Span, view: View) -> Iterator[float]:
    text = view.page.text
    start, end = view.page.line_at(span.start)
    yield span.start - start
    yield end - span.end
    yield _BEFORE.find(text[start : span.start].rstrip(" ")[-1:] or " ")
    yield _BEHIND.find(text[span.end : span.end + 1] or "\n")
    yield sum(map(str.isdigit, text[span.start : span.end]))


def _beside_codes(span: Span, view: View) -> Iterator[float]:
    """Which code the rules found nearest on either side, and how far away."""
    codes = sorted((one for one in view.taken if one.name in CODE_FIELDS), key=_start_of)
    at = bisect_right(codes, span.start, key=_end_of)
    yield from _code(codes[at - 1] if at else None, span.start - codes[at - 1].end if at else _NEAR)
    at = bisect_left(codes, span.end, key=_start_of)
    yield from _code(codes[at] if at < len(codes) else None, codes[at].start - span.end if at < len(codes) else _NEAR)


def _code(code: Candidate | None, distance: int) -> Iterator[float]:
    yield CODE_FIELDS.index(code.name) if code else -1
    yield min(distance, _NEAR)


def _start_of(one: Candidate) -> int:
    return one.start


def _end_of(one: Candidate) -> int:
    return one.end
