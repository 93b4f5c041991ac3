"""Until when something of a record has to be done: a row for every clock that runs or ran.

The first date is never overwritten; what was promised, and the ladder on which it is told, are frozen on the row. “Overdue” and
“due soon” are computed from it and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.kernel.errors import Refusal
from models.kernel.forms import Moment
from models.people.person import Person, Role
from models.unit_of_work import Kept, Projection, Unit, now_of
from models.workflow import ladder
from models.workflow.record import Record


class Ended(StrEnum):
    #: What the clock asked for has been done.
    MET = "met"
    #: It no longer matters: the record was voided, or went another way.
    DROPPED = "dropped"


class DueEnded(Refusal):
    """{label} of {number} is no longer asked for."""


class NotLater(Refusal):
    """A longer time has to end later than {present}."""


class Due(Base, Kept):
    """One clock of one record."""

    __tablename__ = "due"
    __table_args__ = (sa.Index("ix_due_open", "ended_at", "due_current"),)
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version", "record_id"})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    #: Stable name; a row of the SLA matrix where it comes from there.
    clock: Mapped[str] = mapped_column(sa.String(60))
    label: Mapped[str] = mapped_column(sa.String(120))
    #: Who has to do it; None for the record's owner.
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    #: Whose holders are told while nobody owns it.
    role: Mapped[str | None] = mapped_column(sa.String(40))
    started_at: Mapped[datetime]
    #: When Andon came to know of it; later than its start for a mail that lay somewhere.
    opened_at: Mapped[datetime]
    #: The first promise, for ever.
    due_original: Mapped[datetime]
    due_current: Mapped[datetime]
    #: Where the date comes from, in words.
    basis: Mapped[str] = mapped_column(sa.String(300), default="")
    #: What it is about beside the record, such as the id of an approval's seat.
    reference: Mapped[str] = mapped_column(sa.String(80), default="")
    extensions: Mapped[int] = mapped_column(default=0)
    #: Spans by severity as they were promised; empty where the date was given.
    promised: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: The steps on which it is told, as they were when it started.
    ladder: Mapped[list[str]] = mapped_column(default=list)
    #: Why it cannot go on, until when, and until when nobody is reminded of it.
    blocked_because: Mapped[str] = mapped_column(sa.String(1000), default="")
    blocked_until: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended: Mapped[Ended | None] = mapped_column(by_value(Ended))
    version: Mapped[int] = mapped_column()

    record: Mapped[Record] = relationship()
    person: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.record.ledger_subject()

    def ledger_name(self) -> str:
        return self.label

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.record.projections(session)

    @property
    def responsible_id(self) -> UUID | None:
        """Of a seat that is asked by its role nobody in particular; otherwise the person who is asked, or the owner."""
        return self.person_id or (None if self.reference else self.record.owner_id)

    def is_overdue(self, now: datetime) -> bool:
        return self.ended_at is None and self.due_current <= now

    def moment(self, now: datetime) -> Moment:
        label = self.label if not self.person else f"{self.label} ({self.person.name})"
        return Moment(f"{label} overdue since" if self.is_overdue(now) else f"{label} due", self.due_current)


def start(
    unit: Unit,
    record: Record,
    clock: str,
    *,
    label: str,
    due_at: datetime,
    person_id: UUID | None = None,
    role: Role | None = None,
    reference: str = "",
    basis: str = "",
    started_at: datetime | None = None,
    promised: dict[str, str] | None = None,
) -> Due:
    """A clock begins to run. The record has to be in the session; one that runs already under this reference is returned."""
    running = _running(unit.session, record, clock, reference)
    if running is not None:
        return running
    due = Due(
        record_id=record.id, record=record, clock=clock, label=label, person_id=person_id, role=role,
        person=unit.session.get(Person, person_id) if person_id else None,
        started_at=started_at or unit.now, opened_at=unit.now, due_original=due_at, due_current=due_at,
        basis=_in_full(basis, due_at, unit.now), reference=reference, promised=promised or {}, extensions=0,
        ladder=ladder.frozen(ladder.ladder_for(record.severity)),
    )  # fmt: skip
    return unit.add(due)


def _in_full(basis: str, due_at: datetime, now: datetime) -> str:
    """A clock that was breached before anybody knew of it says so."""
    late = "passed already when it became known" if due_at <= now else ""
    return "; ".join(part for part in (basis, late) if part)


def end(unit: Unit, record: Record, clock: str, *, reference: str = "", met: bool = True) -> Due | None:
    """A clock stops: met, or dropped. None where it does not run."""
    due = _running(unit.session, record, clock, reference)
    if due is not None:
        due.ended_at, due.ended = unit.now, Ended.MET if met else Ended.DROPPED
        unit.session.flush()
    return due


def extend(unit: Unit, due: Due, until: datetime) -> Due:
    """A later date that somebody granted who may; the first date stays."""
    refuse_ended(due)
    due.due_current, due.extensions = until, due.extensions + 1
    due.blocked_because, due.blocked_until, due.snoozed_until = "", None, None
    unit.session.flush()
    return due


def refuse_ended(due: Due) -> None:
    if due.ended_at is not None:
        raise DueEnded(label=due.label, number=due.record.printed)


def open_dues(session: Session, record: Record) -> list[Due]:
    """The clocks that run, the earliest first."""
    running = sa.select(Due).where(Due.record_id == record.id, Due.ended_at.is_(None))
    return list(session.scalars(running.order_by(Due.due_current, Due.label)))


def dues_of(session: Session, record: Record) -> list[Due]:
    """All clocks that the record ever had, in the order in which they started."""
    every = sa.select(Due).where(Due.record_id == record.id)
    return list(session.scalars(every.order_by(Due.opened_at, Due.due_original)))


def due_by_id(session: Session, given: str) -> Due:
    try:
        found = session.get(Due, UUID(given))
    except ValueError:
        found = None
    if found is None:
        raise DueEnded(label="This", number="the record")
    return found


def moments(session: Session, dues: Iterable[Due]) -> tuple[Moment, ...]:
    now = now_of(session)
    return tuple(due.moment(now) for due in dues)


def _running(session: Session, record: Record, clock: str, reference: str) -> Due | None:
    found = sa.select(Due).where(
        Due.record_id == record.id, Due.clock == clock, Due.reference == reference, Due.ended_at.is_(None)
    )
    return session.scalars(found).one_or_none()
