"""What stands before the arrows of a complaint, each with the clause that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models import installation
from models.kernel.addresses import is_address
from models.kernel.forms import Unmet
from models.records.complaint.terms import REPLY, State
from models.workflow import post
from models.workflow.action_items import ALL_VERIFIED
from models.workflow.approvals import pending
from models.workflow.common import VOID
from models.workflow.companions import caused_by
from models.workflow.lifecycle import Gate, Situation
from models.workflow.record import Record

if TYPE_CHECKING:
    from models.records.complaint.record import Complaint


def _complaint(s: Situation) -> Complaint:
    return cast("Complaint", s.record)


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


NO_PENDING = Gate("no approval pending", _nothing_pending)
CAN_MAIL = (Gate("mail is on", _mail_is_on), Gate("somebody to write to", _has_address))
CAN_MAIL_AGAIN = (*CAN_MAIL, Gate("it did not arrive", _not_sent))
CLOSED = (
    NO_PENDING,
    Gate("customer answered", _answered_or_unreachable, "ISO 13485:2016 8.2.2"),
    Gate("nonconformance raised or not needed", _nonconformance_or_reason, "ISO 9001:2015 10.2.1"),
    ALL_VERIFIED,
)
