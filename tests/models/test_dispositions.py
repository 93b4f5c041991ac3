"""What is done with how many pieces: lines, their sum, their authorities, their execution, their costs."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from models.catalogue import spelling
from models.catalogue.part import KnownPart
from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed, Stale, WrongState
from models.outbox import OutboxRow
from models.records.nonconformance import CostLine, DispositionLine
from models.records.nonconformance.gates import remainder
from models.workflow import verbs
from models.workflow.faces import card_of
from tests.database import World

SCRAP = {"disposition": "scrap", "rationale": "Cracked"}
REWORK = {"disposition": "rework", "rationale": "Burr", "instruction": "WI-7, 100 % re-inspection"}
MINOR = {"severity": "minor", "quantity_affected": "12"}


@pytest.fixture
def number(world: World) -> str:
    """Twelve pieces, contained."""
    ncr = world.ncr("wanda")
    world.act("quentin", ncr, "contain", containment="Lot locked", shipped="no", in_stock="8", in_transit="4")
    return ncr


def lines(world: World, number: str) -> list[DispositionLine]:
    with world.database.reading() as session:
        return DispositionLine.of(verbs.load(session, number))


def left(world: World, number: str) -> int | None:
    with world.database.reading() as session:
        record = verbs.load(session, number)
        assert record.kind == "nonconformance"
        return remainder(record)  # type: ignore[arg-type]  # narrowed by its kind


def add(world: World, number: str, pieces: int, **values: str) -> None:
    world.do("quentin", number, "add_disposition", quantity=str(pieces), **{**SCRAP, **values})


def test_lines_are_added_one_at_a_time_with_the_remainder_shown(world: World, number: str) -> None:
    add(world, number, 5)
    with world.database.reading() as session:
        card = card_of(session, verbs.load(session, number))
    facts = {fact.label: fact.value for fact in card.facts}
    assert facts["Dispositions"] == "5 × scrap: Cracked"
    assert facts["Left to decide"] == "7 of 12 pieces have no disposition"
    add(world, number, 7, **REWORK)
    assert left(world, number) == 0


@pytest.mark.parametrize("pieces", ["0", "13", "-1", "many"])
def test_more_than_is_left_is_refused_on_its_field(world: World, number: str, pieces: str) -> None:
    before = world.head()
    with pytest.raises(InvalidFields) as refused:
        world.do("quentin", number, "add_disposition", quantity=pieces, **SCRAP)
    assert set(refused.value.fields) == {"quantity"}
    assert world.head() == before


def test_pieces_that_nobody_counted_are_asked_for_with_the_first_line(world: World) -> None:
    ncr = world.ncr(quantity="unknown")
    with pytest.raises(InvalidFields) as refused:
        world.do("quentin", ncr, "add_disposition", quantity="3", **SCRAP)
    assert set(refused.value.fields) == {"quantity_affected"}
    world.do("quentin", ncr, "add_disposition", quantity="3", quantity_affected="9", **SCRAP)
    assert (world.look(ncr)["quantity_affected"], left(world, ncr)) == (9, 6)


def test_a_line_is_taken_back_with_its_reason_and_the_trail_keeps_it(world: World, number: str) -> None:
    add(world, number, 12)
    (line,) = lines(world, number)
    world.do("quentin", number, "remove_disposition", line=line.reference, reason="Can be reworked after all")
    assert lines(world, number) == []
    changes = json.loads(world.lines(number)[-1])["changes"]
    gone = next(change for change in changes if change["how"] == "deleted")
    assert gone["values"]["rationale"] == ["Cracked", None]


def test_a_decision_waits_until_every_piece_has_its_line(world: World, number: str) -> None:
    add(world, number, 5)
    with pytest.raises(GateUnmet, match="7 pieces are left"):
        world.act("quentin", number, "disposition", **MINOR)
    add(world, number, 7, **REWORK)
    world.act("quentin", number, "disposition", **MINOR)
    assert world.look(number)["state"] == "dispositioned"


def test_fewer_pieces_than_the_lines_hold_are_refused(world: World, number: str) -> None:
    add(world, number, 12)
    with pytest.raises(GateUnmet, match="2 pieces too many"):
        world.act("quentin", number, "disposition", severity="minor", quantity_affected="10")


def test_an_old_button_adds_nothing_twice(world: World, number: str) -> None:
    shown = int(str(world.look(number)["version"]))
    add(world, number, 5)
    with pytest.raises(Stale), world.acting("quirina") as (unit, person):
        verbs.perform(unit, number, "add_disposition", {"quantity": "5", **SCRAP}, person, shown)


def test_who_may_not_decide_adds_no_line(world: World, number: str) -> None:
    with pytest.raises(NotAllowed):
        world.do("wanda", number, "add_disposition", quantity="5", **SCRAP)


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ({"disposition": "rework"}, "instruction"),
        ({"disposition": "repair"}, "instruction"),
        ({"disposition": "return_to_supplier"}, "supplier"),
    ],
)
def test_a_code_needs_what_belongs_to_it(world: World, number: str, line: dict[str, str], because: str) -> None:
    add(world, number, 12, **line)
    review = {"requirement": "Drawing", "customer_part": "no", **MINOR}
    with pytest.raises(GateUnmet, match=because):
        world.act("quentin", number, "request_review", **review)


def test_a_concession_on_a_customers_part_needs_the_customers_authorization(world: World, number: str) -> None:
    add(world, number, 12, disposition="use_as_is")
    review = {"requirement": "Drawing", "customer_part": "yes", **MINOR}
    with pytest.raises(GateUnmet, match="customer's authorization"):
        world.act("quentin", number, "request_review", **review)
    (line,) = lines(world, number)
    world.do("quentin", number, "remove_disposition", line=line.reference, reason="Not named")
    add(world, number, 12, disposition="use_as_is", customer_authorization="Norrby deviation D-88")
    world.act("quentin", number, "request_review", **review)
    world.decide("dorian", number)
    world.decide("quirina", number)
    assert world.look(number)["state"] == "dispositioned", "minor: quality and the design authority"


def test_a_minor_concession_needs_the_design_authority(world: World, number: str) -> None:
    add(world, number, 12, disposition="use_as_is")
    with pytest.raises(GateUnmet, match="design authority"):
        world.act("quentin", number, "disposition", **MINOR)


# Carrying out


@pytest.fixture
def decided(world: World, number: str) -> str:
    add(world, number, 5)
    add(world, number, 7, **REWORK)
    world.act("quentin", number, "disposition", **MINOR)
    return number


def test_it_is_executed_when_the_last_line_is_carried_out_and_verified(world: World, decided: str) -> None:
    world.carry_out("quirina", decided, unusable="yes")
    assert world.look(decided)["state"] == "dispositioned"
    world.carry_out("quirina", decided, reinspection="passed")
    assert world.look(decided)["state"] == "executed"


@pytest.mark.parametrize(("given", "missing"), [({"unusable": "no"}, "not made unusable"), ({}, "not made unusable")])
def test_scrap_counts_only_once_it_is_unusable(world: World, decided: str, given: dict[str, str], missing: str) -> None:
    world.carry_out("quirina", decided, **given)
    assert next(line.missing for line in lines(world, decided)).endswith(missing)


def test_a_failed_reinspection_keeps_it_open_and_may_be_decided_anew(world: World, decided: str) -> None:
    world.carry_out("quirina", decided, unusable="yes")
    world.carry_out("quirina", decided, reinspection="failed")
    assert world.look(decided)["state"] == "dispositioned"
    world.act("quentin", decided, "reconsider", reason="Rework failed")
    rework = lines(world, decided)[1]
    world.do("quentin", decided, "remove_disposition", line=rework.reference, reason="Rework failed")
    add(world, decided, 7)
    world.act("quentin", decided, "disposition", **MINOR)
    world.carry_out("quirina", decided, unusable="yes")
    assert world.look(decided)["state"] == "executed"


def test_nothing_is_carried_out_before_it_is_decided(world: World, number: str) -> None:
    add(world, number, 12)
    (line,) = lines(world, number)
    with pytest.raises(WrongState):
        world.do("quirina", number, "execute_disposition", line=line.reference, evidence="Done", unusable="yes")


# Closing


def test_costs_are_lines_or_a_reason(world: World, decided: str) -> None:
    world.carry_out("quirina", decided, unusable="yes")
    world.carry_out("quirina", decided, reinspection="passed")
    closing = {"capa_needed": "no", "capa_reason": "Single event"}
    with pytest.raises(GateUnmet, match="What it cost"):
        world.act("quentin", decided, "close", **closing)
    world.do("quirina", decided, "add_cost", cost="scrap", amount="1.234,50", currency="eur")
    world.act("quentin", decided, "close", **closing)
    with world.database.reading() as session:
        (cost,) = CostLine.of(verbs.load(session, decided))
    assert cost.said == "scrap 1,234.50 EUR"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12", 1200), ("12.5", 1250), ("12,50", 1250), ("1'234.50", 123450), ("1,234", 123400), ("1 234,5", 123450)],
)
def test_an_amount_is_read_as_people_write_it(world: World, number: str, typed: str, cents: int) -> None:
    world.do("quirina", number, "add_cost", cost="freight", amount=typed, currency="EUR")
    with world.database.reading() as session:
        assert [line.amount for line in CostLine.of(verbs.load(session, number))] == [cents]


@pytest.mark.parametrize("typed", ["-5", "1e9", "12,345,6", "ten", "9" * 12])
def test_what_is_no_amount_is_refused_on_its_field(world: World, number: str, typed: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        world.do("quirina", number, "add_cost", cost="freight", amount=typed, currency="EUR")
    assert set(refused.value.fields) == {"amount"}


def test_a_known_part_that_needs_the_customers_authorization_needs_it_whatever_the_form_says(
    world: World, number: str
) -> None:
    with world.acting("magda") as (unit, _):
        keys = {"key": spelling.key("hx 20"), "bare": spelling.bare("hx 20")}
        unit.add(KnownPart(number="hx 20", name="Housing", needs_customer_authorization=True, **keys))
    add(world, number, 12, disposition="use_as_is")
    with pytest.raises(GateUnmet, match="customer's authorization"):
        world.act("quentin", number, "request_review", requirement="Drawing", customer_part="no", **MINOR)


def test_the_line_is_told_before_the_record_moves_on(world: World, decided: str) -> None:
    world.carry_out("quirina", decided, unusable="yes")
    world.carry_out("quirina", decided, reinspection="passed")
    with world.database.reading() as session:
        letters = session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "happened").order_by(OutboxRow.seq))
        events = [row.facts["event"] for row in letters if row.place.startswith("thread:")]
    assert events[-2:] == ["DispositionLineExecuted", "DispositionExecuted"]
