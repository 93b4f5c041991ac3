"""What came in and was answered: one row a gesture or event, so that nothing happens twice and a refusal is on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Base
from models.kernel.errors import AlreadyDone


class InboxRow(Base):
    """One gesture, event or mail that was handled; its key is made of what the outside calls it."""

    __tablename__ = "inbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str | None] = mapped_column(sa.String(255), unique=True)
    at: Mapped[datetime]
    #: Who acted, as the surface names them.
    who: Mapped[str] = mapped_column(sa.String(120))
    what: Mapped[str] = mapped_column(sa.String(255))
    #: Empty where it was done; otherwise the refusal's code and sentence.
    refused: Mapped[str] = mapped_column(sa.Text, default="")


def claim(session: Session, key: str, at: datetime, who: str, what: str) -> None:
    """Take the key for this transaction; AlreadyDone if it was taken before."""
    if session.scalar(sa.select(InboxRow.id).where(InboxRow.key == key)):
        raise AlreadyDone
    session.add(InboxRow(key=key, at=at, who=who[:120], what=what[:255]))
    session.flush()
