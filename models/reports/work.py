"""What is open, for whom; and finding a record by words. Lists are read as plain columns: no record is loaded for a line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models.database import UTCDateTime
from models.intake import IntakeItem, Verdict
from models.kernel.forms import Line
from models.kernel.text import clean, fold
from models.people.person import Person
from models.unit_of_work import now_of
from models.workflow.due import Due
from models.workflow.lifecycle import state_label
from models.workflow.record import Record

_RECORD = Record.__table__.c
_OWNER = aliased(Person)


def mine(session: Session, person: UUID, most: int = 50) -> list[Line]:
    """Open records that the person owns, then those that they reported; what is due first stands first."""
    concerned = sa.or_(_RECORD.owner_id == person, _RECORD.originator_id == person)
    query = (
        _open()
        .where(concerned)
        .order_by(_RECORD.owner_id.is_distinct_from(person), sa.literal_column("due").nulls_last(), _RECORD.state_since)
    )
    return [
        _line(session, row, "owner" if row.owner_id == person else "reported")
        for row in session.execute(query.limit(most))
    ]


def team(session: Session, supervisor: UUID, most: int = 30) -> list[Line]:
    """Open records of the people whom this person supervises, the longest waiting first."""
    query = _open().where(_OWNER.supervisor_id == supervisor).order_by(_RECORD.state_since)
    return [_line(session, row) for row in session.execute(query.limit(most))]


def unowned(session: Session, most: int = 20) -> list[Line]:
    """Open records that nobody owns, the longest waiting first."""
    query = _open().where(_RECORD.owner_id.is_(None)).order_by(_RECORD.state_since)
    return [_line(session, row) for row in session.execute(query.limit(most))]


def find(session: Session, words: str, most: int = 20) -> list[Line]:
    """Records in whose number, title and texts all the words occur, the newest first."""
    wanted = fold(clean(words)).split()
    if not wanted:
        return []
    everywhere = [_RECORD.search_text.contains(word, autoescape=True) for word in wanted]
    query = _lines().where(*everywhere).order_by(_RECORD.created_at.desc())
    return [_line(session, row) for row in session.execute(query.limit(most))]


def waiting_mails(session: Session) -> int:
    return (
        session.scalar(sa.select(sa.func.count()).select_from(IntakeItem).where(IntakeItem.verdict == Verdict.TRIAGE))
        or 0
    )


def near_numbers(session: Session, number: str, most: int = 3) -> list[str]:
    """Numbers that look like the one that was typed: the same digits at the end, or the same beginning."""
    tail = number.rpartition("-")[2].lstrip("0")
    like = sa.or_(
        _RECORD.number.endswith(tail, autoescape=True), _RECORD.number.startswith(number[:9], autoescape=True)
    )
    if not tail.isdigit():
        return []
    query = sa.select(_RECORD.number).where(like).order_by(_RECORD.created_at.desc())
    return [n for n in session.scalars(query.limit(most)) if n]


def _lines() -> sa.Select[Any]:
    next_due = sa.select(sa.func.min(Due.due_current)).where(Due.record_id == _RECORD.id, Due.ended_at.is_(None))
    due = sa.type_coerce(next_due.correlate(Record.__table__).scalar_subquery(), UTCDateTime()).label("due")
    columns = (_RECORD.number, _RECORD.title, _RECORD.state, _RECORD.state_since, _RECORD.owner_id, due)
    owned = sa.outerjoin(Record.__table__, _OWNER, _OWNER.id == _RECORD.owner_id)
    return sa.select(*columns, _OWNER.name.label("owner")).select_from(owned).where(_RECORD.number.is_not(None))


def _open() -> sa.Select[Any]:
    return _lines().where(_RECORD.closed_at.is_(None))


def _line(session: Session, row: sa.Row[Any], role: str = "") -> Line:
    owner = "" if role == "owner" else row.owner or ""  # to whoever reads it that is no news
    overdue = row.due is not None and row.due <= now_of(session)
    return Line(row.number, row.title or "", state_label(row.state), owner, row.state_since, role, row.due, overdue)
