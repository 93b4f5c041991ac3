"""What the customer may expect until when, counted from the original mail."""

from __future__ import annotations

from models.people.person import Role
from models.records.complaint.terms import UNANSWERED, State
from models.workflow.clocks import Clock

CLOCKS = (
    Clock(
        "acknowledge", "Acknowledgement", runs=(State.REGISTERED, State.REOPENED), met=(State.ACKNOWLEDGED,),
        role=Role.CUSTOMER_SERVICE, from_receipt=True,
    ),
    Clock(
        "safety_screen", "Evaluation", runs=(State.REGISTERED, State.ACKNOWLEDGED, State.REOPENED),
        met=(State.EVALUATING,), from_receipt=True,
    ),
    Clock("final_reply", "Final reply", runs=UNANSWERED, met=(State.REPLIED,), from_receipt=True),
)  # fmt: skip
