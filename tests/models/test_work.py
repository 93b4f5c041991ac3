"""What App Home lists: one's own with the next date, the team's, what nobody owns."""

from __future__ import annotations

from datetime import timedelta

from models.kernel.forms import Line
from models.people.person import Person
from models.reports import work
from models.workflow import verbs
from tests.database import World


def own(world: World, number: str, who: str) -> None:
    with world.acting("magda") as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[who]), person)


def mine(world: World, who: str) -> list[Line]:
    with world.database.reading() as session:
        return work.mine(session, world.ids[who])


def test_ones_own_come_first_with_the_next_date_and_whether_it_is_over(world: World) -> None:
    reported, owned = world.ncr("quirina"), world.ncr("wanda")
    own(world, owned, "quirina")
    first, second = mine(world, "quirina")
    assert [(first.number, first.role, first.owner), (second.number, second.role)] == [
        (owned, "owner", ""),
        (reported, "reported"),
    ]
    assert first.due is not None
    assert not first.overdue
    world.clock.advance(timedelta(days=5))
    assert mine(world, "quirina")[0].overdue


def test_a_supervisor_sees_the_teams_and_nobody_elses(world: World) -> None:
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Person, world.ids["wanda"]).supervisor_id = world.ids["sunita"]
    theirs, other = world.ncr("quentin"), world.ncr("quentin")
    own(world, theirs, "wanda")
    own(world, other, "quirina")
    with world.database.reading() as session:
        assert [(line.number, line.owner) for line in work.team(session, world.ids["sunita"])] == [
            (theirs, "Wanda Operator-Lutz")
        ]
        assert work.team(session, world.ids["wanda"]) == []


def test_what_is_closed_or_owned_is_not_listed_as_nobodys(world: World) -> None:
    free, owned, void = world.ncr(), world.ncr(), world.ncr()
    own(world, owned, "quirina")
    world.act("magda", void, "void", reason="Twice")
    with world.database.reading() as session:
        assert [line.number for line in work.unowned(session)] == [free]
