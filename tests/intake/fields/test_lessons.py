"""Sentences that others wrote, each with what a reader takes from it; each was read wrongly once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading.facts import COMPLAINT, Leaning
from handlers.intake.reading.fields import extract
from handlers.intake.reading.fields.tables import tables_of_html

SENT = datetime(2026, 10, 14, 9, tzinfo=UTC)  # a Wednesday


def said(text: str, name: str, leaning: Leaning = COMPLAINT) -> list[str]:
    return [value.value for value in extract(text, sent=SENT, leaning=leaning).of(name) if value.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("Heat number on the cert is 8K2291.", "lot", ["8K2291"]),
        ("Chargen laut Bundzettel: 9931 und 9932.", "lot", ["9931", "9932"]),
        ("BATCH .................... 0002261904", "lot", ["0002261904"]),
        ("（物料号 VB-0718-A，批号 20260911）测试时", "lot", ["20260911"]),
        ("いずれもロット610Aと611Cに集中しており", "lot", ["610A", "611C"]),
        ("Delivery note: 4471-22, batch 26-0817", "delivery_note", ["4471-22"]),
        ("the second motor, s/n M-20931", "serial", ["M-20931"]),
        ("Serial numbers of the defective units:\n- 22A-00417\n- 22A-00421\n", "serial", ["22A-00417", "22A-00421"]),
        ("Serials FS-20931 and FS-20934 run out, FS-20932 is fine", "serial", ["FS-20931", "FS-20934", "FS-20932"]),
    ],
)
def test_codes(text: str, name: str, values: list[str]) -> None:
    assert said(text, name) == values


@pytest.mark.parametrize(
    ("text", "affected", "total"),
    [
        ("Of the 1,400 we received, so far 61 have shown porosity.", "61", "1400"),
        ("von den 60 scharnieren sind 9 verbogen", "9", "60"),
        ("1000 Stk, davon 37 Stk mit Kratzern", "37", "1000"),
        ("Bestelling: van de 90 geleverde assen zijn er 8 krom.", "8", "90"),
    ],
)
def test_a_part_and_its_whole(text: str, affected: str, total: str) -> None:
    assert (said(text, "quantity_affected"), said(text, "quantity_total")) == ([affected], [total])


def test_a_number_that_names_something_counts_nothing() -> None:
    assert said("Everything is on hold in cage 4 after 3 weeks of leaks", "quantity_affected") == []


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("The cartons that came in Monday are wet.", "delivery_date", "2026-10-12"),
        ("La livraison reçue hier est rayée.", "delivery_date", "2026-10-13"),
        ("Found 9/29 by second shift, in English and by us.", "event_date", "2026-09-29"),
        ("I need to know by the 28th whether you take them back.", "answer_by", "2026-10-28"),
        ("10月30日までに書面でご回答ください。", "answer_by", "2026-10-30"),
        ("Abkündigung: Bestellungen nehmen wir noch bis 15.11.2026 an.", "last_order_date", "2026-11-15"),
        (
            "Last time buy: order by 31 March 2027; we will deliver until 30 September 2027.",
            "last_ship_date",
            "2027-09-30",
        ),
    ],
)
def test_days(text: str, name: str, day: str) -> None:
    leaning: Leaning = (
        ("supplier_notice", "pdn") if name.startswith("last") else COMPLAINT
    )  # last days are told in notices
    assert said(text, name, leaning) == [day]


def test_terms_of_payment_are_no_deadline() -> None:
    assert said("Zahlbar ohne Abzug bis 30.11.2026, netto.", "answer_by") == []


def test_two_columns_may_name_the_same_field() -> None:
    table = tables_of_html(
        "<table><tr><td>Our part number</td><td>Your part number</td></tr><tr><td>AX3-0812</td><td>93-118</td></tr></table>"
    )
    assert {value.value for value in extract("", table).part} == {"AX3-0812", "93-118"}


def test_a_cell_may_hold_a_part_and_its_revision() -> None:
    table = tables_of_html(
        "<table><tr><td>Part</td><td>Batch</td></tr><tr><td>HX-2115 rev 3</td><td>B77</td></tr></table>"
    )
    found = extract("", table)
    assert (found.part[0].value, found.revision[0].value) == ("HX-2115", "3")
