"""`andon check` names the seats of approvals that nobody fills, before something waits for them."""

from __future__ import annotations

from datetime import date

from bot.onboarding.check import _approving
from models.people.person import Person, Site
from tests.database import World

DAY = date(2026, 11, 23)


def told(world: World) -> dict[str, bool]:
    with world.database.reading() as session:
        return {f.what: f.ok for f in _approving(session, session.get_one(Site, "FAL"), DAY)}


def test_who_fills_a_seat_and_who_would_stand_in_is_said(world: World) -> None:
    assert told(world) == {
        "design authority: Dorian Konstruk": True,
        "supervisor: Sunita Schicht": True,
        "nobody is buyer: Magda Quast stands in where one has to approve": True,
    }


def test_a_seat_that_nobody_could_fill_is_wrong(world: World) -> None:
    with world.acting("quentin") as (unit, _):
        for handle in ("magda", "dorian"):
            unit.session.get_one(Person, world.ids[handle]).active = False
    assert told(world)["nobody is design authority, and nobody could stand in"] is False
