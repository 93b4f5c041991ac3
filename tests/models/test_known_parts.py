"""Parts and orders from a file: nothing is changed while a row is wrong, and a second time changes only what differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from models.catalogue.books import Book, summary
from models.catalogue.order import KnownOrder, OrderKind
from models.catalogue.orders_file import ORDERS
from models.catalogue.part import KnownPart, known_part
from models.catalogue.parts_file import PARTS
from models.ledger import LedgerEntry
from models.people.organisation import Organisation, OrganisationKind
from models.unit_of_work import Cause
from tests.database import OPERATOR, World

HEAD = "number,revision,name,supplier,customer,needs_customer_authorization,safety_relevant\n"
HOUSING = "HX-20,C,Pump housing,Hollingsworth Alloys Ltd,Norrby Pumps AB,yes,no\n"


@pytest.fixture(autouse=True)
def _partners(world: World) -> None:
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        unit.add(Organisation(name="Norrby Pumps AB", kind=OrganisationKind.CUSTOMER))
        unit.add(Organisation(name="Hollingsworth Alloys Ltd", kind=OrganisationKind.SUPPLIER))


def errors(world: World, text: str, book: Book = PARTS) -> list[str]:
    with world.database.reading() as session:
        return book.read(session, text)[1]


def bring(world: World, text: str, book: Book = PARTS) -> list[str]:
    with world.database.reading() as session:
        rows, mistakes = book.read(session, text)
    assert mistakes == []
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        found = book.differences(unit.session, rows)
        book.carry_out(unit, found)
        return summary(found, len(rows))


@contextmanager
def part(world: World, number: str) -> Iterator[KnownPart | None]:
    with world.database.reading() as session:
        yield known_part(session, number)


def test_a_row_becomes_a_part_with_its_partners_and_what_has_to_be_minded(world: World) -> None:
    assert bring(world, HEAD + HOUSING) == ["HX-20: new", "1 new, 0 changed, 0 as before."]
    with part(world, "HX-20") as found:
        assert found
        assert (found.name, found.revision, found.safety_relevant) == ("Pump housing", "C", False)
        assert found.supplier
        assert found.supplier.name == "Hollingsworth Alloys Ltd"
        assert found.customer
        assert found.customer.name == "Norrby Pumps AB"
        assert found.minded == ("needs the customer's authorization",)


@pytest.mark.parametrize("written", ["HX-20", "hx 20", "HX20", "hx_20", "HX–20", "HX-20 rev C", "the Hx.20 housings"])
def test_a_part_is_known_in_any_spelling_and_inside_a_text(world: World, written: str) -> None:
    bring(world, HEAD + HOUSING + "HX-21,,Cover,,,no,no\n")
    with part(world, written) as found:
        assert found
        assert found.number == "HX-20"


@pytest.mark.parametrize("written", ["", "–", "HX-2", "HX-200", "20", "HX-20 and HX-21", "housing"])
def test_what_names_no_single_known_part_is_none(world: World, written: str) -> None:
    bring(world, HEAD + HOUSING + "HX-21,,Cover,,,no,no\n")
    with part(world, written) as found:
        assert found is None


def test_two_numbers_that_differ_only_in_where_the_dash_stands_are_two_parts(world: World) -> None:
    bring(world, "number\n11-12\n1-112\n")
    with part(world, "1 112") as found:
        assert found
        assert found.number == "1-112"
    with part(world, "1112") as unsure:
        assert unsure is None


def test_a_longer_number_is_not_taken_for_the_shorter_one_in_it(world: World) -> None:
    bring(world, "number\nHX-20\nHX-20-1\n")
    with part(world, "housing HX-20-1") as found:
        assert found
        assert found.number == "HX-20-1"


def test_a_second_time_changes_only_what_differs_and_the_ledger_says_it(world: World) -> None:
    text = HEAD + HOUSING + "HX-21,A,Cover,,,no,yes\n"
    bring(world, text)
    before = world.head()[0]
    assert bring(world, text) == ["0 new, 0 changed, 2 as before."]
    assert world.head()[0] == before
    changed = text.replace("Cover", "Lid").replace("yes,no", "no,no")
    assert bring(world, changed) == [
        "HX-20: needs_customer_authorization",
        "HX-21: name",
        "0 new, 2 changed, 0 as before.",
    ]
    with world.database.reading() as session:
        lines = session.scalars(sa.select(LedgerEntry.text).where(LedgerEntry.seq > before)).all()
    written = [json.loads(line) for line in lines]
    assert {line["subject"]["name"]: line["changes"][0]["values"] for line in written} == {
        "part HX-20": {"needs_customer_authorization": [True, False]},
        "part HX-21": {"name": ["Cover", "Lid"]},
    }
    assert world.verify().bad is None


def test_a_column_that_is_not_there_leaves_its_values_alone(world: World) -> None:
    bring(world, HEAD + HOUSING)
    assert bring(world, "number,revision\nhx 20,D\n")[0] == "hx 20: number, revision"
    with part(world, "HX-20") as found:
        assert found
        assert (found.number, found.revision, found.name) == ("hx 20", "D", "Pump housing")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",C,Housing,,,no,no", "“” is no part number"),
        ("--,C,Housing,,,no,no", "“--” is no part number"),
        ("X" * 81 + ",,,,,,", "number has more than 80 characters"),
        ("HX-21,,,Nobody Ltd,,,", "nobody is called “Nobody Ltd”; import customers and suppliers first"),
        ("HX-21,,,Norrby Pumps AB,,,", "Norrby Pumps AB is a customer, not a supplier"),
        ("HX-21,,,,HOLLINGSWORTH alloys ltd,,", "Hollingsworth Alloys Ltd is a supplier, not a customer"),
        ("HX-21,,,,,perhaps,", "needs_customer_authorization is yes or no, not “perhaps”"),
        ("hx20,,,,,,", "hx20 stands in row 2 already (as HX-20)"),
    ],
)
def test_a_mistake_names_its_row(world: World, row: str, sentence: str) -> None:
    (error,) = errors(world, HEAD + HOUSING + row + "\n")
    assert error.startswith("row 3: ")
    assert sentence in error


def test_orders_are_known_by_kind_and_number(world: World) -> None:
    text = "Number;Kind;Their number;Partner\n7001;sales order;PO 48812;Norrby Pumps AB\n7001;Delivery-Note;;\n"
    told = bring(world, text, ORDERS)
    assert told == ["sales order 7001: new", "delivery note 7001: new", "2 new, 0 changed, 0 as before."]
    assert bring(world, text.replace("48812", "48813"), ORDERS)[0] == "sales order 7001: their_number"
    with world.database.reading() as session:
        orders = {order.kind: order for order in session.scalars(sa.select(KnownOrder))}
    assert orders[OrderKind.SALES_ORDER].their_number == "PO 48813"
    assert orders[OrderKind.SALES_ORDER].partner
    assert orders[OrderKind.DELIVERY_NOTE].partner is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("7002,receipt,,", "kind is po, sales_order, invoice, delivery_note, not “receipt”"),
        (",po,,", "“” is no number of an order"),
        ("7002,po,…,", "“…” is no number of an order"),
        ("7002,po,,Nobody Ltd", "nobody is called “Nobody Ltd”"),
        ("70-01,po,,", "stands in row 2 already"),
    ],
)
def test_a_mistake_among_orders_names_its_row(world: World, row: str, sentence: str) -> None:
    (error,) = errors(world, f"number,kind,their_number,partner\n70-01,po,,\n{row}\n", ORDERS)
    assert error.startswith("row 3: ")
    assert sentence in error


def test_of_many_changes_only_the_first_are_told_one_by_one(world: World) -> None:
    told = bring(world, "number\n" + "".join(f"N-{n}\n" for n in range(300)))
    assert (told[0], told[199], told[200]) == ("N-0: new", "N-199: new", "… and 100 more")
    assert told[-1] == "300 new, 0 changed, 0 as before."


def test_the_number_of_queries_does_not_grow_with_the_rows(world: World) -> None:
    text = {size: "number,name\n" + "".join(f"N-{n},Part {n}\n" for n in range(size)) for size in (10, 400)}
    few, many = (_asked(world, lambda rows=rows: bring(world, rows)) for rows in text.values())
    assert many <= few + 5, "one more batch of inserts or two, not one a row"
    again = _asked(world, lambda: bring(world, text[400].replace(",Part", ",Piece")))
    assert again <= few + 10


def _asked(world: World, work: Callable[[], object]) -> int:
    """How many statements reached the database meanwhile; one for many rows is one."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(world.database.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        sa.event.remove(world.database.engine, "before_cursor_execute", note)
    return len(asked)
