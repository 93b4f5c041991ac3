"""What an approval is given for: a record's fields, lines and files as they stand, and the hash of that.

21 CFR 11.70 asks that a signature cannot be moved to another content; a later change is then visible by its hash.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.ledger import canonical
from models.workflow.action_items import CANCELLED, actions_of
from models.workflow.companions import Attachment
from models.workflow.record import Record


def snapshot(session: Session, record: Record) -> dict[str, Any]:
    """Plain values by name; comments, links and the state are no part of it."""
    files = sa.select(Attachment.sha256).where(Attachment.record_id == record.id).order_by(Attachment.sha256)
    return {
        **({"owner": str(record.owner_id)} if record.type.owner_decided else {}),
        **(_actions(session, record) if record.type.action_items_decided else {}),
        "number": record.printed,
        "fields": {name: _plain(getattr(record, name)) for name in record.fields()},
        "lines": {kind.__tablename__: [_line(line) for line in kind.of(record)] for kind in record.type.lines},
        "files": list(session.scalars(files)),
    }


def digest(session: Session, record: Record) -> str:
    return hashlib.sha256(canonical(snapshot(session, record)).encode()).hexdigest()


def _actions(session: Session, record: Record) -> dict[str, Any]:
    return {"actions": [_action(a) for a in actions_of(session, record) if a.state != CANCELLED]}


def _action(action: Any) -> dict[str, Any]:
    """What is planned of it; how far it is has no part in that."""
    planned = ("title", "owner_id", "verifier_id", "purpose", "strength", "due_current", "task")
    return {"number": action.printed} | {name: _plain(getattr(action, name)) for name in planned}


def _line(line: Any) -> dict[str, Any]:
    return {"position": line.position} | {name: _plain(getattr(line, name)) for name in line.fields()}


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
