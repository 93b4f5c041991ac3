"""What the customer is written, and who approves the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.people.person import Role
from models.records.complaint.terms import REPLY
from models.workflow.approvals import Policy, SeatPlan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.people.person import Person
    from models.records.complaint.record import Complaint
    from models.unit_of_work import Unit
    from models.workflow.record import Record


def mail_acknowledgement(unit: Unit, record: Record) -> None:
    _mail(unit, cast("Complaint", record), "acknowledgement", cast("Complaint", record).acknowledgement)


def mail_reply(unit: Unit, record: Record) -> None:
    _mail(unit, cast("Complaint", record), REPLY, cast("Complaint", record).response)


def _mail(unit: Unit, complaint: Complaint, letter: str, text: str | None) -> None:
    unit.letter(
        letter,
        f"mail:{complaint.complainant_email}",
        {
            "number": complaint.number,
            "text": text,
            "subject": (complaint.title or "").rstrip("."),
            "in_reply_to": complaint.message_id,
        },
        once=f"{letter}/{complaint.id}/{complaint.version}",
        subject=complaint.id,
    )


def reply_policy(_session: Session, record: Record, drafter: Person | None) -> Policy:
    """Somebody of quality who did not draft it."""
    without = (drafter.id,) if drafter else ()
    seat = SeatPlan("Reply", (Role.QUALITY_MANAGER, Role.QUALITY_ENGINEER))
    return Policy(f"Reply to the customer for {record.printed}", (seat,), without=without)
