"""Whether a head stands inside the quote of an answer: below an "On … wrote:" that no forward carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line


def answer_between(lines: Sequence[Line], kept: Sequence[Block], block: Block, carrier: Carrier) -> bool:
    """An "On … wrote:" stands between the carrier's own text and the block: the block is inside a quote."""
    if prefix_of(carrier.subject) == "forward" and not kept:
        return False
    start = kept[-1].end if kept else 0
    answers = carrier.answers or prefix_of(carrier.subject) == "reply"
    if answers and _below_an_original(lines[start : block.start]):
        return True
    return any(
        (end := attribution_at(lines, place)) and (answers or not _is_entry(lines, place + end, block))
        for place in range(start, block.start)
        if lines[place].text
    )


def _below_an_original(lines: Sequence[Line]) -> bool:
    """ "----- Original Message -----" without a head of its own, then text: the quoted writer forwarded what is below."""
    begin = next((place for place, line in enumerate(lines) if separator_of(line.text) == "original"), len(lines))
    return any(line.text and not separator_of(line.text) for line in lines[begin + 1 :])


def _is_entry(lines: Sequence[Line], start: int, block: Block) -> bool:
    """What an "… wrote:" of a ticket's history introduces is not quoted; only the mail that was pasted into it is."""
    return any(
        line.text and line.depth < block.depth and not separator_of(line.text) for line in lines[start : block.start]
    )
