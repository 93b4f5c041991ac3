"""More time: a later date for a clock of a record, asked for with a reason and granted by somebody else.

It is a case like any other approval, with one seat: whoever stands one level above the responsible person at first, a quality
manager from the second time on. What is approved is the date, as it stands and as it would be; the first one stays for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields, Refusal
from models.kernel.forms import Field, FieldKind
from models.kernel.working_time import calendar_of
from models.people import directory
from models.people.authority import OWNER_OR_QUALITY
from models.people.person import Person, Role
from models.unit_of_work import Unit
from models.workflow import clocks
from models.workflow import due as clock
from models.workflow.approvals import Approval, ApprovalState, Policy, SeatPlan, can_decide
from models.workflow.asking import answers
from models.workflow.due import Due, NotLater
from models.workflow.moving import authorise
from models.workflow.notices import announce, tell
from models.workflow.requesting import ask, waits_for
from models.workflow.snapshot import time_asked

LONGEST = timedelta(days=366)
#: Behind it no moment can be computed in every zone.
LAST_DAY = date(9999, 12, 30)
INTRODUCTION = "Somebody else decides: one level up at first, then a quality manager. The first date stays."

UNTIL = Field("Until when?", FieldKind.DATE, name="until", required=True)
REASON = Field(
    "Why?", FieldKind.TEXT, name="reason", longest=1000, required=True, help="Kept with the record for ever."
)


class ExtensionPending(Refusal):
    """More time was asked for already, until {until}; it waits for {whom}."""


class SeatNotExtended(Refusal):
    """Whoever is asked to decide has no use of more time."""

    way_out = "Give the seat to somebody else."


class NobodyToGrant(Refusal):
    """Nobody grants more time to themselves, and there is nobody else who could."""

    way_out = "Somebody else has to be a supervisor, a quality manager or top management."


def asked_for(due: Due, given: Mapping[str, Any]) -> tuple[datetime, str]:
    """Until when (the end of working hours of that day at the record's site) and why, as a form was answered."""
    values = answers((UNTIL, REASON), given)
    return end_of(due, values[UNTIL.name]), str(values[REASON.name])


def end_of(due: Due, day: date) -> datetime:
    return calendar_of(due.record.site).end_of_day(min(day, LAST_DAY))


def request(unit: Unit, due: Due, until: datetime, reason: str, person: Person) -> Approval:
    """Ask whoever may grant it; a later date is asked for once at a time."""
    _check(unit, due, until, person)
    waits = pending_of(unit.session, due)
    if waits is not None:
        shown = due.record.site.day(until_of(waits)).isoformat()
        raise ExtensionPending(until=shown, whom=waits_for(unit.session, waits, unit.now))
    policy = policy_of(unit.session, due, until, person)
    if not can_decide(unit.session, due.record, policy, due.record.site.day(unit.now)):
        raise NobodyToGrant
    unit.name_act(due.record_id, "ApprovalRequested", reason)
    content = time_asked(due, until, reason)
    return ask(unit, due.record, policy, "extend:", "", person, due=due, content=content)


def _check(unit: Unit, due: Due, until: datetime, person: Person) -> None:
    clock.refuse_ended(due)
    if due.reference:
        raise SeatNotExtended
    site = due.record.site
    if person.id != due.responsible_id:
        authorise(site.day(unit.now), person, OWNER_OR_QUALITY, due.record, "ask for more time for")
    if until <= due.due_current:
        sentence = NotLater(present=site.day(due.due_current).isoformat()).sentence
        raise NotLater(present=site.day(due.due_current).isoformat(), fields={UNTIL.name: sentence})
    if until <= unit.now:
        raise InvalidFields(fields={UNTIL.name: "That is over already."})
    if until > unit.now + LONGEST:
        raise InvalidFields(fields={UNTIL.name: "A year at the most."})


def policy_of(session: Session, due: Due, until: datetime, requester: Person) -> Policy:
    """One level up for the first extension, a quality manager for every further one; never who is responsible, or asks."""
    people = directory.load(session)
    responsible = people.get(due.responsible_id)
    above = people.above(responsible) if responsible is not None and due.extensions == 0 else None
    manager = (Role.QUALITY_MANAGER,)
    seat = SeatPlan("Supervisor", manager, above.id) if above else SeatPlan("Quality manager", manager)
    without = tuple({p for p in (due.responsible_id, requester.id) if p})
    day = due.record.site.day(until).isoformat()
    return Policy(f"More time for {due.label.lower()} of {due.record.printed}, until {day}", (seat,), without=without)


def grant(unit: Unit, approval: Approval) -> None:
    """The end of an approved case: the date moves, and whoever it concerns hears of it; the thread has heard of the decision."""
    due = approval.due
    assert due is not None  # a case that grants this is about a clock
    clocks.extend(unit, due, until_of(approval))
    said = f"granted more time for {due.label.lower()}, until {due.record.site.day(due.due_current).isoformat()}"
    reason = str(approval.snapshot["time"]["reason"])
    announce(unit, "DueExtended", due.record, said, reason=reason)
    known = {due.record.owner_id, due.record.originator_id, unit.actor.person_id}
    if approval.asked_by_id is not None and approval.asked_by_id not in known:
        facts = {
            "number": due.record.printed, "title": due.record.title or "", "who": unit.actor.name, "said": said,
            "reason": reason, "told": [],
        }  # fmt: skip
        tell(unit, approval.asked_by_id, "happened", facts, once=f"extended/{approval.id}")


def pending_of(session: Session, due: Due) -> Approval | None:
    waits = sa.select(Approval).where(Approval.due_id == due.id, Approval.state == ApprovalState.PENDING)
    return session.scalars(waits).first()


def until_of(approval: Approval) -> datetime:
    return datetime.fromisoformat(approval.snapshot["time"]["until"])
