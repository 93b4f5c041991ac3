"""Heads whose labels have lines of their own, without a colon, and their values below, as OCR and phones make of a table.

From
Ida Berg
Subject
Porous housings
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.columns import DAY
from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import Line, lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName

    Pair = tuple[HeaderName, int, int]  # what the label means, its line, that of its value

LONGEST = 30  # characters of a label
FEWEST = 3  # labels
MAX_PAIRS = 9


def with_values_beside(lines: list[Line]) -> list[Line]:
    """The lines, each label of such a head and its value on one; their raw text stays as it is."""
    if not any("@" in line.text for line in lines):
        return lines
    for place, line in enumerate(lines):
        if _label(line) in {"from", "date", "to", "subject"}:
            pairs = _pairs(lines, place)
            if _is_head(lines, pairs):
                return [*lines[:place], *_merged(lines, pairs), *lines[pairs[-1][2] + 1 :]]
    return lines


def _label(line: Line) -> HeaderName | None:
    text = line.text
    if not 1 < len(text) <= LONGEST or text[-1] in ".,;:!?：" or not text[0].isalpha():
        return None
    meaning = meaning_of(lowered(text.strip(DECORATION)))
    return meaning[0] if meaning else None


def _pairs(lines: Sequence[Line], place: int) -> list[Pair]:
    found: list[Pair] = []
    while len(found) < MAX_PAIRS and place < len(lines) and (name := _label(lines[place])):
        value = _next_written(lines, place + 1)
        if value is None or _label(lines[value]) or (name != "other" and any(name == each for each, _, _ in found)):
            break
        found.append((name, place, value))
        following = _next_written(lines, value + 1)
        place = len(lines) if following is None else following
    return found


def _next_written(lines: Sequence[Line], place: int) -> int | None:
    return next((each for each in range(place, min(place + 2, len(lines))) if lines[each].text), None)


def _is_head(lines: Sequence[Line], pairs: Sequence[Pair]) -> bool:
    values = {name: lines[value].text for name, _, value in pairs}
    sent = bool(DAY.search(values.get("date", "")))
    named = "@" in values.get("from", "") + values.get("address", "")
    return len(values.keys() - {"other"}) >= FEWEST and "from" in values and named and (sent or "subject" in values)


def _merged(lines: Sequence[Line], pairs: Sequence[Pair]) -> list[Line]:
    ends = [place for _, place, _ in pairs[1:]] + [pairs[-1][2] + 1]
    return [
        Line(
            lines[place].depth,
            f"{lines[place].text}: {lines[value].text}",
            "\n".join(line.raw for line in lines[place:end]),
        )
        for (_, place, value), end in zip(pairs, ends, strict=True)
    ]
