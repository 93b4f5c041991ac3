"""Asking for an approval, and the end of a case that was not decided: withdrawn, or voided because its subject changed."""

from __future__ import annotations

from uuid import uuid4

from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import seat_clocks
from models.workflow.approvals import Approval, ApprovalState, Policy, Seat, ask_in_person, eligible, pending
from models.workflow.notices import announce, tell
from models.workflow.record import Record
from models.workflow.snapshot import digest, snapshot


def ask(unit: Unit, record: Record, policy: Policy, grants: str, returns: str, person: Person | None) -> Approval:
    """Open a case with a frozen copy of its policy and of what it is about."""
    unit.session.flush()
    approval = Approval(
        id=uuid4(), record_id=record.id, record=record, grants=grants, returns=returns, title=policy.title[:150],
        policy=policy.frozen(), snapshot=snapshot(unit.session, record), digest=digest(unit.session, record),
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
    announce(unit, "ApprovalRequested", record, f"asked for approval: {policy.title}", told=told)
    return approval


def reach(unit: Unit, approval: Approval) -> None:
    """Ask whoever's turn it is: by the card itself, as a message that is kept true; by mail where Slack does not know them."""
    facts = {
        "number": approval.record.printed, "title": approval.record.title or "", "about": approval.title,
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
    """The record went another way; nobody is asked any more. A question that moves no record waits on while that is open."""
    approval = pending(unit.session, record)
    if approval and (approval.grants.startswith("act:") or record.is_closed):
        let_fall(unit, record, because)


def let_fall(unit: Unit, record: Record, because: str) -> None:
    """What was asked for no longer matters, since the record went on without it."""
    approval = pending(unit.session, record)
    if approval is not None:
        finish(unit, approval, ApprovalState.WITHDRAWN, because)
        kind, _, what = approval.returns.partition(":")
        if kind in record.type.consequences:
            record.type.consequences[kind](unit, record, what, because)


def changed_meanwhile(unit: Unit, record: Record) -> Approval | None:
    """The pending case whose subject is no longer what it was asked for; it is void from now on."""
    approval = pending(unit.session, record)
    if approval is None:
        return None
    unit.session.flush()
    if digest(unit.session, record) == approval.digest:
        return None
    finish(unit, approval, ApprovalState.SUPERSEDED, f"{unit.actor.name} changed what it was asked for.")
    return approval
