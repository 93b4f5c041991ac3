"""The text of a forwarded mail, below its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.banners import banner_end, behind_banner
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.lines import without_quote_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.lines import Line


def carried_text(lines: Sequence[Line], block: Block, inner: Sequence[Block]) -> str:
    """The text below the block, up to the next forwarded mail, without quote marks and a gateway's banner."""
    below = lines[block.end : inner[0].start if inner else len(lines)]
    below = below[_lead(below) :]
    below = below[banner_end(below) :]
    depth = _depth_of_body(below, block)
    body = [without_quote_marks(line, depth) for line in below]
    if body:
        body[0] = behind_banner(body[0])
    if block.overflow:
        body = [block.overflow, *body]
    stop = next((place for place, text in enumerate(body) if separator_of(text.strip()) == "end"), len(body))
    return "\n".join(body[:stop]).strip("\n ")


def _lead(lines: Sequence[Line]) -> int:
    """Blank lines, rules and repeated separators between the block and its body."""
    written = (
        place for place, line in enumerate(lines) if line.text and separator_of(line.text) not in {"forward", "rule"}
    )
    return next(written, len(lines))


def _depth_of_body(lines: Sequence[Line], block: Block) -> int:
    """Proton and others quote the body but not its header block."""
    written = [line.depth for line in lines if line.text]
    deeper = sum(depth > block.depth for depth in written)
    return block.depth + 1 if written and written[0] > block.depth and deeper * 2 > len(written) else block.depth
