"""From all that was found to one chain: attached mails before text, and nobody named who is not sure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading import html
from handlers.intake.reading.facts import NAMING_THRESHOLD, Address, Hop
from handlers.intake.reading.forwards.attached import carrier_of
from handlers.intake.reading.forwards.doubted import without_doubted
from handlers.intake.reading.forwards.inline import FORWARDED, Unwrapped, unwrap
from handlers.intake.reading.prefixes import bare_subject, prefix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.guard import Flags

SHORT_COMMENT = 400  # characters: who attaches a mail and writes no more than this passes it on
FLAT = 250  # characters; a longer text with hardly a line end was flattened
FEW_LINES = 3
MORE_WORDS = 1.4
LOST_PREFIX = re.compile(r"[?\ufffd]{2,12} ?:")
TAGS = re.compile(r"<(?:style|script)[^<]{0,50000}</|<[^<>]{0,5000}>")
HTML_SIGNS = (
    "gmail_quote",
    "divrplyfwdmsg",
    "forwarded",
    "border-top",
    "moz-email-headers",
    "<blockquote",
    "mailto:",
)


def unwrap_text(body: Body, envelope: Envelope, flags: Flags) -> Unwrapped:
    """The text first; the HTML when the text shows no forward, or one without an address."""
    carrier = carrier_of(envelope)
    only_html = "html_only" in flags or "plain_part_is_a_stub" in flags
    found = unwrap(body.plain, carrier, "html" if only_html else "inline")
    if only_html or not body.html or (found.hops and all(hop.address for hop in found.hops)):
        return found
    if not found.hops and not _html_may_show_one(body, envelope):
        return found
    richer = unwrap(html.to_text(body.html), carrier, "html")
    return richer if _addresses(richer) > _addresses(found) or not found.hops else found


def _addresses(unwrapped: Unwrapped) -> int:
    return sum(bool(hop.address) for hop in unwrapped.hops)


def _html_may_show_one(body: Body, envelope: Envelope) -> bool:
    if prefix_of(envelope.subject) == "forward":
        return True
    source = body.html[:200_000].lower()
    if _shows_more(source, body.plain):
        return True
    return not body.plain.strip() or ("forward" in source and any(sign in source for sign in HTML_SIGNS))


def _shows_more(source: str, plain: str) -> bool:
    """The text part was cut, replaced by a remark, or made one line."""
    if len(plain) > FLAT and plain.strip().count("\n") < FEW_LINES:
        return True
    return len(TAGS.sub(" ", source).split()) > MORE_WORDS * len(plain.split()) + 10


def chain_of(
    unwrapped: Unwrapped, mails: Sequence[tuple[Hop, ...]], comment: str, envelope: Envelope
) -> tuple[Hop, ...]:
    """The whole chain, the innermost first."""
    attached = _attached_chain(unwrapped, mails, comment, envelope)
    hops = attached or unwrapped.hops
    bounded = _no_surer_than_outer([*hops[:-1], *(_hides_another(hop, envelope) for hop in hops[-1:])])
    return without_doubted(tuple(reversed(bounded)), envelope)


def _hides_another(hop: Hop, envelope: Envelope) -> Hop:
    """A colleague who says "FW:" passed on a mail whose head was lost on the way: he is not its writer."""
    people = (*([envelope.sender] if envelope.sender else []), *envelope.to, *envelope.cc)
    colleague = hop.address.rpartition("@")[2].lower() in {each.domain for each in people if each.domain}
    if not colleague or not (prefix_of(hop.subject) == "forward" or LOST_PREFIX.match(hop.subject)):
        return hop
    confidence = min(hop.confidence, FORWARDED)
    return replace(hop, confidence=confidence, because=(*hop.because, "a colleague passed it on from somebody else"))


def _attached_chain(
    unwrapped: Unwrapped, mails: Sequence[tuple[Hop, ...]], comment: str, envelope: Envelope
) -> tuple[Hop, ...]:
    if not mails:
        return ()
    matching = [hops for hops in mails if unwrapped.hops and _same_mail(hops[0], unwrapped.hops[0])]
    if unwrapped.hops and not matching:
        return ()  # the mail in the text is the one passed on; the attached one came with it
    hops = (matching or list(mails))[0]
    confidence = min(hops[0].confidence, _passed_on(hops[0], mails, comment, envelope, matched=bool(matching)))
    if confidence < FORWARDED:
        return ()
    return (replace(hops[0], confidence=confidence), *hops[1:])


def _passed_on(hop: Hop, mails: Sequence[tuple[Hop, ...]], comment: str, envelope: Envelope, *, matched: bool) -> float:
    """How sure it is that the attached mail is passed on, and is not only somebody's evidence."""
    senders = {hops[0].address.lower() for hops in mails}
    if len(senders) > 1 and not matched:
        return 0.55
    if (
        matched
        or prefix_of(envelope.subject) == "forward"
        or bare_subject(envelope.subject) == bare_subject(hop.subject)
    ):
        return 0.97
    if prefix_of(envelope.subject) == "reply":
        return 0.4
    return 0.85 if len(comment) < SHORT_COMMENT else 0.55


def _same_mail(one: Hop, other: Hop) -> bool:
    if one.address and one.address.lower() == other.address.lower():
        return True
    return bool(one.subject) and bare_subject(one.subject) == bare_subject(other.subject)


def _no_surer_than_outer(hops: Sequence[Hop]) -> list[Hop]:
    """A mail inside a doubtful mail is at least as doubtful."""
    limit, bounded = 1.0, []
    for hop in hops:
        limit = min(limit, hop.confidence)
        bounded.append(replace(hop, confidence=limit))
    return bounded


def customer_of(chain: tuple[Hop, ...]) -> Address | None:
    """The innermost sender, when sure."""
    hop = chain[0]
    if hop.confidence < NAMING_THRESHOLD or not (hop.address or hop.name):
        return None
    return Address(hop.name, hop.address)
