"""Evidence against the person whom a chain names: nobody is named rather than somebody wrong.

The innermost mail that was read may carry a deeper one whose head was not, may greet the very person who is said to have written
it, or shows a name and an address that no client writes so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.forwards.unread_heads import shows_unread_head
from handlers.intake.reading.languages.closings import CLOSINGS
from handlers.intake.reading.lines import lines_of, unescaped
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlers.intake.reading.draft import Draft
    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.facts import Hop
    from handlers.intake.reading.lines import Line

DOUBTED = 0.5  # still a forward, but nobody is named
NOT_IN_NAMES = re.compile(r"[<>@{}\[\]]|(?<! )\||\|(?! )|\|[^|]*\||://|\b\d{1,2}[:.]\d{2}\b")
ADDRESS = re.compile(r"[^\s<>|@:;,\"\[\](){}]+@[^\s<>|@:;,\"\[\](){}]+")
CLOSING_WORDS = frozenset(CLOSINGS)
PUNCTUATION = " ,.!;-–—*_~。、！，"
NO_REPLY = re.compile(r"(?:do[-_.]?)?not?[-_.]?reply|ne[-_.]?pas[-_.]?repondre|keine[-_.]?antwort")
FULL_NAME = re.compile(r"[^\W\d_]\S{1,20}(?: [^\W\d_]\S{1,20}){1,2}")
GREETING = 48  # characters of a line that greets somebody
MAX_WORDS = 6
SHORTEST = 4  # letters of a name that is looked for


def without_doubted(chain: tuple[Hop, ...], envelope: Envelope) -> tuple[Hop, ...]:
    """The chain, innermost first, with less confidence in the innermost writer where something speaks against him."""
    if not chain or chain[0].confidence <= DOUBTED or chain[0].source in {"rfc822", "msg"}:
        return chain
    hop = chain[0]
    reason = next((why for why, speaks in AGAINST if speaks(hop, envelope)), "")
    if not reason:
        return chain
    return (replace(hop, confidence=DOUBTED, because=(*hop.because, reason)), *chain[1:])


def _carries_another(hop: Hop, envelope: Envelope) -> bool:
    own = {hop.address.rpartition("@")[2].lower(), *house_of(envelope)}
    return shows_unread_head(lines_of(unescaped(hop.text)), own)


def _is_greeted(hop: Hop, _: Envelope) -> bool:
    """ "Hi Pascale," stands above what Pascale is said to have written."""
    words = {word for word in _words(hop.name) if len(word) >= SHORTEST}
    written = [line.text for line in lines_of(hop.text) if line.text]
    if not words or len(written) < 3 or len(written[0]) > GREETING or not written[0].endswith((",", "!", "，", ":")):
        return False
    greeted = _words(written[0])
    return (
        len(greeted) <= MAX_WORDS
        and bool(words & set(greeted[1:]))
        and not words & set(_words(" ".join(written[1:][-6:])))
    )


def _is_damaged(hop: Hop, _: Envelope) -> bool:
    name = bool(NOT_IN_NAMES.search(hop.name)) and not ADDRESS.fullmatch(hop.name)
    return name or bool(hop.address and not ADDRESS.fullmatch(hop.address))


def _has_anothers_address(hop: Hop, envelope: Envelope) -> bool:
    """The address is made of the name of somebody else in the heads: two columns that slipped."""
    local = {word for word in _words(hop.address.partition("@")[0]) if len(word) > 1}
    if len(local) < 2 or not hop.name or local & set(_words(hop.name)):
        return False
    others = (*hop.to, *hop.cc, *envelope.senders)
    return any(local <= set(_words(each.name)) for each in others)


def _signed_by_another(hop: Hop, envelope: Envelope) -> bool:
    """A colleague is said to have written what somebody else signs, or what shows an outsider's address."""
    house = house_of(envelope)
    outsiders = (found.group().rpartition("@")[2].lower() for found in PLAIN_ADDRESS.finditer(hop.text))
    if hop.address.rpartition("@")[2].lower() in house:
        return _foreign_signature(hop) or any(domain.strip(".") not in house for domain in outsiders)
    return False


def _foreign_signature(hop: Hop) -> bool:
    written = [line.text for line in lines_of(hop.text) if line.text]
    own = set(_words(f"{hop.name} {hop.address.partition('@')[0]}"))
    pairs = pairwise(written)
    return any(
        above.lower().strip(PUNCTUATION) in CLOSING_WORDS and FULL_NAME.fullmatch(name) and not own & set(_words(name))
        for above, name in pairs
    )


def _is_own_machine(hop: Hop, envelope: Envelope) -> bool:
    """A form on our own site wrote, and whoever filled it in is not in the head."""
    local, _, domain = hop.address.lower().partition("@")
    return bool(NO_REPLY.match(local)) and any(
        domain == own or domain.endswith(f".{own}") for own in house_of(envelope) if own
    )


AGAINST: tuple[tuple[str, Callable[[Hop, Envelope], bool]], ...] = (
    ("the name or the address is damaged", _is_damaged),
    ("a machine of the house", _is_own_machine),
    ("the address is made of another name", _has_anothers_address),
    ("one of the house, and an outsider's signature", _signed_by_another),
    ("its text greets this very person", _is_greeted),
    ("the head of another mail in it was not read", _carries_another),
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def house_of(envelope: Envelope) -> frozenset[str]:
    """The domains of sender and recipients, when the mail stayed inside a house: machines have subdomains of their own."""
    sender = envelope.sender.domain if envelope.sender else ""
    received = {each.domain for each in (*envelope.to, *envelope.cc) if "." in each.domain}
    house = {domain for domain in received if sender == domain or sender.endswith(f".{domain}")}
    return frozenset({sender, *house}) if house else frozenset()


def hides_a_forward(draft: Draft) -> bool:
    """A colleague's mail, no answer, that shows the head of another one: he passed it on and did not write it."""
    envelope, house = draft.envelope, house_of(draft.envelope)
    if not house or prefix_of(envelope.subject) == "reply" or envelope.in_reply_to or envelope.references:
        return False
    lines: Sequence[Line] = lines_of(unescaped(draft.body.plain))
    return shows_unread_head(lines, house, envelope.subject, quotes=True)
