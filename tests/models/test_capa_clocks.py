"""The clocks of corrective actions and action items: what was agreed, and whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta

from models.workflow import verbs
from models.workflow.due import Due, dues_of, open_dues
from tests.database import World
from tests.models.eight_d import contained, effective, owned_by, watched


def running(world: World, number: str) -> dict[str, Due]:
    with world.database.reading() as session:
        return {due.clock: due for due in open_dues(session, verbs.load(session, number))}


def day(due: Due) -> date:
    return due.due_current.date()


def an_action(world: World, **values: object) -> str:
    number = world.capa("wanda")
    owned_by(world, number, "quentin")
    return world.action("quentin", number, owner="wanda", **values)


def test_more_time_that_a_case_granted_moves_its_clock(world: World) -> None:
    item = an_action(world)
    world.do("wanda", item, "need_more_time", until="2026-12-22", reason="Out of stock")
    world.decide("magda", item)
    found = running(world, item)["action"]
    assert (day(found), found.due_original.date(), found.extensions) == (date(2026, 12, 22), date(2026, 12, 15), 1)


def test_done_hands_the_clock_to_the_verifier_and_not_verified_hands_it_back(world: World) -> None:
    item = an_action(world, verifier_id=str(world.ids["cosima"]))
    world.act("wanda", item, "accept")
    world.act("wanda", item, "finish", evidence="Done")
    found = running(world, item)
    assert list(found) == ["verification"]
    assert found["verification"].person_id == world.ids["cosima"]
    world.act("cosima", item, "send_back", reason="Loose")
    found = running(world, item)
    assert (list(found), day(found["action"])) == (["action"], date(2026, 12, 15))


def test_a_corrective_action_runs_its_phases_from_its_acceptance(world: World) -> None:
    found = running(world, contained(world))
    today = world.clock.now().date()
    assert {name: day(due) - today for name, due in found.items()} == {
        "root_cause": timedelta(days=14), "action_plan": timedelta(days=30), "implemented": timedelta(days=60),
    }  # fmt: skip


def test_the_effectiveness_check_is_the_verifiers_until_its_window_closes(world: World) -> None:
    found = running(world, watched(world))
    assert list(found) == ["effectiveness_check"]
    check = found["effectiveness_check"]
    assert (day(check), check.person_id) == (date(2027, 5, 22), world.ids["quirina"])


def test_what_is_closed_has_no_clock_and_its_check_was_met(world: World) -> None:
    number = effective(world)
    world.act("magda", number, "close", lessons="x", thanks="x")
    assert running(world, number) == {}
    with world.database.reading() as session:
        ended = {due.clock: str(due.ended) for due in dues_of(session, verbs.load(session, number))}
    assert {ended[name] for name in ("containment", "root_cause", "implemented", "effectiveness_check")} == {"met"}
