"""Where a gateway made one line of a head and the body: the body begins behind what the last header can hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.forwards.blocks import Block

MAX_LIST = 60  # characters; a shorter value of To is looked at as it stands
END_OF_ADDRESS = re.compile(r"[^\s<>@;,]{1,80}@[^\s<>@;,]{2,80}>?(?:\s?[;,](?=\s))?")


def without_overflow(block: Block, subject: str) -> Block:
    """The body begins behind the known subject, or behind the last address."""
    last = list(block.values)[-1]
    value = block.values[last]
    if last == "subject" and subject and value.lower().startswith(f"{subject.lower()} "):
        cut = len(subject)
    elif last in {"to", "cc"} and len(value) > MAX_LIST and (ends := list(END_OF_ADDRESS.finditer(value))):
        cut = ends[-1].end()
    else:
        return block
    rest = value[cut:].strip()
    return replace(block, values=block.values | {last: value[:cut].strip()}, overflow=rest) if len(rest) > 1 else block
