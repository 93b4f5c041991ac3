"""Forwards whose head has no labels: a forwarded-message line, then "date, time, Name <address>:" (Yandex and kin)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.separators import separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

HEAD = re.compile(
    r"(?P<date>\S.{5,60}?),?\s(?P<sender>\"?[^\"<>,\d][^\"<>,]{0,80}\"?\s?(?:\([^()]{1,80}@[^()]{1,80}\)|<[^<>]{3,160}>)):?"
)
LOOK_AHEAD = 3


def bare_head(lines: Sequence[Line], index: int) -> Block | None:
    if separator_of(lines[index].text) != "forward":
        return None
    for place in range(index + 1, min(index + 1 + LOOK_AHEAD, len(lines))):
        text = lines[place].text
        if not text:
            continue
        found = HEAD.fullmatch(text) if len(text) < 250 else None
        if found is None or not any(character.isdigit() for character in found.group("date")):
            return None
        values = {"from": found.group("sender"), "date": found.group("date")}
        return Block(index, place, place + 1, lines[place].depth, "forward", dict(values), ())  # type: ignore[arg-type]
    return None
