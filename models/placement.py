"""Where a view of a subject stands outside: the message to edit when the view becomes stale."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Base


class Placement(Base):
    """A message (channel and ts) that shows a view of a subject in one of our places."""

    __tablename__ = "placement"

    view: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    channel: Mapped[str] = mapped_column(sa.String(30))
    ts: Mapped[str] = mapped_column(sa.String(30))
    placed_at: Mapped[datetime]


class SharedFile(Base):
    """A stored file that has been uploaded to Slack, so that a card can show it without uploading it again."""

    __tablename__ = "shared_file"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    file_id: Mapped[str] = mapped_column(sa.String(30))


def find(session: Session, view: str, subject: UUID, place: str) -> Placement | None:
    return session.get(Placement, (view, subject, place))


def at_message(session: Session, channel: str, ts: str) -> Placement | None:
    """What a message shows."""
    return session.scalars(sa.select(Placement).where(Placement.channel == channel, Placement.ts == ts)).one_or_none()


def hand_over(session: Session, view: str, subject: UUID, to_view: str, to_subject: UUID) -> None:
    """One message for one case: the card of an intake item becomes the card of the record that it turned into."""
    for placement in session.scalars(
        sa.select(Placement).where(Placement.view == view, Placement.subject_id == subject)
    ):
        if find(session, to_view, to_subject, placement.place) is None:
            placement.view, placement.subject_id = to_view, to_subject
