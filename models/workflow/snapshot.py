"""What an approval is given for: a record's fields, lines and files as they stand (or one of its dates), and the hash of that.

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
from models.workflow.approvals import Approval
from models.workflow.companions import Attachment
from models.workflow.due import Due
from models.workflow.record import Record


def snapshot(session: Session, record: Record) -> dict[str, Any]:
    """Plain values by name; comments, links and the state are no part of it."""
    files = sa.select(Attachment.sha256).where(Attachment.record_id == record.id).order_by(Attachment.sha256)
    return {
        **({"owner": str(record.owner_id)} if record.type.owner_decided else {}),
        **(_actions(session, record) if record.type.action_items_decided else {}),
        "number": record.printed,
        "fields": {name: _plain(getattr(record, name)) for name in record.fields()},
        "lines": {
            kind.__tablename__: [_line(line) for line in kind.of(record)] for kind in record.type.lines if kind.approved
        },
        "files": list(session.scalars(files)),
    }


def time_asked(due: Due, until: datetime, reason: str) -> dict[str, Any]:
    """The date that would move, who is responsible and what for; the rest of the record is no part of that question."""
    names = dict.fromkeys(("title", due.record.type.title_from))
    responsible = str(due.responsible_id) if due.responsible_id else None
    return {
        "number": due.record.printed,
        "fields": {name: _plain(getattr(due.record, name)) for name in names if name},
        "lines": {},
        "files": [],
        "time": {
            "label": due.label, "responsible": responsible, "original": due.due_original.isoformat(),
            "present": due.due_current.isoformat(), "extensions": due.extensions, "until": until.isoformat(),
            "reason": reason,
        },
    }  # fmt: skip


def present_digest(session: Session, approval: Approval) -> str:
    """The hash of what the case is about, as that stands now."""
    if approval.due is None:
        return digest(snapshot(session, approval.record))
    time = approval.snapshot["time"]
    return digest(time_asked(approval.due, datetime.fromisoformat(time["until"]), time["reason"]))


def digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


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
