"""Heads that stand in two columns, without colons: a table of an HTML page that became text ("From     A [a@b]"),
or dashes in their place ("From - A [a@b]").

Such a head is made an ordinary one, line by line, where nothing else can be meant: three different labels in a row at least, a
sender with an address among them and a day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.guard import MAX_LINE
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

    Row = tuple[HeaderName, str, str]  # what the label means, as it is written, the value

ROW = re.compile(
    r"[> \t\xa0|]{0,20}([^\s:：|@](?:[^\t:：|@\n]{0,28}?[^\s:：|@])?)"
    r"(?:[ \xa0]*\t|[ \xa0]{2,}|[ \xa0]?\||[ \xa0][-–—](?=[ \xa0])|[ \xa0]?\.(?=[ \xa0]?\.))[\s|]*(?:[.:][ \xa0.:]*)?(\S.*)"
)
GAP = re.compile(r"\S(?:[ \xa0]{2}|[ \xa0]?[\t|]|[ \xa0][-–—][ \xa0]|[ \xa0]?\.[ \xa0]?\.)")
NEAR = 60  # characters in which the first column ends
FEWEST = 3  # labels
DAY = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}")


def with_colons(lines: list[Line]) -> list[Line]:
    """The lines, those of such heads with a colon behind the label; their raw text stays as it is."""
    rows = {place: row for place, line in enumerate(lines) if line.text and (row := _row(line))}
    if len(rows) < FEWEST:
        return lines
    found = list(lines)
    for run in runs_of(rows, lines):
        if _is_head([rows[place] for place in run]):
            for place in run:
                found[place] = replace(lines[place], text=f"{rows[place][1]}: {rows[place][2]}")
    return found


def _row(line: Line) -> Row | None:
    found = ROW.match(line.raw[:MAX_LINE]) if GAP.search(line.raw, 0, NEAR) else None
    meaning = meaning_of(lowered(found.group(1).strip(DECORATION))) if found else None
    return (meaning[0], found.group(1), found.group(2).strip(" \t\xa0|")) if found and meaning else None


def _is_head(rows: Sequence[Row]) -> bool:
    names = [name for name, _, _ in rows if name != "other"]
    sent = any(name == "date" and DAY.search(value) for name, _, value in rows)
    named = any(name == "from" and "@" in value for name, _, value in rows) or {"from", "address"} <= set(names)
    return sent and named and len(names) >= FEWEST and len(set(names)) == len(names)
