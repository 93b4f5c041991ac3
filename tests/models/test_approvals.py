"""A case and its decision: who may decide, who may not, and how many it takes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.kernel.errors import InvalidFields
from models.people.person import Person, Role, RoleHeld
from models.workflow import deciding, verbs
from models.workflow.approvals import Approval, ApprovalState, Decision, DecisionVerdict, Policy, SeatPlan, pending
from tests.database import World
from tests.models.boards import acts, case_of, in_review, own_case

# Deciding


def test_a_board_decides_when_every_seat_has_approved(world: World) -> None:
    number = in_review(world)
    for who in ("quirina", "dorian"):
        world.decide(who, number)
        assert world.look(number)["state"] == "disposition_review"
    world.decide("sunita", number)
    assert world.look(number)["state"] == "dispositioned"
    assert case_of(world, number).state is ApprovalState.APPROVED
    assert acts(world, number)[-3:] == ["ApprovalDecided"] * 3


def test_whoever_decided_has_decided_in_their_own_name(world: World) -> None:
    number = in_review(world)
    world.decide("dorian", number)
    seat = next(s for s in case_of(world, number).seats if s.decision)
    assert seat.decision is not None
    assert (seat.label, seat.decision.person_id) == ("Design authority", world.ids["dorian"])
    assert seat.decision.digest == case_of(world, number).digest


def test_a_rejection_by_one_seat_ends_the_case_and_gives_the_record_back(world: World) -> None:
    number = in_review(world)
    world.decide("quirina", number)
    world.decide("dorian", number, "rejected", "Scrap 12 castings? Measure them first.")
    assert case_of(world, number).state is ApprovalState.REJECTED
    assert world.look(number)["state"] == "contained"


@pytest.mark.parametrize("verdict", ["rejected", "changes_requested"])
def test_a_refusal_needs_its_reason(world: World, verdict: str) -> None:
    number = in_review(world)
    with pytest.raises(InvalidFields) as refused:
        world.decide("dorian", number, verdict, " \n")
    assert set(refused.value.fields) == {"reason"}
    assert not [s for s in case_of(world, number).seats if s.decision]


def test_who_has_no_seat_is_told_for_whom_it_waits(world: World) -> None:
    number = in_review(world)
    with pytest.raises(deciding.NoSeat) as refused:
        world.decide("cosima", number)
    assert "Dorian Konstruk" in refused.value.advice
    assert "Sunita Schicht" in refused.value.advice


def test_a_second_voice_of_the_same_person_finds_no_seat(world: World) -> None:
    number = in_review(world)
    world.decide("dorian", number)
    with pytest.raises(deciding.NoSeat, match="decided already"):
        world.decide("dorian", number)


def test_a_late_click_hears_who_decided_when(world: World) -> None:
    number = in_review(world)
    case = case_of(world, number)
    world.decide("dorian", number, "rejected", "No")
    with pytest.raises(deciding.AlreadyEnded) as refused, world.acting("sunita") as (unit, person):
        deciding.decide(unit, case.id, DecisionVerdict.APPROVED, person)
    assert "Dorian Konstruk" in refused.value.sentence
    assert "2026-11-23" in refused.value.sentence


def test_the_database_admits_one_decision_a_seat(world: World) -> None:
    number = in_review(world)
    world.decide("dorian", number)
    seat = next(s for s in case_of(world, number).seats if s.decision)
    with pytest.raises(sa.exc.IntegrityError), world.acting("sunita") as (unit, person):
        unit.session.add(
            Decision(seat_id=seat.id, person_id=person.id, verdict=DecisionVerdict.REJECTED, at=unit.now, digest="")
        )
        unit.session.flush()


# Segregation of duties, and small companies


def test_the_originator_never_decides(world: World) -> None:
    number = in_review(world, "dorian")
    with pytest.raises(deciding.NoSeat, match="reported"):
        world.decide("dorian", number)
    world.decide("magda", number)  # stands in: nobody else holds the design
    seat = next(s for s in case_of(world, number).seats if s.decision)
    assert seat.decision is not None
    assert (seat.label, seat.decision.stood_in) == ("Design authority", True)


def test_a_major_one_takes_two_different_people(world: World) -> None:
    only_magda(world)
    number = in_review(world)
    for _ in range(2):
        world.decide("magda", number)
    with pytest.raises(deciding.SomebodyElseToo):
        world.decide("magda", number)
    world.decide("quirina", number)
    assert world.look(number)["state"] == "dispositioned"


def only_magda(world: World) -> None:
    """A company without design and shift supervisors: the quality manager stands in for both."""
    with world.acting("magda") as (unit, _):
        for handle in ("dorian", "sunita"):
            unit.session.get_one(Person, world.ids[handle]).active = False


def test_where_there_are_no_two_people_one_is_enough(world: World) -> None:
    number = in_review(world)
    policy = Policy("Something", (SeatPlan("One", (Role.DESIGN_AUTHORITY,)),), distinct=3)
    with world.acting("quentin") as (unit, person):
        record = verbs.load(unit.session, number)
        world_case = pending(unit.session, record)
        assert world_case is not None
        deciding.withdraw(unit, world_case.id, person, "Another policy")
    case = own_case(world, number, policy)
    assert case.policy["distinct"] == 1
    world.decide("dorian", number)
    assert case_of(world, number).state is ApprovalState.APPROVED


def test_an_empty_seat_is_named_and_waits_for_no_ghost(world: World) -> None:
    number = world.ncr()
    everybody = tuple(world.ids.values())
    case = own_case(world, number, Policy("Nobody", (SeatPlan("Buyer", (Role.PURCHASING,)),), without=everybody))
    with world.database.reading() as session:
        fresh = session.get_one(Approval, case.id)
        assert "nobody holds the role" in deciding.waits_for(session, fresh, world.clock.now())


def test_authority_counts_on_the_day_of_the_decision(world: World) -> None:
    number = in_review(world)
    with world.acting("magda") as (unit, _):
        held = sa.select(RoleHeld).where(RoleHeld.person_id == world.ids["dorian"])
        unit.session.scalars(held).one().until_day = world.clock.now().date()
    with pytest.raises(deciding.NoSeat):
        world.decide("dorian", number)


# Rules


def test_k_of_n_is_enough(world: World) -> None:
    number = world.ncr()
    seats = (
        SeatPlan("A", (Role.QUALITY_ENGINEER,)),
        SeatPlan("B", (Role.DESIGN_AUTHORITY,)),
        SeatPlan("C", (Role.SUPERVISOR,)),
    )
    own_case(world, number, Policy("Two of three", seats, needed=2))
    world.decide("sunita", number)
    world.decide("dorian", number)
    assert case_of(world, number).state is ApprovalState.APPROVED


def test_in_sequence_the_second_waits_for_the_first(world: World) -> None:
    number = world.ncr()
    seats = (SeatPlan("First", (Role.DESIGN_AUTHORITY,)), SeatPlan("Then", (Role.SUPERVISOR,)))
    own_case(world, number, Policy("One after the other", seats, sequence=True))
    with pytest.raises(deciding.NoSeat):
        world.decide("sunita", number)
    assert case_of(world, number).asked == [str(world.ids["dorian"])]
    world.decide("dorian", number)
    assert case_of(world, number).asked == [str(world.ids[who]) for who in ("dorian", "sunita")]
    world.decide("sunita", number)
    assert case_of(world, number).state is ApprovalState.APPROVED


def test_the_policy_is_frozen_with_the_case(world: World) -> None:
    number = in_review(world)
    assert [s["label"] for s in case_of(world, number).policy["seats"]] == [
        "Quality",
        "Design authority",
        "Manufacturing",
    ]
