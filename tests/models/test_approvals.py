"""A case from its question to its end: who may decide, who may not, and what a change meanwhile does to it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed, WrongState
from models.outbox import OutboxRow
from models.people.person import Person, Role, RoleHeld
from models.workflow import deciding, questions, verbs
from models.workflow.approvals import (
    APPROVAL_CARD,
    Approval,
    ApprovalState,
    Decision,
    DecisionVerdict,
    Policy,
    SeatPlan,
    approvals_of,
    pending,
)
from models.workflow.companions import Attachment
from models.workflow.faces import why
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


# What changes meanwhile


def test_a_correction_voids_the_case_and_gives_the_record_back(world: World) -> None:
    number = in_review(world)
    world.decide("dorian", number)
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, number, {"lot": "L-4712", "reason": "Misread"}, person)
    case = case_of(world, number)
    assert (case.state, world.look(number)["state"]) == (ApprovalState.SUPERSEDED, "contained")
    assert "Quentin Engels" in case.because
    assert "ApprovalVoided" in {row.facts.get("event") for row in letters(world)}


def test_evidence_voids_it_and_a_comment_does_not(world: World) -> None:
    number = in_review(world)
    with world.acting("wanda") as (unit, person):
        verbs.comment(unit, number, "Found two more boxes, both good", person)
    assert case_of(world, number).is_pending
    with world.acting("wanda") as (unit, _):
        file = Attachment(sha256="a" * 64, name="cmm.pdf", media_type="application/pdf", size=1, source="", at=unit.now)
        verbs.attach(unit, verbs.load(unit.session, number), file)
    assert case_of(world, number).state is ApprovalState.SUPERSEDED


def test_a_line_voids_it(world: World) -> None:
    number = in_review(world)
    with world.database.reading() as session:
        line = verbs.load(session, number).type.lines[0].of(verbs.load(session, number))[0]
    world.do("quentin", number, "remove_disposition", line=line.reference, reason="Wrong code")
    assert case_of(world, number).state is ApprovalState.SUPERSEDED
    assert world.look(number)["state"] == "contained"


def test_what_was_changed_past_the_verbs_is_seen_when_somebody_decides(world: World) -> None:
    number = in_review(world)
    world.put(number, lot="L-9")
    with pytest.raises(deciding.ChangedSince):
        world.decide("dorian", number)


def test_a_case_of_an_old_shape_is_asked_for_again(world: World) -> None:
    number = in_review(world)
    world.decide("dorian", number, "changes_requested", "Split it: 2 can be reworked")
    world.act("quentin", number, "request_review", **MAJOR)
    for who in ("quirina", "dorian", "sunita"):
        world.decide(who, number)
    assert world.look(number)["state"] == "dispositioned"


def test_a_record_that_goes_another_way_asks_nobody_any_more(world: World) -> None:
    number = in_review(world)
    world.act("magda", number, "void", reason="Entered twice")
    case = case_of(world, number)
    assert case.state is ApprovalState.WITHDRAWN
    assert "voided it" in case.because


# Withdrawing, asking, giving a seat away


def test_whoever_asked_may_withdraw_and_others_may_not(world: World) -> None:
    number = in_review(world)
    case = case_of(world, number)
    with pytest.raises(NotAllowed), world.acting("wanda") as (unit, person):
        deciding.withdraw(unit, case.id, person, "Mine")
    with world.acting("quentin") as (unit, person):
        deciding.withdraw(unit, case.id, person, "The customer wants them back")
    assert (case_of(world, number).state, world.look(number)["state"]) == (ApprovalState.WITHDRAWN, "contained")


def test_a_question_is_answered_and_the_case_goes_on(world: World) -> None:
    number = in_review(world)
    case = case_of(world, number)
    with world.acting("dorian") as (unit, person):
        asked = questions.question(unit, case.id, person, "Which cavity?")
    with world.acting("quentin") as (unit, person):
        questions.answer(unit, asked.id, person, "All from cavity 3")
    with pytest.raises(deciding.AlreadyEnded), world.acting("quirina") as (unit, person):
        questions.answer(unit, asked.id, person, "I think 4")
    told = [row for row in letters(world) if row.name == "question_answered"]
    assert [row.place for row in told] == [f"person:{world.ids['dorian']}"]
    assert case_of(world, number).is_pending


def test_who_has_no_seat_asks_no_questions(world: World) -> None:
    number = in_review(world)
    with pytest.raises(deciding.NoSeat), world.acting("cosima") as (unit, person):
        questions.question(unit, case_of(world, number).id, person, "Why?")


def test_a_seat_is_given_only_to_somebody_who_could_fill_it(world: World) -> None:
    number = in_review(world)
    case = case_of(world, number)
    quality = next(s for s in case.seats if s.label == "Quality")
    with pytest.raises(InvalidFields, match="another look"), world.acting("quentin") as (unit, person):
        deciding.reassign(unit, case.id, quality.id, unit.session.get_one(Person, world.ids["wanda"]), person)
    with world.acting("quentin") as (unit, person):
        deciding.reassign(unit, case.id, quality.id, unit.session.get_one(Person, world.ids["quirina"]), person)
    with pytest.raises(deciding.NoSeat):
        world.decide("magda", number)
    world.decide("quirina", number)


# Who is asked


def test_everybody_who_could_decide_gets_the_card_and_nobody_else(world: World) -> None:
    number = in_review(world, "quirina")
    with world.database.reading() as session:
        cards = sa.select(OutboxRow.place).where(OutboxRow.name == APPROVAL_CARD)
        places = set(session.scalars(cards))
    wanted = {"quentin", "magda", "dorian", "sunita"}
    assert places == {f"person:{world.ids[who]}" for who in wanted}
    assert case_of(world, number).is_pending


def test_a_person_without_slack_is_written_to(world: World) -> None:
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Person, world.ids["dorian"]).slack_user_id = None
    in_review(world)
    told = [row.place for row in letters(world) if row.name == "approval_asked"]
    assert told == [f"person:{world.ids['dorian']}"]


def test_what_waits_for_a_person_is_listed_for_them_alone(world: World) -> None:
    number = in_review(world)
    world.clock.advance(timedelta(hours=1))
    with world.database.reading() as session:
        waiting = {
            who: deciding.waiting_for(session, session.get_one(Person, key), world.clock.now())
            for who, key in world.ids.items()
        }
        numbers = {who: [a.record.printed for a in found] for who, found in waiting.items()}
    assert {who for who, found in numbers.items() if found} == {"quentin", "quirina", "magda", "dorian", "sunita"}
    assert numbers["dorian"] == [number]


def letters(world: World) -> list[OutboxRow]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(OutboxRow).order_by(OutboxRow.seq)))


def test_why_names_the_voices_that_are_missing(world: World) -> None:
    number = in_review(world)
    world.decide("sunita", number)
    with world.database.reading() as session:
        told = why(session, verbs.load(session, number), world.clock.now())
    way = told.ways[0]
    assert (way.label, way.target) == (f"Approval: Disposition of {number}", "dispositioned")
    assert "Design authority waits for Dorian Konstruk." in [unmet.because for unmet in way.unmet]
    assert "Sunita Schicht" not in str(way)


def test_a_transition_that_follows_by_itself_is_nobodys_to_press(world: World) -> None:
    number = in_review(world)
    with pytest.raises(WrongState):
        world.act("magda", number, "dispose_by_board")


def test_a_review_is_not_asked_for_while_pieces_are_left(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "contain", containment="Lot locked", shipped="no")
    world.do("quentin", number, "add_disposition", quantity="5", disposition="scrap", rationale="Cracked")
    with pytest.raises(GateUnmet, match="7 pieces are left"):
        world.act("quentin", number, "request_review", **MAJOR)
