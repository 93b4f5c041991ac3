"""What the cells of a table say: the head names the fields, each row below is one part or lot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import Value
from handlers.intake.reading.fields.dates import days_in
from handlers.intake.reading.fields.found import MOST_ROWS, Row
from handlers.intake.reading.fields.languages import defect_phrases, label_meanings, quantity_phrases
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
_NUMBER_CELL = re.compile(r"[~≈ca. ]{0,5}(\d[\d., ']{0,14})\s*(?:[^\W\d]{1,10}\.?)?")
_CODE_CELL = re.compile(r"[\w./ -]{1,40}")
_TEXTS = frozenset({"product", "defect", "place"})
_LEAST_HEADS = 2
_REVISION_BEHIND = re.compile(
    r"([\w./-]{3,40})[ ,/]{1,3}\(?(?:rev|revision|index|ind|issue|iss|ausgabe|version|indice"
    r"|zeichnungsindex)\.? ?([A-Za-z0-9]{1,3})\)?",
    re.IGNORECASE,
)


def rows_of(table: Table, name: str, spoken: Sequence[str], sent: date | None) -> tuple[Row, ...]:
    """`name` is what the rows are called: "table row" or "body table row"."""
    head = _head(table, spoken)
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


def _head(table: Table, spoken: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """The first row with at least two cells that name different fields, and the field of each column."""
    for at, row in enumerate(table[:12]):
        columns = tuple(_field_named(cell, spoken) for cell in row)
        named = [column for column in columns if column and column != "ignore"]
        if not named or any(_has_digits(cell) for cell, column in zip(row, columns, strict=True) if column):
            continue
        columns = _by_their_cells(columns, row, table[at + 1 :], spoken)
        named = [column for column in columns if column and column != "ignore"]
        if len(named) >= _LEAST_HEADS or (len(row) >= _LEAST_HEADS and _is_column_of_codes(columns, table[at + 1 :])):
            return at, _with_one_affected(columns)
    return None


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
    """A column of bare numbers below "Received" or "Faults" counts pieces, whatever else these words may name."""
    counted = tuple(_counted(head[at], [row[at] for row in below if len(row) > at], spoken) for at in range(len(head)))
    return tuple(
        new if new and column in {"", *_TEXTS, "delivery_date", "event_date"} else column
        for column, new in zip(columns, counted, strict=True)
    )


def _counted(head: str, cells: Sequence[str], spoken: Sequence[str]) -> str:
    written = [cell for cell in cells if cell.strip(" -–—")]
    if not written or not all(_NUMBER_CELL.fullmatch(cell.strip()) for cell in written):
        return ""
    words = words_of(head)
    for which, name in (("affected_words", "quantity_affected"), ("total_words", "quantity_total")):
        if quantity_phrases(which, tuple(spoken)).find(head, words):
            return name
    return "quantity_affected" if defect_phrases(tuple(spoken)).find(head, words) else ""


def _has_digits(cell: str) -> bool:
    return sum(character.isdigit() for character in cell) > 2


def _with_one_affected(columns: tuple[str, ...]) -> tuple[str, ...]:
    """A bare "Qty" is the whole when another column names the bad pieces, else it is the bad pieces."""
    plain = "quantity_total" if "quantity_affected" in columns else "quantity_affected"
    return tuple(plain if column == "quantity" else column for column in columns)


def _field_named(cell: str, spoken: Sequence[str]) -> str:
    """The field that a head cell names; the label must be nearly all that stands in the cell."""
    words = words_of(cell)
    if not words or len(words) > 6:
        return ""
    hits = label_meanings().phrases.find(cell, words)
    if not hits:
        return ""
    longest = max(hits, key=lambda hit: hit.last - hit.first)
    if longest.last - longest.first + 1 < len(words) - 2:
        return ""
    return label_meanings().of(longest.phrase, spoken)[0]


def _row(where: str, columns: Sequence[str], cells: Sequence[str], spoken: Sequence[str], sent: date | None) -> Row:
    values: dict[str, Value] = {}
    for column, cell in zip(columns, cells, strict=False):
        bare, revision = _with_revision(cell.strip()) if column == "part" else (cell.strip(), "")
        text = _value(column, bare, spoken, sent) if column and column not in values else ""
        if text:
            values[column] = Value(text, IN_TABLE, where)
        if text and revision:
            values.setdefault("revision", Value(revision, IN_TABLE, where))
    codes = values.keys() - {"quantity_affected", "quantity_total"} - _TEXTS
    return Row(where, values if codes else {})


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
    return cell if column in _TEXTS and any(map(str.isalpha, cell)) else ""


def _quantity(cell: str, spoken: Sequence[str]) -> str:
    word = whole_word(cell, tuple(spoken))
    if word is not None:
        return str(word)
    match = _NUMBER_CELL.fullmatch(cell)
    amount = amount_of(match[1]) if match else None
    if amount is None:
        return ""
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"
