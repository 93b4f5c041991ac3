"""The chain of forwarded mails that stands in a text.

Blocks are found from the top; each is judged against the mail that carries it: forwarded on, or only
quoted in an answer? Outlook and Samsung write the same block for both, so the subject's prefix and the
recipients decide, and where they do not, the confidence stays below the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.forwards.answers_between import answer_between
from handlers.intake.reading.forwards.bare_heads import bare_head
from handlers.intake.reading.forwards.blocks import Block, find_block
from handlers.intake.reading.forwards.carried_text import carried_text
from handlers.intake.reading.forwards.guessed_heads import guessed_heads
from handlers.intake.reading.forwards.joined_labels import tidy_value
from handlers.intake.reading.forwards.layouts import laid_out
from handlers.intake.reading.forwards.lost_heads import has_lost_head, shows_lost_head
from handlers.intake.reading.forwards.overflow import with_its_end, without_overflow
from handlers.intake.reading.forwards.people import people_of, sender_of
from handlers.intake.reading.forwards.quoted_alone import quote_alone
from handlers.intake.reading.forwards.told_heads import told_heads
from handlers.intake.reading.forwards.views import viewed_heads
from handlers.intake.reading.guard import MAX_HOPS
from handlers.intake.reading.prefixes import prefix_of, subject_behind_marks

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.intake.reading.facts import Address, HopSource
    from handlers.intake.reading.lines import Line

FORWARDED = 0.5  # from here on a block counts as forwarded
ZONES_APART = timedelta(hours=14)  # two clients may show the same hour that much apart
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
}


@dataclass(frozen=True, slots=True)
class Carrier:
    """The mail around a block: what is known of it decides whether the block is forwarded or quoted."""

    sender: Address | None
    recipients: tuple[Address, ...]
    subject: str
    date: datetime | None
    answers: bool  # it has In-Reply-To or References
    is_hop: bool = False  # a forwarded mail itself, not the mail that came in


@dataclass(frozen=True, slots=True)
class Unwrapped:
    hops: tuple[Hop, ...]  # the outermost first
    before: str  # what the forwarder wrote above
    wrapped: str  # the rest
    head_lost: bool = False  # it carries a mail of which the sender cannot be read


def unwrap(text: str, carrier: Carrier, source: HopSource) -> Unwrapped:
    lines = laid_out(text)
    blocks = _blocks(lines) or _unusual_heads(lines, carrier)
    hops: list[Hop] = []
    kept: list[Block] = []
    for found in blocks:
        block = _ended(found, lines, subject_behind_marks(carrier.subject))
        confidence, because = _forwarded(block, carrier, quoted_before=answer_between(lines, kept, block, carrier))
        hop = _hop(block, carrier, confidence, because, source)
        if hop.confidence < FORWARDED:
            break
        hops.append(hop)
        kept.append(block)
        date = hop.date or carrier.date
        carrier = Carrier(_sender(hop), (*hop.to, *hop.cc), hop.subject, date, answers=False, is_hop=True)
    hops = [
        replace(hop, text=carried_text(lines, block, kept[place + 1 :]))
        for place, (hop, block) in enumerate(zip(hops, kept, strict=True))
    ]
    if hops and has_lost_head(lines, blocks, _end_of_last(blocks, kept, lines)):
        doubtful = min(hops[-1].confidence, FORWARDED)
        hops[-1] = replace(
            hops[-1], confidence=doubtful, because=(*hops[-1].because, "another mail without its sender")
        )
    start = kept[0].start if kept else len(lines)
    if not blocks and prefix_of(carrier.subject) == "forward" and not shows_lost_head(lines, carrier.subject):
        quote = quote_alone(lines, carrier.sender, subject_behind_marks(carrier.subject), source)
        if quote:
            hops, start = [quote.hop], quote.start
    head_lost = not blocks and prefix_of(carrier.subject) != "reply" and shows_lost_head(lines, carrier.subject)
    return Unwrapped(
        tuple(hops),
        "\n".join(line.raw for line in lines[:start]).strip("\n"),
        "\n".join(line.raw for line in lines[start:]).strip("\n"),
        head_lost,
    )


def _unusual_heads(lines: list[Line], carrier: Carrier) -> list[Block]:
    return guessed_heads(lines, carrier.subject, carrier.date) or told_heads(lines) or viewed_heads(lines)


def _ended(block: Block, lines: list[Line], subject: str) -> Block:
    return with_its_end(without_overflow(block, lines, subject), lines, subject)


def _end_of_last(blocks: list[Block], kept: list[Block], lines: list[Line]) -> int:
    """Where the mail that the last forward carries ends: at the block that is only quoted in it."""
    return blocks[len(kept)].start if len(kept) < len(blocks) else len(lines)


def _sender(hop: Hop) -> Address:
    return sender_of(f"{hop.name} <{hop.address}>")[0] if hop.address else sender_of(hop.name)[0]


def _blocks(lines: list[Line]) -> list[Block]:
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


def _forwarded(block: Block, carrier: Carrier, *, quoted_before: bool) -> tuple[float, tuple[str, ...]]:
    """How sure it is that this block was forwarded, not quoted, and why: the first rule that holds."""
    prefix = prefix_of(carrier.subject, block.languages[0] if block.languages else "")
    answered, own = _is_recipient(block, carrier), _own(block, carrier)
    rules: tuple[tuple[bool, float, tuple[str, ...]], ...] = (
        (quoted_before, 0.1, ("inside a quoted answer",)),
        (prefix == "reply" and block.depth > 0, 0.2, ("answer prefix", "inside a quote")),
        (carrier.is_hop and prefix != "forward" and _wrote_to(block, carrier), 0.1, ("the mail that was answered",)),
        (block.separator == "forward", 0.98, ("forwarded-message line",)),
        (prefix == "forward" and answered and not own, 0.75, ("forward prefix", "went back")),
        (prefix == "forward", 0.96, ("forward prefix",)),
        (prefix == "reply" and answered, 0.05, ("answer prefix", "goes to its sender")),
        (prefix == "reply" and _handed_on(block, carrier), 0.8, ("answer prefix", "goes to colleagues alone")),
        (prefix == "reply", 0.3, ("answer prefix",)),
        (answered, 0.1, ("goes to its sender",)),
        (own, 0.45, ("own earlier mail below",)),
        (not carrier.recipients, 0.6, ("header block, recipients unknown",)),
        (carrier.answers, 0.8, ("header block",)),
    )
    return next(((sure, because) for holds, sure, because in rules if holds), (0.88, ("header block",)))


def _is_recipient(block: Block, carrier: Carrier) -> bool:
    sender, _ = sender_of(block.value("from"))
    if sender.address:
        return any(each.address.lower() == sender.address.lower() for each in carrier.recipients)
    return bool(sender.name) and any(_same_name(each.name, sender.name) for each in carrier.recipients)


def _wrote_to(block: Block, carrier: Carrier) -> bool:
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


def _handed_on(block: Block, carrier: Carrier) -> bool:
    """Who presses "answer" and changes the recipient to a colleague hands on what an outsider wrote to him."""
    outsider, _ = sender_of(block.value("from"))
    if carrier.sender is None or carrier.is_hop or not carrier.recipients or not outsider.domain:
        return False
    house = carrier.sender.domain
    received = any(each.domain == house for each in people_of(block.value("to")))
    return received and outsider.domain != house and all(each.domain == house for each in carrier.recipients)


def _own(block: Block, carrier: Carrier) -> bool:
    sender, _ = sender_of(block.value("from"))
    if carrier.sender is None:
        return False
    if sender.address:
        return sender.address.lower() == carrier.sender.address.lower()
    return _same_name(sender.name, carrier.sender.name)


def _same_name(one: str, other: str) -> bool:
    """The same words in any order: "Doe, Jane" is "Jane Doe"."""
    words = set(one.lower().replace(",", " ").split())
    return bool(words) and words == set(other.lower().replace(",", " ").split())


def _hop(block: Block, carrier: Carrier, confidence: float, because: tuple[str, ...], source: HopSource) -> Hop:
    sender, doubts = sender_of(block.value("from"))
    date = parse_date(block.value("date"), block.languages, carrier.date)
    doubts = (*doubts, *_missing(block, sender), *_too_young(date, carrier), *_doubts_of(block, carrier))
    confidence = max(confidence - sum(DOUBT_COSTS[doubt] for doubt in doubts), 0.0)
    return Hop(
        name=sender.name,
        address=sender.address,
        date=date,
        date_text=block.value("date"),
        subject=tidy_value(block.value("subject")),
        to=people_of(block.value("to")),
        cc=people_of(block.value("cc")),
        text="",
        confidence=round(confidence, 3),
        source=source,
        language=block.languages[0] if block.languages else "",
        because=(*because, *doubts),
    )


def _too_young(date: datetime | None, carrier: Carrier) -> tuple[str, ...]:
    """A mail cannot be younger than the forwarded mail that carries it: they stand side by side."""
    if not carrier.is_hop or date is None or carrier.date is None:
        return ()
    return ("younger than the mail around it",) if date - carrier.date > ZONES_APART else ()


def _doubts_of(block: Block, carrier: Carrier) -> tuple[str, ...]:
    checks = (
        ("labels illegible", block.illegible),
        ("one of the house wrote it to others", _went_out(block, carrier)),
        ("may be its recipient", block.illegible and (_of_the_house(block, carrier) or _is_recipient(block, carrier))),
    )
    return tuple(doubt for doubt, holds in checks if holds)


def _of_the_house(block: Block, carrier: Carrier) -> bool:
    writer, _ = sender_of(block.value("from"))
    return _own(block, carrier) or (carrier.sender is not None and writer.domain == carrier.sender.domain)


def _went_out(block: Block, carrier: Carrier) -> bool:
    """A colleague of the forwarder wrote to an outsider: what that one had written is not shown, or stands below."""
    writer, _ = sender_of(block.value("from"))
    if carrier.sender is None or carrier.is_hop or not carrier.sender.domain:
        return False
    house = carrier.sender.domain
    if writer.domain != house and not (_own(block, carrier) and not writer.address):
        return False
    readers = [each.domain for each in people_of(block.value("to")) if each.domain]
    received = any(each.domain == house for each in carrier.recipients)
    return received and bool(readers) and house not in readers


def _missing(block: Block, sender: Address) -> tuple[str, ...]:
    checks = (
        ("no name", not sender.name and not sender.address),
        ("no subject", "subject" not in block.values),
        ("no date", "date" not in block.values),
    )
    return tuple(doubt for doubt, missing in checks if missing)
