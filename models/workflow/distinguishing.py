"""“Not the same because …”: two records that look alike and were told apart, so that nobody is asked again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base
from models.kernel.errors import InvalidFields, Refusal
from models.people.authority import QUALITY
from models.people.person import Person
from models.unit_of_work import Kept, Projection, Unit
from models.workflow.notices import announce
from models.workflow.record import Record
from models.workflow.verbs import authorise, load, reason_of


class NotSimilar(Base, Kept):
    """A record that looks like another one and is about something else."""

    __tablename__ = "not_similar"
    __table_args__ = (sa.UniqueConstraint("record_id", "other_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime]

    record: Mapped[Record] = relationship(foreign_keys=record_id)
    other: Mapped[Record] = relationship(foreign_keys=other_id)

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.record.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return *self.record.projections(session), *self.other.projections(session)


class ToldApartAlready(Refusal):
    """{number} and {other} were told apart already."""


def told_apart(session: Session, record: Record) -> set[UUID]:
    """The records of which somebody said that this one is not the same, from either side."""
    either = sa.or_(NotSimilar.record_id == record.id, NotSimilar.other_id == record.id)
    pairs = session.execute(sa.select(NotSimilar.record_id, NotSimilar.other_id).where(either))
    return {known for pair in pairs for known in pair} - {record.id}


def distinguish(unit: Unit, typed: str, other: str, reason: str, person: Person, expected: int | None = None) -> Record:
    """Record that two records which look alike are not the same, and why."""
    record, against = load(unit.session, typed, expected), load(unit.session, other)
    authorise(record.site.day(unit.now), person, QUALITY, record, "tell apart")
    because = reason_of({"reason": reason}, needed=True)
    if record.id == against.id:
        raise InvalidFields(fields={"reason": "A record is always the same as itself."})
    if against.id in told_apart(unit.session, record):
        raise ToldApartAlready(number=record.printed, other=against.printed)
    unit.name_act(record.id, "RecordToldApart", because)
    unit.add(
        NotSimilar(
            record_id=record.id, record=record, other_id=against.id, other=against, reason=because, at=unit.now
        )
    )  # fmt: skip
    announce(unit, "RecordToldApart", record, f"found it not to be the same as {against.printed}", reason=because)
    return record
