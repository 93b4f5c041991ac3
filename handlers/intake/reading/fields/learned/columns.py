"""The head of the column that a place stands in, in tables that are laid out with spaces, tabs or bars.

It goes by what stands above what, and so tells of tables too that `fields.tables` cannot cut into rows: those with empty cells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.fields.page import Page

_HIGHEST = 24  # lines; a longer table has its head too far above to be meant for certain
_CELL = re.compile(r"[^\s|]+(?:[ ][^\s|]+)*")  # one space is inside a cell, two or a bar part cells
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


class Cell(NamedTuple):
    start: int  # in the page
    end: int
    at: int  # characters from the start of its line
    to: int


def head_above(page: Page, start: int) -> Cell | None:
    """The nearest cell above the place that has letters and no digit; None outside a table, or in its first column."""
    line, end = page.line_at(start)
    cells = _cells(page.text, line, end)
    mine = next((number for number, cell in enumerate(cells) if cell.start <= start < cell.end), None)
    if mine is None or len(cells) < 2:
        return None
    for _ in range(_HIGHEST):
        if line == 0:
            return None
        line, end = page.line_at(line - 1)
        head = _above(_cells(page.text, line, end), cells[mine], mine, len(cells))
        if head is not None and _is_head(page.text[head.start : head.end]):
            return head
        if head is None and page.text[line:end].strip(" -=+_|\t"):
            return None  # prose: the table has ended
    return None


@lru_cache(maxsize=64)  # the lines of a table are asked for by each of its cells
def _cells(text: str, start: int, end: int) -> list[Cell]:
    return [
        Cell(*match.span(), match.start() - start, match.end() - start) for match in _CELL.finditer(text, start, end)
    ]


def _above(cells: Sequence[Cell], below: Cell, number: int, count: int) -> Cell | None:
    """By its number when both lines have as many cells, else the one that stands above it."""
    if len(cells) == count:
        return cells[number]
    if len(cells) < 2:
        return None
    return next((cell for cell in cells if cell.at <= below.to and below.at <= cell.to), None)


def _is_head(text: str) -> bool:
    return _LETTER.search(text) is not None and _DIGIT.search(text) is None
