"""Buttons on the card of an approval, wherever it stands: in a direct message, on App Home, in an answer."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Occasion, Reference, Say, Show
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import deciding
from models.workflow.approval_faces import DECIDE, approval_card, decision_form
from models.workflow.approvals import ApprovalState, DecisionVerdict
from models.workflow.lifecycle import state_label
from models.workflow.requesting import waits_for
from templates.cards import card_message
from templates.modals import form_view


def decide(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    if reference.verb == "show":
        return _show(occasion, reference)
    if reference.verb == "approve":
        with occasion.acting() as (unit, person):
            return Say(_approved(unit, reference.subject, person))
    with occasion.house.database.reading() as session:
        approval = deciding.load_case(session, reference.subject)
        return Show(form_view(decision_form(approval, reference.verb), DECIDE))


def _show(occasion: Occasion, reference: Reference) -> Answer:
    with occasion.house.database.reading() as session:
        approval = deciding.load_case(session, reference.subject)
        text, blocks = card_message(approval_card(session, approval, occasion.house.database.clock.now()))
        return Say(text, tuple(blocks))


def _approved(unit: Unit, approval_id: str, person: Person) -> str:
    approval = deciding.decide(unit, approval_id, DecisionVerdict.APPROVED, person)
    if approval.state is ApprovalState.APPROVED:
        return f"Approved. {approval.record.printed} is {state_label(approval.record.state)} now."
    return f"Approved. It waits for {waits_for(unit.session, approval, unit.now)}."
