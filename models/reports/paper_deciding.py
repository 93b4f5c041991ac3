"""Who decided, on paper: the steps of the record, the seats of its approvals, and what was asked before they were filled."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.papers import Cell, PaperTable
from models.ledger import LedgerEntry
from models.people.person import Person
from models.unit_of_work import ActorKind
from models.workflow.approvals import Approval, Decision, Seat, approvals_of
from models.workflow.lifecycle import state_label
from models.workflow.record import Record
from models.workflow.requesting import question_of


def decisions(session: Session, record: Record) -> PaperTable:
    """Who took the record through which step, with the roles that they held on that day (ISO 9001:2015 8.7.2 d)."""
    about = sa.select(LedgerEntry).where(LedgerEntry.subject_id == record.id).order_by(LedgerEntry.seq)
    rows = []
    for entry in session.scalars(about):
        line = json.loads(entry.text)
        step = _step(record, line)
        if step:
            actor = line["actor"]
            rows.append((step, actor["name"], _standing(session, record, actor, entry.at), entry.at))
    return PaperTable("Decisions", ("Decision", "By", "As", "When"), tuple(rows))


def _step(record: Record, line: dict[str, Any]) -> str:
    """The transition that a line of the ledger tells of, by the state that changed; a line may tell of more than its name says."""
    moved = [
        c["values"]["state"] for c in line["changes"] if "state" in c["values"] and c["in"] == type(record).__name__
    ]
    if not moved:
        return ""
    old, new = moved[0]
    reached = [t for t in record.type.lifecycle.transitions if t.target == new]
    found = [t for t in reached if t.event == line["act"]] or [t for t in reached if old in t.sources]
    return found[0].label if found else state_label(new)


def _standing(session: Session, record: Record, actor: dict[str, str], at: datetime) -> str:
    """As what they acted; what is no person says so."""
    if actor["kind"] != ActorKind.PERSON:
        return f"no person: {actor['kind']}"
    return _roles(record, session.get(Person, UUID(actor["id"])), at)


def _roles(record: Record, person: Person | None, at: datetime) -> str:
    day = record.site.day(at)
    roles = sorted({held.role.label for held in person.roles if held.on(day)}) if person else []
    return ", ".join(roles) or "no role on that day"


def approvals(session: Session, record: Record) -> PaperTable:
    """Every seat of every case, also those that were overtaken, with the hash of what was approved (21 CFR 11.50, 11.70)."""
    cases = approvals_of(session, record)
    rows = tuple(_seat(record, case, seat) for case in cases for seat in case.seats)
    return PaperTable("Approvals", ("Asked for", "Seat", "Decided by", "Decision", "Of what (SHA-256)"), rows)


def _seat(record: Record, case: Approval, seat: Seat) -> tuple[Cell, ...]:
    because = f": {case.because}" if case.because else ""
    asked = f"{question_of(case)} ({case.state.label}{because})"
    if seat.decision is None:
        return (asked, seat.label, "–", "not decided", case.digest)
    return (asked, seat.label, _who(record, seat.decision), _what(record, seat.decision), seat.decision.digest)


def _who(record: Record, decision: Decision) -> str:
    standing_in = ", standing in" if decision.stood_in else ""
    return f"{decision.person.name} ({_roles(record, decision.person, decision.at)}{standing_in})"


def _what(record: Record, decision: Decision) -> str:
    on = decision.at.astimezone(ZoneInfo(record.site.time_zone)).strftime("%Y-%m-%d %H:%M %Z")
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{decision.verdict.value.replace('_', ' ')}{reason}\n{on}"


def questions(session: Session, record: Record) -> PaperTable:
    rows = tuple(
        (q.asked_by.name, q.text, q.answered_by.name if q.answered_by else "–", q.answer or "–")
        for case in approvals_of(session, record)
        for q in case.questions
    )
    return PaperTable("Asked before deciding", ("Asked by", "Question", "Answered by", "Answer"), rows)
