"""What looks like a code or a count and is something else: steels, counts behind "lot", the year in a number."""

from __future__ import annotations

import pytest

from handlers.intake.reading.fields import extract


def _values(text: str, name: str) -> list[str]:
    return [value.value for value in extract(text).of(name)]


@pytest.mark.parametrize(
    "text",
    [
        "The housings are of 316L, and 12 of 40 pcs leak.",
        "Materiał wg atestu: 316L. 12 z 40 szt. pękniętych.",
        "Material: 316 L, 12 of 40 pcs rejected",
        "Werkstoff 1.4404, 12 von 40 Stück gerissen",
        "Steel AISI 304L / 1.4307; 12 of 40 shafts are cracked.",
        "材質：SUS316L、40個中12個不良",
    ],
)
def test_a_steel_is_neither_a_part_nor_a_measure_of_litres(text: str) -> None:
    assert _values(text, "part") == []
    assert _values(text, "lot") == []
    assert _values(text, "quantity_affected") == ["12"]


def test_litres_stay_litres() -> None:
    assert _values("316 litres leaked out of the drum", "quantity_affected") == ["316 l"]


def test_a_material_number_of_the_erp_stays_a_part() -> None:
    assert _values("Material: 4711316", "part") == ["4711316"]


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("aus Los 1.500 Stück (Los-Nr. 4711/26) haben wir 80 geprüft", ["4711/26"]),
        ("The whole lot 1,500 pieces is on hold.", []),
        ("lot: 2.400 pcs, all blocked", []),
        ("lot 4711 pcs 20", ["4711"]),
    ],
)
def test_what_counts_the_pieces_of_a_lot_is_not_its_number(text: str, lots: list[str]) -> None:
    assert _values(text, "lot") == lots


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Reklamacja – dostawa WZ 2026/7710", ["2026/7710"]),
        ("delivery note 7710/2026", ["7710/2026"]),
        ("delivery notes 4471/4472", ["4471", "4472"]),
    ],
)
def test_a_number_and_its_year_stay_together(text: str, notes: list[str]) -> None:
    assert sorted(_values(text, "delivery_note")) == notes


def test_the_beginning_of_a_number_with_four_decimals_is_no_count() -> None:
    assert _values("the shafts are fine (1.4404, delivered on Tuesday)", "quantity_affected") == []


@pytest.mark.parametrize(
    "text", ["Ref: TCK-44710, caps cracked", "INC-2026-00417: the caps are cracked", "RITM0042211"]
)
def test_the_number_of_a_ticket_is_no_part(text: str) -> None:
    assert _values(text, "part") == []


def test_a_lot_that_is_in_order_has_nothing_affected() -> None:
    head = ("Part", "Lot", "Delivered", "Rejected")
    table = (head, ("DR-4410", "L26-1190", "1500", "32"), ("DR-4410", "L26-1191", "1500", "0"))
    found = extract("see table", (table,))
    assert [value.value for value in found.quantity_affected] == ["32"]
    assert [row.values["quantity_affected"].value for row in found.rows] == ["32", "0"]


@pytest.mark.parametrize(
    ("text", "affected"),
    [
        ("3 boxes of 20 pcs are wet and rusty", "3 boxes"),
        ("2 Kartons à 50 Stück beschädigt", "2 Kartons"),
    ],
)
def test_how_many_are_in_a_box_is_no_whole(text: str, affected: str) -> None:
    assert _values(text, "quantity_affected") == [affected]
    assert _values(text, "quantity_total") == []
