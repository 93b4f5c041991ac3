"""Heads whose labels have no colon but grew together with their values, or have an arrow behind them.

Lists and cells of a page lose what stood between the two ("SenderIda Berg"); exports of a mailbox draw arrows ("Sender -> Ida").
Believed only where three different headers stand near each other, a sender, a day and a subject among them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.languages.labels import LABELS, LONGEST_LABEL
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

    Row = tuple[HeaderName, str, str]  # what the label means, as it is written, the value

ARROW = re.compile(rf"[*•·#\s]*([^\W\d_][^\n:：|@<>=]{{0,{LONGEST_LABEL}}}?)\s*(?:[-=~]{{1,2}}>|→|⇒|➔|»|:=)\s*(\S.*)")
# A letter where a word may end: cheap, and true of more places than those where one does.
JOINT = re.compile(r"[^\W\d_](?=[^\W_a-z]|[<\"\[])")
MARKS = re.compile(r"\A[*•·#\s-]+")
SHORTEST = 3  # letters of a label that may have grown together with its value
BESIDE = 2  # blank lines between two rows at most
DAY = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}")
OF_A_HEAD = {"from", "date", "subject"}


def with_labels_apart(lines: list[Line]) -> list[Line]:
    """The lines, those of such heads with a colon behind the label; their raw text stays as it is."""
    rows = {place: row for place, line in enumerate(lines) if line.text and (row := _arrow(line) or _glued(line))}
    if len(rows) < len(OF_A_HEAD):
        return lines
    found = list(lines)
    for run in runs_of(rows, lines, BESIDE):
        if _is_head([rows[place] for place in run]):
            for place in run:
                found[place] = replace(lines[place], text=f"{rows[place][1]}: {rows[place][2]}")
    return found


def _arrow(line: Line) -> Row | None:
    found = ARROW.fullmatch(line.text) if any(sign in line.text for sign in (">", "→", "⇒", "➔", "»", ":=")) else None
    meaning = meaning_of(lowered(found.group(1).strip(DECORATION))) if found else None
    return (meaning[0], found.group(1).strip(), found.group(2)) if found and meaning else None


def _glued(line: Line) -> Row | None:
    """The longest label with which the line begins, where a capital letter, a digit or a bracket follows at once."""
    text = MARKS.sub("", line.text, count=1)
    for joint in reversed(list(JOINT.finditer(text, 0, LONGEST_LABEL + 1))):
        label, value = text[: joint.end()], text[joint.end() :]
        if len(label) < SHORTEST or not label[-1].islower():
            continue
        if not (value[0].isupper() or value[0].isdigit() or value[0] in '<"['):
            continue
        if found := LABELS.get(lowered(label)):
            return found[0], label, value
    return None


def _is_head(rows: Sequence[Row]) -> bool:
    names = [name for name, _, _ in rows if name != "other"]
    dated = any(name == "date" and DAY.search(value) for name, _, value in rows)
    return dated and set(names) >= OF_A_HEAD and len(set(names)) == len(names)
