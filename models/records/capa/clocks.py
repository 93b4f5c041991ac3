"""What a corrective action promises from its acceptance on: D3 to D6, each by its day; then the check, within its window."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from models.records.capa.terms import State
from models.workflow.clocks import Clock

SEARCHING = (State.ACCEPTED, State.CONTAINMENT, State.ROOT_CAUSE, State.REOPENED)
PLANNING = (*SEARCHING, State.PLAN, State.PLAN_REVIEW)
DOING = (*PLANNING, State.PLAN_APPROVED, State.IMPLEMENTATION)
CONTAINING = (State.ACCEPTED, State.CONTAINMENT, State.REOPENED)


def _closes(capa: Any) -> date | None:
    day: date | None = capa.ec_closes
    return day


def _verifier(capa: Any) -> UUID | None:
    person: UUID | None = capa.verifier_id
    return person


CLOCKS = (
    Clock("containment", "Interim containment", runs=CONTAINING, met=(State.ROOT_CAUSE,)),
    Clock("root_cause", "Root cause", runs=SEARCHING, met=(State.PLAN,)),
    Clock("action_plan", "Action plan", runs=PLANNING, met=(State.PLAN_APPROVED,)),
    Clock("implemented", "Implementation", runs=DOING, met=(State.IMPLEMENTED,)),
    Clock(
        "effectiveness_check", "Effectiveness check", runs=(State.IMPLEMENTED, State.EFFECTIVENESS_WATCH),
        met=(State.EFFECTIVE, State.ROOT_CAUSE), until=_closes, who=_verifier,
    ),
)  # fmt: skip
