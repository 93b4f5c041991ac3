"""Buttons on a record's card: a transition, something beside the lifecycle, or a choice from the menu."""

from __future__ import annotations

from dataclasses import replace

from handlers.slack.actions.approval import decide
from handlers.slack.actions.begin import add_action, raise_capa, raise_ncr
from handlers.slack.occasion import Answer, Done, Occasion, Reference, Say, Show
from handlers.slack.printing import print_record
from handlers.slack.showing import why_blocks
from handlers.slack.similar import from_card
from models.casework.beside import ADD_ACTION, RAISE, RAISE_CAPA, form_of
from models.casework.faces import record_card
from models.casework.similarity import SIMILAR
from models.kernel.errors import Stale
from models.kernel.forms import Form
from models.people.person import Person
from models.workflow import verbs
from models.workflow.approval_faces import DECIDE
from models.workflow.deeds import Deed
from models.workflow.faces import ACT, VERB, SideVerb, deed_form, side_form, side_verb
from models.workflow.lifecycle import Situation
from models.workflow.record import Record
from templates.cards import card_message
from templates.drafts import draft
from templates.modals import form_view


def act(occasion: Occasion) -> Answer:
    """A transition: its form where it asks for something, else the thing itself."""
    reference = Reference.read(occasion.value)
    with occasion.house.database.reading() as session:
        record = verbs.load(session, reference.subject, reference.version)
        transition = verbs.transition_of(record, reference.verb)
        day = record.site.day(occasion.house.database.clock.now())
        verbs.authorise(day, occasion.person, transition.who, record, transition.label.lower())
        now = occasion.house.database.clock.now()
        verbs.refuse_before_asking(transition, Situation(record, session, now, occasion.person))
        if transition.needs_form:
            return Show(form_view(_with_drafts(form_of(session, record, transition), record, occasion.person), ACT))
    with occasion.acting() as (unit, person):
        record = verbs.act(unit, reference.subject, reference.verb, {}, person, reference.version)
        return Say(f"{record.printed}: you {transition.done}.")


def _with_drafts(form: Form, record: Record, person: Person) -> Form:
    """What a copywriter has prepared stands in the fields that are still empty."""
    facts = {"number": record.printed, "who": person.name, "name": getattr(record, "complainant_name", None)}
    inputs = tuple(i if i.value else replace(i, value=draft(i.field.name, facts)) for i in form.inputs)
    return replace(form, inputs=inputs)


def verb(occasion: Occasion) -> Answer:
    reference = Reference.read(occasion.value)
    side = side_verb(reference.verb)
    if side is None:
        return _deed(occasion, reference)
    if side.verb == "take":
        return _take(occasion, reference)
    if side.verb == "print":
        return print_record(occasion, reference.subject)
    with occasion.house.database.reading() as session:
        # What is only added to a record does not mind that it moved on; what changes it does.
        record = verbs.load(
            session, reference.subject, None if side.always or side.verb == "why" else reference.version
        )
        if side.verb == "why":
            return Say(f"Why {record.printed}", tuple(why_blocks(session, record, occasion.house.database.clock.now())))
        day = record.site.day(occasion.house.database.clock.now())
        verbs.authorise(day, occasion.person, side.who, record, side.verb)
        return Show(form_view(side_form(record, side), _callback(side)))


def _callback(side: SideVerb | Deed) -> str:
    return f"{VERB}:{side.verb}"


def _deed(occasion: Occasion, reference: Reference) -> Answer:
    """Something of the record's own type: its form where it asks for something, else the thing itself."""
    now = occasion.house.database.clock.now()
    with occasion.house.database.reading() as session:
        record = verbs.load(session, reference.subject)
        deed = verbs.deed_of(record, reference.verb)
        if reference.version != deed.shown_by(record):
            raise Stale(number=record.printed)
        verbs.authorise(record.site.day(now), occasion.person, deed.who, record, deed.label.rstrip("…").lower())
        verbs.refuse_barred(deed, Situation(record, session, now, occasion.person))
        if deed.inputs(session, record):
            return Show(form_view(deed_form(session, record, deed), _callback(deed)))
    with occasion.acting() as (unit, person):
        record = verbs.perform(unit, reference.subject, reference.verb, {}, person, reference.version)
        return Say(f"{record.printed}: done.")


def _take(occasion: Occasion, reference: Reference) -> Answer:
    with occasion.acting() as (unit, person):
        record = verbs.assign(unit, reference.subject, person, person, reference.version)
        return Say(f"{record.printed} is yours.")


def show(occasion: Occasion) -> Answer:
    """A choice on App Home: the record's card, with its buttons."""
    now = occasion.house.database.clock.now()
    with occasion.house.database.reading() as session:
        record = verbs.load(session, occasion.value)
        text, blocks = card_message(record_card(session, record, now))
    return Say(text, tuple(blocks))


def more(occasion: Occasion) -> Answer:
    """A choice from the menu is the button that would have stood there: gesture:qualifier|verb|number|version."""
    gesture, _, value = occasion.value.partition("|")
    if not value:
        return Done()
    chosen = replace(occasion, value=value)
    return _CHOICES[gesture.partition(":")[0]](chosen)


_CHOICES = {
    ACT: act, VERB: verb, RAISE: raise_ncr, RAISE_CAPA: raise_capa, ADD_ACTION: add_action, DECIDE: decide,
    SIMILAR: from_card,
}  # fmt: skip
