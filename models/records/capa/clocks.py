"""What a corrective action promises from its acceptance on: the disciplines D4, D5 and D6, each by its day."""

from __future__ import annotations

from models.records.capa.terms import State
from models.workflow.clocks import Clock

SEARCHING = (State.ACCEPTED, State.CONTAINMENT, State.ROOT_CAUSE, State.REOPENED)
PLANNING = (*SEARCHING, State.PLAN, State.PLAN_REVIEW)
DOING = (*PLANNING, State.PLAN_APPROVED, State.IMPLEMENTATION)
CLOCKS = (
    Clock("root_cause", "Root cause", runs=SEARCHING, met=(State.PLAN,)),
    Clock("action_plan", "Action plan", runs=PLANNING, met=(State.PLAN_APPROVED,)),
    Clock("implemented", "Implementation", runs=DOING, met=(State.IMPLEMENTED,)),
)
