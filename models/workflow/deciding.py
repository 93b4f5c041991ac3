"""Deciding on a case: approve, reject, ask for changes, ask a question, answer it, withdraw it, give a seat to somebody.

One voice a seat and one end a case; whoever comes late hears who decided when. A rejection by any seat ends the case.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields, NotAllowed, Refusal, Stale
from models.kernel.text import clean
from models.people.authority import QUALITY_MANAGER, may
from models.people.person import Person, Role
from models.unit_of_work import Unit
from models.workflow import seat_clocks
from models.workflow.approvals import (
    STAND_INS,
    Approval,
    ApprovalState,
    Decision,
    DecisionVerdict,
    Seat,
    eligible,
)
from models.workflow.consequences import carry_out
from models.workflow.moving import in_own_name
from models.workflow.notices import announce, tell
from models.workflow.requesting import finish, reach, waits_for
from models.workflow.snapshot import present_digest

LONGEST = 2000


class UnknownApproval(Refusal):
    """There is no such request for approval any more."""


class AlreadyEnded(Refusal):
    """This was {state} at {when} already: {because}"""


class NoSeat(Refusal):
    """You have no open seat in this approval: {because}"""

    way_out = "It waits for {whom}."


class SomebodyElseToo(Refusal):
    """You have decided here before; this approval needs {count} different people."""

    way_out = "It waits for {whom}."


class ChangedSince(Refusal):
    """What was to be approved was changed since, so nothing was decided."""

    way_out = "It has to be asked for again."


_SAID = {
    DecisionVerdict.APPROVED: "approved",
    DecisionVerdict.REJECTED: "rejected",
    DecisionVerdict.CHANGES_REQUESTED: "asked for changes",
}
_ENDS = {
    DecisionVerdict.REJECTED: ApprovalState.REJECTED,
    DecisionVerdict.CHANGES_REQUESTED: ApprovalState.CHANGES_REQUESTED,
}


def load_case(session: Session, approval_id: UUID | str, expected: int | None = None) -> Approval:
    """The pending case; AlreadyEnded tells by whom and when for one that is not."""
    try:
        key = approval_id if isinstance(approval_id, UUID) else UUID(approval_id)
    except ValueError:
        raise UnknownApproval from None
    approval = session.get(Approval, key)
    if approval is None:
        raise UnknownApproval
    if not approval.is_pending:
        ended = when(approval, approval.ended_at or approval.asked_at)
        raise AlreadyEnded(state=approval.state.label, when=ended, because=approval.because or ended_by(approval))
    if expected is not None and approval.version != expected:
        raise Stale(number=f"The approval of {approval.record.printed}")
    return approval


def ended_by(approval: Approval) -> str:
    """The decisions, each with its person and time, in one line."""
    decisions = sorted((s.decision for s in approval.seats if s.decision), key=lambda d: d.at)
    return "; ".join(f"{_SAID[d.verdict]} by {d.person.name} at {when(approval, d.at)}" for d in decisions) or "–"


def when(approval: Approval, at: datetime) -> str:
    return approval.record.site.local(at).strftime("%Y-%m-%d %H:%M")


def decide(unit: Unit, approval_id: UUID | str, verdict: DecisionVerdict, person: Person, reason: str = "") -> Approval:
    """One person's voice on the seat that needs them most; what follows from the end of the case follows at once."""
    approval = load_case(unit.session, approval_id)
    in_own_name(unit, person)
    reason = clean(reason, LONGEST)
    if verdict is not DecisionVerdict.APPROVED and not reason:
        raise InvalidFields(fields={"reason": "A reason is needed."})
    seat, standing_in = seat_for(unit, approval, person)
    _leave_room_for_others(unit, approval, person)
    if present_digest(unit.session, approval) != approval.digest:
        raise ChangedSince
    decision = Decision(
        seat_id=seat.id, seat=seat, person_id=person.id, person=person, verdict=verdict, reason=reason, at=unit.now,
        stood_in=standing_in, digest=approval.digest,
    )  # fmt: skip
    unit.name_act(approval.record_id, "ApprovalDecided", reason)
    unit.add(decision)
    seat_clocks.met(unit, approval, seat)
    _say(unit, approval, seat, decision)
    _end(unit, approval, verdict, reason)
    return approval


def seat_for(unit: Unit, approval: Approval, person: Person) -> tuple[Seat, bool]:
    """The open seat that this person may fill and fewest others could; and whether they would only stand in."""
    day = approval.record.site.day(unit.now)
    could = [(seat, eligible(unit.session, seat, day)) for seat in approval.open_seats]
    mine = [(seat, e) for seat, e in could if person.id in {p.id for p in e.people} and person.active]
    if not mine:
        raise NoSeat(because=_because(approval, person), whom=waits_for(unit.session, approval, unit.now))
    seat, chosen = min(mine, key=lambda pair: (len(pair[1].people), pair[0].position))
    return seat, chosen.standing_in


def _because(approval: Approval, person: Person) -> str:
    if person.id in approval.without:
        return "who reported, drafted or owns it does not approve it."
    if any(s.decision and s.decision.person_id == person.id for s in approval.seats):
        return "you have decided already."
    return "it is for others, or it is not their turn yet."


