"""What a mail says, as plain frozen data.

Everything that reading finds out ends here; those who decide, sort or show need nothing else of reading.
All values are cleaned text (no NUL, no lone surrogates, no line breaks in headers); all datetimes are aware.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

HopSource = Literal["inline", "html", "rfc822", "msg"]
MachineKind = Literal["bounce", "auto_reply", "feedback_report", "list", "own_loop"]
FoldKind = Literal["quote", "signature", "disclaimer", "mobile_footer", "banner", "forward"]
KindName = Literal[
    "complaint",
    "supplier_notice",
    "answer",
    "bounce",
    "auto_reply",
    "feedback_report",
    "newsletter",
    "spam",
    "other",
    "unsure",
]

NAMING_THRESHOLD = 0.7  # below this confidence nobody is named as the customer of a forwarded mail


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox. `address` is "" where a forward shows only a display name."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str  # safe to show and to store: no path, no control or bidi characters
    type: str  # "application/pdf", lower case
    size: int  # bytes after decoding
    sha256: str
    content_id: str = ""
    inline: bool = False  # shown in the body (an image of the signature, a screenshot)
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Hop:
    """One mail inside the mail: somebody forwarded it, inline or attached."""

    name: str
    address: str
    date: datetime | None
    date_text: str
    subject: str
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    text: str
    confidence: float
    source: HopSource
    message_id: str = ""
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)
    language: str = ""  # of the header labels, such as "de"; "" for attached mails
    because: tuple[str, ...] = ()  # the signs that made or lowered the confidence


@dataclass(frozen=True, slots=True)
class Value:
    """A field that was found; `where` says the place ("subject", "body line 4", "table row 2")."""

    value: str
    confidence: float
    where: str


Leaning = tuple[KindName, str]  # the likeliest kind and subkind, also where that is not enough to decide
COMPLAINT: Leaning = ("complaint", "")  # what most mails are that anybody wants the fields of


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of mail it is, how sure, and the words and headers that decided."""

    kind: KindName
    subkind: str
    confidence: float
    because: tuple[str, ...]
    leaning: Leaning = COMPLAINT


@dataclass(frozen=True, slots=True)
class Bounce:
    recipient: str  # the address that could not be reached, "" when the report hides it
    message_id: str  # of the mail that came back, with its angle brackets; "" when it is not quoted
    status: str  # RFC 3463 ("5.1.1"), derived from the SMTP code or the wording if need be; "" when unknown
    action: str = "failed"  # failed | delayed | delivered | relayed | expanded (RFC 3464 section 2.3.3)
    diagnostic: str = ""
    subject: str = ""  # of the mail that came back
    recipients: tuple[str, ...] = ()  # all of them, when more than one failed


@dataclass(frozen=True, slots=True)
class Folded:
    """A part of the text that the view folds away. Nothing is deleted: Reading.text keeps it."""

    kind: FoldKind
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Authentication:
    """One result of an Authentication-Results header (RFC 8601)."""

    method: str  # spf | dkim | dmarc | arc | …
    verdict: str  # pass | fail | none | softfail | neutral | temperror | permerror | …
    domain: str  # the domain that was checked, "" when the header does not say
    authserv_id: str
    trusted: bool  # said by a server of ours, above the first own Received


@dataclass(frozen=True, slots=True)
class CalendarReply:
    method: str  # REPLY | REQUEST | CANCEL …
    summary: str
    answer: str  # ACCEPTED | DECLINED | TENTATIVE | ""
    organizer: str


@dataclass(frozen=True, slots=True)
class Own:
    """What is ours, in lower case, so that reading recognises our own mail and the servers that we trust."""

    addresses: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()  # right of the @ in our Message-IDs
    authserv_ids: frozenset[str] = frozenset()
    loop_header: str = "X-Andon-Loop"


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one mail says. `chain[0]` is the innermost original of a forwarded mail."""

    sha256: str
    size: int
    sender: Address | None = None
    senders: tuple[Address, ...] = ()  # more than one is flagged
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    date_text: str = ""
    received_at: datetime | None = None  # the topmost Received header
    message_id: str = ""  # with its angle brackets
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    return_path: str | None = None  # "" is the null sender <>, None is no such header
    auto_submitted: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # all, in order, names in lower case
    authentication: tuple[Authentication, ...] = ()
    text: str = field(default="", repr=False)  # the whole body as text, with quotes and signatures
    html: str = field(default="", repr=False)  # the HTML body as it came (never shown without cleaning)
    reply_text: str = ""  # what this sender wrote: without quotes, signature, footers and the forwarded mail
    folded: tuple[Folded, ...] = field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = ()
    chain: tuple[Hop, ...] = ()
    forwarded: bool = False
    customer: Address | None = None  # who really wrote it; None when it is not sure
    machine: MachineKind | None = None
    machine_because: str = ""
    bounce: Bounce | None = None
    may_answer: bool = True
    not_answered_because: str = ""
    signed: str = ""  # "smime", "pgp" or "" (marked, not verified)
    encrypted: str = ""  # "smime", "pgp" or ""
    calendar: CalendarReply | None = None
    flags: tuple[str, ...] = ()
    error: str | None = None  # what could not be read; the rest is still there

    def header(self, name: str) -> str:
        """The first value of a header, "" when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), "")

    @property
    def original_text(self) -> str:
        """What the real writer wrote: the innermost forwarded mail, else this mail without its quotes."""
        return self.chain[0].text if self.forwarded and self.chain else self.reply_text
