"""What is open, for whom; and finding a record by words."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.intake import IntakeItem, Verdict
from models.kernel.forms import Line
from models.kernel.text import fold
from models.workflow.lifecycle import state_label
from models.workflow.record import Record


def mine(session: Session, person: UUID, most: int = 50) -> list[Line]:
    """Open records that the person owns, then those that they reported; the longest waiting first."""
    concerned = sa.or_(Record.owner_id == person, Record.originator_id == person)
    query = (
        _lines().where(Record.closed_at.is_(None), concerned).order_by(Record.owner_id != person, Record.state_since)
    )
    return [_line(r, "owner" if r.owner_id == person else "reported") for r in session.scalars(query.limit(most))]


def find(session: Session, words: str, most: int = 20) -> list[Line]:
    """Records in whose number, title and texts all the words occur, the newest first."""
    wanted = [w for w in fold(words).split() if w]
    if not wanted:
        return []
    everywhere = [Record.search_text.contains(word, autoescape=True) for word in wanted]
    return [
        _line(r) for r in session.scalars(_lines().where(*everywhere).order_by(Record.created_at.desc()).limit(most))
    ]


def waiting_mails(session: Session) -> int:
    return (
        session.scalar(sa.select(sa.func.count()).select_from(IntakeItem).where(IntakeItem.verdict == Verdict.TRIAGE))
        or 0
    )


def unowned(session: Session, most: int = 20) -> list[Line]:
    """Open records that nobody owns, the longest waiting first."""
    nobody = _lines().where(Record.owner_id.is_(None), Record.closed_at.is_(None)).order_by(Record.state_since)
    return [_line(r) for r in session.scalars(nobody.limit(most))]


def near_numbers(session: Session, number: str, most: int = 3) -> list[str]:
    """Numbers that look like the one that was typed: the same digits at the end, or the same beginning."""
    tail = number.rpartition("-")[2].lstrip("0")
    like = sa.or_(Record.number.endswith(tail, autoescape=True), Record.number.startswith(number[:9], autoescape=True))
    if not tail.isdigit():
        return []
    return [
        n
        for n in session.scalars(sa.select(Record.number).where(like).order_by(Record.created_at.desc()).limit(most))
        if n
    ]


def _lines() -> sa.Select[Record]:
    return sa.select(Record).where(Record.number.is_not(None))


def _line(record: Record, role: str = "") -> Line:
    owner = record.owner.name if record.owner else ""
    return Line(record.printed, record.title or "", state_label(record.state), owner, record.state_since, role)
