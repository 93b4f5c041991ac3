"""The mail around a block of headers, and who of the block's people it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.colleagues import PUBLIC_PROVIDERS
from handlers.intake.reading.forwards.people import people_of, sender_of

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.intake.reading.facts import Address
    from handlers.intake.reading.forwards.blocks import Block


@dataclass(frozen=True, slots=True)
class Carrier:
    """The mail around a block: what is known of it decides whether the block is forwarded or quoted."""

    sender: Address | None
    recipients: tuple[Address, ...]
    subject: str
    date: datetime | None
    answers: bool  # it has In-Reply-To or References
    is_hop: bool = False  # a forwarded mail itself, not the mail that came in
    house: str = ""  # the domain of all who passed it on so far


def is_recipient(block: Block, carrier: Carrier) -> bool:
    sender, _ = sender_of(block.value("from"))
    if sender.address:
        return any(each.address.lower() == sender.address.lower() for each in carrier.recipients)
    return bool(sender.name) and any(_same_name(each.name, sender.name) for each in carrier.recipients)


def wrote_both(block: Block, carrier: Carrier) -> bool:
    sender, _ = sender_of(block.value("from"))
    if carrier.sender is None:
        return False
    if sender.address:
        return sender.address.lower() == carrier.sender.address.lower()
    return _same_name(sender.name, carrier.sender.name)


def is_of_the_house(block: Block, carrier: Carrier) -> bool:
    writer, _ = sender_of(block.value("from"))
    return wrote_both(block, carrier) or (carrier.sender is not None and writer.domain == carrier.sender.domain)


def wrote_to(block: Block, carrier: Carrier) -> bool:
    """The block came from the house that the carrier went to, and was addressed to the carrier's writer: he answered it."""
    sender, _ = sender_of(block.value("from"))
    if carrier.sender is None or not sender.domain or sender.domain == carrier.sender.domain:
        return False
    addressed = any(_same_person(each, carrier.sender) for each in people_of(block.value("to")))
    return addressed and any(each.domain == sender.domain for each in carrier.recipients)


def _same_person(one: Address, other: Address) -> bool:
    if one.address and other.address:
        return one.address.lower() == other.address.lower()
    return _same_name(one.name, other.name)


def _same_name(one: str, other: str) -> bool:
    """The same words in any order: "Doe, Jane" is "Jane Doe"."""
    words = set(one.lower().replace(",", " ").split())
    return bool(words) and words == set(other.lower().replace(",", " ").split())


def comes_from_outside(carrier: Carrier) -> bool:
    sender = carrier.sender
    return sender is not None and all(each.domain != sender.domain for each in carrier.recipients)


def is_within_the_house(carrier: Carrier) -> bool:
    """From a colleague to colleagues alone."""
    house = carrier.sender.domain.lower() if carrier.sender else ""
    everybody = bool(carrier.recipients) and all(each.domain.lower() == house for each in carrier.recipients)
    return everybody and house not in PUBLIC_PROVIDERS
