"""A reading in the making: what the steps hand to each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from handlers.intake.reading.bodies import Body
from handlers.intake.reading.envelope import Envelope
from handlers.intake.reading.facts import (
    Address,
    Authentication,
    Bounce,
    CalendarReply,
    Folded,
    Hop,
    MachineKind,
    Own,
    Reading,
)
from handlers.intake.reading.forwards.inline import Unwrapped
from handlers.intake.reading.guard import Flags
from handlers.intake.reading.mime import Part

EMPTY_ENVELOPE = Envelope((), (), (), (), "", None, "", None, "", (), (), None, ())


@dataclass(slots=True)
class Draft:
    raw: bytes
    own: Own
    flags: Flags = field(default_factory=Flags)
    root: Part = field(default_factory=lambda: Part([], b"", 0, 0, 0))
    envelope: Envelope = EMPTY_ENVELOPE
    body: Body = field(default_factory=Body)
    unwrapped: Unwrapped | None = None
    authentication: tuple[Authentication, ...] = ()
    form: Address | None = None  # who filled in a form on a web site
    chain: tuple[Hop, ...] = ()
    forwarded: bool = False  # also where nobody can be named, and the chain is empty
    customer: Address | None = None
    reply_text: str = ""
    folded: tuple[Folded, ...] = ()
    machine: MachineKind | None = None
    machine_because: str = ""
    bounce: Bounce | None = None
    may_answer: bool = False
    not_answered_because: str = "it could not be read"
    signed: str = ""
    encrypted: str = ""
    calendar: CalendarReply | None = None

    def reading(self) -> Reading:
        envelope = self.envelope
        empty = Reading(sha256=hashlib.sha256(self.raw).hexdigest(), size=len(self.raw))
        return replace(
            empty,
            sender=envelope.sender,
            senders=envelope.senders,
            reply_to=envelope.reply_to,
            to=envelope.to,
            cc=envelope.cc,
            subject=envelope.subject,
            date=envelope.date,
            date_text=envelope.date_text,
            received_at=envelope.received_at,
            message_id=envelope.message_id,
            in_reply_to=envelope.in_reply_to,
            references=envelope.references,
            return_path=envelope.return_path,
            auto_submitted=next((value for name, value in envelope.headers if name == "auto-submitted"), ""),
            headers=envelope.headers,
            authentication=self.authentication,
            text=self.body.plain,
            html=self.body.html,
            reply_text=self.reply_text,
            folded=self.folded,
            attachments=tuple(self.body.attachments),
            chain=self.chain,
            forwarded=self.forwarded,
            customer=self.customer,
            machine=self.machine,
            machine_because=self.machine_because,
            bounce=self.bounce,
            may_answer=self.may_answer,
            not_answered_because=self.not_answered_because,
            signed=self.signed,
            encrypted=self.encrypted,
            calendar=self.calendar,
            flags=tuple(self.flags),
            error=self.flags.error,
        )
