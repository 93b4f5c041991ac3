"""What this database is: real or a sandbox (decided at its creation, for ever), its moved clock, and whether mail is sent."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Base


class Installation(Base):
    """The one row that says what this database is."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sandbox: Mapped[bool]
    created_at: Mapped[datetime]
    #: Seconds by which the sandbox's clock is ahead; always 0 in a real one.
    clock_offset: Mapped[float] = mapped_column(sa.Float, default=0.0)
    #: Whether Andon was last started with a mail server to send by.
    mails: Mapped[bool] = mapped_column(default=True)


def present(session: Session) -> Installation | None:
    return session.get(Installation, 1)


def sends_mail(session: Session) -> bool:
    mark = present(session)
    return mark is None or mark.mails
