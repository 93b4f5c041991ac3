"""All clocks that run, as plain facts in one query: what digests and reminders are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import ledger
from models.ledger import LedgerEntry
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.people.person import Role
from models.workflow.due import Due
from models.workflow.ladder import Ladder, thawed
from models.workflow.record import Record


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs, with what has to be known of its record."""

    id: UUID
    record_id: UUID
    clock: str
    label: str
    reference: str
    #: Asked of this person; None for the record's owner.
    person_id: UUID | None
    role: Role
    started_at: datetime
    opened_at: datetime
    due_at: datetime
    original: datetime
    extensions: int
    basis: str
    ladder: Ladder
    blocked_because: str
    blocked_until: datetime | None
    snoozed_until: datetime | None
    number: str
    title: str
    kind: str
    state: str
    site: str
    owner_id: UUID | None
    originator_id: UUID | None
    severity: str | None
    version: int

    @property
    def responsible_id(self) -> UUID | None:
        """Of a seat that is asked by its role nobody in particular; otherwise the person who is asked, or the owner."""
        return self.person_id or (None if self.reference else self.owner_id)


_RECORD = Record.__table__.c
_COLUMNS = (
    Due.id, Due.record_id, Due.clock, Due.label, Due.reference, Due.person_id, Due.role, Due.started_at, Due.opened_at,
    Due.due_current, Due.due_original, Due.extensions, Due.basis, Due.ladder, Due.blocked_because, Due.blocked_until,
    Due.snoozed_until, _RECORD.number, _RECORD.title, _RECORD.kind, _RECORD.state, _RECORD.site_code, _RECORD.owner_id,
    _RECORD.originator_id, _RECORD.severity, _RECORD.version,
)  # fmt: skip


def running(session: Session, record: UUID | None = None) -> list[Running]:
    """Every open clock (or those of one record), the earliest first."""
    query = sa.select(*_COLUMNS).join(Record.__table__, _RECORD.id == Due.record_id).where(Due.ended_at.is_(None))
    if record is not None:
        query = query.where(Due.record_id == record)
    return [_read(row) for row in session.execute(query.order_by(Due.due_current, Due.id))]


def _read(row: sa.Row[Any]) -> Running:
    facts: list[Any] = list(row)
    facts[6] = Role(facts[6]) if facts[6] else Role.QUALITY_ENGINEER
    facts[13] = thawed(facts[13])
    facts[17], facts[18] = facts[17] or "a draft", facts[18] or ""
    return Running(*facts)  # in the order of the columns


def acted_since(session: Session, since: datetime) -> dict[UUID, set[str]]:
    """Who did something to which record since then, by the ledger: ids of people by that of the record."""
    entries = sa.select(LedgerEntry.subject_id, LedgerEntry.text).where(LedgerEntry.at > since)
    found: dict[UUID, set[str]] = {}
    for subject, text in session.execute(entries):
        found.setdefault(subject, set()).update(_actor(text))
    return found


def _actor(text: str) -> Iterator[str]:
    person = ledger.actor_of(text)
    if person:
        yield person


def unreachable(session: Session, since: datetime) -> dict[UUID, str]:
    """People whose last letter could not be delivered, with the reason; what reached them since makes it good."""
    dead = sa.select(OutboxRow.place, OutboxRow.seq, OutboxRow.error).where(
        OutboxRow.state == OutboxState.DEAD, OutboxRow.kind == OutboxKind.LETTER, OutboxRow.written_at > since,
        OutboxRow.place.startswith("person:"),
    )  # fmt: skip
    failed = {place: (seq, error) for place, seq, error in session.execute(dead.order_by(OutboxRow.seq))}
    if not failed:
        return {}
    later = sa.select(OutboxRow.order_key, sa.func.max(OutboxRow.seq)).where(
        OutboxRow.order_key.in_(failed), OutboxRow.state == OutboxState.SENT
    )
    reached = {row[0]: row[1] for row in session.execute(later.group_by(OutboxRow.order_key))}
    return {
        UUID(place.partition(":")[2]): error for place, (seq, error) in failed.items() if reached.get(place, 0) < seq
    }


#: What could not be delivered counts against a person for so long.
MEMORY = timedelta(days=7)
