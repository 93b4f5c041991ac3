"""All heads of a text: those that rules read, else the one that the trees find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.forwards.bare_heads import bare_head
from handlers.intake.reading.forwards.guessed_heads import guessed_heads
from handlers.intake.reading.forwards.head_reader import find_block
from handlers.intake.reading.forwards.learned.heads import is_sure, learned_head
from handlers.intake.reading.forwards.told_heads import told_heads
from handlers.intake.reading.forwards.views import viewed_heads
from handlers.intake.reading.guard import MAX_HOPS
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line


def heads_in(lines: Sequence[Line], carrier: Carrier) -> list[Block]:
    """From the top; what the trees say only where no rule reads a head, or not who wrote or about what."""
    blocks = ruled_heads(lines, carrier)
    if prefix_of(carrier.subject) == "reply" or len(blocks) > 1:
        return blocks
    if blocks and "@" in blocks[0].value("from") and blocks[0].value("subject"):
        return blocks
    found = learned_head(lines, carrier)
    if not found or not is_sure(found, lines, carrier) or (blocks and not _says_more(found, blocks[0])):
        return blocks
    return [] if not blocks and _is_attribution(found, lines) else [found]


def ruled_heads(lines: Sequence[Line], carrier: Carrier) -> list[Block]:
    """Heads of ordinary mail clients, else those that are told, shown or explained by the mail around them."""
    return (
        _ordinary(lines)
        or guessed_heads(lines, carrier.subject, carrier.date)
        or told_heads(lines)
        or viewed_heads(lines)
    )


def _ordinary(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    place = 0
    while place < len(lines) and len(blocks) < MAX_HOPS:
        block = (find_block(lines, place) or bare_head(lines, place)) if lines[place].text else None
        if block:
            blocks.append(block)
            place = block.end
        else:
            place += 1
    return blocks


def _is_attribution(block: Block, lines: Sequence[Line]) -> bool:
    """ "On … A <a@b> wrote:" and the first words of the quote below it, which are no subject and nobody's name."""
    return any(attribution_at(lines, place) for place in range(block.first, block.end) if "@" in lines[place].text)


def _says_more(found: Block, block: Block) -> bool:
    """The same head of several lines, read further; what stands above a quote is not of the head in it."""
    if found.depth < block.depth or found.first > block.end or found.end < block.first or block.end - block.first == 1:
        return False
    more_of_sender = "@" in found.value("from") and "@" not in block.value("from")
    return len(found.values) + more_of_sender > len(block.values)
