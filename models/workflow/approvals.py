"""Approvals: who has to agree to what, frozen when it is asked for, and each decision with its person, moment and reason.

A policy is data that a transition computes from its record; the case keeps its copy, so that a later policy changes no case.
What is approved is the snapshot whose hash the case carries (21 CFR 11.70): whoever changes it afterwards voids the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.people.person import Person, Role, holders
from models.unit_of_work import Kept, Projection
from models.workflow.due import Due
from models.workflow.record import HOME, Record

APPROVAL_CARD = "approval_card"
#: Who stands in for a seat that nobody can fill, in this order: a small company must not wait for ever.
STAND_INS = (Role.QUALITY_MANAGER, Role.TOP_MANAGEMENT)
#: So many are asked in person; where more could decide, the record's card asks the rest.
MOST_ASKED = 8


class Grade(StrEnum):
    """How a decision is given. A one-time-code signature (21 CFR 11.200) has its place here."""

    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """One voice: whoever holds one of `roles` at the record's site, or the one named person."""

    label: str
    roles: tuple[Role, ...] = ()
    person: UUID | None = None
    grade: Grade = Grade.ACKNOWLEDGE


@dataclass(frozen=True, slots=True)
class Policy:
    """Which seats have to agree, how many of them, and in which order."""

    title: str
    seats: tuple[SeatPlan, ...]
    #: How many seats have to approve; 0 is all of them.
    needed: int = 0
    #: One after the other, in the order of the seats.
    sequence: bool = False
    #: So many different people at least, as far as the company has them.
    distinct: int = 1
    #: People who may not decide: the originator, the drafter, the owner.
    without: tuple[UUID, ...] = ()

    def frozen(self) -> dict[str, Any]:
        plain = asdict(self) | {"without": [str(person) for person in self.without]}
        plain["seats"] = [
            {**seat, "roles": [role.value for role in seat["roles"]], "person": seat["person"] and str(seat["person"])}
            for seat in plain["seats"]
        ]
        return plain


class ApprovalState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGES_REQUESTED = "changes_requested"
    WITHDRAWN = "withdrawn"
    #: What it was asked for was changed meanwhile.
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class DecisionVerdict(StrEnum):
    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGES_REQUESTED = "changes_requested"


class Approval(Base, Kept):
    """One case: a question to one or more seats about one record, as it stood."""

    __tablename__ = "approval"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    #: The clock whose date it would move; None where it is about the record itself.
    due_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("due.id"), index=True)
    #: What follows: `act:<verb>` is a transition of the record, `extend:` a later date.
    grants: Mapped[str] = mapped_column(sa.String(80))
    #: What follows if it is not approved; empty for nothing.
    returns: Mapped[str] = mapped_column(sa.String(80), default="")
    title: Mapped[str] = mapped_column(sa.String(150))
    policy: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(sa.String(64))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    #: Ids of those who were asked in person so far: what they were shown has to be kept true.
    asked: Mapped[list[str]]
    state: Mapped[ApprovalState] = mapped_column(by_value(ApprovalState), default=ApprovalState.PENDING, index=True)
    ended_at: Mapped[datetime | None]
    because: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column()

    record: Mapped[Record] = relationship()
    due: Mapped[Due | None] = relationship()
    asked_by: Mapped[Person | None] = relationship()
    seats: Mapped[list[Seat]] = relationship(back_populates="approval", order_by="Seat.position", lazy="selectin")
    questions: Mapped[list[Question]] = relationship(
        back_populates="approval", order_by="Question.asked_at", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_pending(self) -> bool:
        return self.state is ApprovalState.PENDING

    @property
    def without(self) -> frozenset[UUID]:
        return frozenset(UUID(person) for person in self.policy["without"])

    @property
    def open_seats(self) -> list[Seat]:
        """The seats whose turn it is."""
        undecided = [seat for seat in self.seats if seat.decision is None] if self.is_pending else []
        return undecided[:1] if self.policy["sequence"] else undecided

    @property
    def needed(self) -> int:
        return int(self.policy["needed"]) or len(self.seats)

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.record.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        homes = (Projection(HOME, UUID(person), f"person:{person}") for person in self.asked)
        cards = (Projection(APPROVAL_CARD, self.id, f"person:{person}") for person in self.asked)
        return *self.record.projections(session), *cards, *homes


class Seat(Base, Kept):
    """One voice of a case."""

    __tablename__ = "approval_seat"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    approval_id: Mapped[UUID] = mapped_column(sa.ForeignKey("approval.id"), index=True)
    position: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(80))
    roles: Mapped[list[str]]
    #: The one who has to decide, where it was given to a person.
    person_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    grade: Mapped[Grade] = mapped_column(by_value(Grade), default=Grade.ACKNOWLEDGE)

    approval: Mapped[Approval] = relationship(back_populates="seats")
    person: Mapped[Person | None] = relationship(lazy="joined")
    decision: Mapped[Decision | None] = relationship(back_populates="seat", lazy="selectin", uselist=False)

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.approval.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.approval.projections(session)


