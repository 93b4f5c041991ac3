"""What hangs on a record: notes, attachments, links. Each is part of its record's trail."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.unit_of_work import Kept, Projection
from models.workflow.record import Record


class Note(Base, Kept):
    """A comment on a record, from whatever surface it came."""

    __tablename__ = "note"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[str] = mapped_column(sa.String(120))
    author_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(sa.Text)

    record: Mapped[Record] = relationship()

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.record.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.record.projections(session)


class Attachment(Base, Kept):
    """A file on a record, or on an intake item until that becomes a record; the bytes lie in the store under their SHA-256."""

    __tablename__ = "attachment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("record.id"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("intake_item.id"), index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    media_type: Mapped[str] = mapped_column(sa.String(120))
    size: Mapped[int]
    #: Where it came from: a Message-ID, or Slack's file id.
    source: Mapped[str] = mapped_column(sa.String(400), default="")
    at: Mapped[datetime]

    record: Mapped[Record | None] = relationship()

    def ledger_subject(self) -> tuple[UUID, str]:
        if self.record is not None:
            return self.record.ledger_subject()
        return self.item_id or self.id, "intake item"

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.record.projections(session) if self.record is not None else ()

    @property
    def is_picture(self) -> bool:
        return self.media_type in {"image/png", "image/jpeg", "image/gif"}


class LinkType(StrEnum):
    CAUSED_BY = "caused_by"
    DUPLICATE_OF = "duplicate_of"
    SIMILAR_TO = "similar_to"
    CORRECTS = "corrects"
    EVIDENCES = "evidences"
    #: Of an action item to what it was decided for.
    PART_OF = "part_of"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Link(Base, Kept):
    """A typed edge from one record to another."""

    __tablename__ = "link"
    __table_args__ = (sa.UniqueConstraint("source_id", "target_id", "type"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    source_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    target_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    type: Mapped[LinkType] = mapped_column(by_value(LinkType))
    at: Mapped[datetime]

    source: Mapped[Record] = relationship(foreign_keys=source_id)
    target: Mapped[Record] = relationship(foreign_keys=target_id)

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.source.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return *self.source.projections(session), *self.target.projections(session)


def attachments_of(session: Session, record: Record) -> list[Attachment]:
    return list(session.scalars(sa.select(Attachment).where(Attachment.record_id == record.id).order_by(Attachment.at)))


def links_of(session: Session, record: Record) -> list[Link]:
    either = sa.or_(Link.source_id == record.id, Link.target_id == record.id)
    return list(session.scalars(sa.select(Link).where(either).order_by(Link.at)))


def caused_by(session: Session, record: Record) -> list[Record]:
    """What was raised because of this record."""
    edges = links_of(session, record)
    return [edge.source for edge in edges if edge.type is LinkType.CAUSED_BY and edge.target_id == record.id]


def notes_of(session: Session, record: Record) -> list[Note]:
    return list(session.scalars(sa.select(Note).where(Note.record_id == record.id).order_by(Note.at)))
