"""What a person answered to a form. Errors stand on their fields, and what was typed stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.slack.inputs import context_of, files_of, person_chosen, resolved, values_of
from handlers.slack.occasion import Answer, Done, Occasion
from handlers.slack.opening import fetch_later
from models.casework import triage
from models.casework.actions import add_action
from models.casework.escalation import raise_capa, raise_nonconformance
from models.intake import item_by_id
from models.people.person import Person
from models.records import Complaint
from models.records.complaint import Channel
from models.unit_of_work import Unit
from models.workflow import verbs
from models.workflow.companions import LinkType
from models.workflow.faces import HOW
from models.workflow.fields import read


def open_ncr(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    values, context = values_of(view), context_of(view)
    with occasion.acting() as (unit, person):
        ncr = raise_nonconformance(unit, values, person, context.get("caused_by"))
        fetch_later(unit, ncr, (*files_of(values.get("files")), *files_of(context.get("files"))), person)
    return Done()


def open_complaint(occasion: Occasion) -> Answer:
    values = values_of(occasion.body["view"])
    with occasion.acting() as (unit, person):
        complaint = verbs.open_record(unit, Complaint, person.site, values, person)
        complaint.channel = Channel.PHONE
        fetch_later(unit, complaint, files_of(values.get("files")), person)
    return Done()


def open_capa(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    values, context = values_of(view), context_of(view)
    with occasion.acting() as (unit, person):
        capa = raise_capa(unit, values, person, context.get("caused_by"))
        fetch_later(unit, capa, files_of(values.get("files")), person)
    return Done()


def open_action(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        values = resolved(unit.session, occasion.team, view)
        item = add_action(unit, context["part_of"], values, person)
        fetch_later(unit, item, files_of(values.get("files")), person)
    return Done()


def act(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        values = resolved(unit.session, occasion.team, view)
        verbs.act(unit, context["number"], context["verb"], values, person, int(context["version"]))
    return Done()


def verb(occasion: Occasion) -> Answer:
    """The forms beside the lifecycle, by the verb that the view carries."""
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        known = _VERBS.get(context["verb"], _deed)
        known(unit, occasion, context, resolved(unit.session, occasion.team, view), person)
    return Done()


def _assign(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    owner = person_chosen(unit.session, values.get("owner"), "owner")
    verbs.assign(unit, context["number"], owner, person, int(context["version"]))


def _comment(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    verbs.comment(unit, context["number"], str(values.get("text") or ""), person)


def _attach(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    record = verbs.load(unit.session, context["number"])
    fetch_later(unit, record, files_of(values.get("files")), person)


def _correct(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    verbs.correct(unit, context["number"], values, person, int(context["version"]))


def _link(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    how = LinkType(read([HOW], values)["how"])
    verbs.link(unit, context["number"], str(values.get("other") or ""), how, person)


def _deed(
    unit: Unit, _occasion: Occasion, context: Mapping[str, Any], values: Mapping[str, Any], person: Person
) -> None:
    verbs.perform(unit, context["number"], context["verb"], values, person, int(context["version"]))


_VERBS = {"assign": _assign, "comment": _comment, "attach": _attach, "correct": _correct, "link": _link}


def correct_item(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        item = item_by_id(unit.session, context["item"])
        triage.correct(unit, item, values_of(view), person, int(context["version"]))
    return Done()
