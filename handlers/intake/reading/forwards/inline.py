"""The chain of forwarded mails that stands in a text.

Blocks are found from the top; each is judged against the mail that carries it: forwarded on, or only
quoted in an answer? Outlook and Samsung write the same block for both, so the subject's prefix and the
recipients decide, and where they do not, the confidence stays below the threshold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.forwards.answers_between import answer_between
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.carried_text import carried_text, text_above
from handlers.intake.reading.forwards.carrier import Carrier
from handlers.intake.reading.forwards.doubts import DOUBT_COSTS, doubts_of
from handlers.intake.reading.forwards.heads import heads_in
from handlers.intake.reading.forwards.joined_labels import tidy_value
from handlers.intake.reading.forwards.layouts import laid_out
from handlers.intake.reading.forwards.lost_heads import has_lost_head, shows_lost_head
from handlers.intake.reading.forwards.overflow import with_its_end, with_unknown_headers, without_overflow
from handlers.intake.reading.forwards.passed_on import passed_on
from handlers.intake.reading.forwards.people import people_of, sender_of
from handlers.intake.reading.forwards.quoted_alone import quote_alone
from handlers.intake.reading.prefixes import prefix_of, subject_behind_marks

if TYPE_CHECKING:
    from handlers.intake.reading.facts import Address, HopSource
    from handlers.intake.reading.lines import Line

FORWARDED = 0.5  # from here on a block counts as forwarded


@dataclass(frozen=True, slots=True)
class Unwrapped:
    hops: tuple[Hop, ...]  # the outermost first
    before: str  # what the forwarder wrote above
    wrapped: str  # the rest
    head_lost: bool = False  # it carries a mail of which the sender cannot be read


def unwrap(text: str, carrier: Carrier, source: HopSource) -> Unwrapped:
    lines = laid_out(text)
    blocks = heads_in(lines, carrier)
    kept, hops, last = _judged(blocks, lines, carrier, source)
    hops = _with_texts(hops, kept, lines)
    if hops and has_lost_head(lines, blocks, _end_of_last(blocks, kept, lines)):
        hops[-1] = _doubted(hops[-1])
    start = kept[0].start if kept else len(lines)
    answer = prefix_of(carrier.subject) == "reply"
    head_lost = not blocks and not answer and shows_lost_head(lines, carrier)
    if len(kept) == len(blocks) and not answer and not head_lost:
        begin = kept[-1].end if kept else 0
        quote = quote_alone(lines[begin:], last, source)
        if quote and hops:
            hops = [*_with_texts(hops, kept, lines[: begin + quote.start]), quote.hop]
        elif quote:
            hops, start = [quote.hop], quote.start
    return Unwrapped(tuple(hops), _text(lines[:start]), _text(lines[start:]), head_lost)


def _judged(
    blocks: list[Block], lines: list[Line], carrier: Carrier, source: HopSource
) -> tuple[list[Block], list[Hop], Carrier]:
    """The blocks that were forwarded, down to the first that was only quoted, the hop of each, as yet without text, and what
    the last of them is for a mail that it carries."""
    kept: list[Block] = []
    hops: list[Hop] = []
    for found in blocks:
        block = _ended(found, lines, subject_behind_marks(carrier.subject))
        confidence, because = passed_on(block, carrier, quoted_before=answer_between(lines, kept, block, carrier))
        hop = _hop(block, carrier, confidence, because, source)
        if hop.confidence < FORWARDED:
            break
        kept.append(block)
        hops.append(hop)
        carrier = _carrier(hop, carrier)
    return kept, hops, carrier


def _with_texts(hops: list[Hop], kept: list[Block], lines: list[Line]) -> list[Hop]:
    told = [
        replace(hop, text=carried_text(lines, block, kept[place + 1 :]))
        for place, (hop, block) in enumerate(zip(hops, kept, strict=True))
    ]
    if len(told) == 1 and not told[0].text and kept[0].start:
        return [replace(told[0], text=text_above(lines, kept[0]))]
    return told


def _doubted(hop: Hop) -> Hop:
    because = (*hop.because, "another mail without its sender")
    return replace(hop, confidence=min(hop.confidence, FORWARDED), because=because)


def _text(lines: list[Line]) -> str:
    return "\n".join(line.raw for line in lines).strip("\n")


def _ended(block: Block, lines: list[Line], subject: str) -> Block:
    whole = with_its_end(without_overflow(block, lines, subject), lines, subject)
    return whole if whole.overflow else with_unknown_headers(whole, lines)


def _end_of_last(blocks: list[Block], kept: list[Block], lines: list[Line]) -> int:
    """Where the mail that the last forward carries ends: at the block that is only quoted in it."""
    return blocks[len(kept)].start if len(kept) < len(blocks) else len(lines)


def _carrier(hop: Hop, around: Carrier) -> Carrier:
    """The mail that a hop is, for what it carries itself."""
    sender = _sender(hop)
    before = around.house if around.is_hop else around.sender.domain if around.sender else ""
    house = before if sender.domain == before else ""
    date = hop.date or around.date
    return Carrier(sender, (*hop.to, *hop.cc), hop.subject, date, answers=False, is_hop=True, house=house)


def _sender(hop: Hop) -> Address:
    return sender_of(f"{hop.name} <{hop.address}>")[0] if hop.address else sender_of(hop.name)[0]


def _hop(block: Block, carrier: Carrier, confidence: float, because: tuple[str, ...], source: HopSource) -> Hop:
    sender, doubts = sender_of(block.value("from"))
    date = parse_date(block.value("date"), block.languages, carrier.date)
    doubts = (*doubts, *doubts_of(block, carrier, sender, date))
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
