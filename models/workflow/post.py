"""What became of a mail that a record sent: on its way, sent, not delivered, or come back."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.workflow.record import Record


def latest(session: Session, record: Record, letter: str) -> OutboxRow | None:
    """The last mail of this kind to somebody outside."""
    written = sa.select(OutboxRow).where(
        OutboxRow.subject_id == record.id, OutboxRow.kind == OutboxKind.LETTER, OutboxRow.name == letter,
        OutboxRow.place.startswith("mail:"),
    )  # fmt: skip
    return session.scalars(written.order_by(OutboxRow.seq.desc())).first()


def failure(row: OutboxRow | None) -> str:
    """Why it did not arrive; empty while nothing speaks against it."""
    if row is None:
        return "there is no mail."
    if row.returned_at is not None:
        return f"it came back: {row.error}"
    return f"it could not be sent: {row.error}" if row.state is OutboxState.DEAD else ""


def standing(row: OutboxRow) -> str:
    failed = failure(row)
    if failed:
        return failed
    return "sent" if row.state is OutboxState.SENT else "on its way"


def mark_returned(session: Session, record: Record, message_id: str, because: str, at: datetime) -> bool:
    """A bounce names the mail by its Message-ID. False where no mail of this record had it."""
    rows = session.scalars(
        sa.select(OutboxRow).where(OutboxRow.subject_id == record.id, OutboxRow.place.startswith("mail:"))
    )
    for row in rows:
        if message_id and (row.face or {}).get("message_id") == message_id:
            row.returned_at, row.error = at, because
            return True
    return False
