"""Tables: of HTML, and those that people draw with tabs, bars or spaces. Several parts are several rows.

A table is a tuple of rows of cell texts. The row whose cells name fields is the head; what stands below a
head cell is a value of that field. A table of two columns whose left column names fields is read from
left to right instead.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Table = tuple[tuple[str, ...], ...]

_MOST_HTML = 600_000  # characters
_MOST_CELLS = 6_000
_MOST_COLUMNS = 40
_LONGEST_CELL = 300
_MOST_TABLES = 60
_DEEPEST = 20  # tables inside tables


# One tag. The quantifier gives nothing back (+), so that a broken tag costs its length once.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9})(?:[\s/][^<>]{0,3000}+)?>")
_OTHER_MARKUP = re.compile(r"<[!/?a-zA-Z][^<>]{0,3000}+>")
_HIDDEN = re.compile(r"<(style|script)\b[^<>]{0,500}+>[^<]{0,100000}+", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})


class _Cells:
    """Collects cells; a table inside a cell is a table of its own (layout tables hold the real ones)."""

    def __init__(self) -> None:
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cells = 0

    def begin(self, tag: str) -> None:
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._open:
            self._open[-1].append([])
        elif tag in {"td", "th"} and self._open and self._cells < _MOST_CELLS:
            self._cells += 1
            if not self._open[-1]:
                self._open[-1].append([])
            self._open[-1][-1].append("")
        elif tag in _BREAKS:
            self.add(" ")

    def _begin_table(self) -> None:
        if len(self.tables) < _MOST_TABLES and len(self._open) < _DEEPEST:
            table: list[list[str]] = []
            self.tables.append(table)
            self._open.append(table)

    def end(self, tag: str) -> None:
        if tag == "table" and self._open:
            self._open.pop()

    def add(self, text: str) -> None:
        if self._open and self._open[-1] and self._open[-1][-1]:
            row = self._open[-1][-1]
            if len(row[-1]) < _LONGEST_CELL:
                row[-1] += text[:_LONGEST_CELL]


def tables_of_html(html: str) -> tuple[Table, ...]:
    """Every table of an HTML body; never raises, reads no more than its caps.

    The parser of the standard library takes half a minute on 100,000 unclosed tags; a few tags are enough.
    """
    if "<t" not in html.lower():
        return ()
    cells = _Cells()
    read = 0
    text = _HIDDEN.sub(" ", html[:_MOST_HTML])
    for tag in _TAG.finditer(text):
        cells.add(_plain(text[read : tag.start()]))
        (cells.end if tag["close"] else cells.begin)(tag["name"].lower())
        read = tag.end()
    return tuple(table for raw in cells.tables if (table := _tidy(raw)))


def _plain(part: str) -> str:
    return unescape(_OTHER_MARKUP.sub("", part[:2000]))


def _tidy(raw: Sequence[Sequence[str]]) -> Table:
    rows = (tuple(" ".join(cell.split())[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS]) for row in raw)
    return tuple(row for row in rows if any(row))


_BAR = re.compile(r"[ \t]*\|[ \t]*")
_TAB = re.compile(r"\t+")
_SPACES = re.compile(r"[ \t]{2,}")
_SEMICOLON = re.compile(r" ?; ?")
_SEPARATING = re.compile(
    r"[|\t]|  |;[^;\n]*;"
)  # stands in every line of a table: two semicolons at the least make three cells
_RULE = re.compile(r"[\s|+=:_-]*")


def tables_of_text(text: str) -> tuple[tuple[int, Table], ...]:
    """Tables in plain text, each with the number of its first line (from 1)."""
    if _SEPARATING.search(text) is None:
        return ()
    lines = [line.rstrip()[:1000] for line in text.split("\n")]
    found: list[tuple[int, Table]] = []
    block: list[tuple[str, ...]] = []
    first = kind = 0
    for number, line in enumerate([*lines, ""], start=1):
        if not block and _SEPARATING.search(line) is None:
            continue
        if block and _RULE.fullmatch(line) and line.strip():
            continue
        cells, split_by = _cells_of(line)
        if len(cells) > 1 and (not block or split_by == kind) and (not block or abs(len(cells) - len(block[0])) <= 2):
            if not block:
                first, kind = number, split_by
            block.append(cells)
            continue
        if len(block) > 1:
            found.append((first, tuple(block)))
        block = []
        if len(cells) > 1:
            first, kind, block = number, split_by, [cells]
    return tuple(found[:_MOST_TABLES])


def _cells_of(line: str) -> tuple[tuple[str, ...], int]:
    """The cells of a line, and which separator made them."""
    body = line.strip()
    if not body:
        return (), 0
    if _SEPARATING.search(body) is None:
        return (body,), 0
    for number, separator in enumerate((_BAR, _TAB, _SPACES, _SEMICOLON), start=1):
        stripped = body.strip("|") if separator is _BAR else body
        cells = tuple(cell.strip() for cell in separator.split(stripped)[:_MOST_COLUMNS])
        if len(cells) > 1 and (separator is not _SEMICOLON or len(cells) > 2):
            return cells, number
    return (body,), 0
