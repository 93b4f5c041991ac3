"""A forward that carries only a quote: "Fwd: …", a short word to the colleague, "On … A <a@b> wrote:" and the quoted mail.

The quote has quote marks, is indented as a whole (Outlook on a Mac), or has lost its marks on the way. Whoever answers to a
colleague instead of pressing "forward" writes it so, and some programs do it by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.attributions import attribution_at, languages_of
from handlers.intake.reading.banners import banner_end
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.forwards.carried_text import below_banner
from handlers.intake.reading.forwards.carrier import is_within_the_house
from handlers.intake.reading.forwards.people import sender_of, tidy_people
from handlers.intake.reading.lines import without_quote_marks
from handlers.intake.reading.prefixes import prefix_of, subject_behind_marks
from handlers.intake.reading.tails import tail_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import HopSource
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

MAX_COMMENT = 200  # characters; who writes more may be the customer, whose own head was lost
MAX_OF_COLLEAGUE = 2_000
SURE, WITHOUT_MARKS = 0.72, 0.7
MOST_TAILS = 6  # a signature, a disclaimer, a footer …
INDENT = 4
INDENTED = re.compile(r" {4}|\t")  # as Outlook on a Mac quotes
QUOTATION_MARKS = "\"'„“”«»‚‘’"
LEAD = 70  # characters before the address in which the name stands


@dataclass(frozen=True, slots=True)
class Quote:
    start: int
    hop: Hop


def quote_alone(lines: Sequence[Line], carrier: Carrier, source: HopSource) -> Quote | None:
    """None when the mail around does not pass anything on, when the writer of the quote is of the forwarder's house or has no
    address, or when only a part of the rest is quoted."""
    house, prefix = not carrier.is_hop and is_within_the_house(carrier), prefix_of(carrier.subject)
    if carrier.sender is None or not (prefix == "forward" or (prefix != "reply" and house)):
        return None
    written = 0
    for place, line in enumerate(lines[banner_end(lines) :], banner_end(lines)):
        count = attribution_at(lines, place) if line.text else 0
        if count:
            return _quote(lines, place, place + count, carrier, source)
        written += len(line.text)
        if written > (MAX_OF_COLLEAGUE if house else MAX_COMMENT):
            return None
    return None


def _quote(lines: Sequence[Line], start: int, end: int, carrier: Carrier, source: HopSource) -> Quote | None:
    attribution = tidy_people(" ".join(line.text for line in lines[start:end]))
    addresses = PLAIN_ADDRESS.findall(attribution)
    depth = lines[start].depth + 1
    below, quoted = _quoted_below(lines[end:], depth)
    writer, _ = sender_of(name_and_address(attribution))
    if len(addresses) != 1 or not below or carrier.sender is None or writer.domain in {"", carrier.sender.domain}:
        return None
    forward = prefix_of(carrier.subject) == "forward"
    hop = Hop(
        name=writer.name,
        address=writer.address,
        date=parse_date(_around_the_writer(attribution), languages_of(attribution), carrier.date),
        date_text="",
        subject=subject_behind_marks(carrier.subject) if forward else "",
        to=(),
        cc=(),
        text=_as_written(below, depth if quoted else depth - 1),
        confidence=SURE if quoted else WITHOUT_MARKS,
        source=source,
        because=("forward prefix" if forward else "colleagues wrote about it", "nothing but a quote"),
    )
    return Quote(start, hop)


def _quoted_below(lines: Sequence[Line], depth: int) -> tuple[Sequence[Line], bool]:
    """The lines of the quote, and whether it has marks; none when somebody wrote below it or between."""
    lines = below_banner(lines)
    marked = [place for place, line in enumerate(lines) if line.text and _is_quoted(line, depth)]
    if not marked:
        return (lines if any(line.text for line in lines) else ()), False
    below = lines[marked[-1] :]
    for _ in range(MOST_TAILS):
        end, kind, _because = tail_start(below)
        if not kind or not end:
            break
        below = below[:end]
    quote = lines[: marked[-1] + len(below)]
    width = max(len(line.text) for line in quote)
    others = (place for place, line in enumerate(quote) if line.text and not _is_quoted(line, depth))
    return (quote if all(_is_wrapped(quote, place, width) for place in others) else ()), True


def _is_wrapped(lines: Sequence[Line], place: int, width: int) -> bool:
    """Its first word would not have stood in the line above: a gateway wrapped that without mark and indent."""
    above = len(lines[place - 1].text) if place else 0
    return above > 0 and above + 1 + len(lines[place].text.partition(" ")[0]) > width - INDENT


def _as_written(lines: Sequence[Line], depth: int) -> str:
    """Without marks and indent."""
    texts = [without_quote_marks(line, depth) for line in lines]
    if depth and any(INDENTED.match(text) for text in texts):
        texts = [text if INDENTED.match(text) or not text else f"    {text}" for text in texts]
    return dedent("\n".join(texts)).strip("\n ")


def _is_quoted(line: Line, depth: int) -> bool:
    if line.depth != depth - 1:
        return line.depth >= depth
    return bool(INDENTED.match(without_quote_marks(line, line.depth)))


def _around_the_writer(attribution: str) -> str:
    """What is left of it: the date, before the writer or behind."""
    name, _, address = name_and_address(attribution).rpartition(" ")
    for part in filter(None, (address.strip("<>"), name)):
        attribution = attribution.replace(part, " ")
    return attribution.strip(" :：")


def name_and_address(attribution: str) -> str:
    """The words between the date and the address."""
    found = PLAIN_ADDRESS.search(attribution)
    if found is None:
        return attribution
    lead = attribution[: found.start()].rstrip("<([ ")
    name: list[str] = []
    for word in reversed(lead[-LEAD:].split()):
        bare = word.strip(QUOTATION_MARKS + ",")
        if any(map(str.isdigit, word)) or (bare and not bare[0].isupper()):
            break
        name.insert(0, bare)
    while name and (name[0] == "Uhr" or re.fullmatch(r"[A-Z]{2,4}", name[0])):  # "3:04 PM", "15:04 CET"
        name.pop(0)
    return f"{' '.join(filter(None, name))} <{found.group()}>"
