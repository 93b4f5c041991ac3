"""A record goes its way to its closing and back; every gate on it names what is missing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from models.kernel.errors import GateUnmet, NotAllowed
from tests.database import World
from tests.models.deeds import CLOSING, DECISION, assign


def test_closed_at_is_set_while_it_is_closed_and_only_then(world: World) -> None:
    number = world.ncr()
    for verb, closed in (("void", True), ("reopen", False), ("void", True)):
        world.clock.advance(timedelta(hours=1))
        world.act("magda", number, verb, reason="So")
        assert world.look(number)["closed_at"] == (world.clock.now() if closed else None)
        assert world.look(number)["state_since"] == world.clock.now()


def test_only_the_quality_manager_reopens(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "void", reason="Entered twice")
    with pytest.raises(NotAllowed, match="quality manager"):
        world.act("quentin", number, "reopen", reason="No")


# The usual way, and its gates


def test_a_minor_nonconformance_goes_its_whole_way(world: World) -> None:
    number = world.ncr("wanda")
    world.act("quentin", number, "contain", containment="Lot locked", shipped="no")
    world.act("quentin", number, "disposition", **DECISION)
    world.carry_out("quirina", number, unusable="yes")
    with pytest.raises(GateUnmet, match="executed it"):
        world.act("quirina", number, "close", **CLOSING)
    world.act("quentin", number, "close", **CLOSING)
    assert world.look(number)["state"] == "closed"
    acts = [json.loads(line)["act"] for line in world.lines(number)]
    assert acts == [
        "NonconformanceReported", "NonconformanceContained", "DispositionDecided", "DispositionLineExecuted",
        "NonconformanceClosed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"severity": "major"}, "review board"),
        ({"disposition": "use_as_is"}, "design authority"),
        ({"disposition": "repair"}, "design authority"),
        ({"disposition": "rework"}, "instruction"),
        ({"disposition": "return_to_supplier"}, "supplier"),
    ],
)
def test_a_disposition_that_needs_more_is_refused_with_its_reason(
    world: World, changed: dict[str, str], because: str
) -> None:
    number = world.ncr("wanda")
    before = world.head(), world.look(number)
    with pytest.raises(GateUnmet, match=because):
        world.act("quentin", number, "disposition", **{**DECISION, **changed})
    assert (world.head(), world.look(number)) == before


def test_the_originator_does_not_decide_and_the_owner_does_not_close(world: World) -> None:
    number = world.ncr("quentin")
    with pytest.raises(GateUnmet, match="reported it"):
        world.act("quentin", number, "disposition", **DECISION)
    world.act("quirina", number, "disposition", **DECISION)
    assign(world, number, "quirina")
    world.carry_out("quirina", number, unusable="yes")
    with pytest.raises(GateUnmet, match="own it"):
        world.act("quirina", number, "close", **CLOSING)


def test_shipped_parts_need_a_word_about_the_customer(world: World) -> None:
    number = world.ncr()
    with pytest.raises(GateUnmet) as refused:
        world.act("quentin", number, "contain", containment="Lot locked", shipped="yes")
    assert set(refused.value.fields) == {"customer_notification"}


def test_a_capa_that_is_needed_keeps_it_open(world: World) -> None:
    number = world.ncr("wanda")
    world.put(number, state="executed")
    with pytest.raises(GateUnmet, match="corrective action"):
        world.act("quentin", number, "close", **{**CLOSING, "capa_needed": "yes"})
