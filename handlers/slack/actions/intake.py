"""Buttons on the card of a mail that waits for a decision."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Occasion, Reference, Say, Show
from models.casework import triage
from models.casework.faces import correction_form
from models.intake import ItemDecided, Verdict, item_by_id
from templates.modals import form_view

CORRECT = "intake.correct"
_DISMISSALS = {"not_a_complaint": Verdict.NOT_A_COMPLAINT, "spam": Verdict.SPAM}


def decide(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    if reference.verb == "correct":
        return _correct(occasion, reference)
    with occasion.acting() as (unit, person):
        item = item_by_id(unit.session, reference.subject)
        if reference.verb == "register":
            complaint = triage.register(unit, item, person.site, person, reference.version)
            return Say(f"Registered as {complaint.printed}.")
        if reference.verb == "reconsider":
            triage.reconsider(unit, item, person, reference.version)
            return Say("It waits for a decision again.")
        triage.dismiss(unit, item, _DISMISSALS[reference.verb], person, reference.version)
        return Say(f"Filed as {item.verdict.label}. The mail is kept.")


def _correct(occasion: Occasion, reference: Reference) -> Answer:
    with occasion.house.database.reading() as session:
        item = item_by_id(session, reference.subject)
        if item.verdict is not Verdict.TRIAGE:
            raise ItemDecided(who=item.decided_by or "A rule", verdict=item.verdict.label)
        return Show(form_view(correction_form(item), CORRECT))
