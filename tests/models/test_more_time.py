"""The date of an action item is honest: more time is asked for, granted by somebody else, and leaves its trace."""

from __future__ import annotations

from datetime import date

import pytest

from models.kernel.errors import InvalidFields, WrongState
from models.workflow import due, verbs
from models.workflow.approvals import ApprovalState
from models.workflow.deciding import NoSeat
from models.workflow.due import NotLater
from models.workflow.extensions import ExtensionPending, NobodyToGrant
from tests.database import World
from tests.models.eight_d import owned_by
from tests.models.items import MORE, cases, fact, supervise


def test_the_first_extension_is_for_the_owners_supervisor(world: World, accepted: str) -> None:
    supervise(world, "wanda", "sunita")
    world.do("wanda", accepted, "need_more_time", **MORE)
    with pytest.raises(NoSeat) as refused:
        world.decide("magda", accepted)
    assert "Sunita Schicht" in refused.value.advice
    world.decide("sunita", accepted)
    found = world.look(accepted)
    assert (found["due_original"], found["due_current"]) == (date(2026, 12, 15), date(2026, 12, 22))
    assert fact(world, accepted, "Due") == "2026-12-22 (first 2026-12-15; 1 extension)"


def test_its_clock_runs_to_the_day_that_it_was_given_and_follows_it(world: World, accepted: str) -> None:
    def running() -> list[tuple[str, date, date, int]]:
        with world.database.reading() as session:
            record = verbs.load(session, accepted)
            day = record.site.day
            return [
                (d.label, day(d.due_current), day(d.due_original), d.extensions) for d in due.open_dues(session, record)
            ]

    assert running() == [("Action", date(2026, 12, 15), date(2026, 12, 15), 0)]
    world.do("wanda", accepted, "need_more_time", **MORE)
    world.decide("magda", accepted)
    assert running() == [("Action", date(2026, 12, 22), date(2026, 12, 15), 1)]


def test_the_second_one_is_for_a_quality_manager(world: World, accepted: str) -> None:
    supervise(world, "wanda", "sunita")
    world.do("wanda", accepted, "need_more_time", **MORE)
    world.decide("sunita", accepted)
    world.do("wanda", accepted, "need_more_time", until="2027-01-15", reason="Still out of stock")
    with pytest.raises(NoSeat) as refused:
        world.decide("sunita", accepted)
    assert "Magda Quast" in refused.value.advice
    world.decide("magda", accepted)
    assert fact(world, accepted, "Due") == "2027-01-15 (first 2026-12-15; 2 extensions)"
    assert "(first 2026-12-15; 2 extensions)" in fact(
        world, str(fact(world, accepted, "Related").split()[-1]), "Actions"
    )


def test_nobody_grants_it_to_themselves(world: World, capa: str) -> None:
    number = world.action("quentin", capa, owner="magda")
    with pytest.raises(NobodyToGrant):
        world.do("magda", number, "need_more_time", **MORE)
    supervise(world, "magda", "adam")
    world.do("magda", number, "need_more_time", **MORE)
    with pytest.raises(NoSeat):
        world.decide("magda", number)


def test_what_was_not_granted_leaves_the_date_and_its_trace(world: World, accepted: str) -> None:
    world.do("wanda", accepted, "need_more_time", **MORE)
    world.decide("magda", accepted, "rejected", "Ask the other supplier")
    assert (world.look(accepted)["due_current"], world.look(accepted)["extensions"]) == (date(2026, 12, 15), 0)
    assert "not granted: The felt is out of stock" in fact(world, accepted, "More time")


@pytest.mark.parametrize("until", ["2026-12-15", "2026-12-01", "2028-01-01", "never"])
def test_more_time_ends_later_and_within_a_year(world: World, accepted: str, until: str) -> None:
    with pytest.raises((InvalidFields, NotLater)) as refused:
        world.do("wanda", accepted, "need_more_time", **{**MORE, "until": until})
    assert set(refused.value.fields) == {"until"}


def test_more_time_is_asked_for_once_at_a_time(world: World, accepted: str) -> None:
    world.do("wanda", accepted, "need_more_time", **MORE)
    with pytest.raises(ExtensionPending, match="2026-12-22"):
        world.do("wanda", accepted, "need_more_time", **{**MORE, "until": "2027-01-05"})


def test_starting_it_does_not_withdraw_the_question_for_more_time_and_finishing_it_does(
    world: World, accepted: str
) -> None:
    world.do("wanda", accepted, "need_more_time", **MORE)
    world.act("wanda", accepted, "start")
    assert cases(world, accepted)[0][1] is ApprovalState.PENDING
    world.act("wanda", accepted, "finish", evidence="Done after all")
    assert cases(world, accepted)[0][1] is ApprovalState.WITHDRAWN
    assert "not granted" in fact(world, accepted, "More time")
    world.act("quentin", accepted, "verify", verification="Seen")


def test_changing_it_meanwhile_voids_the_question(world: World, accepted: str) -> None:
    world.do("wanda", accepted, "need_more_time", **MORE)
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, accepted, {"task": "Only look at the felt", "reason": "Smaller"}, person)
    assert cases(world, accepted)[0][1] is ApprovalState.SUPERSEDED
    assert "not granted" in fact(world, accepted, "More time")


def test_whoever_it_is_given_to_meanwhile_does_not_grant_it_to_themselves(world: World, accepted: str) -> None:
    supervise(world, "wanda", "sunita")
    world.do("wanda", accepted, "need_more_time", **MORE)
    owned_by(world, accepted, "sunita")
    assert cases(world, accepted)[0][1] is ApprovalState.SUPERSEDED


def test_the_first_date_cannot_be_corrected_away(world: World, accepted: str) -> None:
    with pytest.raises(InvalidFields, match="another look") as refused, world.acting("magda") as (unit, person):
        verbs.correct(unit, accepted, {"due_original": "2027-06-30", "reason": "x"}, person)
    assert set(refused.value.fields) == {"due_original"}
    assert world.look(accepted)["due_original"] == date(2026, 12, 15)


def test_what_nobody_has_accepted_may_be_voided_and_takes_its_question_with_it(world: World, item: str) -> None:
    world.do("wanda", item, "need_more_time", **MORE)
    world.act("quentin", item, "void", reason="Typed twice")
    assert cases(world, item)[0][1] is ApprovalState.WITHDRAWN
    assert "not granted" in fact(world, item, "More time")


def test_what_was_accepted_is_cancelled_and_not_voided(world: World, accepted: str) -> None:
    with pytest.raises(WrongState):
        world.act("quentin", accepted, "void", reason="No longer wanted")
