"""Customer complaint (CMP): received, acknowledged, evaluated, investigated or not, answered, closed.

ISO 9001:2015 8.2.1 and 9.1.2; ISO 13485:2016 8.2.2; 21 CFR 820.35(a) names what has to be known.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import installation
from models.kernel.addresses import is_address
from models.kernel.forms import Unmet
from models.kernel.papers import PaperSection
from models.people.authority import FRONT_DESK, QUALITY
from models.people.organisation import Organisation
from models.people.person import Person, Role
from models.unit_of_work import Unit
from models.workflow import fields as f
from models.workflow import post
from models.workflow.action_items import ALL_VERIFIED
from models.workflow.approvals import Policy, SeatPlan, pending
from models.workflow.clocks import Clock
from models.workflow.common import CLOSED, ENDED, VOID, endings
from models.workflow.companions import caused_by
from models.workflow.lifecycle import Ask, Gate, Lifecycle, NeedsApproval, Situation, Transition
from models.workflow.record import Record, RecordType


class State(StrEnum):
    """Order is the usual way of a complaint."""

    RECEIVED = "received"
    REGISTERED = "registered"
    ACKNOWLEDGED = "acknowledged"
    EVALUATING = "evaluating"
    INVESTIGATING = "investigating"
    NOT_INVESTIGATED = "not_investigated"
    RESPONSE_DRAFTED = "response_drafted"
    RESPONSE_APPROVED = "response_approved"
    REPLIED = "replied"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class Channel(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    VISIT = "visit"
    PORTAL = "portal"
    SOCIAL = "social"


class Harm(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def _has_address(s: Situation) -> Unmet | None:
    if not is_address(_complaint(s).complainant_email or ""):
        because = "There is no single e-mail address to write to."
        return Unmet(because, "Correct “Complainant's e-mail” first.", "complainant_email")
    return None


def _mail_is_on(s: Situation) -> Unmet | None:
    if installation.sends_mail(s.session):
        return None
    because = "Andon sends no mail here (no mail server is set), so the customer would not get it."
    return Unmet(because, "Your administrator sets ANDON_SMTP_HOST and starts Andon again.")


def _answered_or_unreachable(s: Situation) -> Unmet | None:
    if _complaint(s).no_contact_reason:
        return None
    lift = "Send the reply, or record the attempts to reach the customer."
    if s.record.state != State.REPLIED:
        return Unmet("The customer has no reply yet.", lift, "no_contact_reason")
    failed = post.failure(post.latest(s.session, s.record, REPLY))
    return Unmet(f"The reply did not reach the customer: {failed}", lift, "no_contact_reason") if failed else None


def _not_sent(s: Situation) -> Unmet | None:
    """Again only when it did not arrive: a customer is not mailed the same twice."""
    if s.record.state == State.REPLIED and not post.failure(post.latest(s.session, s.record, REPLY)):
        return Unmet("The reply has been sent.", "Draft another one if there is more to say.")
    return None


def _nothing_pending(s: Situation) -> Unmet | None:
    if pending(s.session, s.record):
        return Unmet("Its reply waits for approval.", "Decide on it, or withdraw the request first.")
    return None


def _nonconformance_or_reason(s: Situation) -> Unmet | None:
    if _complaint(s).no_nonconformance_reason or any(_counts(r) for r in caused_by(s.session, s.record)):
        return None
    because = "No nonconformance was raised from it."
    return Unmet(because, "Raise an NCR, or say why none is needed.", "no_nonconformance_reason")


def _counts(raised: Record) -> bool:
    return raised.kind == "nonconformance" and raised.state != VOID


def _complaint(s: Situation) -> Complaint:
    assert isinstance(s.record, Complaint)
    return s.record


def _mail_acknowledgement(unit: Unit, record: Record) -> None:
    assert isinstance(record, Complaint)
    unit.letter(
        "acknowledgement",
        f"mail:{record.complainant_email}",
        {
            "number": record.number,
            "text": record.acknowledgement,
            "subject": (record.title or "").rstrip("."),
            "in_reply_to": record.message_id,
        },
        once=f"acknowledgement/{record.id}/{record.version}",
        subject=record.id,
    )


def _mail_reply(unit: Unit, record: Record) -> None:
    assert isinstance(record, Complaint)
    unit.letter(
        REPLY,
        f"mail:{record.complainant_email}",
        {
            "number": record.number,
            "text": record.response,
            "subject": (record.title or "").rstrip("."),
            "in_reply_to": record.message_id,
        },
        once=f"{REPLY}/{record.id}/{record.version}",
        subject=record.id,
    )


def _reply_policy(_session: Session, record: Record, drafter: Person | None) -> Policy:
    """Somebody of quality who did not draft it."""
    without = (drafter.id,) if drafter else ()
    seat = SeatPlan("Reply", (Role.QUALITY_MANAGER, Role.QUALITY_ENGINEER))
    return Policy(f"Reply to the customer for {record.printed}", (seat,), without=without)


REPLY = "reply"
NO_PENDING = Gate("no approval pending", _nothing_pending)
INVESTIGATED = (State.INVESTIGATING, State.NOT_INVESTIGATED)
OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.RECEIVED)

CAN_MAIL = (Gate("mail is on", _mail_is_on), Gate("somebody to write to", _has_address))

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
            gates=CAN_MAIL, then=_mail_acknowledgement,
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
            asks={"findings": Ask.REQUIRED, "response": Ask.REQUIRED}, style="primary", gates=(NO_PENDING,),
            submit="Ask for approval",
            introduction="Somebody else of quality approves the reply before it is mailed.",
            approval=NeedsApproval(_reply_policy, grants="approve_response", returns=""),
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
            gates=CAN_MAIL, then=_mail_reply,
            confirm="The approved reply is mailed to the customer now.",
        ),
        Transition(
            verb="send_again", done="sent the reply again",
            label="Send reply again", sources=(State.REPLIED,), target=State.REPLIED,
            event="ComplaintReplied", who=FRONT_DESK, aside=True,
            gates=(*CAN_MAIL, Gate("it did not arrive", _not_sent)), then=_mail_reply,
            confirm="The approved reply is mailed to the customer once more.",
        ),
        Transition(
            verb="close", done="closed it",
            label="Close", sources=(*INVESTIGATED, State.RESPONSE_DRAFTED, State.RESPONSE_APPROVED, State.REPLIED), target=CLOSED,
            event="ComplaintClosed", who=QUALITY,
            asks={"no_contact_reason": Ask.OPTIONAL, "no_nonconformance_reason": Ask.OPTIONAL},
            gates=(
                NO_PENDING,
                Gate("customer answered", _answered_or_unreachable, "ISO 13485:2016 8.2.2"),
                Gate("nonconformance raised or not needed", _nonconformance_or_reason, "ISO 9001:2015 10.2.1"),
                ALL_VERIFIED,
            ),
        ),
        *endings(OPEN_STATES),
    ),
)  # fmt: skip


#: 21 CFR 820.35(a): product, date, identification, complainant, details, correction, reply.
PAPER = (
    PaperSection(
        "Complaint",
        ("description", "part", "lot", "serial", "quantity", "order_number", "event_date", "harm"),
        clause="21 CFR 820.35(a)(1)–(3), (5)",
    ),
    PaperSection(
        "Complainant",
        ("complainant_name", "organisation", "complainant_email", "complainant_phone", "channel"),
        clause="21 CFR 820.35(a)(4)",
    ),
    PaperSection(
        "Evaluation and investigation",
        ("evaluation", "findings", "no_nonconformance_reason"),
        clause="ISO 13485:2016 8.2.2; 21 CFR 820.35(a)(6)",
        empty="Not evaluated yet.",
    ),
    PaperSection(
        "Replies to the complainant",
        ("acknowledgement", "response", "no_contact_reason"),
        clause="21 CFR 820.35(a)(7)",
        empty="None yet.",
    ),
    PaperSection(
        "Decisions",
        tables=("decisions", "approvals", "approval_questions"),
        clause="ISO 13485:2016 8.2.2",
        empty="Nobody has decided yet.",
    ),
)
UNANSWERED = tuple(s.value for s in State if s.value not in {*ENDED, State.RECEIVED, State.REPLIED})
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


class Complaint(Record):
    """A customer says that something is not as it should be, in whatever words."""

    __tablename__ = "complaint"
    __mapper_args__ = {
        "polymorphic_identity": "complaint",
        "polymorphic_load": "inline",
    }

    type = RecordType(
        prefix="CMP",
        noun="complaint",
        lifecycle=LIFECYCLE,
        opening=("description", "complainant_name", "complainant_email", "organisation", "part"),
        shown=(
            "complainant_name",
            "complainant_email",
            "organisation",
            "description",
            "part",
            "lot",
            "serial",
            "quantity",
            "order_number",
            "event_date",
            "severity",
            "harm",
            "evaluation",
            "findings",
            "response",
        ),
        closing=("complainant_name", "organisation", "part", "severity", "evaluation", "findings", "no_contact_reason"),
        title_from="description",
        paper=PAPER,
        clocks=CLOCKS,
    )

    id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), primary_key=True)
    channel: Mapped[Channel | None] = f.choice("How did it come in?", Channel)
    description: Mapped[str | None] = f.text("What does the customer say?", longest=3000, searchable=True)
    complainant_name: Mapped[str | None] = f.line("Complainant", longest=120, personal=True, searchable=True)
    complainant_email: Mapped[str | None] = f.line("Complainant's e-mail", longest=254, personal=True)
    complainant_phone: Mapped[str | None] = f.line("Complainant's phone", longest=60, personal=True)
    organisation: Mapped[str | None] = f.line("Customer", longest=200, searchable=True)
    organisation_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey(Organisation.id))
    part: Mapped[str | None] = f.line("Product or part", longest=120, searchable=True)
    lot: Mapped[str | None] = f.line("Lot", longest=80, searchable=True)
    serial: Mapped[str | None] = f.line("Serial number", longest=80, searchable=True)
    quantity: Mapped[str | None] = f.line("How many?", longest=80)
    order_number: Mapped[str | None] = f.line("Order, invoice or delivery", longest=120, searchable=True)
    event_date: Mapped[date | None] = f.day("When did it happen?")
    harm: Mapped[Harm | None] = f.choice("Was or could anybody be harmed?", Harm)
    evaluation: Mapped[str | None] = f.text("Evaluation", longest=2000)
    findings: Mapped[str | None] = f.text("What was found?", longest=3000)
    acknowledgement: Mapped[str | None] = f.text("Text of the mail", longest=3000)
    response: Mapped[str | None] = f.text("Reply to the customer", longest=3000)
    no_contact_reason: Mapped[str | None] = f.text("No contact possible: which attempts were made?", longest=1000)
    no_nonconformance_reason: Mapped[str | None] = f.text("Why is no NCR needed?", longest=1000)
    #: Message-ID of the original mail, for threading what we answer.
    message_id: Mapped[str | None] = mapped_column(sa.String(400))
