"""An action item has one owner, evidence, and somebody else who verifies it."""

from __future__ import annotations

import json
from datetime import date

import pytest
import sqlalchemy as sa

from models import outbox
from models.casework.actions import add_action
from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed, WrongState
from models.outbox import OutboxRow
from models.workflow import verbs
from models.workflow.companions import Attachment
from models.workflow.deciding import NoSeat
from tests.database import ACT, World
from tests.models.eight_d import owned_by
from tests.models.items import fact, state, told

# Opening


def test_it_is_part_of_what_it_was_decided_for_and_its_owner_is_told(world: World, capa: str, item: str) -> None:
    assert world.look(item)["owner_id"] == world.ids["wanda"]
    assert told(world, "wanda", "assigned it to")
    assert fact(world, item, "Related") == f"part of {capa}"
    assert item in fact(world, capa, "Actions")


@pytest.mark.parametrize("missing", ["task", "purpose", "due_original", "owner"])
def test_without_an_owner_or_a_day_it_is_none(world: World, capa: str, missing: str) -> None:
    with pytest.raises(InvalidFields) as refused, world.acting("quentin") as (unit, person):
        add_action(unit, capa, {**ACT, "owner": str(person.id), missing: ""}, person)
    assert set(refused.value.fields) == {missing}


def test_a_day_that_is_over_is_no_due_day(world: World, capa: str) -> None:
    with pytest.raises(GateUnmet, match="2026-11-22 is over already"):
        world.action("quentin", capa, owner="wanda", due_original="2026-11-22")
    world.action("quentin", capa, owner="wanda", due_original="2026-11-23")


