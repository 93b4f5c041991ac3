"""Heads that are rows of a table: the labels in one line, their values below ("Date | From | To | Subject").

People copy them from lists of a mailbox, from spreadsheets and from forms of the intranet, sometimes with the text of the mail in
the last column. Such a table becomes an ordinary head; one that lists several mails stays as it is: which is meant?
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.languages.system_labels import TEXT
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName

    Column = HeaderName | str
    Cells = list[str]

SEPARATORS = ("\t", "|", ";", ",", "  ")
GAP = re.compile(r"[ \xa0]{2,}")
EDGE = re.compile(r"[-=+|:\s─━┼├┤]+")
BROKEN = re.compile(r"@\S*[-.@]\Z|@\Z|<[^<>\s]{1,80}[-.]\Z")  # an address that the width of its column cut
ALONE = re.compile(r"<[^\s<>@]{1,100}@[^\s<>@]{1,100}>[ \t]*")
LONGEST, FEWEST = 1_500, 3  # characters of a line of labels, labels
MAX_ROWS = 12  # lines that one row was wrapped over
TEXT_COLUMN = "text"
ORDER = ("from", "address", "date", "to", "cc", "subject")


def with_rows_as_heads(text: str) -> str:
    if "@" not in text or not any(sign in text for sign in ("\t", "|", "  ", ";", ",")):
        return text
    lines = text.split("\n")
    for place, line in enumerate(lines):
        separator = _separator(line) if FEWEST * 3 < len(line) <= LONGEST else ""
        if separator and (head := _head(lines, place, separator)):
            end, written = head
            return "\n".join([*lines[:place], *written, *lines[end:]])
    return text


def _separator(line: str) -> str:
    """What parts the labels of a line that has nothing else; "" when it is no such line."""
    for separator in SEPARATORS:
        if line.count(separator) >= FEWEST - 1 and _is_of_labels([name for _, name in _columns(line, separator)]):
            return separator
    return ""


def _is_of_labels(names: Sequence[Column]) -> bool:
    known = [name for name in names if name]
    return len(known) >= FEWEST and "from" in known and len(set(known)) == len(known) and len(known) * 2 > len(names)


def _columns(line: str, separator: str) -> list[tuple[str, Column]]:
    return [(cell, _name(cell)) for cell in _cells(line, separator)]


def _name(cell: str) -> Column:
    word = lowered(cell.strip(DECORATION + ":"))
    if word in TEXT:
        return TEXT_COLUMN
    meaning = meaning_of(word) if word else None
    return meaning[0] if meaning and meaning[0] != "other" else ""


def _cells(line: str, separator: str) -> Cells:
    line = line.strip()
    if separator == "  ":
        return GAP.split(line)
    if separator == "|":
        return [cell.strip() for cell in line.strip("|").split("|")]
    return [cell.strip().strip('"') for cell in next(csv.reader([line], delimiter=separator), [])]


def _head(lines: Sequence[str], place: int, separator: str) -> tuple[int, list[str]] | None:
    """The line below the table and what to write in its place."""
    columns = _columns(lines[place], separator)
    rows, end = _rows(lines, place + 1, separator, [lines[place].find(cell) for cell, _ in columns])
    if len(rows) != 1:
        return None
    values = {
        name: (label.strip(DECORATION + ":"), value)
        for (label, name), value in zip(columns, rows[0], strict=False)
        if name
    }
    if "@" not in values.get("from", ("", ""))[1] + values.get("address", ("", ""))[1]:
        return None
    head = [f"{values[name][0]}: {values[name][1]}" for name in ORDER if name in values and values[name][1]]
    body = [values[TEXT_COLUMN][1]] if TEXT_COLUMN in values else []
    return end, ["", *head, "", *body]


def _rows(lines: Sequence[str], place: int, separator: str, starts: list[int]) -> tuple[list[Cells], int]:
    """Below the labels up to the first line that is no row; a row goes on where most of its cells are empty."""
    rows: list[Cells] = []
    end = place
    for each in range(place, min(place + MAX_ROWS, len(lines))):
        line = lines[each]
        if not line.strip() and not rows:
            continue
        if line.strip() and EDGE.fullmatch(line):
            end = each + 1
            continue
        cells = _row(line, separator, starts)
        if cells is None:
            break
        if rows and not all(cells):
            rows[-1] = [_joined(above, cell) for above, cell in zip(rows[-1], cells, strict=False)]
        else:
            rows.append(cells)
        end = each + 1
    return rows, end


def _row(line: str, separator: str, starts: list[int]) -> Cells | None:
    cells = _cells(line, separator) if separator in line else []
    if len(cells) == len(starts):
        return cells
    if separator == "  " and ALONE.fullmatch(line):
        return [line.strip(), *("" for _ in starts[1:])]  # below the name of the first column
    if separator != "  " or len(cells) < 2 or not line.strip():
        return None
    ends = [*starts[1:], len(line)]
    cut = [start for start in starts[1:] if line[start - 1 : start].strip()]
    return None if cut else [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _joined(above: str, cell: str) -> str:
    return f"{above}{'' if BROKEN.search(above) else ' '}{cell}".strip() if cell else above
