"""Whether a corrective action was effective is checked in its window, with data, by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models.kernel.errors import GateUnmet, InvalidFields
from models.outbox import OutboxRow
from models.people.person import Person, Role, RoleHeld
from models.workflow import verbs
from models.workflow.companions import LinkType
from tests.database import World
from tests.models.capas import checks, state, submit
from tests.models.eight_d import CAUSE, DONE, PROBLEM, RESULT, carried_out, effective, watched

# The effectiveness check


def test_the_check_waits_for_its_window(world: World) -> None:
    number = watched(world)
    assert world.look(number)["ec_opens"] == date(2027, 1, 22)
    assert world.look(number)["ec_closes"] == date(2027, 5, 22)
    world.clock.advance(timedelta(days=59))
    with pytest.raises(GateUnmet, match="opens on 2027-01-22"):
        world.act("quirina", number, "confirm_effective", **RESULT)
    world.clock.advance(timedelta(days=1))
    world.act("quirina", number, "confirm_effective", **RESULT)
    assert state(world, number) == "effective"


@pytest.mark.parametrize(("who", "said"), [("quentin", "You own it"), ("cosima", "was named for it")])
def test_only_the_named_verifier_or_the_manager_checks_it(world: World, who: str, said: str) -> None:
    number = watched(world)
    world.clock.advance(timedelta(days=60))
    with pytest.raises(GateUnmet, match=said):
        world.act(who, number, "confirm_effective", **RESULT)


@pytest.mark.parametrize("missing", RESULT)
def test_a_check_has_data_and_looks_for_adverse_effects(world: World, missing: str) -> None:
    number = watched(world)
    world.clock.advance(timedelta(days=60))
    with pytest.raises(InvalidFields) as refused:
        world.act("quirina", number, "confirm_effective", **{**RESULT, missing: ""})
    assert set(refused.value.fields) == {missing}


def test_what_was_reported_again_is_kept_with_the_check_and_has_to_be_judged(world: World) -> None:
    before = world.ncr()
    world.clock.advance(timedelta(hours=1))
    number = watched(world)
    world.clock.advance(timedelta(days=30))
    again, other = world.ncr(part=" hx-20 "), world.ncr(part="HX-21")
    void = world.ncr()
    world.act("magda", void, "void", reason="Typed twice")
    world.clock.advance(timedelta(days=30))
    with pytest.raises(GateUnmet, match=again) as refused:
        world.act("quirina", number, "confirm_effective", **RESULT)
    assert "ec_recurrence" in refused.value.fields
    world.act("quirina", number, "confirm_effective", **RESULT, ec_recurrence="Scratched by the forklift")
    (check,) = checks(world, number)
    assert again in check.recurrence
    assert not [n for n in (before, other, void) if n in check.recurrence]


def test_the_parts_of_linked_nonconformances_count_too(world: World) -> None:
    source = world.ncr(part="HX-77")
    number = watched(world)
    with world.acting("quentin") as (unit, person):
        verbs.link(unit, number, source, LinkType.CORRECTS, person)
    world.clock.advance(timedelta(days=60))
    again = world.ncr(part="HX-77")
    with pytest.raises(GateUnmet, match=again):
        world.act("quirina", number, "confirm_effective", **RESULT)


def test_nothing_reported_again_is_said_too(world: World) -> None:
    (check,) = checks(world, effective(world))
    assert (check.outcome.value, check.recurrence, check.target) == ("effective", "nothing", "none of 2,000")
    assert check.checked_by_id == world.ids["quirina"]


def fail(world: World, number: str) -> None:
    world.act("quirina", number, "not_effective", ec_result="40 of 2,000", ec_adverse="No", reason="Still scratched")


def test_not_effective_goes_back_to_the_root_cause_with_the_round_counted(world: World) -> None:
    number = watched(world)
    fail(world, number)
    found = world.look(number)
    assert (found["state"], found["cycle"], found["ec_result"], found["implemented_at"]) == (
        "root_cause",
        1,
        None,
        None,
    )
    (check,) = checks(world, number)
    assert (check.outcome.value, check.result) == ("not_effective", "40 of 2,000")


def test_the_next_round_takes_another_action(world: World) -> None:
    number = watched(world)
    world.clock.advance(timedelta(days=5))
    fail(world, number)
    world.act("quentin", number, "find_cause", **CAUSE)
    with pytest.raises(GateUnmet, match="No action was added since the last check"):
        submit(world, number)
    world.action("quentin", number, owner="wanda")
    submit(world, number)
    assert state(world, number) == "plan_review"


def test_one_that_is_reopened_takes_another_action_too(world: World) -> None:
    number = effective(world)
    world.act("magda", number, "close", lessons="x", thanks="x")
    world.clock.advance(timedelta(days=5))
    world.act("magda", number, "reopen", reason="It came back")
    world.act("quentin", number, "describe", **PROBLEM)
    world.act("quentin", number, "contain", containment="None needed because nothing is left")
    world.act("quentin", number, "find_cause", **CAUSE)
    with pytest.raises(GateUnmet, match="No action was added since the last check"):
        submit(world, number)


def test_top_management_hears_of_the_second_failure_and_not_of_the_first(world: World) -> None:
    with world.acting("magda") as (unit, _):
        head = unit.session.get_one(Person, world.ids["adam"])
        unit.add(RoleHeld(person=head, person_id=head.id, role=Role.TOP_MANAGEMENT, from_day=date(2026, 1, 1)))
    number = watched(world)
    fail(world, number)
    assert told(world, "adam") == []
    world.act("quentin", number, "find_cause", **CAUSE)
    second = world.action("quentin", number, owner="wanda")
    submit(world, number)
    world.decide("quirina", number)
    world.decide("sunita", number)
    world.act("quentin", number, "implement")
    carried_out(world, second)
    world.act("quentin", number, "complete", **DONE)
    world.act("quirina", number, "watch")
    fail(world, number)
    assert world.look(number)["cycle"] == 2
    assert told(world, "adam") == ["found it not effective, for the second time"]


def told(world: World, who: str) -> list[str]:
    with world.database.reading() as session:
        place = OutboxRow.place == f"person:{world.ids[who]}"
        rows = session.scalars(sa.select(OutboxRow).where(place, OutboxRow.name == "happened"))
        return [str(row.facts["said"]) for row in rows if "not effective" in str(row.facts.get("said"))]