def test_its_owner_is_not_its_verifier(world: World, capa: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        world.action("quentin", capa, owner="wanda", verifier_id=str(world.ids["wanda"]))
    assert set(refused.value.fields) == {"verifier_id"}


def test_only_the_owner_or_quality_adds_actions(world: World, capa: str) -> None:
    with pytest.raises(NotAllowed):
        world.action("cosima", capa, owner="wanda")


def test_a_complaint_and_a_nonconformance_have_actions_too(world: World) -> None:
    for number in (world.ncr(), world.complaint()):
        added = world.action("quentin", number, owner="wanda")
        assert added in fact(world, number, "Actions")


def test_an_action_has_no_actions(world: World, item: str) -> None:
    with pytest.raises(WrongState):
        world.action("quentin", item, owner="wanda")


def test_the_card_of_what_it_is_part_of_is_made_true_whenever_it_moves(world: World, capa: str, item: str) -> None:
    with world.acting("magda") as (unit, _):
        whole = verbs.load(unit.session, capa).id
        outbox.claim(unit.session, unit.wall, most=1000)
    stale = sa.select(OutboxRow).where(OutboxRow.once == f"record_card/{whole}/channel:quality")
    with world.database.reading() as session:
        assert session.scalars(stale).one_or_none() is None
    world.act("wanda", item, "accept")
    with world.database.reading() as session:
        assert session.scalars(stale).one()


# Accepting and declining


def test_only_its_owner_accepts_it(world: World, item: str) -> None:
    with pytest.raises(NotAllowed, match="that is for the owner"):
        world.act("magda", item, "accept")
    world.act("wanda", item, "accept")
    assert state(world, item) == "accepted"


def test_declining_it_tells_the_owner_of_what_it_is_part_of(world: World, capa: str) -> None:
    owned_by(world, capa, "cosima")
    number = world.action("quentin", capa, owner="wanda")
    world.act("wanda", number, "decline", declined_because="On leave until January")
    (row,) = told(world, "cosima", "declined what was part of")
    assert row.facts["reason"] == "On leave until January"


def test_a_declined_one_is_given_to_somebody_else(world: World, item: str) -> None:
    world.act("wanda", item, "decline", declined_because="No time")
    with pytest.raises(GateUnmet, match="owner of what it is part of"):
        world.do("cosima", item, "propose_to", to=str(world.ids["cosima"]))
    world.do("quentin", item, "propose_to", to=str(world.ids["cosima"]))
    assert (state(world, item), world.look(item)["owner_id"]) == ("proposed", world.ids["cosima"])
    assert told(world, "cosima", "assigned it to")


# Doing and verifying


def test_done_needs_its_evidence(world: World, accepted: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        world.act("wanda", accepted, "finish")
    assert set(refused.value.fields) == {"evidence"}


def test_where_a_file_was_agreed_on_words_are_not_enough(world: World, capa: str) -> None:
    number = world.action("quentin", capa, owner="wanda", evidence_kind="file")
    world.act("wanda", number, "accept")
    with pytest.raises(GateUnmet, match="file or picture"):
        world.act("wanda", number, "finish", evidence="Done")
    with world.acting("wanda") as (unit, _):
        photo = Attachment(sha256="a" * 64, name="roller.png", media_type="image/png", size=1, at=unit.now)
        verbs.attach(unit, verbs.load(unit.session, number), photo)
    world.act("wanda", number, "finish", evidence="See the photo")
    assert state(world, number) == "done"


def test_whoever_did_it_does_not_verify_it_not_even_after_giving_it_away(world: World, capa: str) -> None:
    number = world.action("quentin", capa, owner="quirina")
    world.act("quirina", number, "accept")
    world.act("quirina", number, "finish", evidence="Done")
    owned_by(world, number, "wanda")
    for who in ("quirina", "wanda"):
        with pytest.raises(GateUnmet, match="somebody else has to verify it"):
            world.act(who, number, "verify", verification="Seen")
    world.act("quentin", number, "verify", verification="Seen")
    assert state(world, number) == "verified"


def test_the_named_verifier_verifies_it_and_is_told_when_it_is_done(world: World, capa: str) -> None:
    number = world.action("quentin", capa, owner="wanda", verifier_id=str(world.ids["cosima"]))
    world.act("wanda", number, "accept")
    world.act("wanda", number, "finish", evidence="Done")
    assert told(world, "cosima", "you verify it")
    with pytest.raises(GateUnmet, match="was named for it"):
        world.act("quentin", number, "verify", verification="Seen")
    world.act("cosima", number, "verify", verification="Seen on line 3")
    assert state(world, number) == "verified"


def test_what_was_not_found_done_goes_back_with_its_reason(world: World, accepted: str) -> None:
    world.act("wanda", accepted, "finish", evidence="Done")
    with pytest.raises(InvalidFields):
        world.act("quentin", accepted, "send_back")
    world.act("quentin", accepted, "send_back", reason="The felt is loose")
    assert state(world, accepted) == "in_progress"


# Blocked


def test_being_blocked_is_said_and_moves_neither_state_nor_date(world: World, accepted: str) -> None:
    world.do("wanda", accepted, "block", reason="The press is in repair", until="2026-12-01")
    assert fact(world, accepted, "Blocked") == "until 2026-12-01: The press is in repair"
    assert (state(world, accepted), world.look(accepted)["due_current"]) == ("accepted", date(2026, 12, 15))
    world.do("wanda", accepted, "unblock")
    assert fact(world, accepted, "Blocked") == ""


# Cancelling


def test_its_owner_asks_and_the_owner_of_the_whole_cancels_it(world: World, capa: str) -> None:
    owned_by(world, capa, "cosima")
    number = world.action("quentin", capa, owner="wanda")
    world.do("wanda", number, "cancel_item", cancel_reason="The part is no longer made")
    assert state(world, number) == "proposed"
    world.decide("cosima", number)
    assert state(world, number) == "cancelled"


def test_the_owner_of_the_whole_cancels_it_at_once(world: World, capa: str) -> None:
    owned_by(world, capa, "cosima")
    number = world.action("quentin", capa, owner="wanda")
    world.do("cosima", number, "cancel_item", cancel_reason="Not needed", substitute="ACT-2026-0009")
    assert (state(world, number), world.look(number)["substitute"]) == ("cancelled", "ACT-2026-0009")
    assert json.loads(world.lines(number)[-1])["act"] == "CancellationAsked"


def test_nobody_else_asks_for_that(world: World, item: str) -> None:
    with pytest.raises(GateUnmet, match="That is for the owner"):
        world.do("cosima", item, "cancel_item", cancel_reason="x")


def test_who_owns_it_does_not_cancel_it_even_as_owner_of_the_whole(world: World, capa: str) -> None:
    number = world.action("quentin", capa, owner="quentin")
    world.do("quentin", number, "cancel_item", cancel_reason="Too much work")
    assert state(world, number) == "proposed"
    with pytest.raises(NoSeat):
        world.decide("quentin", number)
    world.decide("magda", number)
    assert state(world, number) == "cancelled"


def test_who_owned_it_does_not_say_what_replaces_it(world: World, item: str) -> None:
    world.do("quentin", item, "cancel_item", cancel_reason="Not needed")
    with pytest.raises(GateUnmet, match="owner of what it is part of, or for quality"):
        world.do("wanda", item, "substitute", substitute="Nothing")
    world.do("quentin", item, "substitute", substitute="The drawing has no edge any more")


# The nonconformance that waits for them


def test_a_nonconformance_closes_when_all_its_actions_are_verified_or_replaced(world: World) -> None:
    number = world.ncr()
    world.act(
        "quentin", number, "disposition", severity="minor", quantity_affected="12", disposition="scrap", rationale="x"
    )
    world.carry_out("quentin", number, unusable="yes")
    done, gone = world.action("quentin", number, owner="wanda"), world.action("quentin", number, owner="wanda")
    closing = {"capa_needed": "no", "capa_reason": "Single event", "no_costs_reason": "One piece"}
    with pytest.raises(GateUnmet, match=f"{done} is proposed; {gone} is proposed"):
        world.act("quirina", number, "close", **closing)
    world.act("wanda", done, "accept")
    world.act("wanda", done, "finish", evidence="Done")
    world.act("quentin", done, "verify", verification="Seen")
    world.do("magda", gone, "cancel_item", cancel_reason="Not needed")
    with pytest.raises(GateUnmet, match=f"{gone} is cancelled"):
        world.act("quirina", number, "close", **closing)
    world.do("magda", gone, "substitute", substitute=done)
    world.act("quirina", number, "close", **closing)
    assert state(world, number) == "closed"
