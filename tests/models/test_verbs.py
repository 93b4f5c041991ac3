"""What can be done to any record, by whom, and the input that breaks it."""

from __future__ import annotations

import json

import pytest

from models.kernel.errors import InvalidFields, NotAllowed, Stale, UnknownRecord, WrongState
from models.outbox import OutboxState
from models.people.person import Person
from models.records import Nonconformance
from models.unit_of_work import Cause
from models.workflow import verbs
from models.workflow.companions import LinkType, notes_of
from tests.database import JOB, World
from tests.models.deeds import DECISION, assign, comment, correct, letters, link

# Versions


def test_a_button_of_an_older_version_does_nothing(world: World) -> None:
    number = world.ncr()
    shown = int(str(world.look(number)["version"]))
    assign(world, number, "quirina", expected=shown)
    for late in (
        lambda: assign(world, number, "magda", expected=shown),
        lambda: correct(world, number, shown, part="HX-21", reason="Late"),
    ):
        with pytest.raises(Stale, match=number):
            late()
    with pytest.raises(Stale), world.acting() as (unit, person):
        verbs.act(unit, number, "disposition", DECISION, person, shown)
    assert world.look(number)["owner_id"] == world.ids["quirina"]


def test_a_version_of_the_future_is_stale_too(world: World) -> None:
    number = world.ncr()
    with pytest.raises(Stale):
        assign(world, number, "magda", expected=99)


def test_a_comment_does_not_mind_that_the_record_moved_on(world: World) -> None:
    number = world.ncr()
    before = world.look(number)["version"]
    comment(world, number, "First")
    assert world.look(number)["version"] == before


def test_each_move_raises_the_version_by_one(world: World) -> None:
    number = world.ncr()
    start = int(str(world.look(number)["version"]))
    world.act("quentin", number, "disposition", **DECISION)
    assert world.look(number)["version"] == start + 1


@pytest.mark.parametrize("verb", ["duplicate", "close"])
def test_a_move_raises_the_version_by_one_whatever_it_asks(world: World, verb: str) -> None:
    number, other = world.complaint(), world.ncr()
    link(world, other, number, LinkType.CAUSED_BY)
    world.put(number, state="investigating")
    start = int(str(world.look(number)["version"]))
    same = world.complaint()
    world.act("quentin", number, verb, other=same, no_contact_reason="Moved, no address; three letters came back")
    assert world.look(number)["version"] == start + 1


def test_a_nonconformance_is_no_duplicate_of_a_complaint(world: World) -> None:
    ncr, complaint = world.ncr(), world.complaint()
    with pytest.raises(InvalidFields) as refused:
        world.act("quentin", ncr, "duplicate", other=complaint)
    assert "its own kind" in refused.value.fields["other"]


# Assigning


def test_an_assignment_tells_the_new_owner_and_not_the_one_who_did_it(world: World) -> None:
    number = world.ncr("wanda")
    assign(world, number, "quirina", who="quentin")
    told = {row.place: row.state for row in letters(world, "RecordAssigned")}
    assert told[f"person:{world.ids['quirina']}"] is OutboxState.WAITING
    assign(world, number, "quentin", who="quentin")
    told = {row.place: row.state for row in letters(world, "RecordAssigned")}
    assert told[f"person:{world.ids['quentin']}"] is OutboxState.SKIPPED


def test_assigning_to_whom_it_belongs_changes_nothing(world: World) -> None:
    number = world.ncr()
    assign(world, number, "quirina")
    before = world.head()
    assign(world, number, "quirina")
    assert world.head() == before


def test_a_closed_record_is_not_assigned(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered twice")
    with pytest.raises(WrongState):
        assign(world, number, "quirina")


# Comments


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "\r\n"])
def test_an_empty_comment_is_refused_on_its_field(world: World, text: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields) as refused:
        comment(world, number, text)
    assert "text" in refused.value.fields


def test_a_comment_that_is_too_long_is_refused_and_not_cut(world: World) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields):
        comment(world, number, "x" * 3001)


def test_a_reason_that_is_too_long_is_refused_and_not_cut(world: World) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields):
        world.act("magda", number, "void", reason="x" * 1001)


def test_the_reason_that_is_told_is_the_reason_that_is_kept(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered\x00 \u202etwice  ")
    kept = json.loads(world.lines(number)[-1])["reason"]
    assert {row.facts["reason"] for row in letters(world, "RecordVoided")} == {kept}


def test_a_closed_record_still_takes_comments(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered twice")
    comment(world, number, "For the record")
    with world.database.reading() as session:
        assert [n.text for n in notes_of(session, verbs.load(session, number))] == ["For the record"]


# Whose name


def test_nobody_acts_in_nobodys_name_but_a_job(world: World) -> None:
    number = world.ncr()
    with pytest.raises(ValueError, match="own name"), world.acting() as (unit, _):
        verbs.act(unit, number, "void", {"reason": "x"}, None)
    with pytest.raises(ValueError, match="own name"), world.database.acting(JOB, Cause("mail")) as unit:
        verbs.act(unit, number, "void", {"reason": "x"}, unit.session.get_one(Person, world.ids["magda"]))


def test_nobody_acts_in_anothers_name(world: World) -> None:
    number = world.ncr()
    with pytest.raises(ValueError, match="own name"), world.acting("wanda") as (unit, _):
        magda = unit.session.get_one(Person, world.ids["magda"])
        verbs.act(unit, number, "void", {"reason": "x"}, magda)


def test_who_is_no_longer_active_may_do_nothing(world: World) -> None:
    number = world.ncr()
    with world.acting("adam") as (unit, _):
        unit.session.get_one(Person, world.ids["magda"]).active = False
    for work in (
        lambda: comment(world, number, "Still here", "magda"),
        lambda: world.act("magda", number, "void", reason="x"),
    ):
        with pytest.raises(NotAllowed, match="no longer active"):
            work()
    with pytest.raises(NotAllowed):
        world.ncr("magda")


@pytest.mark.parametrize("number", ["", "NCR-2026-0099", "CMP-2026-0001", "…", "\x00", "%"])
def test_an_unknown_number_is_said_to_be_unknown(world: World, number: str) -> None:
    world.ncr()
    with pytest.raises(UnknownRecord):
        comment(world, number, "Hello")


def test_a_record_is_what_its_number_says(world: World) -> None:
    number = world.ncr()
    with world.database.reading() as session:
        assert isinstance(verbs.load(session, number), Nonconformance)