class Decision(Base, Kept):
    """What one person said on one seat; its key is the seat, so that the database admits one decision a seat."""

    __tablename__ = "approval_decision"

    seat_id: Mapped[UUID] = mapped_column(sa.ForeignKey("approval_seat.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    verdict: Mapped[DecisionVerdict] = mapped_column(by_value(DecisionVerdict))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime]
    #: Whom they stood in for: the seat's label, where nobody could fill it.
    stood_in: Mapped[bool] = mapped_column(default=False)
    #: The hash of what was approved.
    digest: Mapped[str] = mapped_column(sa.String(64))

    seat: Mapped[Seat] = relationship(back_populates="decision")
    person: Mapped[Person] = relationship(lazy="joined")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.seat.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.seat.projections(session)


class Question(Base, Kept):
    """What somebody who has to decide wants to know first; the time goes on meanwhile."""

    __tablename__ = "approval_question"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    approval_id: Mapped[UUID] = mapped_column(sa.ForeignKey("approval.id"), index=True)
    asked_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(sa.Text)
    answered_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="")

    approval: Mapped[Approval] = relationship(back_populates="questions")
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id, lazy="joined")
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id, lazy="joined")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.approval.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.approval.projections(session)


@dataclass(frozen=True, slots=True)
class Eligible:
    """Who may decide on a seat today, and whether they only stand in for it."""

    people: tuple[Person, ...]
    standing_in: bool = False


class Colleague(Protocol):
    """A person, or what stands for one where the whole company was read at once."""

    @property
    def id(self) -> UUID: ...
    @property
    def active(self) -> bool: ...


C = TypeVar("C", bound=Colleague)


def filling(seat: Seat, named: C | None, holding: Callable[[Role], Iterable[C]]) -> tuple[tuple[C, ...], bool]:
    """The named person, else the holders of the seat's roles, else the stand-ins (True); never whom the policy excludes."""
    return _filling([Role(r) for r in seat.roles], seat.approval.without, named, holding)


def _filling(
    wanted: Iterable[Role], without: frozenset[UUID], named: C | None, holding: Callable[[Role], Iterable[C]]
) -> tuple[tuple[C, ...], bool]:
    if named is not None and named.active and named.id not in without:
        return (named,), False
    for roles, standing_in in ((tuple(wanted), False), *(((r,), True) for r in STAND_INS)):
        found = {p.id: p for role in roles for p in holding(role) if p.id not in without}
        if found:
            return tuple(found.values()), standing_in
    return (), False


def eligible(session: Session, seat: Seat, on: date) -> Eligible:
    """Who may decide on the seat that day."""
    site = seat.approval.record.site_code
    return Eligible(*filling(seat, seat.person, lambda role: holders(session, role, on, site)))


def can_decide(session: Session, record: Record, policy: Policy, on: date) -> bool:
    """Whether every seat of the policy has somebody that day."""

    def holding(role: Role) -> Iterable[Person]:
        return holders(session, role, on, record.site_code)

    named = [session.get(Person, plan.person) if plan.person else None for plan in policy.seats]
    pairs = zip(policy.seats, named, strict=True)
    return all(_filling(plan.roles, frozenset(policy.without), one, holding)[0] for plan, one in pairs)


def ask_in_person(session: Session, approval: Approval, on: date) -> list[Person]:
    """Note who is asked by a message of their own: the first MOST_ASKED of each seat whose turn it is. Returns the new ones."""
    people = [p for seat in approval.open_seats for p in eligible(session, seat, on).people[:MOST_ASKED]]
    new = {str(p.id): p for p in people if str(p.id) not in approval.asked}
    if new:
        approval.asked = [*approval.asked, *new]
    return list(new.values())


def pending(session: Session, record: Record) -> Approval | None:
    """The case that waits for this record's sake; those about its dates wait beside it."""
    return next((case for case in all_pending(session, record) if case.due_id is None), None)


def all_pending(session: Session, record: Record) -> list[Approval]:
    waits = sa.select(Approval).where(Approval.record_id == record.id, Approval.state == ApprovalState.PENDING)
    return list(session.scalars(waits.order_by(Approval.asked_at)))


def approvals_of(session: Session, record: Record) -> list[Approval]:
    return list(session.scalars(sa.select(Approval).where(Approval.record_id == record.id).order_by(Approval.asked_at)))
