"""Action items of a corrective action, as tests begin with them and look at them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.casework.faces import record_card
from models.kernel.forms import Card
from models.outbox import OutboxRow
from models.people.person import Person
from models.workflow import verbs
from models.workflow.approvals import ApprovalState, approvals_of
from tests.database import World
from tests.models.eight_d import owned_by

MORE = {"until": "2026-12-22", "reason": "The felt is out of stock"}


@pytest.fixture
def capa(world: World) -> str:
    number = world.capa("wanda")
    owned_by(world, number, "quentin")
    return number


@pytest.fixture
def item(world: World, capa: str) -> str:
    """Wanda's, of a corrective action of Quentin's."""
    return world.action("quentin", capa, owner="wanda")


@pytest.fixture
def accepted(world: World, item: str) -> str:
    world.act("wanda", item, "accept")
    return item


def state(world: World, number: str) -> object:
    return world.look(number)["state"]


def supervise(world: World, who: str, above: str) -> None:
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Person, world.ids[who]).supervisor_id = world.ids[above]


def card(world: World, number: str) -> Card:
    with world.database.reading() as session:
        return record_card(session, verbs.load(session, number), world.clock.now())


def fact(world: World, number: str, label: str) -> str:
    return next((f.value for f in card(world, number).facts if f.label == label), "")


def cases(world: World, number: str) -> list[tuple[str, ApprovalState]]:
    with world.database.reading() as session:
        return [(a.title, a.state) for a in approvals_of(session, verbs.load(session, number))]


def told(world: World, who: str, said: str) -> list[OutboxRow]:
    with world.database.reading() as session:
        rows = session.scalars(sa.select(OutboxRow).where(OutboxRow.place == f"person:{world.ids[who]}"))
        return [row for row in rows if said in str(row.facts.get("said"))]
