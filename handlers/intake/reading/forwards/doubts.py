"""What speaks against a head that was read, and what each doubt costs of its confidence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.carrier import comes_from_outside, is_of_the_house, is_recipient, wrote_both
from handlers.intake.reading.forwards.people import people_of, sender_of
from handlers.intake.reading.forwards.wrapped_values import A_CLOCK
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.intake.reading.facts import Address
    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier

ZONES_APART = timedelta(hours=14)  # two clients may show the same hour that much apart
HIDDEN = r"[\[(<*_█]{1,3}[^\[\]()@]{0,40}[\])>*_█]{1,3}|X{3,20}"
BLOTTED = re.compile(rf"\s*(?:{HIDDEN})(?:\s*<?(?:{HIDDEN})>?)?\s*")  # instead of a name: "[hidden]", "████"
DOUBT_COSTS = {
    "no address": 0.1,
    "no name": 1.0,
    "on behalf of": 0.15,
    "several addresses": 0.35,
    "a list wrote its own address": 0.1,
    "the name is another address": 0.1,
    "no subject": 0.05,
    "no date": 0.03,
    "younger than the mail around it": 0.4,
    "labels illegible": 0.1,
    "one of the house wrote it to others": 0.4,
    "may be its recipient": 0.4,
    "nobody's name": 0.25,
    "a letterhead": 0.4,
}


def doubts_of(block: Block, carrier: Carrier, sender: Address, date: datetime | None) -> tuple[str, ...]:
    return (*_missing(block, sender), *_too_young(date, carrier), *_against(block, carrier))


def _missing(block: Block, sender: Address) -> tuple[str, ...]:
    checks = (
        ("no name", not sender.name and not sender.address),
        ("no subject", "subject" not in block.values),
        ("no date", "date" not in block.values),
    )
    return tuple(doubt for doubt, missing in checks if missing)


def _too_young(date: datetime | None, carrier: Carrier) -> tuple[str, ...]:
    """A mail cannot be younger than the forwarded mail that carries it: they stand side by side."""
    if not carrier.is_hop or date is None or carrier.date is None:
        return ()
    return ("younger than the mail around it",) if date - carrier.date > ZONES_APART else ()


def _against(block: Block, carrier: Carrier) -> tuple[str, ...]:
    checks = (
        ("labels illegible", block.illegible),
        ("one of the house wrote it to others", _went_out(block, carrier)),
        ("nobody's name", _is_blotted(block.value("from"))),
        ("a letterhead", _is_letterhead(block, carrier)),
        ("may be its recipient", block.illegible and (is_of_the_house(block, carrier) or is_recipient(block, carrier))),
    )
    return tuple(doubt for doubt, holds in checks if holds)


def _is_blotted(writer: str) -> bool:
    return "█" in writer or ("@" not in writer and BLOTTED.fullmatch(writer) is not None)


def _is_letterhead(block: Block, carrier: Carrier) -> bool:
    """Letters, minutes and orders begin with such lines too; but a mail client shows an hour."""
    if block.unlabelled or block.separator in {"forward", "original"} or prefix_of(carrier.subject) == "forward":
        return False
    clock, writer = A_CLOCK.search(block.value("date")), block.value("from").rstrip()
    if "@" in writer:
        return bool(block.value("date")) and not clock and not carrier.is_hop and comes_from_outside(carrier)
    return not clock or writer.endswith(".")


def _went_out(block: Block, carrier: Carrier) -> bool:
    """A colleague of the forwarder wrote to an outsider: what that one had written is not shown, or stands below."""
    writer, _ = sender_of(block.value("from"))
    if carrier.sender is None or carrier.is_hop or not carrier.sender.domain:
        return False
    house = carrier.sender.domain
    if writer.domain != house and not (wrote_both(block, carrier) and not writer.address):
        return False
    readers = [each.domain for each in people_of(block.value("to")) if each.domain]
    received = any(each.domain == house for each in carrier.recipients)
    return received and bool(readers) and house not in readers
