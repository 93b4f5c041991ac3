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
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.forwards.people import sender_of
from handlers.intake.reading.lines import without_quote_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import HopSource
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

MAX_COMMENT = 200  # characters; who writes more may be the customer, whose own head was lost
SURE, WITHOUT_MARKS = 0.72, 0.7
INDENTED = re.compile(r" {4}|\t")  # as Outlook on a Mac quotes
QUOTATION_MARKS = "\"'„“”«»‚‘’"
LEAD = 70  # characters before the address in which the name stands


@dataclass(frozen=True, slots=True)
class Quote:
    start: int
    hop: Hop


def quote_alone(lines: Sequence[Line], carrier: Carrier, subject: str, source: HopSource) -> Quote | None:
    """None when the writer of the quote is of the forwarder's house, has no address, or only a part of the rest is quoted."""
    written = 0
    for place, line in enumerate(lines):
        count = attribution_at(lines, place) if line.text else 0
        if count:
            return _quote(lines, place, place + count, carrier, subject, source)
        written += len(line.text)
        if written > MAX_COMMENT:
            return None
    return None


def _quote(
    lines: Sequence[Line], start: int, end: int, carrier: Carrier, subject: str, source: HopSource
) -> Quote | None:
    attribution = " ".join(line.text for line in lines[start:end])
    addresses = PLAIN_ADDRESS.findall(attribution)
    below = [line for line in lines[end:] if line.text]
    depth = lines[start].depth + 1
    quoted = sum(_is_quoted(line, depth) for line in below)
    if len(addresses) != 1 or carrier.sender is None or not below or quoted not in {0, len(below)}:
        return None
    writer, _ = sender_of(name_and_address(attribution))
    if not writer.domain or writer.domain == carrier.sender.domain:
        return None
    text = dedent("\n".join(without_quote_marks(line, depth if quoted else 0) for line in lines[end:])).strip("\n ")
    because = ("forward prefix", "nothing but a quote")
    date = parse_date(_around_the_writer(attribution), languages_of(attribution), carrier.date)
    sure = SURE if quoted else WITHOUT_MARKS
    hop = Hop(writer.name, writer.address, date, "", subject, (), (), text, sure, source, because=because)
    return Quote(start, hop)


def _is_quoted(line: Line, depth: int) -> bool:
    return line.depth >= depth or (line.depth == depth - 1 == 0 and bool(INDENTED.match(line.raw)))


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
