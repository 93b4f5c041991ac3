"""Ways in which people write codes, counts and days that no form has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading.facts import COMPLAINT, Leaning
from handlers.intake.reading.fields import extract
from handlers.intake.reading.fields.spelled import spelled

SENT = datetime(2026, 11, 11, 9, tzinfo=UTC)  # a Wednesday


def said(text: str, name: str) -> list[str]:
    leaning: Leaning = (
        ("supplier_notice", "pdn") if name.startswith("last") else COMPLAINT
    )  # last days are told in notices
    return [value.value for value in extract(text, sent=SENT, leaning=leaning).of(name) if value.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("we had trouble with the K26-1187 batch again", "lot", ["K26-1187"]),
        ("lot nrs 4471/4472/4473", "lot", ["4471", "4472", "4473"]),
        ("Heat numbers: 553018 (bars 1-40), 553019 (bars 41-60)", "lot", ["553018", "553019"]),
        ("Šarže: 26-33-07", "lot", ["26-33-07"]),
        ("Fabriknummern KB 11807, KB 11811 und KB 11830", "serial", ["KB 11807", "KB 11811", "KB 11830"]),
        ("Gerätenummer FP 0331 8842 steht unten", "serial", ["FP 0331 8842"]),
        ("The following units failed:\n26F-00121\n26F-00122\nPlease replace.", "serial", ["26F-00121", "26F-00122"]),
        ("Del note 5310 0772", "delivery_note", ["5310 0772"]),
        ("po was 450091877 if you need it", "po", ["450091877"]),
        ("Lieferschein 80117733 / 000010", "delivery_note", ["80117733"]),
        ("Artikel: DR-1.4310-0,80", "part", ["DR-1.4310-0,80"]),
        ("SO# 118822, thanks", "sales_order", ["118822"]),
        ("Мы получили от вас насос, заводской № НШ-0044817, и он не работает", "serial", ["НШ-0044817"]),
        ("Αναφορά μη συμμόρφωσης ΑΜΣ-0563", "customer_reference", ["ΑΜΣ-0563"]),
        ("İade numarası: İD-0772", "rma", ["İD-0772"]),
        ("注文書No.JP-10442を送付します", "po", ["JP-10442"]),
        ("Račun br. 4471-26 nije točan", "invoice", ["4471-26"]),
        ("S/Ns: 7H1104 and 7H1149", "serial", ["7H1104", "7H1149"]),
    ],
)
def test_codes_in_lists_groups_and_before_their_label(text: str, name: str, values: list[str]) -> None:
    assert said(text, name) == values


@pytest.mark.parametrize(
    "text",
    [
        "Call me at 313-555-0142",
        "The furnace F-12 was cold, and our tester PT-2000 too",
        "unser Fall C-11872",
        "cost centre KST-4410",
        "ul. Prosta 5, 30-001 Kraków",
        "made of PA66-GF30 since COVID-19",
        "Material: 1.4404",
    ],
)
def test_machines_cases_towns_and_steels_are_no_parts(text: str) -> None:
    assert said(text, "part") == []


def test_the_family_in_the_subject_gives_way_to_its_member_in_the_text() -> None:
    found = extract("Artikel NK-2040-S utgår ur sortimentet", subject="Utgående artikel NK-2040")
    assert [value.value for value in found.part] == ["NK-2040-S"]


@pytest.mark.parametrize(
    ("text", "affected", "total"),
    [
        ("Unsere Mandantin bestellte sechzig Klemmbacken, fünf Klemmbacken zeigten Anrisse", ["5"], ["60"]),
        ("Received 1,200, rejected 44.", ["44"], ["1200"]),
        ("Fünf der zwanzig Gehäuse haben Risse, die übrigen 15 sind in Ordnung.", ["5"], ["20"]),
        ("We are speaking of 6.4 t out of the 20 t ordered, too hard", ["6.4 t"], ["20 t"]),
        (
            "Vi har mottagit varorna och det är fel på dem.\nMottaget antal ...: 1 000 st\nUnderkänt antal ...: 62 st\n",
            ["62"],
            ["1000"],
        ),
        ("Your quality was 1940 ppm (target: 300 ppm)", ["1940 ppm"], []),
        ("We request a concession. It concerns 90 pieces of your order.", ["90"], []),
        ("our IATF 16949 certificate has expired", [], []),
        ("it broke, ring 0202 5550 61", [], []),
    ],
)
def test_counts_of_things_wholes_and_what_counts_nothing(text: str, affected: list[str], total: list[str]) -> None:
    assert (said(text, "quantity_affected"), said(text, "quantity_total")) == (affected, total)


def test_a_least_order_quantity_counts_nothing() -> None:
    notice = extract("Price and minimum lot (50 pieces) stay as they are.", leaning=("supplier_notice", "pcn"))
    assert not [one for one in (*notice.quantity_affected, *notice.quantity_total) if one.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("Last shipments: end of September 2027", "last_ship_date", "2027-09-30"),
        ("Erste Auslieferung KW 3/2027, Montag 18.01.2027", "first_ship_date", "2027-01-18"),
        ("Am vergangenen Freitag ist das Rad abgefallen", "event_date", "2026-11-06"),
        ("zjištěno v sobotu 7. 11. na lince, vada", "event_date", "2026-11-07"),
        ("Merci de répondre au plus tard le 15\nnovembre.", "answer_by", "2026-11-15"),
    ],
)
def test_days_that_are_told_in_two_steps(text: str, name: str, day: str) -> None:
    assert said(text, name) == [day]


@pytest.mark.parametrize(
    ("code", "word", "number"),
    [
        ("en", "one hundred and eighty", 180),
        ("de", "fünfundsechzig", 65),
        ("fr", "quatre-vingt-douze", 92),
        ("es", "treinta y dos", 32),
        ("it", "ventuno", 21),
        ("nl", "vijfenveertig", 45),
    ],
)
def test_number_words_are_joined_as_each_language_joins_them(code: str, word: str, number: int) -> None:
    assert spelled(code)[word] == number


def test_a_sentence_goes_on_where_the_client_broke_its_line() -> None:
    text = (
        "Dear all, we have opened the cartons of last week, and out of the 400\n"
        "brackets 12 are scratched. All of them bear on their label lot number\n"
        "K26-1187.\n"
    )
    assert (said(text, "quantity_affected"), said(text, "quantity_total")) == (["12"], ["400"])
    assert said(text, "lot") == ["K26-1187"]


def test_a_line_of_a_form_does_not_go_on() -> None:
    text = "Description of the fault ....: cracks at the foot of the rib\nQuantity: 12\nLot: K26-1187\n"
    assert said(text, "lot") == ["K26-1187"]
