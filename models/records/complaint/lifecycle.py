"""The arrows of a complaint."""

from __future__ import annotations

from models.people.authority import FRONT_DESK, QUALITY
from models.records.complaint import gates
from models.records.complaint.answering import mail_acknowledgement, mail_reply, reply_policy
from models.records.complaint.terms import INVESTIGATED, OPEN_STATES, State
from models.workflow.common import CLOSED, ENDED, endings
from models.workflow.lifecycle import Ask, Lifecycle, NeedsApproval, Transition

LIFECYCLE = Lifecycle(
    states=State,
    start=State.RECEIVED,
    closed=ENDED,
    transitions=(
        Transition(
            verb="register", done="registered it",
            label="Register", sources=(State.RECEIVED,), target=State.REGISTERED, event="ComplaintRegistered",
            who=FRONT_DESK, registers=True, asks={"description": Ask.REQUIRED},
        ),
        Transition(
            verb="acknowledge", done="acknowledged it to the customer", tells=("acknowledgement",),
            label="Acknowledge", sources=(State.REGISTERED, State.REOPENED), target=State.ACKNOWLEDGED,
            event="ComplaintAcknowledged", who=FRONT_DESK, style="primary", asks={"acknowledgement": Ask.REQUIRED},
            gates=gates.CAN_MAIL, then=mail_acknowledgement,
            submit="Send mail",
            introduction="What you write here is mailed to the customer as soon as you send it.",
        ),
        Transition(
            verb="evaluate", done="evaluated it", tells=("severity", "evaluation"),
            label="Evaluate", sources=(State.REGISTERED, State.ACKNOWLEDGED, State.REOPENED),
            target=State.EVALUATING, event="ComplaintEvaluated", who=QUALITY, style="primary",
            asks={"severity": Ask.REQUIRED, "harm": Ask.REQUIRED, "evaluation": Ask.REQUIRED},
        ),
        Transition(
            verb="investigate", done="started an investigation",
            label="Investigate", sources=(State.EVALUATING,), target=State.INVESTIGATING,
            event="InvestigationStarted", who=QUALITY, style="primary",
        ),
        Transition(
            verb="decline_investigation", done="decided not to investigate",
            label="Do not investigate", sources=(State.EVALUATING,),
            target=State.NOT_INVESTIGATED, event="InvestigationDeclined", who=QUALITY, reason=True,
        ),
        Transition(
            verb="draft_response", done="drafted a reply", tells=("response",),
            label="Draft reply", sources=(*INVESTIGATED, State.RESPONSE_DRAFTED, State.RESPONSE_APPROVED),
            target=State.RESPONSE_DRAFTED, event="ResponseDrafted", who=FRONT_DESK,
            asks={"findings": Ask.REQUIRED, "response": Ask.REQUIRED}, style="primary", gates=(gates.NO_PENDING,),
            submit="Ask for approval",
            introduction="Somebody else of quality approves the reply before it is mailed.",
            approval=NeedsApproval(reply_policy, grants="approve_response", returns=""),
        ),
        Transition(
            verb="approve_response", done="completed the approval of the reply", by_itself=True,
            label="Approve reply", sources=(State.RESPONSE_DRAFTED,), target=State.RESPONSE_APPROVED,
            event="ResponseApproved", who=QUALITY,
        ),
        Transition(
            verb="send_reply", done="sent the reply to the customer",
            label="Send reply", sources=(State.RESPONSE_APPROVED,), target=State.REPLIED,
            event="ComplaintReplied", who=FRONT_DESK, style="primary",
            gates=gates.CAN_MAIL, then=mail_reply,
            confirm="The approved reply is mailed to the customer now.",
        ),
        Transition(
            verb="send_again", done="sent the reply again",
            label="Send reply again", sources=(State.REPLIED,), target=State.REPLIED,
            event="ComplaintReplied", who=FRONT_DESK, aside=True,
            gates=gates.CAN_MAIL_AGAIN, then=mail_reply,
            confirm="The approved reply is mailed to the customer once more.",
        ),
        Transition(
            verb="close", done="closed it",
            label="Close", sources=(*INVESTIGATED, State.RESPONSE_DRAFTED, State.RESPONSE_APPROVED, State.REPLIED), target=CLOSED,
            event="ComplaintClosed", who=QUALITY,
            asks={"no_contact_reason": Ask.OPTIONAL, "no_nonconformance_reason": Ask.OPTIONAL},
            gates=gates.CLOSED,
        ),
        *endings(OPEN_STATES),
    ),
)  # fmt: skip
