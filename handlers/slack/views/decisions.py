"""The forms of an approval: a rejection, changes, a question, its answer, a withdrawal, a seat for somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.slack.inputs import context_of, person_chosen, resolved
from handlers.slack.occasion import Answer, Done, Occasion
from models.kernel.errors import InvalidFields
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import deciding, questions
from models.workflow.approvals import DecisionVerdict

Given = Mapping[str, Any]


def decide(occasion: Occasion) -> Answer:
    view = occasion.body["view"]
    context = context_of(view)
    with occasion.acting() as (unit, person):
        _VERBS[context["verb"]](unit, {**context, **resolved(unit.session, occasion.team, view)}, person)
    return Done()


def _refuse(unit: Unit, given: Given, person: Person, verdict: DecisionVerdict) -> None:
    deciding.decide(unit, given["approval"], verdict, person, str(given.get("reason") or ""))


def _reject(unit: Unit, given: Given, person: Person) -> None:
    _refuse(unit, given, person, DecisionVerdict.REJECTED)


def _changes(unit: Unit, given: Given, person: Person) -> None:
    _refuse(unit, given, person, DecisionVerdict.CHANGES_REQUESTED)


def _ask(unit: Unit, given: Given, person: Person) -> None:
    questions.question(unit, given["approval"], person, str(given.get("text") or ""))


def _answer(unit: Unit, given: Given, person: Person) -> None:
    if "question" not in given:
        raise InvalidFields(fields={"text": "No question is open any more."})
    questions.answer(unit, given["question"], person, str(given.get("text") or ""))


def _withdraw(unit: Unit, given: Given, person: Person) -> None:
    deciding.withdraw(unit, given["approval"], person, str(given.get("reason") or ""))


def _reassign(unit: Unit, given: Given, person: Person) -> None:
    to = person_chosen(unit.session, given.get("person"), "person")
    deciding.reassign(unit, given["approval"], str(given.get("seat") or ""), to, person)


_VERBS: dict[str, Callable[[Unit, Given, Person], None]] = {
    "reject": _reject,
    "changes": _changes,
    "ask": _ask,
    "answer": _answer,
    "withdraw": _withdraw,
    "reassign": _reassign,
}
