"""A corrective action goes its way gate by gate, and every gate says what would lift it."""

from __future__ import annotations

import json

import pytest

from models.kernel.errors import GateUnmet, InvalidFields, WrongState
from models.records.capa import TeamMember
from models.workflow import verbs
from tests.database import World
from tests.models.capas import ACTION, checks, state
from tests.models.eight_d import CAUSE, PROBLEM, contained, effective, owned_by, watched
from tests.papers import printed


def test_it_goes_all_the_way_and_closes(world: World) -> None:
    number = effective(world)
    world.act("magda", number, "close", lessons="Look behind every chute", thanks="Well done")
    assert state(world, number) == "closed"
    assert world.look(number)["ec_verified_by_id"] == world.ids["quirina"]
    assert world.verify().bad is None


# Accepting, describing, containing (D1–D3)


def test_nobody_accepts_what_nobody_owns(world: World) -> None:
    number = world.capa("wanda")
    with pytest.raises(GateUnmet, match="Nobody owns it"):
        world.act("quirina", number, "accept", severity="major")


def test_a_rejection_keeps_its_reason_and_ends_it(world: World) -> None:
    number = world.capa("wanda")
    with pytest.raises(InvalidFields):
        world.act("quirina", number, "reject")
    world.act("quirina", number, "reject", reason="A single event, corrected")
    assert state(world, number) == "rejected"
    assert json.loads(world.lines(number)[-1])["reason"] == "A single event, corrected"


def test_the_extent_has_to_be_answered(world: World) -> None:
    number = world.capa("wanda")
    owned_by(world, number, "quentin")
    world.act("quirina", number, "accept", severity="major")
    member = {"person_id": str(world.ids["wanda"]), "discipline": "Line 3"}
    with pytest.raises(InvalidFields) as refused:
        world.act("quentin", number, "describe", **{**PROBLEM, "extent": " "}, **member)
    assert set(refused.value.fields) == {"extent"}


def test_the_first_team_member_is_asked_for_with_the_problem(world: World) -> None:
    number = contained(world)
    with world.database.reading() as session:
        (member,) = TeamMember.of(verbs.load(session, number))
        assert member.said == "Wanda Operator-Lutz (Line 3)"


def test_nobody_is_taken_into_the_team_twice(world: World) -> None:
    number = contained(world)
    with pytest.raises(InvalidFields, match="another look"):
        world.do("quentin", number, "add_member", person_id=str(world.ids["wanda"]), discipline="Line 3")
    world.do("quentin", number, "add_member", person_id=str(world.ids["cosima"]), discipline="Customer")


def test_a_containment_says_when_it_is_removed_or_that_none_was_needed(world: World) -> None:
    number = world.capa("wanda")
    owned_by(world, number, "quentin")
    world.act("quirina", number, "accept", severity="major")
    member = {"person_id": str(world.ids["wanda"]), "discipline": "Line 3"}
    world.act("quentin", number, "describe", **PROBLEM, **member)
    with pytest.raises(GateUnmet) as refused:
        world.act("quentin", number, "contain", containment="Sorting behind line 3")
    assert "containment_removal" in refused.value.fields
    world.act("quentin", number, "contain", containment="None needed because nothing was shipped")
    assert state(world, number) == "root_cause"


# Root cause (D4)


@pytest.mark.parametrize(
    "name", ["cause_method", "cause_occurrence", "cause_escape", "cause_verified_by", "cause_evidence"]
)
def test_a_root_cause_has_its_method_both_causes_and_their_proof(world: World, name: str) -> None:
    number = contained(world)
    with pytest.raises(InvalidFields) as refused:
        world.act("quentin", number, "find_cause", **{**CAUSE, name: ""})
    assert set(refused.value.fields) == {name}


@pytest.mark.parametrize(
    "blame", [{"cause_occurrence": "Operator error."}, {"cause_escape": "Der Prüfer war unaufmerksam"}]
)
def test_human_error_asks_for_the_system_behind_it(world: World, blame: dict[str, str]) -> None:
    number = contained(world)
    with pytest.raises(GateUnmet, match="only says that somebody made a mistake") as refused:
        world.act("quentin", number, "find_cause", **{**CAUSE, **blame})
    assert "cause_system" in refused.value.fields
    with pytest.raises(GateUnmet):
        world.act("quentin", number, "find_cause", **{**CAUSE, **blame}, cause_system="Lack of training")
    system = "The fixture takes the housing in both directions"
    world.act("quentin", number, "find_cause", **{**CAUSE, **blame}, cause_system=system)
    assert state(world, number) == "plan"


def test_only_for_a_minor_one_the_check_may_be_waived(world: World) -> None:
    number = watched(world)
    with pytest.raises(GateUnmet, match="Only for a minor one"):
        world.act("magda", number, "waive", ec_waived_because="The part runs out")
    world.put(number, severity="minor")
    world.act("magda", number, "waive", ec_waived_because="The part runs out")
    (check,) = checks(world, number)
    assert (check.outcome.value, check.result) == ("waived", "The part runs out")


# Closing (D8)


def test_its_owner_does_not_close_it(world: World) -> None:
    number = effective(world)
    with pytest.raises(GateUnmet, match="somebody else has to close it"):
        world.act("quentin", number, "close", lessons="x", thanks="x")


def test_the_verifier_closes_it_only_when_independent_of_the_owner(world: World) -> None:
    number = effective(world)
    with world.acting("magda") as (unit, _):
        TeamMember.add(unit, verbs.load(unit.session, number), {"person_id": world.ids["quirina"], "discipline": "QE"})
    with pytest.raises(GateUnmet, match="not independent of its owner"):
        world.act("quirina", number, "close", lessons="x", thanks="x")


def test_an_independent_verifier_may_close_it(world: World) -> None:
    number = effective(world)
    world.act("quirina", number, "close", lessons="x", thanks="x")
    assert state(world, number) == "closed"


def test_an_action_that_is_still_open_keeps_it_open(world: World) -> None:
    number = effective(world)
    late = world.action("quentin", number, owner="wanda", due_original="2027-12-15")
    with pytest.raises(GateUnmet, match=late):
        world.act("magda", number, "close", lessons="x", thanks="x")


def test_the_manager_cancels_it_with_a_reason_and_may_reopen_it(world: World) -> None:
    number = contained(world)
    world.act("magda", number, "cancel", reason="The product ends")
    assert state(world, number) == "cancelled"
    with pytest.raises(WrongState):
        world.action("quentin", number, owner="wanda")
    world.act("magda", number, "reopen", reason="It does not end")
    world.act("quentin", number, "describe", **PROBLEM)
    assert state(world, number) == "containment"


# On paper


def test_an_8d_on_paper_has_its_disciplines_in_order_with_people_by_name(world: World) -> None:
    found = printed(world, effective(world)).paper
    assert [p.title[:2] for p in found.parts][:8] == [f"D{n}" for n in range(8)]
    told = {f.label: f.value for p in found.parts for f in p.facts}
    assert told["Who checks the effectiveness?"] == "Quirina Engström"
    tables = {t.title: t.rows for p in found.parts for t in p.tables}
    assert tables["Team (D1)"][0][1] == "Wanda Operator-Lutz (Line 3)"
    number, title, who, outcome = tables["Action items"][0]
    assert (number, title, who) == (
        ACTION,
        "Line the chute with felt",
        "Wanda Operator-Lutz, due 2026-12-15\nEliminates the cause",
    )
    assert str(outcome).startswith("verified")
    assert str(world.ids["quirina"]) not in repr(found), "nobody is printed as an id, not in the trail either"
