"""The facts of a reminder, and the buttons under it; the same in a direct message and in the digest."""

from __future__ import annotations

from typing import Any

from models.casework.nudging import Nudge
from models.reports.running import Running
from models.workflow.ladder import Rung
from models.workflow.lifecycle import state_label

DONE, BLOCKED, MORE_TIME, REASSIGN = "due.done", "due.blocked", "due.more_time", "due.reassign"
_LABELS = ((DONE, "Done"), (BLOCKED, "Blocked…"), (MORE_TIME, "Need more time…"), (REASSIGN, "Reassign…"))


def buttons(due: Running) -> list[dict[str, str]]:
    """What is asked of one person by name is not reassigned with its record; a seat has no use of more time."""
    barred = {REASSIGN: due.person_id is not None, MORE_TIME: bool(due.reference)}
    offered = [pair for pair in _LABELS if not barred.get(pair[0])]
    return [
        {"gesture": gesture, "label": label, "value": f"{gesture.partition('.')[2]}|{due.id}|0", "style": ""}
        for gesture, label in offered
    ]


def facts_of(nudge: Nudge, owner: str) -> dict[str, Any]:
    """What is frozen into the letter; of one that is not said only which lower steps are not said with it."""
    if nudge.silence:
        return {"also": list(nudge.also)}
    due = nudge.due
    overdue = nudge.step.days > 0 or nudge.step.percent == 100
    return {
        "number": due.number, "title": due.title, "state": state_label(due.state), "label": due.label,
        "due": due.due_at.isoformat(), "original": due.original.isoformat(), "extensions": due.extensions,
        "basis": due.basis, "step": nudge.step.name, "late": overdue, "percent": nudge.step.percent or 0,
        "why": nudge.why, "owner": owner, "blocked": due.blocked_because, "also": list(nudge.also),
        "actions": buttons(due) if nudge.rung is Rung.OWNER and nudge.person else [],
    }  # fmt: skip
