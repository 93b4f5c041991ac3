"""App Home of somebody with 500 open records and 40 decisions to make, next to one indexed question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from handlers.slack.showing import home_of
from models.people.person import Person, Role
from models.records import Nonconformance
from models.workflow import verbs
from models.workflow.approvals import Policy, SeatPlan
from models.workflow.record import Record
from models.workflow.requesting import ask
from tests import database as databases
from tests.benchmarks.figure import Figure, repeated
from tests.database import NCR, World

RECORDS, DECISIONS, ROUNDS = 500, 40, 15
MEANING = "App Home stands before anybody notices that it was asked for."


def figures(folder: Path) -> Iterator[Figure]:
    folder.mkdir(parents=True, exist_ok=True)
    ids = databases.build(folder / "template.sqlite")
    with databases.copied(folder / "template.sqlite", ids, folder) as world:
        _fill(world)
        home = repeated(lambda: _home(world), ROUNDS)
        bare = repeated(lambda: _one(world), ROUNDS)
    yield Figure(
        f"App Home: {RECORDS} open records, {DECISIONS} decisions", home, bare, "one record by its number", MEANING
    )


def _fill(world: World) -> None:
    policy = Policy("Something", (SeatPlan("Quality", (Role.QUALITY_ENGINEER,)),))
    with world.acting("quentin") as (unit, person):
        for number in range(RECORDS):
            record = verbs.open_record(unit, Nonconformance, person.site, {**NCR, "lot": f"L-{number}"}, person)
            record.owner_id = world.ids["quirina"]
            if number < DECISIONS:
                ask(unit, record, policy, "", "", person)


def _home(world: World) -> None:
    with world.database.reading() as session:
        home_of(session, session.get_one(Person, world.ids["quirina"]), world.clock.now())


def _one(world: World) -> None:
    with world.database.reading() as session:
        session.execute(sa.select(Record.__table__.c.title).where(Record.__table__.c.number == "NCR-2026-0007")).all()
