"""A corrective action on its way to its plan and to its check, as tests look at it."""

from __future__ import annotations

from models.records.capa import EffectivenessCheck
from models.workflow import verbs
from tests.database import World
from tests.models.eight_d import CAUSE, PLAN, contained
from tests.replay import once

ACTION = "ACT-2026-0001"


def state(world: World, number: str) -> object:
    return world.look(number)["state"]


def checks(world: World, number: str) -> list[EffectivenessCheck]:
    with world.database.reading() as session:
        return EffectivenessCheck.of(verbs.load(session, number))


def submit(world: World, number: str, verifier: str = "quirina", **values: object) -> None:
    world.act("quentin", number, "submit_plan", **{**PLAN, "verifier_id": str(world.ids[verifier]), **values})


@once
def at_its_plan(world: World, **values: object) -> str:
    number = contained(world, **values)
    world.act("quentin", number, "find_cause", **CAUSE)
    return number
