"""A new record that looks like others: its card says so, and somebody says what they are to it, once and for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.kernel.forms import Action, Card, Choice, Field, FieldKind, Form, Input
from models.kernel.likeness import Likeness
from models.people.person import Person
from models.reports.similar import named, similar
from models.unit_of_work import Unit
from models.workflow.companions import LinkType
from models.workflow.distinguishing import distinguish
from models.workflow.faces import reference
from models.workflow.fields import read
from models.workflow.record import Record
from models.workflow.verbs import OTHER, act, link

SIMILAR = "record.similar"


class Verdict(StrEnum):
    """What a record that looks alike turned out to be."""

    SIMILAR = "similar"
    DUPLICATE = "duplicate"
    NOT_SIMILAR = "not_similar"

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "similar": "Similar: link the two",
    "duplicate": "The same: this one is a duplicate of it",
    "not_similar": "Not the same, because …",
}
BECAUSE = Field(
    "… because", FieldKind.LINE, longest=300, help="Only for “not the same”; kept, so that nobody is asked again."
)


def with_likeness(session: Session, record: Record, card: Card) -> Card:
    """The card of an open record, with the records before it that it looks like, until somebody has said what they are."""
    likely = [] if record.is_closed or not record.number else similar(session, record, before=record.created_at)
    if not likely:
        return card
    alert = f"{card.alert} Looks like {named(likely)}.".strip()
    button = Action(SIMILAR, "Similar…", reference(record, "similar"))
    return replace(card, alert=alert, more=(button, *card.more))


def similar_form(record: Record, likely: Sequence[Likeness]) -> Form:
    """Two questions for each record that looks alike; none has to be answered."""
    inputs = [Input(field) for number, other in enumerate(likely) for field in _fields(record, number, other)]
    context = {"number": record.printed, "version": record.version, "others": [other.number for other in likely]}
    return Form("Similar records", "Save", tuple(inputs), f"{record.printed}: {record.title or ''}", context)


def _fields(record: Record, number: int, other: Likeness) -> tuple[Field, Field]:
    told = f"{other.number}, {other.state}: {other.title} ({other.because})"
    return Field(told, FieldKind.CHOICE, name=_choice(number), choices=_choices(record, other)), replace(
        BECAUSE, name=_because(number)
    )


def _choices(record: Record, other: Likeness) -> tuple[Choice, ...]:
    """Only an open record can be a duplicate, and only of its own kind."""
    possible = [
        v for v in Verdict if v is not Verdict.DUPLICATE or (other.kind == record.kind and not record.is_closed)
    ]
    return tuple(Choice(verdict.value, verdict.label) for verdict in possible)


def _choice(number: int) -> str:
    return f"choice_{number}"


def _because(number: int) -> str:
    return f"because_{number}"


def settle(
    unit: Unit, typed: str, others: Sequence[str], values: Mapping[str, object], person: Person, expected: int
) -> None:
    """Link, tell apart or mark as a duplicate, as was chosen for each of `others`; that it is a duplicate comes last."""
    chosen = _read(others, values)
    for other, (verdict, because) in chosen.items():
        if verdict is Verdict.SIMILAR:
            link(unit, typed, other, LinkType.SIMILAR_TO, person, expected)
        elif verdict is Verdict.NOT_SIMILAR:
            distinguish(unit, typed, other, because, person, expected)
    for other, (verdict, _) in chosen.items():
        if verdict is Verdict.DUPLICATE:
            act(unit, typed, "duplicate", {OTHER.name: other}, person, expected)


def _read(others: Sequence[str], values: Mapping[str, object]) -> dict[str, tuple[Verdict, str]]:
    """What was chosen, by number. Raises InvalidFields where an answer needs another one."""
    known = tuple(Choice(verdict.value, verdict.label) for verdict in Verdict)
    choices = [Field("", FieldKind.CHOICE, name=_choice(n), choices=known) for n in range(len(others))]
    reasons = [replace(BECAUSE, name=_because(n)) for n in range(len(others))]
    given = read([*choices, *reasons], values)
    chosen: dict[str, tuple[Verdict, str]] = {}
    problems: dict[str, str] = {}
    for number, other in enumerate(others):
        choice, because = given.get(_choice(number)), given.get(_because(number)) or ""
        if choice == Verdict.NOT_SIMILAR and not because:
            problems[_because(number)] = "Say why it is not the same."
        elif because and choice != Verdict.NOT_SIMILAR:
            problems[_choice(number)] = "A reason belongs to “not the same”."
        elif choice:
            chosen[other] = (Verdict(choice), because)
    duplicates = [n for n, other in enumerate(others) if chosen.get(other, ("",))[0] is Verdict.DUPLICATE]
    problems |= {_choice(n): "It can be a duplicate of one record only." for n in duplicates[1:]}
    if problems:
        raise InvalidFields(fields=problems)
    return chosen
