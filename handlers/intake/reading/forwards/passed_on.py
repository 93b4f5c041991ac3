"""Whether a block of headers was forwarded or is only quoted in an answer, and how sure that is.

Outlook and Samsung write the same block for both, so the subject's prefix and the recipients decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.carrier import comes_from_outside, is_recipient, wrote_both, wrote_to
from handlers.intake.reading.forwards.people import people_of, sender_of
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier


def passed_on(block: Block, carrier: Carrier, *, quoted_before: bool) -> tuple[float, tuple[str, ...]]:
    """How sure it is that this block was forwarded, not quoted, and why: the first rule that holds."""
    prefix = prefix_of(carrier.subject, block.languages[0] if block.languages else "")
    answered, own = is_recipient(block, carrier), wrote_both(block, carrier)
    rules: tuple[tuple[bool, float, tuple[str, ...]], ...] = (
        (bool(carrier.house), 0.95, ("colleagues wrote about it",)),
        (quoted_before, 0.1, ("inside a quoted answer",)),
        (prefix == "reply" and block.depth > 0, 0.2, ("answer prefix", "inside a quote")),
        (carrier.is_hop and prefix != "forward" and wrote_to(block, carrier), 0.1, ("the mail that was answered",)),
        (block.separator == "forward", 0.98, ("forwarded-message line",)),
        (prefix == "forward" and answered and not own, 0.75, ("forward prefix", "went back")),
        (prefix == "forward", 0.96, ("forward prefix",)),
        (prefix == "reply" and answered, 0.05, ("answer prefix", "goes to its sender")),
        (prefix == "reply" and _handed_on(block, carrier), 0.8, ("answer prefix", "goes to colleagues alone")),
        (prefix == "reply", 0.3, ("answer prefix",)),
        (answered, 0.1, ("goes to its sender",)),
        (own, 0.45, ("own earlier mail below",)),
        (_names_nobody(block, carrier), 0.4, ("no address, from outside",)),
        (not carrier.recipients, 0.6, ("header block, recipients unknown",)),
        (carrier.answers, 0.8, ("header block",)),
    )
    return next(((sure, because) for holds, sure, because in rules if holds), (0.88, ("header block",)))


def _names_nobody(block: Block, carrier: Carrier) -> bool:
    """An outsider's mail that passes nothing on by its own words, with lines like a head but not one address: a form or a label."""
    addressed = any("@" in block.value(name) for name in ("from", "to", "cc"))
    return comes_from_outside(carrier) and not addressed and not block.separator and not carrier.is_hop


def _handed_on(block: Block, carrier: Carrier) -> bool:
    """Who presses "answer" and changes the recipient to a colleague hands on what an outsider wrote to him."""
    outsider, _ = sender_of(block.value("from"))
    if carrier.sender is None or carrier.is_hop or not carrier.recipients or not outsider.domain:
        return False
    house = carrier.sender.domain
    received = any(each.domain == house for each in people_of(block.value("to")))
    return received and outsider.domain != house and all(each.domain == house for each in carrier.recipients)
