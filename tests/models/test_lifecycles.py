"""Every arrow of every lifecycle, from every state: what is not declared does not happen, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.kernel.errors import InvalidFields, NotAllowed, Refusal, WrongState
from models.people.person import Role
from models.records import RECORD_TYPES
from models.workflow import verbs
from models.workflow.lifecycle import Ask, Transition
from models.workflow.record import Record
from tests import database as databases
from tests.database import ACT, CAPA, CMP, NCR, PEOPLE, World
from tests.worlds import Template

Kind = type[Record]
Hung = tuple[tuple[int, str], dict[str, dict[str, object]]]
OPENED = {"complaint": CMP, "nonconformance": NCR, "corrective action": CAPA, "action item": ACT}
ROLES = {handle: set(roles) for handle, _, roles in PEOPLE}
ARROWS = [(kind, t) for kind in RECORD_TYPES for t in kind.type.lifecycle.transitions]


def _wanted(transition: Transition) -> set[str]:
    line = transition.first_line.for_the_whole() if transition.first_line else {}
    asked = {name for name, ask in transition.asks.items() if ask is Ask.REQUIRED}
    return (asked | {name for name, field in line.items() if field.required}) - PRESENT


OFFERED = [(kind, t) for kind, t in ARROWS if not t.by_itself]
FROM_EVERY_STATE = [
    pytest.param(kind, t, state.value, id=f"{kind.type.noun}: {t.verb} when {state.value}")
    for kind, t in ARROWS
    for state in kind.type.lifecycle.states
]
#: What stands in every record of the gallery: it was typed when it was opened, or counted from that.
PRESENT = {*CMP, *NCR, *CAPA, *ACT, "quantity_affected"}
WANTING = [
    pytest.param(*p.values, id=p.id)
    for p in FROM_EVERY_STATE
    if p.values[2] in p.values[1].sources and not p.values[1].by_itself and (_wanted(p.values[1]) or p.values[1].reason)
]
NAMES_OF_ARROWS = [f"{kind.type.noun}: {t.verb}" for kind, t in ARROWS]
NAMES_OF_OFFERED = [f"{kind.type.noun}: {t.verb}" for kind, t in OFFERED]


class Rehearsal(Exception):
    """Nothing of this is kept."""


@pytest.fixture(scope="module")
def world(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Shared by all: a refusal changes nothing, which is what is tested here."""
    with databases.copied(*template, tmp_path_factory.mktemp("gallery")) as copied:
        yield copied


@pytest.fixture(scope="module")
def gallery(world: World) -> dict[tuple[str, str], str]:
    """A record of each type in each state, by type and state; nobody owns them."""
    return {
        (kind.type.noun, state.value): _standing(world, kind, state.value)
        for kind in RECORD_TYPES
        for state in kind.type.lifecycle.states
    }


@pytest.fixture(scope="module")
def hung(world: World, gallery: dict[tuple[str, str], str]) -> Hung:
    """The end of the ledger and each record by its number, before anything was tried; no test may change them."""
    return world.head(), {number: world.look(number) for number in gallery.values()}


def _standing(world: World, kind: Kind, state: str) -> str:
    with world.acting("quentin") as (unit, person):
        number = str(verbs.open_record(unit, kind, person.site, OPENED[kind.type.noun], person).number)
    closed = world.clock.now() if state in kind.type.lifecycle.closed else None
    world.put(number, state=state, closed_at=closed)
    return number


@pytest.mark.parametrize(("kind", "transition"), ARROWS, ids=NAMES_OF_ARROWS)
def test_from_every_wrong_state_nothing_happens(
    world: World, gallery: dict[tuple[str, str], str], hung: Hung, kind: Kind, transition: Transition
) -> None:
    for state in (str(each) for each in kind.type.lifecycle.states if each not in transition.sources):
        number = gallery[kind.type.noun, state]
        with pytest.raises(WrongState) as refused:
            world.act("magda", number, transition.verb, **_everything(kind))
        assert number in refused.value.sentence
        assert state.replace("_", " ") in refused.value.sentence
        assert transition.label in refused.value.sentence
        assert world.look(number) == hung[1][number], state
    assert world.head() == hung[0]


