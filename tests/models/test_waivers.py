"""Segregation of duties: a rule that is broken is named, and the head of quality may waive it for one person on one record."""

from __future__ import annotations

import json

import pytest

from models.casework.faces import record_card
from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed
from models.reports import paper_tables
from models.workflow import deciding, verbs
from models.workflow.approvals import pending
from models.workflow.deciding import NoSeat
from tests.database import ACT, World
from tests.models.eight_d import owned_by

DISPOSED = {"severity": "minor", "quantity_affected": "12", "disposition": "scrap", "rationale": "Cracked"}
REVIEW = {**DISPOSED, "severity": "major", "requirement": "Drawing", "customer_part": "no"}
CLOSING = {"capa_needed": "no", "capa_reason": "Single event", "no_costs_reason": "Scrap of no value"}


def waive(world: World, number: str, rule: str, whom: str, who: str = "magda") -> None:
    world.do(who, number, "waive", rule=rule, person_id=str(world.ids[whom]), reason="Nobody else is in this week")


@pytest.fixture
def own(world: World) -> str:
    """Reported by the engineer who would decide on it."""
    return world.ncr("quentin")


def test_a_broken_rule_is_named_and_says_who_waives_it(world: World, own: str) -> None:
    with pytest.raises(GateUnmet, match=r"“Who reported it does not decide on it”; only a quality manager waives it"):
        world.act("quentin", own, "disposition", **DISPOSED)


def test_a_waiver_holds_for_its_rule_its_person_and_its_record(world: World, own: str) -> None:
    other = world.ncr("quentin")
    waive(world, own, "owner_closes", "quentin")
    waive(world, own, "originator_decides", "quirina")
    for number in (own, other):
        with pytest.raises(GateUnmet):
            world.act("quentin", number, "disposition", **DISPOSED)
    waive(world, own, "originator_decides", "quentin")
    world.act("quentin", own, "disposition", **DISPOSED)
    assert world.look(own)["state"] == "dispositioned"
    with pytest.raises(GateUnmet):
        world.act("quentin", other, "disposition", **DISPOSED)


def test_only_the_head_of_quality_waives_and_nobody_for_themselves(world: World, own: str) -> None:
    with pytest.raises(NotAllowed):
        waive(world, own, "originator_decides", "quentin", who="quirina")
    with pytest.raises(InvalidFields, match="another look") as refused:
        waive(world, own, "originator_decides", "magda")
    assert refused.value.fields == {"person_id": "Nobody waives a rule for themselves."}
    with pytest.raises(InvalidFields):
        world.do("magda", own, "waive", rule="originator_decides", person_id=str(world.ids["quentin"]), reason=" ")
    with pytest.raises(InvalidFields):
        waive(world, own, "doer_verifies", "quentin")  # no rule of a nonconformance


def test_it_stands_on_the_card_in_the_trail_and_on_paper(world: World, own: str) -> None:
    waive(world, own, "originator_decides", "quentin")
    said = "“Who reported it does not decide on it”, for Quentin Engels"
    with world.database.reading() as session:
        record = verbs.load(session, own)
        shown = {f.label: f.value for f in record_card(session, record, world.clock.now()).facts}
        assert shown["Waivers of segregation of duties"] == f"{said}, by Magda Quast: Nobody else is in this week"
        printed = paper_tables.table("separation_waiver", session, record)
    assert printed is not None
    assert printed.rows[0][1] == said
    assert str(printed.rows[0][2]).splitlines()[-1] == "Waived: 2026-11-23 10:30 CET, Magda Quast"
    line = json.loads(world.lines(own)[-1])
    assert line["act"] == "SeparationWaived"
    assert line["changes"][0]["values"]["reason"] == [None, "Nobody else is in this week"]


def test_on_the_board_the_originator_sits_only_by_a_waiver_and_never_alone(world: World, own: str) -> None:
    world.act("quirina", own, "contain", containment="Blocked in store", shipped="no")
    world.act("quirina", own, "request_review", **REVIEW)
    with pytest.raises(NoSeat):
        world.decide("quentin", own)
    waive(world, own, "originator_decides", "quentin")
    with pytest.raises(NoSeat):
        world.decide("quentin", own)  # its seats were frozen when it was asked for
    with world.acting("quirina") as (unit, person):
        case = pending(unit.session, verbs.load(unit.session, own))
        assert case is not None
        deciding.withdraw(unit, case.id, person, "Asked anew with the waiver")
    again = {name: value for name, value in REVIEW.items() if name not in {"disposition", "rationale"}}
    world.act("quirina", own, "request_review", **again)
    world.decide("quentin", own)
    assert world.look(own)["state"] == "disposition_review"
    world.decide("dorian", own)
    world.decide("sunita", own)
    assert world.look(own)["state"] == "dispositioned"


def test_the_owner_who_executed_it_closes_it_with_both_rules_waived(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "disposition", **DISPOSED)
    owned_by(world, number, "quentin")
    world.carry_out("quentin", number, unusable="yes")
    waive(world, number, "owner_closes", "quentin")
    with pytest.raises(GateUnmet, match="Who executed it does not close it"):
        world.act("quentin", number, "close", **CLOSING)
    waive(world, number, "executor_closes", "quentin")
    world.act("quentin", number, "close", **CLOSING)
    assert world.look(number)["state"] == "closed"


def test_an_action_is_verified_by_its_owner_only_with_a_waiver(world: World) -> None:
    whole = world.capa("wanda")
    owned_by(world, whole, "magda")
    item = world.action("magda", whole, owner="quentin", **ACT)
    world.act("quentin", item, "accept")
    world.act("quentin", item, "finish", evidence="Done")
    with pytest.raises(GateUnmet, match="Who owns or did it does not verify it"):
        world.act("quentin", item, "verify", verification="Seen")
    waive(world, item, "doer_verifies", "quentin")
    world.act("quentin", item, "verify", verification="Seen")
    assert world.look(item)["state"] == "verified"
