"""An action item runs to the day that it was given; once it is done, its verifier has to look."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from models.records.action_item.terms import UNDONE, State
from models.workflow.clocks import Clock

ACTION = "action"


def _day(item: Any) -> date | None:
    day: date | None = item.due_current
    return day


def _move(item: Any, day: date) -> None:
    item.due_current, item.extensions = day, item.extensions + 1


def _verifier(item: Any) -> UUID | None:
    person: UUID | None = item.verifier_id
    return person


CLOCKS = (
    Clock(
        ACTION, "Action", runs=UNDONE, met=(State.DONE.value, State.VERIFIED.value), until=_day, move=_move, block="block",
    ),
    Clock("verification", "Verification", (State.DONE,), (State.VERIFIED,), promise="closing", who=_verifier),
)  # fmt: skip
