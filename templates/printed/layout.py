"""What stands where on the pages: facts become the words that `record.typ` sets, each made of printable characters only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from models.kernel.forms import Fact
from models.kernel.papers import Cell, Paper, PaperFile, PaperPart, PaperTable, Printing, TrailLine
from templates.printed.glyphs import Glyphs

Json = Any
MOST_LACKING = 40
#: Heads a column of line numbers, which is as wide as they are.
NUMBERING = "#"


def laid_out(printing: Printing, pictures: Mapping[str, str], glyphs: Glyphs) -> dict[str, Json]:
    """`pictures`: the name of each picture's file by its SHA-256."""
    return _Layout(printing, pictures, glyphs).facts()


class _Layout:
    def __init__(self, printing: Printing, pictures: Mapping[str, str], glyphs: Glyphs) -> None:
        self.printing, self.pictures, self.glyphs = printing, pictures, glyphs
        self.paper: Paper = printing.paper
        self.zone = ZoneInfo(self.paper.head.time_zone)

    def facts(self) -> dict[str, Json]:
        head = self.paper.head
        shown = self._inert({
            "company": head.company,
            "noun": head.noun[:1].upper() + head.noun[1:],
            "number": head.number,
            "title": head.title,
            "state": head.state,
            "warning": head.warning,
            "head": self._head(),
            "parts": [self._part(part) for part in self.paper.parts],
            "links": [list(link) for link in self.paper.links],
            "files": [self._file(file) for file in self.paper.files],
            "pictures": self._pictures(),
            "unshown": self._unshown(),
            "notes": [[self.moment(n.at), n.author, n.text] for n in self.paper.notes],
            "trail": [self._line(line) for line in self.paper.trail],
            "trail_hash": self.paper.trail_hash,
            "sha256": self.printing.sha256,
            "printed": f"Printed {self.moment(self.printing.at)} by {self.printing.by}",
        })  # fmt: skip
        return {**shown, "lacking": self._lacking()}

    def moment(self, at: datetime) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M %Z")

    def _head(self) -> list[list[str]]:
        head = self.paper.head
        facts = [[fact.label, fact.value] for fact in head.facts]
        moments = [[label, self.moment(at)] for label, at in head.moments]
        return [["State", head.state], ["Site", head.site], *facts, *moments, ["Version", str(head.version)]]

    def _part(self, part: PaperPart) -> Json:
        return {
            "title": part.title,
            "clause": part.clause,
            "facts": [self._fact(fact) for fact in part.facts],
            "tables": [self._table(table) for table in part.tables],
            "empty": part.empty,
        }

    def _fact(self, fact: Fact) -> list[str]:
        return [fact.label, fact.value]

    def _table(self, table: PaperTable) -> Json:
        numeric = [all(isinstance(row[n], int) for row in table.rows) for n in range(len(table.columns))]
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        texts = [[column, *(row[n] for row in rows)] for n, column in enumerate(table.columns)]
        widths = [0 if column == NUMBERING else _width(texts[n]) for n, column in enumerate(table.columns)]
        head = {"title": table.title, "columns": list(table.columns), "widths": widths}
        return {**head, "rows": rows, "numeric": numeric}

    def _cell(self, cell: Cell) -> str:
        return self.moment(cell) if isinstance(cell, datetime) else str(cell)

    def _file(self, file: PaperFile) -> list[str]:
        return [file.name, f"{file.media_type}, {_size(file.size)}, {self.moment(file.at)}", file.sha256]

    def _pictures(self) -> Json:
        """Each once, however often it was attached."""
        files = {file.sha256: file for file in self.paper.files if file.sha256 in self.pictures}
        return [{"path": self.pictures[sha], "caption": file.name} for sha, file in files.items()]

    def _unshown(self) -> list[str]:
        names = [file.name for file in self.paper.files if file.is_picture and file.sha256 not in self.pictures]
        return [f"Not shown here, because they are too large or cannot be read: {', '.join(names)}."] if names else []

    def _line(self, line: TrailLine) -> Json:
        changes = [[change.label, change.before, change.after] for change in line.changes]
        return {
            "seq": str(line.seq), "at": self.moment(line.at), "who": line.who, "surface": line.surface, "act": line.act,
            "reason": line.reason, "changes": changes,
        }  # fmt: skip

    def _lacking(self) -> str:
        """Names the characters that are printed as their code points."""
        lacking = sorted(self.glyphs.lacking)
        codes = [f"U+{ord(character):04X}" for character in lacking[:MOST_LACKING]]
        more = f" and {len(lacking) - MOST_LACKING} more" if len(lacking) > MOST_LACKING else ""
        return f"{', '.join(codes)}{more}" if codes else ""

    def _inert(self, value: Json) -> Json:
        if isinstance(value, dict):
            return {name: self._inert(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self._inert(each) for each in value]
        return self.glyphs.printable(value) if isinstance(value, str) else value


def _width(texts: list[str]) -> int:
    """A column's share of the line: that of its longest text, within reason; its longest word should not have to break."""
    word = max(len(word) for text in texts for word in text.split() or [""])
    most = 60 if word <= 24 else 30  # a hash, a path: broken anyway
    return max(5, min(word, 24) + 4, min(max(len(line) for text in texts for line in text.split("\n")), most))


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < 10_000 else f"{size / 1000:,.0f} kB"
