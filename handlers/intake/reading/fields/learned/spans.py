"""Places of a text that may be a value: every code, count and day, whatever stands around them.

Rules name a place only where they know the words beside it. Here nothing is asked of the words: what a place means is the
model's to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.counting import written
from handlers.intake.reading.fields.materials import is_material
from handlers.intake.reading.fields.shapes import LETTER, OF_A_CODE, TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.counting import Count
    from handlers.intake.reading.fields.dates import Day
    from handlers.intake.reading.fields.page import Page

CODE_FIELDS = (
    *("part", "revision", "lot", "serial", "po", "sales_order", "invoice", "rma", "delivery_note", "pcn_number"),
    "customer_reference",
)
_NO_PART = CODE_FIELDS[1:]
COUNT_FIELDS = ("quantity_affected", "quantity_total")
DAY_FIELDS = ("event_date", "delivery_date", "last_order_date", "last_ship_date", "first_ship_date", "answer_by")
WHOLE_DAY = len("2026-10-21")
MOST_SPANS = 400  # of one page

_SAID = 0.5  # what is less likely is the other reading of a day
_CODE = re.compile(
    rf"(?<![{LETTER}])[{OF_A_CODE}a-z](?:[{OF_A_CODE}a-z]|[-./_+:](?=[{OF_A_CODE}a-z])|(?<=\d),(?=\d)){{0,39}}(?![{LETTER}])"
)
_MARK = re.compile(rf"[A-Z](?<![{LETTER}.].)[A-Z]?(?![{LETTER}])")  # a revision without a digit
_DIGIT = re.compile(r"[0-9]")
_PLURAL = re.compile(r"(?=[^a-z]*[A-Z-])[A-Z0-9][A-Z0-9./-]{0,38}[0-9]s")  # "two of your PG-63s"
_PIECE = re.compile(
    r"[A-ZÄÖÜ]{1,4}|[A-Za-z0-9.,/_-]*\d[A-Za-z0-9.,/_-]*"
)  # what may stand beside a space inside a code
_NO_COUNTS = frozenset({"%", "ppm"})
_LONGEST_RUN = 4  # pieces of a code that is written with spaces


@dataclass(frozen=True, slots=True)
class Span:
    """`fields` are those that a value of this make can belong to."""

    start: int
    end: int
    value: str
    fields: tuple[str, ...]
    sort: str  # "code", "count" or "day"
    other: str = ""  # the less likely reading of 03/04/2026
    surety: float = 1.0  # how likely the value is the right reading of what stands there


def spans_of(page: Page, candidates: Sequence[Candidate], counts: Iterable[Count], days: Iterable[Day]) -> list[Span]:
    """From left to right, longer ones first where they begin together; they may overlap."""
    found: dict[tuple[int, int, str, str], Span] = {}
    for span in (*_days(days), *_said(candidates), *_counts(counts), *_codes(page)):
        found.setdefault((span.start, span.end, span.sort, span.value), span)
    ordered = sorted(found.values(), key=lambda span: (span.start, -span.end))
    return ordered[:MOST_SPANS]


def _said(candidates: Sequence[Candidate]) -> Iterator[Span]:
    """What a rule took, with the value that it made of it."""
    for one in candidates:
        for sort, fields in (("code", CODE_FIELDS), ("count", COUNT_FIELDS), ("day", DAY_FIELDS)):
            if one.name in fields and one.confidence >= _SAID and (sort != "day" or len(one.value) == WHOLE_DAY):
                yield Span(one.start, one.end, one.value, fields, sort)


def _days(days: Iterable[Day]) -> Iterator[Span]:
    for day in days:
        if len(day.iso) == WHOLE_DAY:
            yield Span(day.start, day.end, day.iso, DAY_FIELDS, "day", day.other, day.confidence if day.other else 1.0)


def _counts(counts: Iterable[Count]) -> Iterator[Span]:
    for count in counts:
        yield Span(count.number.start, count.end, written(count), COUNT_FIELDS, "count")


def _codes(page: Page) -> Iterator[Span]:
    pieces = _pieces(page)
    for at, match in enumerate(pieces):
        for last in range(at, min(at + _LONGEST_RUN, len(pieces))):
            if last > at and not _joins(page.text, pieces[last - 1], pieces[last]):
                break
            value, end = page.text[match.start() : pieces[last].end()], pieces[last].end()
            if _PLURAL.fullmatch(value):
                value, end = value[:-1], end - 1
            if _DIGIT.search(value) and not is_material(value):
                fields = _NO_PART if TICKET.fullmatch(value) else CODE_FIELDS
                yield Span(match.start(), end, value, fields, "code")
    for match in _MARK.finditer(page.text):
        yield Span(*match.span(), match.group(), ("revision",), "code")


def _pieces(page: Page) -> list[re.Match[str]]:
    """Of the lines with digits what may be a code or a part of one; most words there are prose still."""
    return [match for match in page.numbered(_CODE) if _DIGIT.search(match.group()) or _PIECE.fullmatch(match.group())]


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """One space between two pieces of capitals or digits: "WZ 1190/26", "0 433 171"."""
    return (
        text[left.end() : right.start()] == " "
        and bool(_PIECE.fullmatch(left.group()))
        and bool(_PIECE.fullmatch(right.group()))
    )


def amount_of(span: Span) -> float | None:
    number, _, unit = span.value.partition(" ")
    return float(number) if span.sort == "count" and unit not in _NO_COUNTS else None
