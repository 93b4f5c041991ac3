"""A corrective action goes its way gate by gate, and every gate says what would lift it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models.kernel.errors import GateUnmet, InvalidFields, WrongState
from models.outbox import OutboxRow
from models.people.person import Person, Role, RoleHeld
from models.records.capa import EffectivenessCheck, TeamMember
from models.workflow import verbs
from models.workflow.approvals import approvals_of
from models.workflow.companions import LinkType
from models.workflow.deciding import NoSeat
from tests.database import World
from tests.models.eight_d import (
    CAUSE,
    DONE,
    PLAN,
    PROBLEM,
    RESULT,
    approved,
    carried_out,
    contained,
    effective,
    owned_by,
    planned,
    watched,
)
from tests.papers import printed

ACTION = "ACT-2026-0001"


def state(world: World, number: str) -> object:
    return world.look(number)["state"]


def checks(world: World, number: str) -> list[EffectivenessCheck]:
    with world.database.reading() as session:
        return EffectivenessCheck.of(verbs.load(session, number))


def submit(world: World, number: str, verifier: str = "quirina", **values: object) -> None:
    world.act("quentin", number, "submit_plan", **{**PLAN, "verifier_id": str(world.ids[verifier]), **values})


def at_its_plan(world: World, **values: object) -> str:
    number = contained(world, **values)
    world.act("quentin", number, "find_cause", **CAUSE)
    return number


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
