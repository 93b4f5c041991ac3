"""When a nonconformance calls for a corrective action it is said with its reasons, and nothing is opened by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models.casework import escalation
from models.casework.beside import RAISE_CAPA, form_of
from models.casework.faces import record_card
from models.kernel.errors import WrongState
from models.kernel.forms import Card
from models.outbox import OutboxKind, OutboxRow
from models.records import CAPA
from models.unit_of_work import Cause
from models.workflow import verbs
from models.workflow.companions import LinkType
from models.workflow.record import CARD, Record
from tests.database import JOB, World


def card(world: World, number: str) -> Card:
    with world.database.reading() as session:
        return record_card(session, verbs.load(session, number), world.clock.now())


def raise_capa(world: World, ncr: str, who: str = "quentin") -> str:
    with world.acting(who) as (unit, person):
        values = escalation.capa_prefilled(escalation.nonconformance(unit.session, ncr))
        return str(escalation.raise_capa(unit, values, person, ncr).number)


def suggested(world: World, number: str) -> str:
    return next((part for part in card(world, number).alert.split(". ") if "suggested" in part), "")


def test_an_ordinary_one_calls_for_none(world: World) -> None:
    assert suggested(world, world.ncr()) == ""


def test_a_critical_one_calls_for_one(world: World) -> None:
    assert "it is critical" in suggested(world, world.ncr(severity="critical"))


def test_what_got_to_the_customer_calls_for_one(world: World) -> None:
    for values in ({"shipped": "yes"}, {"source": "field"}, {"at_customer": "3"}):
        assert "as far as the customer" in suggested(world, world.ncr(**values))
    complaint = world.complaint()
    with world.acting("quentin") as (unit, person):
        ncr = escalation.raise_nonconformance(
            unit, {"description": "x", "part": "y", "detected_where": "z", "quantity": "1"}, person, complaint
        )
        number = str(ncr.number)
    assert "as far as the customer" in suggested(world, number)


def test_the_third_of_a_part_within_ninety_days_calls_for_one(world: World) -> None:
    first = world.ncr(part="HX-20")
    world.clock.advance(timedelta(days=60))
    second = world.ncr(part="hx-20 ")
    assert suggested(world, second) == ""
    world.clock.advance(timedelta(days=31))
    assert suggested(world, world.ncr(part="HX-20")) == ""  # the first is older than that
    third = world.ncr(part="HX-20")
    assert "3 of HX-20 within 90 days" in suggested(world, third)
    assert "of HX-20" in suggested(world, first)


def test_two_lots_of_one_supplier_call_for_one_and_twice_the_same_lot_does_not(world: World) -> None:
    world.ncr(supplier="Hollingsworth", part="A", lot="L-1")
    same = world.ncr(supplier="Hollingsworth", part="B", lot="l-1")
    assert suggested(world, same) == ""
    other = world.ncr(supplier="Hollingsworth", part="C", lot="L-2")
    assert "2 lots of Hollingsworth within 90 days" in suggested(world, other)


def test_it_is_suggested_in_the_form_that_closes_it(world: World) -> None:
    number = world.ncr(severity="critical")
    with world.database.reading() as session:
        record = verbs.load(session, number)
        close = record.type.lifecycle.named("close")
        assert close is not None
        assert "it is critical" in form_of(session, record, close).introduction


def test_nothing_is_opened_by_itself(world: World) -> None:
    world.ncr(severity="critical")
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(CAPA)) == 0


def test_it_is_no_longer_suggested_once_one_is_raised_or_it_was_decided_against(world: World) -> None:
    number, other = world.ncr(severity="critical"), world.ncr(severity="critical", capa_needed="no", capa_reason="x")
    capa = raise_capa(world, number)
    assert suggested(world, number) == suggested(world, other) == ""
    world.act("magda", capa, "reject", reason="Not now")
    assert suggested(world, number)


def test_the_button_stands_in_front_once_it_is_executed_and_suggested_and_in_the_menu_else(world: World) -> None:
    number = world.ncr(severity="critical")
    fresh, ordinary = card(world, number), card(world, world.ncr())
    world.put(number, state="executed")
    wanted = card(world, number)
    assert RAISE_CAPA in {a.gesture for a in wanted.actions}
    for other in (fresh, ordinary):
        assert RAISE_CAPA in {a.gesture for a in other.more}
    assert "CAPA" in fresh.alert


def test_a_capa_is_prefilled_and_linked_and_its_source_says_so(world: World) -> None:
    number = world.ncr(severity="major")
    capa = raise_capa(world, number)
    found = world.look(capa)
    assert (found["problem"], found["part"], found["where_found"], found["how_many"]) == (
        "Sealing face scratched across the land", "HX-20", "line 3", "12 of 400",
    )  # fmt: skip
    related = {f.label: f.value for f in card(world, number).facts}["Related"]
    assert related == f"{capa} (caused by this)"


def test_several_nonconformances_hang_on_one(world: World) -> None:
    first, second = world.ncr(), world.ncr()
    capa = raise_capa(world, first)
    with world.acting("quentin") as (unit, person):
        verbs.link(unit, second, capa, LinkType.SIMILAR_TO, person)
    assert {first, second} == {
        n for n in (first, second) if n in {f.label: f.value for f in card(world, capa).facts}["Related"]
    }


@pytest.mark.parametrize("ended", ["void", "complaint"])
def test_it_is_raised_only_from_an_open_nonconformance(world: World, ended: str) -> None:
    number = world.complaint() if ended == "complaint" else world.ncr()
    if ended == "void":
        world.act("magda", number, "void", reason="Typed twice")
    with pytest.raises(WrongState):
        raise_capa(world, number)


def drawn_anew(world: World) -> set[str]:
    """The numbers of the cards that wait to be drawn."""
    with world.database.reading() as session:
        cards = sa.select(Record.number).join(OutboxRow, OutboxRow.subject_id == Record.id)
        return {str(n) for n in session.scalars(cards.where(OutboxRow.name == CARD, OutboxRow.once.is_not(None)))}


def delivered(world: World) -> None:
    with world.database.acting(JOB, Cause("test")) as unit:
        for row in unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.kind == OutboxKind.PROJECTION)):
            row.once = None


def test_the_cards_that_name_a_number_are_drawn_anew_when_it_changes(world: World) -> None:
    long_ago = world.ncr(part="HX-20")
    world.clock.advance(timedelta(days=80))
    first, closed, other = (
        world.ncr(part="HX-20"),
        world.ncr(part="hx-20"),
        world.ncr(part="QB-1", supplier="Holl", lot="1"),
    )
    world.put(closed, state="closed")
    delivered(world)
    third = world.ncr(part="HX-20 ")
    assert drawn_anew(world) == {long_ago, first, third}
    delivered(world)
    assert drawn_anew(world) == set()
    by_lot = world.ncr(part="C-9", supplier="holl", lot="2")
    assert drawn_anew(world) == {other, by_lot}
    delivered(world)
    world.act("quentin", third, "void", reason="Counted twice")
    assert drawn_anew(world) == {long_ago, first, third}


def test_one_more_of_a_part_costs_as_few_statements_as_the_first(world: World) -> None:
    asked: list[str] = []

    def listener(*given: Any) -> None:
        asked.append(given[2])

    counts = []
    for _ in range(2):
        asked.clear()
        sa.event.listen(world.database.engine, "before_cursor_execute", listener)
        world.ncr(part="HX-20")
        sa.event.remove(world.database.engine, "before_cursor_execute", listener)
        counts.append(len(asked))
        for _ in range(20):
            world.ncr(part="HX-20")
        delivered(world)
    assert counts[1] <= counts[0] + 4
