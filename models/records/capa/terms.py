"""The words of a corrective action: its states, and what its choices may be."""

from __future__ import annotations

from enum import StrEnum

from models.workflow.common import CLOSED, DUPLICATE, VOID
from models.workflow.record import Severity


class State(StrEnum):
    """Order is the usual way; each phase is left with its content on record."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CONTAINMENT = "containment"
    ROOT_CAUSE = "root_cause"
    PLAN = "plan"
    PLAN_REVIEW = "plan_review"
    PLAN_APPROVED = "plan_approved"
    IMPLEMENTATION = "implementation"
    IMPLEMENTED = "implemented"
    EFFECTIVENESS_WATCH = "effectiveness_watch"
    EFFECTIVE = "effective"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class CapaType(StrEnum):
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    IMPROVEMENT = "improvement"


class CauseMethod(StrEnum):
    FIVE_WHY = "five_why"
    FISHBONE = "fishbone"
    FAULT_TREE = "fault_tree"
    IS_IS_NOT = "is_is_not"
    OTHER = "other"

    @property
    def label(self) -> str:
        special = {"five_why": "5-why", "is_is_not": "Is / is not"}
        return special.get(self.value, self.value.replace("_", " ").capitalize())


class CauseVerification(StrEnum):
    MEASUREMENT = "measurement"
    OBSERVATION = "observation"
    REPRODUCTION = "reproduction"

    @property
    def label(self) -> str:
        return "Reproduced: switched on and off" if self is CauseVerification.REPRODUCTION else self.value.capitalize()


class Aspect(StrEnum):
    WHAT = "what"
    WHERE = "where"
    WHEN = "when"
    EXTENT = "extent"


class Outcome(StrEnum):
    EFFECTIVE = "effective"
    NOT_EFFECTIVE = "not_effective"
    WAIVED = "waived"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


FINISHED = (State.CLOSED.value, State.REJECTED.value, State.CANCELLED.value)
ENDED = frozenset({*FINISHED, VOID, DUPLICATE, CLOSED})
OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.DRAFT)
#: Before the plan is asked for approval: team and problem may still change.
DEFINING = (State.PROPOSED.value, State.ACCEPTED.value, State.CONTAINMENT.value, State.ROOT_CAUSE.value, State.PLAN.value,
            State.REOPENED.value)  # fmt: skip
#: How many days an effectiveness window is long, by severity. Customary, from no standard; without a severity as major.
WINDOWS: dict[Severity, tuple[int, int]] = {
    Severity.CRITICAL: (30, 90),
    Severity.MAJOR: (60, 180),
    Severity.MINOR: (90, 365),
}
#: Once the window is over, the check is to be done within so many days.
TO_CHECK_IN = 14
#: From so many failed rounds on, top management hears of it (ISO 9001:2015 9.3.2).
ROUNDS_TO_MANAGEMENT = 2
