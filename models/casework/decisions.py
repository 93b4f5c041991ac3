"""What waits for whose decision: every kind of question has a provider here, and the digest and App Home ask them all.

To add a kind of decision: write a provider (all open ones at once, in a few queries) and name it in PROVIDERS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from models.casework.nudging import Company
from models.people.directory import Member
from models.workflow.approval_faces import decision_line
from models.workflow.approvals import Approval, ApprovalState, Seat, filling
from models.workflow.requesting import question_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One question to one person, with the buttons that answer it where it is shown."""

    number: str
    title: str
    #: What is asked, as a clause: “Disposition of NCR-2026-0001: your approval is asked for”.
    what: str
    since: datetime
    #: As in a letter's facts: gesture, label, value, style.
    actions: tuple[dict[str, str], ...]


#: All open questions of one kind, by the id of whoever may answer.
Provider = Callable[[Session, Company], Mapping[UUID, list[Decision]]]


def able_by_seat(session: Session, company: Company) -> dict[str, tuple[Member, ...]]:
    """For every seat whose turn it is those who may fill it; never whom the policy leaves out."""
    return {str(seat.id): _able(company, seat) for approval in _pending(session) for seat in approval.open_seats}


def _pending(session: Session) -> list[Approval]:
    query = sa.select(Approval).where(Approval.state == ApprovalState.PENDING).options(joinedload(Approval.record))
    return list(session.scalars(query.order_by(Approval.asked_at)).unique())


def _approvals(session: Session, company: Company) -> Mapping[UUID, list[Decision]]:
    """Pending cases, for whoever could decide on a seat whose turn it is."""
    found: dict[UUID, list[Decision]] = {}
    for approval in _pending(session):
        line = decision_line(approval)
        buttons = tuple(
            {"gesture": a.gesture, "label": a.label, "value": a.value, "style": a.style} for a in line.actions
        )
        what = f"{question_of(approval)} – your approval is asked for"
        decision = Decision(line.number, line.about, what, line.since, buttons)
        for person in {m.id for seat in approval.open_seats for m in _able(company, seat)}:
            found.setdefault(person, []).append(decision)
    return found


def _able(company: Company, seat: Seat) -> tuple[Member, ...]:
    """`approvals.eligible`, asked of the company that is known already."""
    site = seat.approval.record.site_code
    on = company.people.places[site].calendar.day(company.now)
    named = company.people.get(seat.person_id)
    return filling(seat, named, lambda role: company.people.holders(role, site, on))[0]


PROVIDERS: tuple[Provider, ...] = (_approvals,)


def waiting(session: Session, company: Company) -> dict[UUID, list[Decision]]:
    """Everything that waits for a decision, by person, the longest waiting first."""
    found: dict[UUID, list[Decision]] = {}
    for provider in PROVIDERS:
        for person, decisions in provider(session, company).items():
            found.setdefault(person, []).extend(decisions)
    return {person: sorted(decisions, key=lambda d: d.since) for person, decisions in found.items()}
