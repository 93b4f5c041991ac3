"""More time: who may grant it, the request where it is somebody else's to grant, and being blocked in the meantime.

The first extension is for whoever stands one level above, or a quality manager; the second is for a quality manager. Nobody grants
it to themselves while there is anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base
from models.kernel.errors import InvalidFields, Refusal
from models.kernel.forms import Field, FieldKind
from models.kernel.working_time import calendar_of
from models.people import directory
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, Permission, may
from models.people.directory import Member, People
from models.people.person import Person, Role
from models.unit_of_work import Kept, Projection, Unit
from models.workflow import due as clock
from models.workflow.companions import Note
from models.workflow.due import Due, DueEnded, NotLater
from models.workflow.fields import read
from models.workflow.notices import announce
from models.workflow.verbs import authorise

DECIDE = "extension.decide"
#: A snooze silences reminders for so long at the most, and moves no date.
LONGEST_SNOOZE = timedelta(days=3)
LONGEST_EXTENSION = timedelta(days=366)
#: Behind it no moment can be computed in every zone.
LAST_DAY = date(9999, 12, 30)

UNTIL = Field("Until when?", FieldKind.DATE, name="until", required=True)
REASON = Field(
    "Why?", FieldKind.TEXT, name="reason", longest=1000, required=True, help="Kept with the record for ever."
)


class ExtensionRequest(Base, Kept):
    """Somebody asks for a later date, and somebody else decides; once."""

    __tablename__ = "extension_request"
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version", "due_id"})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    due_id: Mapped[UUID] = mapped_column(sa.ForeignKey("due.id"), index=True)
    asked_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.Text)
    #: The extension that it would be: 1 for the first.
    which: Mapped[int]
    decided_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    granted: Mapped[bool | None]
    version: Mapped[int] = mapped_column()

    due: Mapped[Due] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)

    __mapper_args__ = {"version_id_col": version}

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.due.ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self.due.projections(session)


class ExtensionDecided(Refusal):
    """{who} has decided that already: {verdict}."""


class ExtensionPending(Refusal):
    """More time was asked for already, until {until}; it waits for {whom}."""


class NotYoursToGrant(Refusal):
    """You may not grant this: {because}."""

    way_out = "Ask {whom}."


class SnoozedBefore(Refusal):
    """The reminders of this were put off once already."""

    way_out = "If it takes longer, ask for more time."


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a request: granted at once, or waiting for these people."""

    until: datetime
    waits_for: tuple[str, ...] = ()


def request_extension(unit: Unit, due: Due, until: datetime, reason: str, person: Person) -> Asked:
    """Extend at once where this person may grant it, otherwise ask those who may."""
    _check(unit, due, until, person)
    granting = approvers(unit.session, due, unit.now)
    if person.id in {p.id for p in granting}:
        _grant(unit, due, until, reason, person.name)
        return Asked(until)
    pending = pending_of(unit.session, due)
    names = tuple(p.name for p in granting)
    if pending is not None:
        shown = due.record.site.day(pending.until).isoformat()
        raise ExtensionPending(until=shown, whom=" or ".join(names) or "nobody yet")
    request = ExtensionRequest(
        due_id=due.id, due=due, asked_by_id=person.id, asked_by=person, asked_at=unit.now, until=until, reason=reason,
        which=due.extensions + 1,
    )  # fmt: skip
    unit.name_act(due.record_id, "ExtensionRequested", reason)
    unit.add(request)
    for approver in granting:
        unit.letter(
            "extension_requested", f"person:{approver.id}", {**_facts(request), "actions": buttons(request)},
            once=f"extension/{request.id}/{approver.id}", subject=due.record_id,
        )  # fmt: skip
    announce(unit, "ExtensionRequested", due.record, _said(due, "asked for more time", until), reason=reason)
    return Asked(until, names)


def _check(unit: Unit, due: Due, until: datetime, person: Person) -> None:
    clock.refuse_ended(due)
    site = due.record.site
    if person.id != due.responsible_id:
        authorise(site.day(unit.now), person, OWNER_OR_QUALITY, due.record, "ask for more time for")
    present = site.day(due.due_current)
    if until <= due.due_current:
        sentence = NotLater(present=present.isoformat()).sentence
        raise NotLater(present=present.isoformat(), fields={UNTIL.name: sentence})
    if until <= unit.now:
        raise InvalidFields(fields={UNTIL.name: "That is over already."})
    if until > unit.now + LONGEST_EXTENSION:
        raise InvalidFields(fields={UNTIL.name: "A year at the most."})


def decide(unit: Unit, request: ExtensionRequest, person: Person, *, grant: bool) -> ExtensionRequest:
    """Grant or refuse it; whoever comes second is told who was first."""
    if request.decided_at is not None:
        raise ExtensionDecided(
            who=request.decided_by.name if request.decided_by else "Somebody", verdict=_verdict(request)
        )
    permission = may_grant(unit.session, request.due, person, unit.now)
    if not permission.allowed:
        names = " or ".join(p.name for p in approvers(unit.session, request.due, unit.now))
        raise NotYoursToGrant(because=permission.because, whom=names or "nobody yet")
    clock.refuse_ended(request.due)
    request.decided_at, request.decided_by_id, request.decided_by, request.granted = unit.now, person.id, person, grant
    if grant:
        _grant(unit, request.due, request.until, request.reason, request.asked_by.name)
    else:
        unit.name_act(request.due.record_id, "ExtensionRefused", request.reason)
        said = _said(request.due, "refused more time", request.until)
        announce(unit, "ExtensionRefused", request.due.record, said, reason="")
    if request.asked_by_id != person.id:
        facts = {**_facts(request), "who": person.name, "verdict": _verdict(request)}
        once = f"extension/{request.id}/answer"
        unit.letter(
            "extension_decided", f"person:{request.asked_by_id}", facts, once=once, subject=request.due.record_id
        )
    return request


