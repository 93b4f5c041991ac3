"""The plan of a corrective action: strong enough, approved as it stands, and carried out."""

from __future__ import annotations

import pytest

from models.kernel.errors import GateUnmet, InvalidFields
from models.workflow import verbs
from models.workflow.approvals import approvals_of
from models.workflow.deciding import NoSeat
from tests.database import World
from tests.models.capas import ACTION, at_its_plan, state, submit
from tests.models.eight_d import DONE, approved, carried_out, owned_by, planned

# The plan (D5) and its approval


def test_a_plan_without_an_action_is_none(world: World) -> None:
    number = at_its_plan(world)
    with pytest.raises(GateUnmet, match="It has no action yet"):
        submit(world, number)


def test_an_action_that_only_corrects_is_no_plan(world: World) -> None:
    number = at_its_plan(world)
    world.action("quentin", number, owner="wanda", purpose="correction")
    with pytest.raises(GateUnmet, match="It has no action yet"):
        submit(world, number)


def test_a_plan_of_training_alone_asks_for_something_stronger(world: World) -> None:
    number = at_its_plan(world)
    world.action("quentin", number, owner="wanda", strength="train")
    world.action("quentin", number, owner="cosima", task="Schulung der Spätschicht")
    with pytest.raises(GateUnmet, match="trains or tells people"):
        submit(world, number)
    world.action("quentin", number, owner="wanda", strength="error_proof")
    submit(world, number)
    assert state(world, number) == "plan_review"


def test_a_declined_action_has_nobody_who_does_it(world: World) -> None:
    number = at_its_plan(world)
    world.action("quentin", number, owner="wanda")
    world.act("wanda", ACTION, "decline", declined_because="No time")
    with pytest.raises(GateUnmet, match=f"Without an owner who takes it on.*{ACTION}"):
        submit(world, number)


@pytest.mark.parametrize(("severity", "least", "most"), [("critical", 30, 90), ("major", 60, 180), ("minor", 90, 365)])
def test_the_window_keeps_to_what_is_customary_for_its_severity(
    world: World, severity: str, least: int, most: int
) -> None:
    number = at_its_plan(world, severity=severity)
    world.action("quentin", number, owner="wanda")
    for days in (least - 1, most + 1):
        with pytest.raises(GateUnmet, match=f"Between {least} and {most} days|no customary window") as refused:
            submit(world, number, ec_window_days=str(days))
        assert "ec_window_days" in refused.value.fields
    submit(world, number, ec_window_days=str(least))


def test_the_owner_is_not_named_to_verify_its_effectiveness(world: World) -> None:
    number = at_its_plan(world)
    world.action("quentin", number, owner="wanda")
    with pytest.raises(GateUnmet) as refused:
        submit(world, number, verifier="quentin")
    assert "verifier_id" in refused.value.fields


def test_the_plan_takes_two_people_and_never_its_owner(world: World) -> None:
    number = planned(world)
    with pytest.raises(NoSeat, match="who reported, drafted or owns it"):
        world.decide("quentin", number)
    world.decide("quirina", number)
    assert state(world, number) == "plan_review"
    world.decide("sunita", number)
    assert state(world, number) == "plan_approved"


def test_a_rejected_plan_comes_back(world: World) -> None:
    number = planned(world)
    world.decide("magda", number, "rejected", "A roller wears out")
    assert state(world, number) == "plan"


def test_who_approves_sees_the_actions_as_they_were_planned(world: World) -> None:
    number = planned(world)
    with world.database.reading() as session:
        (case,) = approvals_of(session, verbs.load(session, number))
    (action,) = case.snapshot["actions"]
    assert (action["number"], action["due_current"], action["strength"]) == (ACTION, "2026-12-15", "eliminate")


@pytest.mark.parametrize(
    "change", ["another action", "another owner", "another task", "cancelled", "voided", "another owner of the whole"]
)
def test_a_plan_whose_actions_change_has_to_be_approved_anew(world: World, change: str) -> None:
    number = planned(world)
    if change == "another action":
        world.action("quentin", number, owner="cosima")
    elif change == "another owner":
        owned_by(world, ACTION, "cosima")
    elif change == "another owner of the whole":
        world.decide("quirina", number)
        owned_by(world, number, "quirina")  # who has just approved it
    elif change == "voided":
        world.act("magda", ACTION, "void", reason="Typed twice")
    elif change == "cancelled":
        world.do("magda", ACTION, "cancel_item", cancel_reason="Not needed")
    else:
        with world.acting("quentin") as (unit, person):
            verbs.correct(unit, ACTION, {"task": "Fit a brush", "reason": "Cheaper"}, person)
    assert state(world, number) == "plan"


def test_an_action_that_is_only_begun_leaves_the_plan_as_it_was_asked(world: World) -> None:
    number = planned(world)
    world.act("wanda", ACTION, "accept")
    world.act("wanda", ACTION, "start")
    assert state(world, number) == "plan_review"


# Implementation (D6, D7)


def test_it_is_not_implemented_before_every_action_has_its_evidence(world: World) -> None:
    number = approved(world)
    world.act("quentin", number, "implement")
    with pytest.raises(GateUnmet, match=f"{ACTION} is proposed"):
        world.act("quentin", number, "complete", **DONE)
    world.act("wanda", ACTION, "accept")
    world.act("wanda", ACTION, "finish", evidence="Roller fitted")
    world.act("quentin", number, "complete", **DONE)
    with pytest.raises(GateUnmet, match=f"{ACTION} is done"):
        world.act("quirina", number, "watch")
    world.act("quirina", ACTION, "verify", verification="Seen")
    world.act("quirina", number, "watch")
    assert state(world, number) == "effectiveness_watch"


@pytest.mark.parametrize("name", DONE)
def test_each_question_of_the_seventh_discipline_wants_a_link_or_a_reason(world: World, name: str) -> None:
    number = approved(world)
    world.act("quentin", number, "implement")
    carried_out(world, ACTION)
    with pytest.raises(InvalidFields) as refused:
        world.act("quentin", number, "complete", **{**DONE, name: ""})
    assert set(refused.value.fields) == {name}


def test_a_cancelled_action_holds_it_up_until_its_substitute_is_on_record(world: World) -> None:
    number = approved(world)
    world.act("quentin", number, "implement")
    world.do("magda", ACTION, "cancel_item", cancel_reason="The supplier changes the part")
    with pytest.raises(GateUnmet, match=f"{ACTION} is cancelled"):
        world.act("quentin", number, "complete", **DONE)
    world.do("quentin", ACTION, "substitute", substitute="Housing without the edge, drawing rev F")
    world.act("quentin", number, "complete", **DONE)
    assert state(world, number) == "implemented"
