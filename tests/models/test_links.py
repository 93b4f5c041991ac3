"""What hangs on a record: files, links to others, and the record of which it is a duplicate."""

from __future__ import annotations

import pytest

from models.kernel.errors import GateUnmet, InvalidFields
from models.workflow import verbs
from models.workflow.companions import Attachment, LinkType, attachments_of, links_of
from tests.database import World
from tests.models.deeds import link


def test_the_same_bytes_are_attached_once_whatever_their_name(world: World) -> None:
    number, other = world.ncr(), world.ncr()
    for to, name in ((number, "a.png"), (number, "again.png"), (other, "a.png")):
        attach(world, to, name)
    with world.database.reading() as session:
        assert [a.name for a in attachments_of(session, verbs.load(session, number))] == ["a.png"]
        assert len(attachments_of(session, verbs.load(session, other))) == 1
    assert len([line for line in world.lines(number) if "FileAttached" in line]) == 1


def attach(world: World, number: str, name: str) -> None:
    file = Attachment(sha256="ab" * 32, name=name, media_type="image/png", size=3, at=world.clock.now())
    with world.acting() as (unit, _):
        verbs.attach(unit, verbs.load(unit.session, number), file)


# Links


def test_a_link_stands_on_both_records(world: World) -> None:
    one, other = world.ncr(), world.complaint()
    link(world, one, other.lower().replace("-", " "))
    with world.database.reading() as session:
        edges = [links_of(session, verbs.load(session, number)) for number in (one, other)]
    assert [len(found) for found in edges] == [1, 1]


def test_a_record_is_not_linked_to_itself(world: World) -> None:
    number = world.ncr()
    with pytest.raises(verbs.SelfLink) as refused:
        link(world, number, number)
    assert "other" in refused.value.fields


def test_a_link_is_made_once_of_each_kind(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    link(world, one, other)
    with pytest.raises(verbs.AlreadyLinked, match=other):
        link(world, one, other)
    link(world, one, other, LinkType.CAUSED_BY)


@pytest.mark.parametrize("other", ["", "NCR-2026-0099", "the one from Tuesday", "x" * 300, "' or 1=1 --"])
def test_a_link_to_nowhere_stands_on_its_field(world: World, other: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields) as refused:
        link(world, number, other)
    assert set(refused.value.fields) == {"other"}


# Duplicates, void, reopening


def test_a_duplicate_is_linked_and_closed(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", other, "duplicate", other=one)
    seen = world.look(other)
    assert (seen["state"], seen["closed_at"]) == ("duplicate", world.clock.now())
    with world.database.reading() as session:
        (edge,) = links_of(session, verbs.load(session, other))
        assert (edge.type, edge.target.number) == (LinkType.DUPLICATE_OF, one)
    assert len(world.lines(other)) == 2


def test_a_duplicate_of_itself_or_of_nothing_is_refused(world: World) -> None:
    number = world.ncr()
    with pytest.raises(verbs.SelfLink):
        world.act("quentin", number, "duplicate", other=number)
    with pytest.raises(InvalidFields):
        world.act("quentin", number, "duplicate", other="NCR-2026-0099")
    assert world.look(number)["state"] == "open"


def test_two_records_cannot_be_duplicates_of_each_other(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", one, "duplicate", other=other)
    with pytest.raises((InvalidFields, GateUnmet)):
        world.act("quentin", other, "duplicate", other=one)


def test_a_reopened_duplicate_can_be_marked_again(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", one, "duplicate", other=other)
    world.act("magda", one, "reopen", reason="Looked different at first")
    world.act("quentin", one, "duplicate", other=other)
