"""A record before its board, as tests look at it."""

from __future__ import annotations

import json

from models.workflow import verbs
from models.workflow.approvals import Approval, Policy, approvals_of
from models.workflow.requesting import ask
from tests.database import World

MAJOR = {
    "severity": "major",
    "requirement": "Drawing HX-20, Rz 6.3",
    "quantity_affected": "12",
    "customer_part": "no",
    "disposition": "scrap",
    "rationale": "Sealing face is gone",
}


def in_review(world: World, who: str = "wanda", **changed: str) -> str:
    """A major nonconformance before its board: quality, design authority, manufacturing."""
    number = world.ncr(who)
    world.act("quentin", number, "contain", containment="Lot locked", shipped="no")
    world.act("quentin", number, "request_review", **{**MAJOR, **changed})
    return number


def case_of(world: World, number: str) -> Approval:
    """The last case of the record, with its seats."""
    with world.database.reading() as session:
        case = approvals_of(session, verbs.load(session, number))[-1]
        _ = [(s.decision, s.person) for s in case.seats], case.questions
        session.expunge_all()
        return case


def own_case(world: World, number: str, policy: Policy) -> Approval:
    with world.acting("quentin") as (unit, person):
        ask(unit, verbs.load(unit.session, number), policy, "", "", person)
    return case_of(world, number)


def acts(world: World, number: str) -> list[str]:
    return [json.loads(line)["act"] for line in world.lines(number)]
