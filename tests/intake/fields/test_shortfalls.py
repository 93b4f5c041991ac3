"""What a short delivery lacks is reckoned, since the mail names only what was ordered and what came."""

from __future__ import annotations

import pytest

from handlers.intake.reading.fields import extract


@pytest.mark.parametrize(
    ("text", "missing", "ordered"),
    [
        ("188 instead of 200 pieces of the impeller shaft came.", "12", "200"),
        ("200 ordered, 188 delivered", "12", "200"),
        ("we ordered 400 brackets BK-55-L, got 372", "28", "400"),
        ("Bestellt 1.500, geliefert 1.440 – so steht es auf dem Schein", "60", "1500"),
        ("Geliefert waren statt der bestellten 500 Stück also 486.", "14", "500"),
        ("Es wurden nur 188 von 200 Stück geliefert.", "12", "200"),
        ("Nous avons reçu 96 bagues au lieu de 100.", "4", "100"),
        ("zamiast 300 szt. przyjechało 288 szt. korpusów KR-12-W", "12", "300"),
        ("注文数200個に対し188個しか納入されませんでした", "12", "200"),
        ("We received only 188 out of the 200 pieces", "12", "200"),
        ("Only 480 kg instead of 500 kg were delivered", "20 kg", "500 kg"),
        ("Ordered: 500\nReceived: 480", "20", "500"),
        ("On Tuesday 188 instead of 200 pieces of\nimpeller shaft WS-3316-B came.", "12", "200"),
        ("Nous avons reçu le 10 novembre, sous votre BL, 96 bagues au lieu de 100", "4", "100"),
    ],
)
def test_what_is_missing_is_affected_and_what_was_ordered_is_the_whole(text: str, missing: str, ordered: str) -> None:
    found = extract(text)
    assert [value.value for value in found.quantity_affected] == [missing]
    assert [value.value for value in found.quantity_total] == [ordered]


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("We received connectors with 23 pins instead of 24 pins.", "1"),
        ("The shafts came with 52 HRC instead of 58 HRC.", "6"),
        ("haben 15 kupplungen bekommen, keilnut 8 statt 10", "2"),
        ("Geliefert wurde ein Band mit 14 statt 18 µm.", "4"),
    ],
)
def test_a_dimension_that_was_delivered_is_no_shortage(text: str, difference: str) -> None:
    assert difference not in [value.value for value in extract(text).quantity_affected]


def test_beside_a_complete_delivery_nothing_is_missing() -> None:
    found = extract("400 brackets ordered, 400 delivered, but 60 are rusty")
    assert [value.value for value in found.quantity_affected] == ["60"]
    assert [value.value for value in found.quantity_total] == ["400"]


def test_what_is_bad_of_those_that_came_stands_beside_what_is_missing() -> None:
    found = extract("Nous avons reçu 96 bagues au lieu de 100, et 8 bagues sur les 96 présentent des rayures")
    assert {value.value for value in found.quantity_affected} == {"4", "8"}


def test_a_form_that_counts_the_rejected_is_not_about_what_is_still_to_come() -> None:
    found = extract("Ordered: 5000\nReceived: 1200\nRejected: 44")
    assert [value.value for value in found.quantity_affected] == ["44"]


def test_only_so_many_good_ones_are_no_shortage() -> None:
    found = extract("Only 188 of the 200 delivered are good")
    assert "12" not in [value.value for value in found.quantity_affected]


def test_what_is_already_named_as_missing_is_not_reckoned_again() -> None:
    found = extract("昨日着荷分ですが、500本のところ50本足りません。")
    assert "450" not in [value.value for value in found.quantity_affected]


def test_the_number_of_consignments_is_no_count_of_what_came() -> None:
    found = extract(
        "Bestellt waren 1.000 Stück, gekommen sind in zwei Teilen\nam 26.10. 600 Stück und am 2.11. 400 Stück"
    )
    assert "998" not in [value.value for value in found.quantity_affected]
