"""Buttons that begin a record: an empty form, or one that another record has filled in already."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Occasion, Reference, Show
from handlers.slack.opening import show_form
from models.casework.actions import action_form, whole
from models.casework.escalation import capa_prefilled, nonconformance, prefilled, source
from models.people.authority import OWNER_OR_QUALITY
from models.records import CAPA, Complaint, Nonconformance
from models.workflow.verbs import authorise
from templates.modals import form_view

NCR_OPEN, COMPLAINT_OPEN, CAPA_OPEN, ACTION_OPEN = "ncr.open", "complaint.open", "capa.open", "action.open"


def new_ncr(_occasion: Occasion) -> Answer:
    return show_form(Nonconformance, NCR_OPEN, {})


def new_complaint(_occasion: Occasion) -> Answer:
    return show_form(Complaint, COMPLAINT_OPEN, {})


def raise_ncr(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    with occasion.house.database.reading() as session:
        complaint = source(session, reference.subject)
        introduction = f"From {complaint.printed}: {complaint.title or ''}\nIts files come along."
        return show_form(Nonconformance, NCR_OPEN, prefilled(complaint), introduction, caused_by=complaint.printed)


def raise_capa(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    with occasion.house.database.reading() as session:
        ncr = nonconformance(session, reference.subject)
        introduction = f"From {ncr.printed}: {ncr.title or ''}\nOthers can be linked to it afterwards."
        return show_form(CAPA, CAPA_OPEN, capa_prefilled(ncr), introduction, caused_by=ncr.printed)


def add_action(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    with occasion.house.database.reading() as session:
        record = whole(session, reference.subject)
        day = record.site.day(occasion.house.database.clock.now())
        authorise(day, occasion.person, OWNER_OR_QUALITY, record, "add an action to")
        return Show(form_view(action_form(record), ACTION_OPEN))
