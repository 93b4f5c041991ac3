"""Asking for an approval, and the end of a case that was not decided: withdrawn, or voided because its subject changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from models.people.authority import either
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import seat_clocks
from models.workflow.approvals import (
    Approval,
    ApprovalState,
    Policy,
    Seat,
    all_pending,
    ask_in_person,
    eligible,
    pending,
)
from models.workflow.due import Due
from models.workflow.notices import announce, tell
from models.workflow.record import Record
from models.workflow.snapshot import digest, present_digest, snapshot


def ask(
    unit: Unit,
    record: Record,
    policy: Policy,
    grants: str,
    returns: str,
    person: Person | None,
    *,
    due: Due | None = None,
    content: Mapping[str, Any] | None = None,
) -> Approval:
    """Open a case with a frozen copy of its policy and of what it is about: `content`, else the record as it stands."""
    unit.session.flush()
    frozen = dict(content or snapshot(unit.session, record))
    approval = Approval(
        id=uuid4(), record_id=record.id, record=record, grants=grants, returns=returns, title=policy.title[:150],
        policy=policy.frozen(), snapshot=frozen, digest=digest(frozen), due_id=due.id if due else None, due=due,
        asked_at=unit.now, asked=[], asked_by_id=person.id if person else None, asked_by=person, state=ApprovalState.PENDING,
    )  # fmt: skip
    approval.seats = [
        Seat(position=n, label=plan.label, roles=[r.value for r in plan.roles], person_id=plan.person, grade=plan.grade)
        for n, plan in enumerate(policy.seats, start=1)
    ]
    unit.add(approval)
    unit.session.refresh(approval, ["seats", "questions"])
    _keep_feasible(unit, approval)
    reach(unit, approval)
    told = [f"{seat.label}: {_names(unit, seat)}" for seat in approval.seats]
    announce(unit, "ApprovalRequested", record, f"asked for approval: {question_of(approval)}", told=told)
    return approval


def question_of(approval: Approval) -> str:
    """What is asked, in one line; of a date also the present one, and why."""
    time = approval.snapshot.get("time")
    if time is None:
        return approval.title
    present = approval.record.site.day(datetime.fromisoformat(time["present"])).isoformat()
    return f"{approval.title} instead of {present}: {time['reason']}"


def waits_for(session: Session, approval: Approval, now: datetime) -> str:
    """The open seats with the names of those who could fill them."""
    day = approval.record.site.day(now)
    said = []
    for seat in approval.open_seats:
        names = [p.name for p in eligible(session, seat, day).people[:3]]
        said.append(f"{seat.label} ({either(names or ['nobody holds the role'])})")
    return ", ".join(said) or "nobody"


def reach(unit: Unit, approval: Approval) -> None:
    """Ask whoever's turn it is: by the card itself, as a message that is kept true; by mail where Slack does not know them."""
    facts = {
        "number": approval.record.printed, "title": approval.record.title or "", "about": question_of(approval),
        "who": unit.actor.name,
    }  # fmt: skip
    for person in ask_in_person(unit.session, approval, approval.record.site.day(unit.now)):
        if not person.slack_user_id:
            tell(unit, person.id, "approval_asked", facts, once=f"approval_asked/{approval.id}/{person.id}")
    seat_clocks.start(unit, approval)
    unit.session.flush()


def _keep_feasible(unit: Unit, approval: Approval) -> None:
    """More different people than the company has cannot be asked for."""
    day = approval.record.site.day(unit.now)
    able = {p.id for seat in approval.seats for p in eligible(unit.session, seat, day).people}
    wanted = int(approval.policy["distinct"])
    if len(able) < wanted:
        approval.policy = {**approval.policy, "distinct": len(able)}


def _names(unit: Unit, seat: Seat) -> str:
    could = eligible(unit.session, seat, seat.approval.record.site.day(unit.now))
    names = ", ".join(p.name for p in could.people[:4]) + (" …" if len(could.people) > 4 else "")
    if not names:
        return "nobody can decide this; somebody needs the role"
    return f"{names}, standing in because nobody holds the role" if could.standing_in else names


def finish(unit: Unit, approval: Approval, state: ApprovalState, because: str) -> None:
    approval.state, approval.ended_at, approval.because = state, unit.now, because
    seat_clocks.drop(unit, approval)
    unit.session.flush()


def end_pending(unit: Unit, record: Record, because: str) -> None:
    """The record went another way; nobody is asked any more. A question about a date waits on while that clock runs."""
    let_fall(unit, record, because)
    drop_ended(unit, record, because)


def drop_ended(unit: Unit, record: Record, because: str) -> None:
    """A clock that has stopped needs no later date."""
    for approval in all_pending(unit.session, record):
        if approval.due is not None and approval.due.ended_at is not None:
            finish(unit, approval, ApprovalState.WITHDRAWN, because)


def let_fall(unit: Unit, record: Record, because: str) -> None:
    """What was asked for no longer matters, since the record went on without it."""
    approval = pending(unit.session, record)
    if approval is not None:
        finish(unit, approval, ApprovalState.WITHDRAWN, because)


def changed_meanwhile(unit: Unit, record: Record) -> list[Approval]:
    """The pending cases whose subject is no longer what they were asked for; they are void from now on."""
    waiting = all_pending(unit.session, record)
    if waiting:
        unit.session.flush()
    changed = [case for case in waiting if present_digest(unit.session, case) != case.digest]
    for approval in changed:
        finish(unit, approval, ApprovalState.SUPERSEDED, f"{unit.actor.name} changed what it was asked for.")
    return changed
