"""Buttons that begin a record: an empty form, or one that a complaint has filled in already."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Occasion, Reference
from handlers.slack.opening import show_form
from models.casework.escalation import prefilled, source
from models.records import Complaint, Nonconformance

NCR_OPEN, COMPLAINT_OPEN = "ncr.open", "complaint.open"


def new_ncr(_occasion: Occasion) -> Answer:
    return show_form(Nonconformance, NCR_OPEN, {})


def new_complaint(_occasion: Occasion) -> Answer:
    return show_form(Complaint, COMPLAINT_OPEN, {})


def raise_ncr(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    with occasion.house.database.reading() as session:
        complaint = source(session, reference.subject)
        introduction = f"From {complaint.printed}: {complaint.title or ''}. Its files come along."
        return show_form(Nonconformance, NCR_OPEN, prefilled(complaint), introduction, caused_by=complaint.printed)
