"""What has to be done to a nonconformance until when."""

from __future__ import annotations

from models.records.nonconformance.terms import State
from models.workflow.clocks import Clock

CLOCKS = (
    Clock("containment", "Containment", runs=(State.OPEN, State.REOPENED), met=(State.CONTAINED, State.DISPOSITIONED)),
    Clock("disposition", "Disposition", runs=(State.CONTAINED, State.DISPOSITION_REVIEW), met=(State.DISPOSITIONED,)),
    Clock("execution", "Execution", runs=(State.DISPOSITIONED,), met=(State.EXECUTED,)),
    Clock("closing", "Closing", runs=(State.EXECUTED,), met=(State.CLOSED,)),
)
