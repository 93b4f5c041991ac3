"""The clocks that a record type declares, and the one place that starts, moves and stops them as its records move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from models.kernel.working_time import calendar_of
from models.people.person import Role
from models.unit_of_work import Unit
from models.workflow import due, ladder
from models.workflow.due import Due
from models.workflow.lifecycle import state_label
from models.workflow.record import Record, Severity
from models.workflow.sla import Promise, matrix_with


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of a record type. It starts when the record comes into one of `runs`, is met in `met` and dropped elsewhere."""

    name: str
    label: str
    runs: tuple[str, ...]
    met: tuple[str, ...]
    #: Whose holders are told while nobody owns the record.
    role: Role = Role.QUALITY_ENGINEER
    #: Counted from when the company came to know, not from when the record came into the state.
    from_receipt: bool = False
    #: Its row in the SLA matrix, where that is called otherwise.
    promise: str = ""
    #: The day that the record itself gives, where nothing is promised; and how a later one is written on it.
    until: Callable[[Any], date | None] | None = None
    move: Callable[[Any, date], None] | None = None
    #: Who has to do it, where that is not the record's owner.
    who: Callable[[Any], UUID | None] | None = None
    #: The record's own deed in the place of “Blocked…”.
    block: str = ""


def follow(unit: Unit, record: Record) -> None:
    """After a record was opened, moved or corrected: its clocks start, stop, or run to another date."""
    clocks: tuple[Clock, ...] = record.type.clocks
    if not clocks:
        return
    known = unit.session.scalars(sa.select(Due).where(Due.record_id == record.id, Due.reference == ""))
    rows: dict[str, list[Due]] = {}
    for row in known:
        rows.setdefault(row.clock, []).append(row)
    for clock in clocks:
        _follow(unit, record, clock, rows.get(clock.name, []))
    if record.is_closed:
        _drop_the_rest(unit, record)


def _follow(unit: Unit, record: Record, clock: Clock, known: list[Due]) -> None:
    running = next((row for row in known if row.ended_at is None), None)
    if record.state in clock.runs:
        if clock.until is not None:
            _keep_to_the_day(unit, record, clock, running, clock.until(record))
        elif running is None:
            _start(unit, record, clock, again=bool(known))
        else:
            _recompute(unit, record, running)
    elif running is not None:
        due.end(unit, record, clock.name, met=record.state in clock.met)


def _start(unit: Unit, record: Record, clock: Clock, *, again: bool) -> None:
    """A reopened record's clock counts from its reopening."""
    from_receipt = clock.from_receipt and not again
    began = record.received_at if from_receipt else record.state_since
    promises = matrix_with(record.site.sla)[clock.promise or clock.name]
    promise = promises.for_severity(record.severity)
    due.start(
        unit, record, clock.name, label=clock.label, role=clock.role, started_at=began, person_id=_who(record, clock),
        due_at=promise.after(began, calendar_of(record.site)), promised=promises.frozen(),
        basis=_basis(promise, record.severity, "receipt" if from_receipt else f"it became {state_label(record.state)}"),
    )  # fmt: skip


def _keep_to_the_day(unit: Unit, record: Record, clock: Clock, running: Due | None, day: date | None) -> None:
    """The clock of a record that carries its own date: it runs to the end of that day, wherever that is moved."""
    if day is None:
        return
    at = calendar_of(record.site).end_of_day(day)
    if running is None:
        who = _who(record, clock)
        due.start(unit, record, clock.name, label=clock.label, role=clock.role, due_at=at, person_id=who)
    elif running.due_current != at and (clock.move or not running.extensions):
        running.due_current, running.extensions = at, running.extensions + 1
        unit.session.flush()


def extend(unit: Unit, row: Due, until: datetime) -> None:
    """A later date that was granted; of a record that carries its own date, there."""
    record = row.record
    clock = next((c for c in record.type.clocks if c.name == row.clock), None)
    if clock is None or clock.move is None:
        due.extend(unit, row, until)
        return
    clock.move(record, record.site.day(until))
    unit.session.flush()
    follow(unit, record)


def _who(record: Record, clock: Clock) -> UUID | None:
    return clock.who(record) if clock.who else None


def _recompute(unit: Unit, record: Record, running: Due) -> None:
    """The severity changed: the span that was promised for it then. A date that somebody granted stands."""
    if not running.promised:
        return
    promise = Promise.read(running.promised[(record.severity or Severity.MAJOR).value])
    at = promise.after(running.started_at, calendar_of(record.site))
    steps = ladder.frozen(ladder.ladder_for(record.severity))
    if steps != running.ladder:
        running.ladder = steps
    if running.extensions or at == running.due_current:
        return
    running.due_current = at
    running.basis = _moved(running.basis, promise, record.severity, at, unit.now)
    unit.session.flush()


def _basis(promise: Promise, severity: Severity | None, since: str) -> str:
    shown = severity.value if severity else "severity not known, so as major"
    return f"{promise} after {since}, {shown}"


def _moved(basis: str, promise: Promise, severity: Severity | None, at: datetime, now: datetime) -> str:
    shown = severity.value if severity else "severity not known, so as major"
    passed = "; passed already by then" if at <= now else ""
    return f"{promise}, as it turned out to be {shown}{passed}; first: {basis.rpartition('first: ')[2]}"[:300]


def _drop_the_rest(unit: Unit, record: Record) -> None:
    """Nothing of a closed record runs on, whoever started it."""
    for row in due.open_dues(unit.session, record):
        row.ended_at, row.ended = unit.now, due.Ended.DROPPED
    unit.session.flush()