def _leave_room_for_others(unit: Unit, approval: Approval, person: Person) -> None:
    """Nobody fills so many seats that the rest could not reach the number of different people any more."""
    decided = [s.decision.person_id for s in approval.seats if s.decision]
    wanted = int(approval.policy["distinct"])
    left = approval.needed - len(decided) - 1
    if person.id in decided and len({*decided, person.id}) + max(left, 0) < wanted:
        raise SomebodyElseToo(count=wanted, whom=waits_for(unit.session, approval, unit.now))


def _say(unit: Unit, approval: Approval, seat: Seat, decision: Decision) -> None:
    instead = ", standing in" if decision.stood_in else ""
    said = f"{_SAID[decision.verdict]} as {seat.label}{instead}: {approval.title}"
    agreed = decision.verdict is DecisionVerdict.APPROVED
    announce(unit, "ApprovalDecided" if agreed else "ApprovalRefused", approval.record, said, reason=decision.reason)
    if not agreed:
        _tell_requester(unit, approval, said, decision.reason)


def _tell_requester(unit: Unit, approval: Approval, said: str, reason: str) -> None:
    """Whoever asked hears of a refusal in person, also where they neither own nor reported the record."""
    record, requester = approval.record, approval.asked_by_id
    if requester is None or requester in {record.owner_id, record.originator_id, unit.actor.person_id}:
        return
    facts = {
        "number": record.printed, "title": record.title or "", "who": unit.actor.name, "said": said, "reason": reason,
        "told": [],
    }  # fmt: skip
    tell(unit, requester, "happened", facts, once=f"refused/{approval.id}/{requester}")


def _end(unit: Unit, approval: Approval, verdict: DecisionVerdict, reason: str) -> None:
    if verdict is not DecisionVerdict.APPROVED:
        finish(unit, approval, _ENDS[verdict], "")
        carry_out(unit, approval, approval.returns, reason)
        return
    approving = [s for s in approval.seats if s.decision and s.decision.verdict is DecisionVerdict.APPROVED]
    if len(approving) >= approval.needed:
        finish(unit, approval, ApprovalState.APPROVED, "")
        carry_out(unit, approval, approval.grants, "")
    else:
        reach(unit, approval)


def withdraw(unit: Unit, approval_id: UUID | str, person: Person, reason: str) -> Approval:
    """By whoever asked for it, the record's owner, or a quality manager."""
    approval = load_case(unit.session, approval_id)
    in_own_name(unit, person)
    _may_steer(unit, approval, person, "withdraw the approval of")
    reason = clean(reason, LONGEST)
    if not reason:
        raise InvalidFields(fields={"reason": "A reason is needed."})
    finish(unit, approval, ApprovalState.WITHDRAWN, f"{person.name} withdrew it: {reason}")
    unit.name_act(approval.record_id, "ApprovalWithdrawn", reason)
    announce(unit, "ApprovalWithdrawn", approval.record, f"withdrew the request: {approval.title}", reason=reason)
    carry_out(unit, approval, approval.returns, reason)
    return approval


def reassign(unit: Unit, approval_id: UUID | str, seat_id: UUID | str, to: Person, person: Person) -> Approval:
    """Give an undecided seat to one person who could fill it."""
    approval = load_case(unit.session, approval_id)
    in_own_name(unit, person)
    _may_steer(unit, approval, person, "reassign the approval of")
    seat = next((s for s in approval.seats if str(s.id) == str(seat_id) and s.decision is None), None)
    if seat is None:
        raise InvalidFields(fields={"seat": "That seat is decided already."})
    seat.person_id, seat.person = None, None
    could = eligible(unit.session, seat, approval.record.site.day(unit.now)).people
    if to.id not in {p.id for p in could}:
        names = ", ".join(p.name for p in could[:6]) or "nobody"
        raise InvalidFields(fields={"person": f"{to.name} cannot decide as {seat.label}; these could: {names}."})
    seat.person_id, seat.person = to.id, to
    unit.name_act(approval.record_id, "SeatReassigned")
    reach(unit, approval)
    unit.session.flush()
    announce(unit, "SeatReassigned", approval.record, f"gave the seat “{seat.label}” to {to.name}: {approval.title}")
    return approval


def _may_steer(unit: Unit, approval: Approval, person: Person, doing: str) -> None:
    if person.id in {approval.asked_by_id, approval.record.owner_id}:
        return
    permission = may(person, QUALITY_MANAGER, approval.record, approval.record.site.day(unit.now))
    if not permission.allowed:
        raise NotAllowed(
            act=doing, number=approval.record.printed, because=permission.because,
            whom=approval.asked_by.name if approval.asked_by else "a quality manager",
        )  # fmt: skip


def waiting_for(session: Session, person: Person, now: datetime) -> list[Approval]:
    """The pending cases in which this person could decide now, the oldest first."""
    waits = sa.select(Approval).where(Approval.state == ApprovalState.PENDING).order_by(Approval.asked_at)
    return [a for a in session.scalars(waits) if any(_could(session, seat, person, now) for seat in a.open_seats)]


def _could(session: Session, seat: Seat, person: Person, now: datetime) -> bool:
    site = seat.approval.record.site
    roles = (*(Role(role) for role in seat.roles), *STAND_INS)
    if seat.person_id != person.id and not any(person.holds(role, site.day(now), site.code) for role in roles):
        return False  # most people hold none of the roles: no need to ask for all who do
    return person.id in {p.id for p in eligible(session, seat, site.day(now)).people}
