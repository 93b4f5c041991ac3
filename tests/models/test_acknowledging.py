"""A complaint is acknowledged by one mail, to one address."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from models.installation import Installation
from models.kernel.errors import GateUnmet, InvalidFields
from models.outbox import OutboxRow
from tests.database import World


def test_an_acknowledgement_is_mailed_once_when_it_is_sent(world: World) -> None:
    number = world.complaint()
    world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    assert [row.facts["text"] for row in mails(world)] == ["We look into it."]


def test_nothing_is_acknowledged_while_no_mail_is_sent(world: World) -> None:
    number = world.complaint("cosima")
    with world.acting() as (unit, _):
        unit.session.get_one(Installation, 1).mails = False
    with pytest.raises(GateUnmet, match="Andon sends no mail here"):
        world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    assert world.look(number)["state"] == "registered"
    assert mails(world) == []


def test_a_reopened_complaint_is_acknowledged_by_a_mail_of_its_own(world: World) -> None:
    number = world.complaint()
    world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    world.act("magda", number, "void", reason="Thought it was spam")
    world.act("magda", number, "reopen", reason="It was not")
    world.act("cosima", number, "acknowledge", acknowledgement="We are sorry, we look into it again.")
    assert [row.facts["text"] for row in mails(world)] == ["We look into it.", "We are sorry, we look into it again."]


@pytest.mark.parametrize(
    "address", ["not an address", "elin@norrby.example, spy@elsewhere.example", "elin@", "@norrby.example"]
)
def test_an_acknowledgement_wants_one_address_that_can_be_written_to(world: World, address: str) -> None:
    number = world.complaint(complainant_email=address)
    with pytest.raises((GateUnmet, InvalidFields)):
        world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")


def mails(world: World) -> list[OutboxRow]:
    with world.database.reading() as session:
        found = sa.select(OutboxRow).where(OutboxRow.name == "acknowledgement").order_by(OutboxRow.seq)
        return list(session.scalars(found))
