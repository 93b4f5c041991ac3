"""An approval's seats have their clocks too: until when whoever's turn it is should have decided."""

from __future__ import annotations

from models.kernel.working_time import calendar_of
from models.people.person import Role
from models.unit_of_work import Unit
from models.workflow import due
from models.workflow.approvals import Approval, Seat
from models.workflow.sla import matrix_with

CLOCK = "approval_seat"


def start(unit: Unit, approval: Approval) -> None:
    """For every seat whose turn it is; a clock that runs already goes on."""
    record = approval.record
    promises = matrix_with(record.site.sla)[CLOCK]
    promise = promises.for_severity(record.severity)
    for seat in approval.open_seats:
        clock = due.start(
            unit, record, CLOCK, label=f"Approval: {seat.label}"[:120], reference=str(seat.id), person_id=seat.person_id,
            role=Role(seat.roles[0]) if seat.roles else None, promised=promises.frozen(), basis=f"{promise} after it was asked",
            due_at=promise.after(unit.now, calendar_of(record.site)),
        )  # fmt: skip
        if clock.person_id != seat.person_id:  # the seat was given to somebody
            clock.person_id, clock.person = seat.person_id, seat.person


def met(unit: Unit, approval: Approval, seat: Seat) -> None:
    due.end(unit, approval.record, CLOCK, reference=str(seat.id))


def drop(unit: Unit, approval: Approval) -> None:
    """The case has ended: nobody is waited for any more."""
    for seat in approval.seats:
        due.end(unit, approval.record, CLOCK, reference=str(seat.id), met=False)
