"""Mails attached whole, as message/rfc822, .eml or Outlook .msg, with what they forward themselves."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.bodies import collect
from handlers.intake.reading.envelope import read_envelope
from handlers.intake.reading.facts import Hop
from handlers.intake.reading.formats.opening import open_signatures, open_winmail
from handlers.intake.reading.formats.outlook_msg import is_msg, msg_to_mail
from handlers.intake.reading.forwards.carried_text import below_banner
from handlers.intake.reading.forwards.carrier import Carrier
from handlers.intake.reading.forwards.inline import unwrap
from handlers.intake.reading.forwards.people import OUTSIDER
from handlers.intake.reading.guard import MAX_ATTACHED_MAILS, Flags
from handlers.intake.reading.lines import lines_of
from handlers.intake.reading.mime import MAILS, parse

if TYPE_CHECKING:
    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.facts import Attachment

MAX_NESTED = 5
PROOF = ("from", "subject", "date", "message-id", "to", "received")


def mails_attached(body: Body, depth: int = 0) -> list[tuple[Hop, ...]]:
    """Every attached mail with the mails inside it, the outermost first."""
    mails = [attachment for attachment in body.attachments if is_mail(attachment)][:MAX_ATTACHED_MAILS]
    found = [hops_of_file(attachment, depth) for attachment in mails]
    return [hops for hops in found if hops]


def is_mail(attachment: Attachment) -> bool:
    name = attachment.name.lower()
    return attachment.type in MAILS or name.endswith(".eml") or (is_msg(attachment.content) and name.endswith(".msg"))


def hops_of_file(attachment: Attachment, depth: int) -> tuple[Hop, ...]:
    if not is_msg(attachment.content):
        return hops_of_mail(attachment.content, depth)
    try:
        hops = hops_of_mail(msg_to_mail(attachment.content), depth)
    except (OSError, ValueError, IndexError, struct.error, RecursionError):  # olefile on a damaged file
        return ()
    return tuple(replace(hop, source="msg") if place == 0 else hop for place, hop in enumerate(hops))


def hops_of_mail(raw: bytes, depth: int = 0) -> tuple[Hop, ...]:
    """The mail and the mails inside it, the outermost first; nothing when it is no mail."""
    flags = Flags()
    root = parse(raw, flags)
    if sum(bool(root.header(name)) for name in PROOF) < 2:
        return ()
    envelope = read_envelope(root, flags)
    open_signatures(root, flags)
    body = collect(root, flags)
    open_winmail(body, flags)
    hop = _hop(envelope, body)
    unwrapped = unwrap(body.plain, carrier_of(envelope), "html" if "html_only" in flags else "inline")
    if unwrapped.hops:
        return (hop, *unwrapped.hops)
    inside = mails_attached(body, depth + 1) if depth < MAX_NESTED else []
    return (hop, *(inside[0] if len(inside) == 1 else ()))


def carrier_of(envelope: Envelope) -> Carrier:
    return Carrier(
        sender=envelope.sender,
        recipients=(*envelope.to, *envelope.cc),
        subject=envelope.subject,
        date=envelope.date,
        answers=bool(envelope.in_reply_to or envelope.references),
    )


def _hop(envelope: Envelope, body: Body) -> Hop:
    sender = envelope.sender
    return Hop(
        name=OUTSIDER.sub("", sender.name).strip() if sender else "",
        address=sender.address if sender else "",
        date=envelope.date,
        date_text=envelope.date_text,
        subject=envelope.subject,
        to=envelope.to,
        cc=envelope.cc,
        text=_without_banner(body.plain),
        confidence=0.97 if sender and sender.address else 0.5,
        source="rfc822",
        message_id=envelope.message_id,
        attachments=tuple(body.attachments),
        because=("attached mail",),
    )


def _without_banner(text: str) -> str:
    """A gateway warns of a mail before somebody attaches it."""
    return "\n".join(line.raw for line in below_banner(lines_of(text)))
