"""Mail comes in as an item before it is anything else: kept byte-exact, read, and then decided upon by a rule or a person.

Only an item that becomes a record takes a number, so that junk leaves no gap in a gapless series.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.kernel.errors import Refusal
from models.kernel.forms import Field
from models.people.person import Person
from models.unit_of_work import Kept, Projection
from models.workflow.record import QUALITY_CHANNEL, Record

ITEM_CARD = "intake_card"


class Verdict(StrEnum):
    #: Kept, not read yet.
    UNREAD = "unread"
    #: Read; a person has to decide.
    TRIAGE = "triage"
    COMPLAINT = "complaint"
    NOT_A_COMPLAINT = "not_a_complaint"
    SPAM = "spam"
    DUPLICATE = "duplicate"
    #: Belongs to a record that exists.
    FOLLOW_UP = "follow_up"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    #: Machine mail that asks for nothing: reports, our own letters coming back.
    MACHINE = "machine"
    #: Could not be read; kept raw, listed, replayable.
    QUARANTINED = "quarantined"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


#: Verdicts of people, which the card goes on showing.
DECIDED_BY_PEOPLE = frozenset({Verdict.COMPLAINT, Verdict.NOT_A_COMPLAINT, Verdict.SPAM})


class IntakeItem(Base, Kept):
    """One mail that came in: where its bytes are, what it says, what was decided."""

    __tablename__ = "intake_item"
    __table_args__ = (sa.UniqueConstraint("mailbox", "uid_validity", "uid"),)
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version", "says"})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    mailbox: Mapped[str] = mapped_column(sa.String(254))
    uid_validity: Mapped[int | None] = mapped_column(sa.BigInteger)
    uid: Mapped[int | None] = mapped_column(sa.BigInteger)
    #: Of the raw mail, under which it lies in the store.
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    size: Mapped[int]
    kept_at: Mapped[datetime]
    message_id: Mapped[str] = mapped_column(sa.String(400), default="", index=True)
    #: Of the normalised content: the same mail by another way.
    content_hash: Mapped[str] = mapped_column(sa.String(64), default="", index=True)
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict), default=Verdict.UNREAD, index=True)
    #: Why the verdict is what it is.
    because: Mapped[str] = mapped_column(sa.Text, default="")
    #: What the mail says, as `andon intake read --json` prints it.
    says: Mapped[dict[str, Any] | None]
    #: What a complaint would start with, by field name; people may correct it before they decide.
    understood: Mapped[dict[str, Any]] = mapped_column(
        sa.JSON, default=dict, info={"field": Field("Understood", personal=True)}
    )
    #: Things worth a second look: forged, other content under a known Message-ID, date in the future …
    warnings: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    received_at: Mapped[datetime | None]
    forwarder_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    record_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    decided_by: Mapped[str] = mapped_column(sa.String(120), default="")
    version: Mapped[int] = mapped_column()

    forwarder: Mapped[Person | None] = relationship()
    record: Mapped[Record | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, f"mail {self.message_id or self.sha256[:12]}"

    def projections(self, session: Session) -> tuple[Projection, ...]:
        shown = self.verdict is Verdict.TRIAGE or (self.verdict in DECIDED_BY_PEOPLE and self.decided_by)
        return (Projection(ITEM_CARD, self.id, QUALITY_CHANNEL),) if shown else ()


class MailCursor(Base):
    """How far a mailbox has been read; meaningless for another UIDVALIDITY (RFC 3501 section 2.3.1.1)."""

    __tablename__ = "mail_cursor"

    mailbox: Mapped[str] = mapped_column(sa.String(254), primary_key=True)
    uid_validity: Mapped[int] = mapped_column(sa.BigInteger)
    last_uid: Mapped[int] = mapped_column(sa.BigInteger)


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Correspondence(Base):
    """A Message-ID that belongs to a record, so that an answer to it finds its way there."""

    __tablename__ = "correspondence"

    message_id: Mapped[str] = mapped_column(sa.String(400), primary_key=True)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    direction: Mapped[Direction] = mapped_column(by_value(Direction))
    at: Mapped[datetime]


class UnknownItem(Refusal):
    """There is no such mail any more."""


class ItemDecided(Refusal):
    """{who} has decided this mail already: {verdict}."""


def item_by_id(session: Session, item_id: str) -> IntakeItem:
    try:
        found = session.get(IntakeItem, UUID(item_id))
    except ValueError:
        found = None
    if found is None:
        raise UnknownItem
    return found
