"""An action item runs to the day that it was given."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.records.action_item.terms import UNDONE, State
from models.workflow.clocks import Clock


def _day(item: Any) -> date | None:
    day: date | None = item.due_current
    return day


CLOCKS = (
    Clock(
        "action", "Action", runs=UNDONE, met=(State.DONE.value, State.VERIFIED.value), until=_day,
        deeds={"more_time": "need_more_time", "blocked": "block"},
    ),
)  # fmt: skip
