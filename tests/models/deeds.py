"""The verbs of any record, and what its closing asks for, as tests say them."""

from __future__ import annotations

import sqlalchemy as sa

from models.outbox import OutboxRow
from models.people.person import Person
from models.workflow import verbs
from models.workflow.companions import LinkType
from tests.database import World

CLOSING = {"capa_needed": "no", "capa_reason": "Single event", "no_costs_reason": "One piece"}
DECISION = {
    "severity": "minor",
    "quantity_affected": "12",
    "disposition": "scrap",
    "rationale": "Cannot be reworked",
}


def correct(
    world: World, number: str, expected: int | None = None, /, *, who: str = "quentin", **values: object
) -> None:
    with world.acting(who) as (unit, person):
        verbs.correct(unit, number, values, person, expected)


def link(world: World, number: str, other: str, how: LinkType = LinkType.SIMILAR_TO, who: str = "quentin") -> None:
    with world.acting(who) as (unit, person):
        verbs.link(unit, number, other, how, person)


def assign(world: World, number: str, owner: str, who: str = "quentin", expected: int | None = None) -> None:
    with world.acting(who) as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[owner]), person, expected)


def comment(world: World, number: str, text: str, who: str = "wanda") -> None:
    with world.acting(who) as (unit, person):
        verbs.comment(unit, number, text, person)


def letters(world: World, event: str) -> list[OutboxRow]:
    with world.database.reading() as session:
        return [row for row in session.scalars(sa.select(OutboxRow)) if row.facts.get("event") == event]