@pytest.mark.parametrize(("kind", "transition", "state"), WANTING)
def test_what_is_missing_stands_on_its_field(
    world: World, gallery: dict[tuple[str, str], str], hung: Hung, kind: Kind, transition: Transition, state: str
) -> None:
    number = gallery[kind.type.noun, state]
    wanted = _wanted(transition) or {"reason"}
    with pytest.raises(InvalidFields) as refused, world.acting("magda") as (unit, person):
        verbs.load(unit.session, number).owner_id = person.id  # whatever it is, its owner or the manager may do it
        verbs.act(unit, number, transition.verb, dict.fromkeys(wanted, "   "), person)
    assert set(refused.value.fields) == wanted
    assert all(sentence.endswith("needed.") for sentence in refused.value.fields.values())
    assert (world.head(), world.look(number)) == (hung[0], hung[1][number])


@pytest.mark.parametrize(("kind", "transition"), OFFERED, ids=NAMES_OF_OFFERED)
def test_only_those_who_may_do_it(
    world: World, gallery: dict[tuple[str, str], str], hung: Hung, kind: Kind, transition: Transition
) -> None:
    number = gallery[kind.type.noun, transition.sources[0]]
    for who, roles in ROLES.items():
        allowed = transition.who.everybody or bool(roles & set(transition.who.roles))
        with pytest.raises((Refusal, Rehearsal)) as ended, world.acting(who) as (unit, person):
            verbs.act(unit, number, transition.verb, _everything(kind), person)
            raise Rehearsal
        assert isinstance(ended.value, NotAllowed) is not allowed, who
        if not allowed:
            assert str(transition.who) in str(ended.value), who
    assert (world.head(), world.look(number)) == (hung[0], hung[1][number])


@pytest.mark.parametrize(("kind", "transition"), [(k, t) for k, t in OFFERED if t.who.owner])
def test_the_owner_may_do_what_is_the_owners(
    world: World, gallery: dict[tuple[str, str], str], kind: Kind, transition: Transition
) -> None:
    number = gallery[kind.type.noun, transition.sources[0]]
    with pytest.raises((Refusal, Rehearsal)) as ended, world.acting("wanda") as (unit, person):
        verbs.load(unit.session, number).owner_id = person.id
        verbs.act(unit, number, transition.verb, _everything(kind), person)
        raise Rehearsal
    assert not isinstance(ended.value, NotAllowed)


def test_an_administrator_has_no_authority_over_records() -> None:
    assert [t.verb for _, t in ARROWS if Role.ADMINISTRATOR in t.who.roles] == []


@pytest.mark.parametrize(("kind", "transition"), ARROWS, ids=NAMES_OF_ARROWS)
def test_the_table_names_only_what_there_is(kind: Kind, transition: Transition) -> None:
    states = {state.value for state in kind.type.lifecycle.states}
    assert {*transition.sources, transition.target} <= states
    assert set(transition.asks) <= {*kind.fields(), "other"}
    assert transition.label
    assert transition.event


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_state_can_be_reached_and_left(kind: Kind) -> None:
    cycle = kind.type.lifecycle
    reached, before = {cycle.start}, set()
    while reached != before:
        before = set(reached)
        reached |= {t.target for t in cycle.transitions if set(map(str, t.sources)) & {str(s) for s in reached}}
    left = {str(s) for t in cycle.transitions for s in t.sources}
    assert {s.value for s in cycle.states} - left == set()
    assert {s.value for s in cycle.states} == {str(s) for s in reached}


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_verbs_are_named_once(kind: Kind) -> None:
    names = [t.verb for t in kind.type.lifecycle.transitions]
    assert len(names) == len(set(names))


def test_an_unknown_verb_is_refused_like_a_wrong_state(world: World, gallery: dict[tuple[str, str], str]) -> None:
    number = gallery["nonconformance", "open"]
    with pytest.raises(WrongState, match="explode"):
        world.act("magda", number, "explode")


@pytest.mark.parametrize("verb", ["report", "register"])
def test_nothing_is_registered_twice(world: World, gallery: dict[tuple[str, str], str], verb: str) -> None:
    number = gallery["nonconformance" if verb == "report" else "complaint", "closed"]
    with pytest.raises(WrongState):
        world.act("magda", number, verb, **NCR)


def _everything(kind: Kind) -> dict[str, object]:
    """An answer to every question that there is, so that only the state or the person can be what is wrong."""
    answers = {
        name: _answer(field.choices[0].value if field.choices else "", field.kind)
        for name, field in kind.fields().items()
    }
    line = {"disposition": "scrap", "rationale": "words"}
    return {
        **answers,
        **line,
        "complainant_email": "elin@norrby.example",
        "reason": "Because",
        "other": "NCR-2026-0001",
    }


def _answer(choice: str, kind: str) -> object:
    return choice or {"number": "3", "date": "2026-11-20"}.get(kind, "words")
