"""An action item on paper."""

from __future__ import annotations

from models.kernel.papers import PaperSection

PAPER = (
    PaperSection(
        "Action",
        ("task", "purpose", "strength", "due_original", "verifier_id", "evidence_kind", "effort", "declined_because"),
    ),
    PaperSection("Evidence", ("evidence", "verification"), clause="ISO 9001:2015 10.2.2", empty="Not done yet."),
    PaperSection("Cancelling", ("cancel_reason", "substitute"), empty="It was not cancelled."),
    PaperSection(
        "Who decided",
        tables=("decisions", "approvals", "approval_questions", "separation_waiver"),
        empty="Nobody has decided yet.",
    ),
)
