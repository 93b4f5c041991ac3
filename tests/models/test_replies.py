"""The reply to the customer: drafted, approved by somebody else, sent once, and what becomes of it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.casework import triage
from models.casework.faces import record_card
from models.kernel.errors import GateUnmet
from models.outbox import OutboxRow, OutboxState
from models.workflow import deciding, post, verbs
from tests.database import World

DRAFT = {"findings": "A burr of the trimming die.", "response": "Dear Ms Sandström, we have replaced the die."}


@pytest.fixture
def drafted(world: World) -> str:
    number = world.complaint()
    world.act("quentin", number, "evaluate", severity="minor", harm="no", evaluation="A complaint indeed")
    world.act("quentin", number, "investigate")
    world.act("quentin", number, "draft_response", **DRAFT)
    return number


def replies(world: World) -> list[OutboxRow]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "reply").order_by(OutboxRow.seq)))


def put_reply(world: World, **columns: object) -> None:
    with world.acting("magda") as (unit, _):
        row = unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "reply")).one()
        for name, value in columns.items():
            setattr(row, name, value)


def alert_of(world: World, number: str) -> str:
    with world.database.reading() as session:
        return record_card(session, verbs.load(session, number), world.clock.now()).alert


def test_the_drafter_does_not_approve_it(world: World, drafted: str) -> None:
    with pytest.raises(deciding.NoSeat):
        world.decide("quentin", drafted)
    world.decide("quirina", drafted)
    assert world.look(drafted)["state"] == "response_approved"
    assert replies(world) == [], "an approval sends nothing by itself"


def test_an_approved_reply_is_mailed_once(world: World, drafted: str) -> None:
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    (row,) = replies(world)
    assert (row.place, row.facts["text"]) == ("mail:elin@norrby.example", DRAFT["response"])
    with pytest.raises(GateUnmet, match="has been sent"):
        world.act("cosima", drafted, "send_again")


def test_a_reply_that_was_changed_is_approved_again(world: World, drafted: str) -> None:
    with world.acting("quentin") as (unit, person):
        values = {"complainant_email": "elin.s@norrby.example", "reason": "She wrote so"}
        verbs.correct(unit, drafted, values, person)
    assert world.look(drafted)["state"] == "response_drafted"
    world.act("quentin", drafted, "draft_response", **{**DRAFT, "response": "Dear Elin, …"})
    world.decide("magda", drafted)
    assert world.look(drafted)["state"] == "response_approved"


def test_a_rejected_draft_is_drafted_anew(world: World, drafted: str) -> None:
    world.decide("quirina", drafted, "rejected", "Say what became of the lot")
    assert world.look(drafted)["state"] == "response_drafted"
    world.act("quentin", drafted, "draft_response", **DRAFT)


def test_nobody_drafts_over_a_reply_that_waits(world: World, drafted: str) -> None:
    with pytest.raises(GateUnmet, match="waits for approval"):
        world.act("cosima", drafted, "draft_response", **DRAFT)


def test_a_bounce_comes_back_to_the_record_and_keeps_it_open(world: World, drafted: str) -> None:
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    put_reply(world, state=OutboxState.SENT, face={"message_id": "<r1@andon.falkenau.example>"})
    with world.acting("magda") as (unit, _):
        record = verbs.load(unit.session, drafted)
        triage.take_back(unit, record, "<r1@andon.falkenau.example>", "could not be delivered (5.1.1)")
    assert "5.1.1" in alert_of(world, drafted)
    with pytest.raises(GateUnmet, match="did not reach the customer"):
        world.act("quirina", drafted, "close", no_nonconformance_reason="None")
    world.act("cosima", drafted, "send_again")
    assert len(replies(world)) == 2


def test_a_bounce_of_another_mail_says_nothing_about_the_reply(world: World, drafted: str) -> None:
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    with world.acting("magda") as (unit, _):
        triage.take_back(unit, verbs.load(unit.session, drafted), "<other@x.example>", "could not be delivered")
    assert alert_of(world, drafted) == "Nobody owns this yet."


def test_what_could_not_be_sent_is_said_and_closing_waits(world: World, drafted: str) -> None:
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    with world.database.reading() as session:
        assert post.standing(post.latest(session, verbs.load(session, drafted), "reply")) == "on its way"  # type: ignore[arg-type]
    put_reply(world, state=OutboxState.DEAD, error="550 no such user")
    assert "550 no such user" in alert_of(world, drafted)


def test_a_complaint_goes_its_whole_way(world: World, drafted: str) -> None:
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    world.act("magda", drafted, "close", no_nonconformance_reason="The part was within its drawing")
    assert world.look(drafted)["state"] == "closed"


def test_a_complaint_is_not_closed_while_an_action_of_its_is_open(world: World, drafted: str) -> None:
    action = world.action("quentin", drafted, owner="wanda")
    world.decide("quirina", drafted)
    world.act("cosima", drafted, "send_reply")
    with pytest.raises(GateUnmet, match=f"{action} is proposed"):
        world.act("magda", drafted, "close", no_nonconformance_reason="None needed")
