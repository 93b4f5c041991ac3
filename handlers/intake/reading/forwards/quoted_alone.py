"""A forward that carries only a quote: "Fwd: …", a short word to the colleague, "On … A <a@b> wrote:" and the quoted mail.

Whoever answers to a colleague instead of pressing "forward" writes it so, and some programs do it by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.forwards.people import sender_of
from handlers.intake.reading.lines import without_quote_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import Address, HopSource
    from handlers.intake.reading.lines import Line

MAX_COMMENT = 200  # characters; who writes more may be the customer, whose own head was lost
SURE = 0.72
LEAD = 70  # characters before the address in which the name stands


@dataclass(frozen=True, slots=True)
class Quote:
    start: int
    hop: Hop


def quote_alone(lines: Sequence[Line], sender: Address | None, subject: str, source: HopSource) -> Quote | None:
    """None when the writer of the quote is of the forwarder's house, has no address, or the quote is not the whole rest."""
    written = 0
    for place, line in enumerate(lines):
        count = attribution_at(lines, place) if line.text else 0
        if count:
            return _quote(lines, place, place + count, sender, subject, source)
        written += len(line.text)
        if written > MAX_COMMENT:
            return None
    return None


def _quote(
    lines: Sequence[Line], start: int, end: int, sender: Address | None, subject: str, source: HopSource
) -> Quote | None:
    attribution = " ".join(line.text for line in lines[start:end])
    addresses = PLAIN_ADDRESS.findall(attribution)
    below = [line for line in lines[end:] if line.text]
    depth = lines[start].depth + 1
    if len(addresses) != 1 or sender is None or not below or any(line.depth < depth for line in below):
        return None
    writer, _ = sender_of(name_and_address(attribution))
    if not writer.domain or writer.domain == sender.domain:
        return None
    text = "\n".join(without_quote_marks(line, depth) for line in lines[end:]).strip("\n ")
    because = ("forward prefix", "nothing but a quote")
    return Quote(
        start, Hop(writer.name, writer.address, None, "", subject, (), (), text, SURE, source, because=because)
    )


def name_and_address(attribution: str) -> str:
    """The words between the date and the address."""
    found = PLAIN_ADDRESS.search(attribution)
    if found is None:
        return attribution
    lead = attribution[: found.start()].rstrip("<([ ")
    name: list[str] = []
    for word in reversed(lead[-LEAD:].split()):
        if any(map(str.isdigit, word)) or not word[0].isupper():
            break
        name.insert(0, word.strip(","))
    while name and (name[0] == "Uhr" or re.fullmatch(r"[A-Z]{2,4}", name[0])):  # "3:04 PM", "15:04 CET"
        name.pop(0)
    return f"{' '.join(name)} <{found.group()}>"
