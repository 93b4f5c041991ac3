"""The arrows of a nonconformance."""

from __future__ import annotations

from dataclasses import replace

from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY
from models.records.nonconformance import gates
from models.records.nonconformance.board import review_board
from models.records.nonconformance.lines import DispositionLine
from models.records.nonconformance.terms import OPEN_STATES, State
from models.workflow.common import CLOSED, ENDED, endings
from models.workflow.lifecycle import Ask, Lifecycle, NeedsApproval, Transition
from models.workflow.recurrence import recount

LIFECYCLE = Lifecycle(
    states=State,
    start=State.DRAFT,
    closed=ENDED,
    transitions=(
        Transition(
            verb="report", done="reported it",
            label="Report", sources=(State.DRAFT,), target=State.OPEN, event="NonconformanceReported",
            who=EVERYBODY, registers=True, then=recount,
            asks={"description": Ask.REQUIRED, "part": Ask.REQUIRED, "detected_where": Ask.REQUIRED, "quantity": Ask.REQUIRED},
        ),
        Transition(
            verb="contain", done="contained it", tells=("containment",),
            label="Contain", sources=(State.OPEN, State.REOPENED), target=State.CONTAINED,
            event="NonconformanceContained", who=OWNER_OR_QUALITY, style="primary",
            asks={
                "containment": Ask.REQUIRED, "shipped": Ask.REQUIRED, "customer_notification": Ask.OPTIONAL,
                "in_stock": Ask.OPTIONAL, "in_process": Ask.OPTIONAL, "in_transit": Ask.OPTIONAL, "at_customer": Ask.OPTIONAL,
            },
            gates=gates.CONTAINED,
        ),
        Transition(
            verb="disposition", done="decided the disposition", tells=("severity",),
            label="Disposition", sources=(State.OPEN, State.CONTAINED, State.REOPENED),
            target=State.DISPOSITIONED, event="DispositionDecided", who=QUALITY, style="primary",
            asks={"severity": Ask.REQUIRED, "quantity_affected": Ask.REQUIRED},
            first_line=DispositionLine, gates=gates.DECIDED_ALONE,
        ),
        Transition(
            verb="request_review", done="asked the review board", tells=("severity", "requirement"),
            label="Review board", sources=(State.CONTAINED,),
            target=State.DISPOSITION_REVIEW, event="ReviewRequested", who=QUALITY,
            asks={
                "severity": Ask.REQUIRED, "requirement": Ask.REQUIRED, "quantity_affected": Ask.REQUIRED,
                "customer_part": Ask.REQUIRED,
            },
            first_line=DispositionLine, gates=gates.DECIDED,
            introduction="The proposed dispositions go to the seats of the board; each decides with its own name.",
            approval=NeedsApproval(review_board, grants="dispose_by_board", returns="return_from_review"),
        ),
        Transition(
            verb="dispose_by_board", done="completed the approval; the disposition is decided", by_itself=True,
            label="Board's disposition", sources=(State.DISPOSITION_REVIEW,), target=State.DISPOSITIONED,
            event="DispositionDecided", who=QUALITY, gates=gates.DECIDED,
        ),
        Transition(
            verb="return_from_review", done="gave it back from the review", by_itself=True,
            label="Back from review", sources=(State.DISPOSITION_REVIEW,), target=State.CONTAINED,
            event="ReviewReturned", who=QUALITY,
        ),
        Transition(
            verb="reconsider", done="opened the disposition again",
            label="Decide anew", sources=(State.DISPOSITIONED, State.EXECUTED), target=State.CONTAINED,
            event="DispositionReconsidered", who=QUALITY, reason=True, aside=True,
        ),
        Transition(
            verb="execute", done="carried out the last of it", by_itself=True,
            label="Everything carried out", sources=(State.DISPOSITIONED,), target=State.EXECUTED,
            event="DispositionExecuted", who=OWNER_OR_QUALITY, gates=gates.EXECUTED,
        ),
        Transition(
            verb="close", done="closed it", tells=("capa_needed", "capa_reason"),
            label="Close", sources=(State.EXECUTED,), target=CLOSED, event="NonconformanceClosed", who=QUALITY,
            style="primary",
            asks={"capa_needed": Ask.REQUIRED, "capa_reason": Ask.REQUIRED, "no_costs_reason": Ask.OPTIONAL},
            gates=gates.CLOSED,
        ),
        *(replace(ending, then=recount) for ending in endings(OPEN_STATES)),
    ),
)  # fmt: skip
