"""The arrows of a corrective action: eight disciplines, and the proof."""

from __future__ import annotations

from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY, QUALITY_MANAGER
from models.records.capa import gates
from models.records.capa.board import plan_board
from models.records.capa.checking import confirmed, failed, implemented
from models.records.capa.lines import TeamMember
from models.records.capa.terms import ENDED, FINISHED, OPEN_STATES, Outcome, State
from models.workflow.common import CLOSED, endings
from models.workflow.lifecycle import Ask, Lifecycle, NeedsApproval, Transition

D7 = ("documents", "fmea", "control_plan", "training", "read_across", "risk_register", "qms_change")
PLAN = (
    "actions_selected",
    "no_adverse_effect",
    "ec_metric",
    "ec_baseline",
    "ec_target",
    "ec_window_days",
    "ec_sample",
    "verifier_id",
)

LIFECYCLE = Lifecycle(
    states=State,
    start=State.DRAFT,
    closed=ENDED,
    transitions=(
        Transition(
            verb="propose", done="proposed it",
            label="Propose", sources=(State.DRAFT,), target=State.PROPOSED, event="CorrectiveActionProposed",
            who=EVERYBODY, registers=True, asks={"problem": Ask.REQUIRED, "capa_type": Ask.REQUIRED},
        ),
        Transition(
            verb="accept", done="accepted it", tells=("severity",),
            label="Accept", sources=(State.PROPOSED,), target=State.ACCEPTED, event="CorrectiveActionAccepted",
            who=QUALITY, style="primary", asks={"severity": Ask.REQUIRED, "champion_id": Ask.OPTIONAL},
            gates=gates.ACCEPTED,
        ),
        Transition(
            verb="reject", done="rejected it",
            label="Reject", sources=(State.PROPOSED,), target=State.REJECTED, event="CorrectiveActionRejected",
            who=QUALITY, reason=True,
        ),
        Transition(
            verb="describe", done="described the problem", tells=("problem", "extent"),
            label="Team and problem", sources=(State.ACCEPTED, State.REOPENED), target=State.CONTAINMENT,
            event="ProblemDescribed", who=OWNER_OR_QUALITY, style="primary", submit="Save",
            asks={
                "problem": Ask.REQUIRED, "where_found": Ask.REQUIRED, "when_found": Ask.REQUIRED, "who_found": Ask.OPTIONAL,
                "how_many": Ask.REQUIRED, "extent": Ask.REQUIRED, "risk_before": Ask.REQUIRED,
            },
            first_line=TeamMember, gates=gates.DESCRIBED,
            introduction="D1 and D2. More of the team, and what the problem is not, can be added from the menu.",
        ),
        Transition(
            verb="contain", done="contained it for the time being", tells=("containment", "containment_removal"),
            label="Interim containment", sources=(State.CONTAINMENT,), target=State.ROOT_CAUSE,
            event="InterimContained", who=OWNER_OR_QUALITY, style="primary", submit="Save",
            asks={"containment": Ask.REQUIRED, "containment_removal": Ask.OPTIONAL}, gates=gates.CONTAINED,
        ),
        Transition(
            verb="find_cause", done="found the cause", tells=("cause_occurrence", "cause_escape", "cause_system"),
            label="Root cause", sources=(State.ROOT_CAUSE,), target=State.PLAN, event="RootCauseFound",
            who=OWNER_OR_QUALITY, style="primary", submit="Save",
            asks={
                "cause_method": Ask.REQUIRED, "cause_occurrence": Ask.REQUIRED, "cause_escape": Ask.REQUIRED,
                "cause_system": Ask.OPTIONAL, "cause_verified_by": Ask.REQUIRED, "cause_evidence": Ask.REQUIRED,
            },
            gates=gates.CAUSE_FOUND,
            introduction="D4. Why did it happen, why was it not noticed, and what in our system allowed both?",
        ),
        Transition(
            verb="rethink", done="looks for the cause again",
            label="Back to the root cause", sources=(State.PLAN,), target=State.ROOT_CAUSE, event="CauseReconsidered",
            who=OWNER_OR_QUALITY, reason=True, aside=True,
        ),
        Transition(
            verb="submit_plan", done="asked for approval of the plan", tells=("actions_selected", "ec_target"),
            label="Ask for approval", sources=(State.PLAN,), target=State.PLAN_REVIEW, event="PlanSubmitted",
            who=OWNER_OR_QUALITY, style="primary", asks=dict.fromkeys(PLAN, Ask.REQUIRED), gates=gates.PLANNED,
            introduction="D5, and how it will be shown that it worked: decided before anything is implemented.",
            approval=NeedsApproval(plan_board, grants="approve_plan", returns="return_plan"),
        ),
        Transition(
            verb="approve_plan", done="completed the approval of the plan", by_itself=True,
            label="Plan approved", sources=(State.PLAN_REVIEW,), target=State.PLAN_APPROVED, event="PlanApproved",
            who=QUALITY, gates=gates.PLANNED,
        ),
        Transition(
            verb="return_plan", done="gave the plan back", by_itself=True,
            label="Back from review", sources=(State.PLAN_REVIEW,), target=State.PLAN, event="PlanReturned",
            who=QUALITY,
        ),
        Transition(
            verb="implement", done="began to implement it",
            label="Start implementation", sources=(State.PLAN_APPROVED,), target=State.IMPLEMENTATION,
            event="ImplementationStarted", who=OWNER_OR_QUALITY, style="primary",
        ),
        Transition(
            verb="complete", done="implemented it", tells=("validation",),
            label="Implemented", sources=(State.IMPLEMENTATION,), target=State.IMPLEMENTED,
            event="CorrectiveActionImplemented", who=OWNER_OR_QUALITY, style="primary",
            asks={"validation": Ask.REQUIRED, **dict.fromkeys(D7, Ask.REQUIRED)}, gates=gates.IMPLEMENTED,
            then=implemented, introduction="D6 and D7. Each: a number or link, or the reason why it is not touched.",
        ),
        Transition(
            verb="watch", done="saw that it is implemented; its effectiveness is watched",
            label="Start the watch", sources=(State.IMPLEMENTED,), target=State.EFFECTIVENESS_WATCH,
            event="WatchStarted", who=QUALITY, style="primary", gates=gates.WATCHED,
        ),
        Transition(
            verb="confirm_effective", done="found it effective", tells=("ec_result",),
            label="Effective", sources=(State.EFFECTIVENESS_WATCH,), target=State.EFFECTIVE,
            event="EffectivenessConfirmed", who=EVERYBODY, style="primary",
            asks={"ec_result": Ask.REQUIRED, "ec_adverse": Ask.REQUIRED, "ec_recurrence": Ask.OPTIONAL},
            gates=gates.EFFECTIVE, then=confirmed(Outcome.EFFECTIVE),
            introduction="What was reported again since implementation is looked up and kept with the check.",
        ),
        Transition(
            verb="not_effective", done="found it not effective",
            label="Not effective", sources=(State.EFFECTIVENESS_WATCH,), target=State.ROOT_CAUSE,
            event="EffectivenessRefuted", who=EVERYBODY, asks={"ec_result": Ask.REQUIRED, "ec_adverse": Ask.REQUIRED},
            reason=True, gates=(gates.JUDGED[1],), then=failed,
        ),
        Transition(
            verb="waive", done="waived the effectiveness check", tells=("ec_waived_because",),
            label="Waive the check", sources=(State.IMPLEMENTED, State.EFFECTIVENESS_WATCH), target=State.EFFECTIVE,
            event="EffectivenessWaived", who=QUALITY_MANAGER, asks={"ec_waived_because": Ask.REQUIRED}, aside=True,
            gates=gates.WAIVED, then=confirmed(Outcome.WAIVED),
        ),
        Transition(
            verb="close", done="closed it", tells=("lessons", "thanks"),
            label="Close", sources=(State.EFFECTIVE,), target=CLOSED, event="CorrectiveActionClosed", who=QUALITY,
            style="primary", asks={"lessons": Ask.REQUIRED, "thanks": Ask.REQUIRED}, gates=gates.CLOSED,
            introduction="D8. What others can learn from it, and thanks to the team.",
        ),
        Transition(
            verb="cancel", done="cancelled it",
            label="Cancel", sources=OPEN_STATES, target=State.CANCELLED, event="CorrectiveActionCancelled",
            who=QUALITY_MANAGER, reason=True, aside=True, style="danger",
        ),
        *endings(OPEN_STATES, FINISHED),
    ),
)  # fmt: skip