def _grant(unit: Unit, due: Due, until: datetime, reason: str, asked_by: str) -> None:
    clock.extend(unit, due, until, reason)
    announce(unit, "DueExtended", due.record, _said(due, f"granted {asked_by} more time", until), reason=reason)


def _said(due: Due, what: str, until: datetime) -> str:
    return f"{what} for {due.label.lower()}, until {due.record.site.day(until).isoformat()}"


def _verdict(request: ExtensionRequest) -> str:
    return "granted" if request.granted else "refused"


def _facts(request: ExtensionRequest) -> dict[str, Any]:
    due = request.due
    return {
        "number": due.record.printed, "title": due.record.title or "", "label": due.label, "asked_by": request.asked_by.name,
        "reason": request.reason, "until": request.until.isoformat(), "present": due.due_current.isoformat(),
        "original": due.due_original.isoformat(), "which": request.which,
    }  # fmt: skip


def buttons(request: ExtensionRequest) -> list[dict[str, str]]:
    """As they stand in a letter's frozen facts."""
    return [
        {"gesture": f"{DECIDE}:grant", "label": "Approve", "value": f"grant|{request.id}|0", "style": "primary"},
        {"gesture": f"{DECIDE}:refuse", "label": "Refuse", "value": f"refuse|{request.id}|0", "style": ""},
    ]


def approvers(session: Session, due: Due, now: datetime) -> list[Member]:
    people = directory.load(session)
    record = due.record
    return approvers_of(people, due.responsible_id, record.site_code, record.site.day(now), due.extensions)


def approvers_of(people: People, responsible_id: UUID | None, site: str, on: date, extensions: int) -> list[Member]:
    """Who may grant the next extension, the nearest first: the supervisor (only the first one), then quality managers; when
    there is nobody but the responsible person, top management, and at last that person."""
    responsible = people.get(responsible_id)
    managers = [m for m in people.holders(Role.QUALITY_MANAGER, site, on) if m.id != responsible_id]
    above = people.above(responsible) if responsible else None
    nearest = [above] if above else []
    found = [*nearest, *managers] if extensions == 0 else managers or nearest
    found = found or [m for m in people.holders(Role.TOP_MANAGEMENT, site, on) if m.id != responsible_id]
    last = [responsible] if responsible is not None and responsible.active else []
    return list({m.id: m for m in found or last}.values())


def may_grant(session: Session, due: Due, person: Person, now: datetime) -> Permission:
    if not may(person, EVERYBODY, None, due.record.site.day(now)).allowed:
        return Permission(allowed=False, because="you are no longer active")
    if person.id in {p.id for p in approvers(session, due, now)}:
        return Permission(allowed=True)
    if person.id == due.responsible_id:
        return Permission(allowed=False, because="nobody grants more time to themselves")
    level = "a quality manager" if due.extensions else "whoever stands one level above, or a quality manager"
    return Permission(allowed=False, because=f"that is for {level}")


def pending_of(session: Session, due: Due) -> ExtensionRequest | None:
    waiting = sa.select(ExtensionRequest).where(
        ExtensionRequest.due_id == due.id,
        ExtensionRequest.decided_at.is_(None),
        ExtensionRequest.which == due.extensions + 1,
    )
    return session.scalars(waiting.order_by(ExtensionRequest.asked_at)).first()


def request_by_id(session: Session, given: str) -> ExtensionRequest:
    try:
        found = session.get(ExtensionRequest, UUID(given))
    except ValueError:
        found = None
    if found is None:
        raise DueEnded(label="This request", number="the record")
    return found


def block(unit: Unit, due: Due, until: datetime, reason: str, person: Person) -> datetime:
    """It cannot go on: a note on the record, and no reminder for a while. The date does not move. Until when it is quiet."""
    clock.refuse_ended(due)
    if person.id != due.responsible_id:
        authorise(due.record.site.day(unit.now), person, OWNER_OR_QUALITY, due.record, "block")
    if due.snoozed_until is not None:
        raise SnoozedBefore
    if until <= unit.now:
        raise InvalidFields(fields={UNTIL.name: "That is over already."})
    due.blocked_because, due.blocked_until = reason, until
    due.snoozed_until = min(until, unit.now + LONGEST_SNOOZE)
    unit.name_act(due.record_id, "RecordBlocked", reason)
    day = due.record.site.day(until).isoformat()
    text = f"{due.label} is blocked until {day}: {reason}"
    unit.add(
        Note(
            record_id=due.record_id, record=due.record, at=unit.now, author=person.name, author_id=person.id, text=text
        )
    )
    announce(unit, "RecordBlocked", due.record, f"cannot go on with {due.label.lower()} until {day}", reason=reason)
    return due.snoozed_until


def asked_for(due: Due, given: dict[str, Any]) -> tuple[datetime, str]:
    """Until when (the end of working hours of that day at the record's site) and why, as a form was answered."""
    values = read([UNTIL, REASON], given)
    missing = {
        field.name: f"{field.label} is needed." for field in (UNTIL, REASON) if values.get(field.name) in (None, "")
    }
    if missing:
        raise InvalidFields(fields=missing)
    day: date = values[UNTIL.name]
    return calendar_of(due.record.site).end_of_day(min(day, LAST_DAY)), str(values[REASON.name])
