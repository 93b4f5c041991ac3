"""What the columns of a table are: by the words of their heads, by what stands in their cells, by each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.dates import days_in
from handlers.intake.reading.fields.languages import (
    defect_phrases,
    label_meanings,
    phrases,
    quantity_phrases,
    unit_meanings,
)
from handlers.intake.reading.fields.numbers import amount_of
from handlers.intake.reading.fields.page import page_of
from handlers.intake.reading.fields.shapes import SHAPES, fits
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from handlers.intake.reading.fields.tables import Table

NUMBER_CELL = re.compile(r"[~≈ca. ]{0,5}(\d[\d., ']{0,14})\s*([^\W\d]{1,10}\.?)?")
TEXTS = frozenset({"product", "defect", "place"})
AFFECTED, TOTAL, PLAIN = "quantity_affected", "quantity_total", "quantity"
_LEAST_HEADS, _LONGEST_HEAD = 2, 6  # columns, words
_HIGHEST_HEAD, _SOME_CELLS = 12, 10  # rows; enough to know a column of days
_OF_A_PART = re.compile(r"(?=.{0,20}[A-Z])(?=.{0,20}\d.{0,20}\d)[A-Z0-9][A-Za-z0-9._/-]{3,24}")
_MAY_COUNT = frozenset({"", *TEXTS, "delivery_date", "event_date"})
_NO_DAY_OF_ITS_OWN = frozenset({"", *TEXTS})


def head_of(table: Table, spoken: Sequence[str], sent: date | None) -> tuple[int, tuple[str, ...]] | None:
    """The first row with at least two cells that name different fields, and the field of each column."""
    for at, row in enumerate(table[:_HIGHEST_HEAD]):
        columns, below = tuple(_field_named(cell, spoken) for cell in row), table[at + 1 :]
        if any(map(_has_digits, row)):
            continue
        columns = _by_their_cells(columns, row, below, spoken)
        named = _named(columns)
        if len(named) >= _LEAST_HEADS or (
            len(row) >= _LEAST_HEADS and (AFFECTED in named or _is_column_of_codes(columns, below))
        ):
            return at, _by_each_other(_with_one_affected(columns), row, below, spoken, sent)
    return None


def _named(columns: Sequence[str]) -> list[str]:
    return [column for column in columns if column and column != "ignore"]


def _is_column_of_codes(columns: Sequence[str], below: Table) -> bool:
    """The only named column holds nothing but codes of its field."""
    at = next((place for place, column in enumerate(columns) if column in SHAPES), None)
    if at is None or not below:
        return False
    cells = [row[at].strip() for row in below if len(row) > at and row[at].strip()]
    return bool(cells) and all(fits(columns[at], cell.replace(" ", ""), explicit=True) for cell in cells)


def _by_their_cells(
    columns: Sequence[str], head: Sequence[str], below: Table, spoken: Sequence[str]
) -> tuple[str, ...]:
    """A column of bare numbers below "Received", "Faults" or "Pieces" counts pieces, whatever else these words may name."""
    counted = tuple(_counted(head[at], _column(below, at), spoken) for at in range(len(head)))
    again = columns.count("part") > 1  # "Model" and "Pieces": the second is none
    return tuple(
        new
        if new and (column in _MAY_COUNT or (column == "part" and (again or not _label_of(head[at], spoken)[1])))
        else column
        for at, (column, new) in enumerate(zip(columns, counted, strict=True))
    )


def _counted(head: str, cells: Sequence[str], spoken: Sequence[str]) -> str:
    if not _are_numbers(cells):
        return ""
    words = words_of(head)
    for which, name in (("affected_words", AFFECTED), ("total_words", TOTAL)):
        if quantity_phrases(which, tuple(spoken)).find(head, words):
            return name
    if phrases("delivered", tuple(spoken)).find(head, words):
        return TOTAL
    if defect_phrases(tuple(spoken)).find(head, words):
        return AFFECTED
    units = unit_meanings()
    named = (units.of(unit.phrase, spoken)[0] for unit in units.find(head, words))
    return PLAIN if "pieces" in named else ""


def _are_numbers(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell.strip(" -–—")]
    return bool(written) and all(_amount(cell) is not None for cell in written)


def _amount(cell: str) -> float | None:
    """Of "14 drums", and not of "13.10.2026" or "1 October"."""
    found = NUMBER_CELL.fullmatch(cell.strip())
    unit = found[2] if found else None
    if found is None or (unit and not unit_meanings().find(unit, words_of(unit))):
        return None
    return amount_of(found[1])


def _column(below: Table, at: int) -> list[str]:
    return [row[at].strip() for row in below if len(row) > at]


def _has_digits(cell: str) -> bool:
    return sum(character.isdigit() for character in cell) > 2


def _with_one_affected(columns: tuple[str, ...]) -> tuple[str, ...]:
    """A bare "Qty" is the whole when another column names the bad pieces, else it is the bad pieces."""
    plain = TOTAL if AFFECTED in columns else AFFECTED
    return tuple(plain if column == PLAIN else column for column in columns)


def _by_each_other(
    columns: tuple[str, ...], head: Sequence[str], below: Table, spoken: Sequence[str], sent: date | None
) -> tuple[str, ...]:
    """What a column is whose head no table knows, seeing what the other columns are."""
    columns = _with_other_count(columns, below)
    columns = _with_parts(columns, below)
    return tuple(
        (_of_days(head[at], _column(below, at), columns, spoken, sent) or column)
        if column in _NO_DAY_OF_ITS_OWN
        else column
        for at, column in enumerate(columns)
    )


def _with_other_count(columns: tuple[str, ...], below: Table) -> tuple[str, ...]:
    """Of two columns of numbers of which one is known, the other is its whole, or the bad ones of it."""
    known = [at for at, column in enumerate(columns) if column in {AFFECTED, TOTAL}]
    unknown = [at for at, column in enumerate(columns) if not column and _are_numbers(_column(below, at))]
    if not known and len(unknown) == 2 and "lot" in columns:  # "sold to you", "of these to come back"
        return _with_other_count(_with(columns, unknown[0], TOTAL), below)
    if len(known) != 1 or len(unknown) != 1:
        return columns
    pairs = [
        (_amount(row[known[0]]), _amount(row[unknown[0]])) for row in below if len(row) > max(known[0], unknown[0])
    ]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    affected = columns[known[0]] == AFFECTED
    fitting = all(one <= other if affected else other <= one for one, other in both)
    if not both or not fitting or all(one == other for one, other in both):
        return columns
    return _with(columns, unknown[0], TOTAL if affected else AFFECTED)


def _with_parts(columns: tuple[str, ...], below: Table) -> tuple[str, ...]:
    """ "Housing", "Bolzen": where no column names the parts, the first is theirs if it holds nothing but such codes."""
    if "part" in columns or columns[0] not in {"", "product"} or not {"lot", "serial", "delivery_note"} & set(columns):
        return columns
    cells = [cell for cell in _column(below, 0) if cell]
    return _with(columns, 0, "part") if cells and all(map(_OF_A_PART.fullmatch, cells)) else columns


def _with(columns: tuple[str, ...], at: int, name: str) -> tuple[str, ...]:
    return (*columns[:at], name, *columns[at + 1 :])


def _of_days(head: str, cells: Sequence[str], columns: Sequence[str], spoken: Sequence[str], sent: date | None) -> str:
    """A column of days of which the head has a word of arriving or of finding, or is a mere "Date" beside what it dates."""
    tongues = tuple(spoken)
    written = [cell for cell in cells if cell][:_SOME_CELLS]
    if not written or not all(days_in(page_of("cell", cell, tongues), sent, None) for cell in written):
        return ""
    words = words_of(head)
    if phrases("delivered", tongues).find(head, words):
        return "delivery_date"
    if phrases("happened", tongues).find(head, words):
        return "event_date"
    if "delivery_note" in columns:
        return "delivery_date"
    return "event_date" if AFFECTED in columns or "serial" in columns else ""


def _field_named(cell: str, spoken: Sequence[str]) -> str:
    return _label_of(cell, spoken)[0]


def _label_of(cell: str, spoken: Sequence[str]) -> tuple[str, bool]:
    """The field that a head cell names, and whether in a language of the mail; the label must be nearly all of the cell."""
    words = words_of(cell)
    hits = label_meanings().find(cell, words, tuple(spoken)) if 0 < len(words) <= _LONGEST_HEAD else []
    longest = max(hits, key=lambda hit: hit.last - hit.first, default=None)
    if longest is None or longest.last - longest.first + 1 < len(words) - 2:
        return "", False
    return label_meanings().of(longest.phrase, spoken)
