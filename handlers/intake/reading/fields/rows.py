"""What the cells of a table say: the head names the fields, each row below is one part or lot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import Value
from handlers.intake.reading.fields.column_heads import AFFECTED, NUMBER_CELL, TEXTS, TOTAL, head_of
from handlers.intake.reading.fields.dates import days_in
from handlers.intake.reading.fields.found import MOST_ROWS, Row
from handlers.intake.reading.fields.languages import unit_meanings
from handlers.intake.reading.fields.moments import DATE_FIELDS
from handlers.intake.reading.fields.numbers import amount_of, whole_word
from handlers.intake.reading.fields.page import page_of
from handlers.intake.reading.fields.shapes import SHAPES, fits
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from handlers.intake.reading.fields.tables import Table

IN_TABLE = 0.93
_CODE_CELL = re.compile(r"[\w./ -]{1,40}")
_REVISION_BEHIND = re.compile(
    r"([\w./-]{3,40})[ ,/]{1,3}\(?(?:rev|revision|index|ind|issue|iss|ausgabe|version|indice"
    r"|zeichnungsindex)\.? ?([A-Za-z0-9]{1,3})\)?",
    re.IGNORECASE,
)


def rows_of(table: Table, name: str, spoken: Sequence[str], sent: date | None) -> tuple[Row, ...]:
    """`name` is what the rows are called: "table row" or "body table row"."""
    head = head_of(table, spoken, sent)
    if head is None:
        return ()
    at, columns = head
    rows = (
        _row(f"{name} {number}", each, cells, spoken, sent)
        for number, cells in enumerate(table[at + 1 :][:MOST_ROWS], start=1)
        for each in _readings(columns)
    )
    return tuple(row for row in rows if row.values)


def _readings(columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The columns, and once more those that name a field a second time ("our part", "your part"), as rows of their own."""
    first = tuple("" if column in columns[:at] else column for at, column in enumerate(columns))
    again = tuple(column if column in columns[:at] else "" for at, column in enumerate(columns))
    return (first, again) if any(column and column != "ignore" for column in again) else (first,)


def pairs_of(table: Table) -> Iterator[str]:
    """A table of two columns, label and value, as lines of text that read like "Lot: A123"."""
    if all(len(row) <= 2 for row in table):
        for row in table:
            if len(row) == 2 and row[0] and row[1]:
                yield f"{row[0].rstrip(' :')}: {row[1]}"


def _row(where: str, columns: Sequence[str], cells: Sequence[str], spoken: Sequence[str], sent: date | None) -> Row:
    values: dict[str, Value] = {}
    for column, cell in zip(columns, cells, strict=False):
        bare, revision = _with_revision(cell.strip()) if column == "part" else (cell.strip(), "")
        text = _value(column, bare, spoken, sent) if column and column not in values else ""
        if text:
            values[column] = Value(text, IN_TABLE, where)
        if text and revision:
            values.setdefault("revision", Value(revision, IN_TABLE, where))
    codes = values.keys() - {AFFECTED, TOTAL} - TEXTS
    return Row(where, values if codes or {AFFECTED, TOTAL} <= values.keys() else {})


def _with_revision(cell: str) -> tuple[str, str]:
    """ "HX-2115 rev 3" is a part and its revision."""
    found = _REVISION_BEHIND.fullmatch(cell)
    return (found[1], found[2]) if found else (cell, "")


def _value(column: str, cell: str, spoken: Sequence[str], sent: date | None) -> str:
    if column in SHAPES:
        code = cell.upper() if column == "revision" else cell.replace(" ", "")
        return cell if _CODE_CELL.fullmatch(cell) and fits(column, code, explicit=True) else ""
    if column in DATE_FIELDS:
        days = days_in(page_of("cell", cell, tuple(spoken)), sent, None)
        return days[0].iso if days else ""
    if column.startswith("quantity"):
        return _quantity(cell, spoken)
    return cell if column in TEXTS and any(map(str.isalpha, cell)) else ""


def _quantity(cell: str, spoken: Sequence[str]) -> str:
    word = whole_word(cell, tuple(spoken))
    if word is not None:
        return str(word)
    match = NUMBER_CELL.fullmatch(cell)
    amount = amount_of(match[1]) if match else None
    if amount is None:
        return ""
    number = str(int(amount)) if amount == int(amount) else f"{amount:g}"
    unit = match[2] if match else None
    return f"{number} {unit}" if unit and _is_no_piece(unit, spoken) else number


def _is_no_piece(unit: str, spoken: Sequence[str]) -> bool:
    """ "14 drums", where "14 pcs" are fourteen."""
    units = unit_meanings()
    found = units.find(unit, words_of(unit))
    return bool(found) and units.of(found[0].phrase, spoken)[0] != "pieces"
