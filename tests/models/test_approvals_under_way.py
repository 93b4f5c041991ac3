"""A case while it waits: what a change does to it, who is asked, and who asks back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed, WrongState
from models.outbox import OutboxRow
from models.people.person import Person
from models.workflow import deciding, questions, verbs
from models.workflow.approvals import APPROVAL_CARD, ApprovalState
from models.workflow.companions import Attachment
from models.workflow.faces import why
from tests.database import World
from tests.models.boards import MAJOR, case_of, in_review

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
