"""Records that look like one: shown, linked, or told apart."""

from __future__ import annotations

from datetime import datetime

from handlers.slack.inputs import context_of, values_of
from handlers.slack.occasion import Answer, Done, Occasion, Reference, Say, Show
from models.casework.similarity import SIMILAR, settle, similar_form
from models.people.authority import QUALITY, may
from models.reports.similar import similar
from models.workflow.verbs import load
from templates.answers.similar import similar_list
from templates.modals import form_view


def from_card(occasion: Occasion) -> Answer:
    """What the card announced: those that were registered before it."""
    number = Reference.read(occasion.value).subject
    with occasion.house.database.reading() as session:
        registered = load(session, number).created_at
    return show_similar(occasion, number, before=registered)


def show_similar(occasion: Occasion, number: str, before: datetime | None = None) -> Answer:
    """The form for whoever may decide, the list for everybody else."""
    database = occasion.house.database
    with database.reading() as session:
        record = load(session, number)
        likely = similar(session, record, before=before)
        if not likely:
            return Say(f"Nothing that is still to be decided looks like {record.printed}.")
        if may(occasion.person, QUALITY, record, record.site.day(database.clock.now())).allowed:
            return Show(form_view(similar_form(record, likely), SIMILAR))
        hint = "A quality engineer links them, or says why they are not the same."
        return Say(f"Similar to {record.printed}", tuple(similar_list(record.printed, likely, hint)))


def settled(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        settle(unit, context["number"], context["others"], values_of(view), person, int(context["version"]))
    return Done()
