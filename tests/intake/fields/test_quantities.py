"""How many are bad, out of how many."""

from __future__ import annotations

import pytest

from handlers.intake.reading.fields import extract


@pytest.mark.parametrize(
    ("text", "affected", "total"),
    [
        ("38 of 250 brackets have burrs", "38", "250"),
        ("17 von 50 Wellen mit Rattermarken", "17", "50"),
        ("7 out of 20 pcs rejected", "7", "20"),
        ("12 pièces sur 250 non conformes", "12", "250"),
        ("38 de 250 soportes con rebabas", "38", "250"),
        ("38 z 250 wsporników, zadziory", "38", "250"),
        ("47/1200 pcs leaking", "47", "1200"),
        ("bei uns sind 17 von 50 Deckeln gerissen", "17", "50"),
        ("of the 50 pcs delivered 17 may be short", "17", "50"),
        ("Qty received: 600\nQty rejected: 112", "112", "600"),
        ("Beanstandete Menge: 96 ST\nLiefermenge: 480 ST", "96", "480"),
        ("Menge: 1.200 Stk, davon 47 defekt", "47", "1200"),
        ("Two of the five reels were damaged", "2 reels", "5 reels"),
        ("Drei Stück von 20 waren gerissen", "3", "20"),
    ],
)
def test_affected_and_total(text: str, affected: str, total: str) -> None:
    found = extract(text)
    assert found.quantity_affected[0].value == affected
    assert found.quantity_total[0].value == total


@pytest.mark.parametrize(
    ("text", "affected"),
    [
        ("a dozen sensors are broken", "12"),
        ("26 broken washers", "26"),
        ("1,940 ppm defective", "1940 ppm"),
        ("Ausfall 0,8 % defekt", "0.8 %"),
        ("drei defekte Ventile gefunden: drei Stück", "3"),
        ("126 m of cable damaged", "126 m"),
        ("Quantity: 60 pcs, all cracked", "60"),
        ("une douzaine de pièces cassées", "12"),
    ],
)
def test_counts_units_words_and_shares(text: str, affected: str) -> None:
    assert affected in [value.value for value in extract(text).quantity_affected]


@pytest.mark.parametrize(
    "text",
    [
        "bore is 0.9 instead of 1.5",
        "hardness 54-56 HRC",
        "M8x30 screws please",
        "call +44 20 7946 0112",
        "on 12.05.2026 at 14:00",
        "it costs EUR 3,200",
        "one in three, they say",
        "see list (214 part numbers)",
    ],
)
def test_measures_dates_and_money_are_no_quantities(text: str) -> None:
    found = extract(text)
    assert not found.quantity_affected
    assert not found.quantity_total


def test_thousands_are_read_in_every_spelling() -> None:
    for written in ("1,400", "1.400", "1 400", "1400", "1'400"):
        assert extract(f"{written} pieces were rejected").quantity_affected[0].value == "1400", written


def test_a_strength_is_no_quantity() -> None:
    assert extract("They failed the shear test at 14 N/mm² against a minimum of 20.").quantity_affected == ()


def test_a_word_that_ends_in_m_makes_no_thread_of_the_number_behind_it() -> None:
    assert extract("Otrzymałam 80 zaworów. Przecieka 14 sztuk.").quantity_total[0].value == "80"
