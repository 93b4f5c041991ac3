"""A later date as facts: on the card by which it is decided, and on the card of its record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.kernel.forms import Fact
from models.workflow.approvals import Approval, ApprovalState, approvals_of
from models.workflow.record import Record
from models.workflow.requesting import waits_for

#: So many of a record's requests are shown, the latest last.
MOST = 3
_OUTCOMES = {ApprovalState.APPROVED: "granted", ApprovalState.PENDING: "asked"}


def time_facts(approval: Approval) -> tuple[Fact, ...]:
    """What would move, from when to when, and why; nothing where the case is about no date."""
    time = approval.snapshot.get("time")
    if time is None:
        return ()
    first = _day(approval, time["original"])
    moved = f" (first {first}; {_times(time['extensions'])})" if time["extensions"] else ""
    return (
        Fact(f"{time['label']} due", f"{_day(approval, time['present'])}{moved}"),
        Fact("Until when?", _day(approval, time["until"])),
        Fact("Why?", time["reason"], quoted=True),
    )


def times_asked(session: Session, record: Record, now: datetime) -> tuple[tuple[Fact, ...], list[Approval]]:
    """The dates of a record that were asked for later, granted or not; and the cases that still wait."""
    cases = [case for case in approvals_of(session, record) if case.due_id is not None]
    said = "\n".join(_line(session, case, now) for case in cases[-MOST:])
    facts = (Fact("More time", said, quoted=True),) if said else ()
    return facts, [case for case in cases if case.is_pending]


def _line(session: Session, case: Approval, now: datetime) -> str:
    time: dict[str, Any] = case.snapshot["time"]
    outcome = _OUTCOMES.get(case.state, "not granted")
    if case.is_pending:
        outcome = f"{outcome}, waits for {waits_for(session, case, now)}"
    dates = f"until {_day(case, time['until'])} instead of {_day(case, time['present'])}"
    return f"{time['label']} {dates}, {outcome}: {time['reason']}"


def _day(approval: Approval, moment: str) -> str:
    return approval.record.site.day(datetime.fromisoformat(moment)).isoformat()


def _times(count: int) -> str:
    return "1 extension" if count == 1 else f"{count} extensions"
