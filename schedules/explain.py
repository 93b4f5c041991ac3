"""For one record: what was told of its clocks to whom and when, what will be told next, and the reason of every silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.casework.nudging import OPENS, Company, prefix
from models.outbox import OutboxRow, OutboxState
from models.reports.running import Running, running
from models.workflow.due import Due, dues_of
from models.workflow.ladder import Rung, coming, thawed
from models.workflow.record import Record
from schedules import nudges
from schedules.company import company_at


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, was kept back, or will be said."""

    when: datetime | date
    what: str
    whom: str
    how: str


def explain(session: Session, record: Record, now: datetime) -> Iterator[tuple[str, list[Line]]]:
    """For every clock of the record its heading and its lines, in order."""
    company = company_at(session, now)
    for due in dues_of(session, record):
        clock = next((found for found in running(session, record.id) if found.id == due.id), None)
        rows = _rows(session, due)
        holding = {member.address for member in (company.standing(clock).people if clock else ())}
        past = [*_digests(session, company, due, {row.place for row in rows} | holding)]
        past += [Line(row.written_at, f"step {_step(row)}{_also(row)}", _whom(company, row), _how(row)) for row in rows]
        future = [_coming(company, due, clock)] if clock else []
        yield _heading(due), [*sorted(past, key=lambda line: str(line.when)), *future]


def _heading(due: Due) -> str:
    state = f"{due.ended.value} {_at(due.ended_at)}" if due.ended and due.ended_at else "running"
    first = f", first promised for {_at(due.due_original)}" if due.due_original != due.due_current else ""
    blocked = f"; blocked: {due.blocked_because}" if due.blocked_because else ""
    return f"{due.label}: due {_at(due.due_current)}{first} ({due.basis or 'a date was given'}); {state}{blocked}"


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "–"


def _rows(session: Session, due: Due) -> list[OutboxRow]:
    """Its reminders, the silent ones too."""
    about = sa.select(OutboxRow).where(OutboxRow.subject_id == due.record_id, OutboxRow.name == nudges.LETTER)
    rows = session.scalars(about.order_by(OutboxRow.seq))
    return [row for row in rows if row.once and row.once.startswith(f"{prefix(due.id)}/")]


def _step(row: OutboxRow) -> str:
    return str(row.once).split("/")[3]


def _also(row: OutboxRow) -> str:
    also = ", ".join(row.facts.get("also", ()))
    return f" (with {also}, which came while nothing ran or on free days)" if also else ""


def _digests(session: Session, company: Company, due: Due, places: set[str]) -> Iterator[Line]:
    """In which mornings' digests of these people it stood."""
    rows = sa.select(OutboxRow).where(
        OutboxRow.order_key.in_(places), OutboxRow.name == "digest", OutboxRow.written_at >= due.opened_at,
        OutboxRow.state != OutboxState.SKIPPED,
    )  # fmt: skip
    for row in session.scalars(rows.order_by(OutboxRow.seq)):
        if str(due.id) in row.facts.get("dues", ()):
            yield Line(row.written_at, "the day's digest", _whom(company, row), _how(row))


def _whom(company: Company, row: OutboxRow) -> str:
    kind, _, target = row.place.partition(":")
    member = next((m for m in company.people.members.values() if str(m.id) == target), None)
    return member.name if member else f"#{target}" if kind == "channel" else row.place


def _how(row: OutboxRow) -> str:
    if row.state is OutboxState.SKIPPED:
        return f"not told: {row.error}"
    if row.state is OutboxState.SENT:
        by = "by mail" if row.face and "message_id" in row.face else "in Slack"
        return f"told {by} {_at(row.sent_at)}"
    return f"could not be delivered: {row.error}" if row.state is OutboxState.DEAD else "waits to be delivered"


def _coming(company: Company, due: Due, clock: Running) -> Line:
    """The next step, and who stands on it by today's owner, roles and supervisors."""
    standing = company.standing(clock)
    calendar = company.people.places[clock.site].calendar
    ladder, today = thawed(due.ladder), calendar.day(company.now)
    parts = [s for s in ladder if s.percent is not None and s.moment(due.started_at, due.due_current) > company.now]
    if parts:
        when: datetime | date = parts[0].moment(due.started_at, due.due_current)
        step = parts[0]
    else:
        day, step = coming(ladder, calendar.day(due.due_current), today)
        when = calendar.next_working_day(day)
    names = [name for rung in step.tells for name in _on(company, clock, rung)]
    how = "a line in the digest" if step.digest else f"will be told at {OPENS:%H:%M} of their own time"
    why = f" ({standing.why})" if standing.why else ""
    return Line(when, f"step {step.name}", ", ".join(dict.fromkeys(names)) or "nobody", how + why)


def _on(company: Company, clock: Running, rung: Rung) -> list[str]:
    if rung is Rung.CHANNEL:
        return ["#quality"]
    people, _, nobody = company.audience(clock, rung)
    return [member.name for member in people] or [f"({nobody})"]
