"""Codes behind labels, and what looks like a code and is none."""

from __future__ import annotations

import pytest

from handlers.intake.reading.fields import Fields, extract


def values(found: Fields, name: str) -> list[str]:
    return [value.value for value in found.of(name)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Part No. 300-554-02 Rev C", "part", "300-554-02"),
        ("P/N: 22-7710", "part", "22-7710"),
        ("Material: 1000 553 Lagerbock", "part", "1000 553"),
        ("Teil: A 205 820 12 34", "part", "A 205 820 12 34"),
        ("Teile-Nr.: 88-1203 Index D", "revision", "D"),
        ("the brackets 4410-22 rev F are late", "revision", "F"),
        ("Batch No.: VX2290", "lot", "VX2290"),
        ("Charge 6H22 ist gesperrt", "lot", "6H22"),
        ("lot n° 7H119 bloqué", "lot", "7H119"),
        ("numero di lotto: L6113", "lot", "L6113"),
        ("nº de lote 260718", "lot", "260718"),
        ("partijnummer 4471-B", "lot", "4471-B"),
        ("numer partii: 7H119", "lot", "7H119"),
        ("šarže 6L2209", "lot", "6L2209"),
        ("批号：L2605-11", "lot", "L2605-11"),
        ("Номер партии: 26-0417", "lot", "26-0417"),
        ("Serial number 44120-B", "serial", "44120-B"),
        ("Seriennummer: WB-77120", "serial", "WB-77120"),
        ("S/N 90411", "serial", "90411"),
        ("Purchase order 4500118823", "po", "4500118823"),
        ("unsere Bestellung 4500771", "po", "4500771"),
        ("PO4500118823 arrived", "po", "PO4500118823"),
        ("Auftragsbestätigung 90233", "sales_order", "90233"),
        ("invoice 60117 is wrong", "invoice", "60117"),
        ("Rechnung Nr. RE-2026-118", "invoice", "RE-2026-118"),
        ("see RMA-20931", "rma", "RMA-20931"),
        ("Lieferschein 80044712", "delivery_note", "80044712"),
        ("albarán 80071", "delivery_note", "80071"),
        ("PCN-2026-0114 was announced", "pcn_number", "PCN-2026-0114"),
        ("Reklamation Nr. 4711-26", "customer_reference", "4711-26"),
    ],
)
def test_a_code_behind_its_label_is_found(text: str, name: str, expected: str) -> None:
    assert expected in values(extract(text), name)


@pytest.mark.parametrize(
    "text",
    [
        "Lot: +49 711 123456-78",
        "Charge: siehe Tel. 0711/123456-79",
        "batch of 12.05.2026",
        "Lot: 2026-07-18",
        "D-70565 Stuttgart",
        "Batch arrived at 14:00",
        "IBAN DE02 1203 0000 0000 2020 51",
        "USt-IdNr. DE123456789",
        "VAT no. GB 331 8890 12",
        "lot 12 mm thick",
        "the lot weighs 380 kg",
        "customer number 50071",
        "Kundennummer: 50071",
        "Mobil: 0171 2345678",
        "a lot of people called",
        "das Los hatte Glück",
        "lot@batch.example wrote www.lot.example/7H119",
    ],
)
def test_what_is_no_lot_is_not_taken_for_one(text: str) -> None:
    assert extract(text).lot == ()


def test_a_whole_signature_yields_no_codes() -> None:
    signature = """Hans Meier
Musterwerk GmbH, Industriestr. 12, D-70565 Stuttgart
Tel. +49 711 123456-78  Fax 0711/123456-79
HRB 12345 Amtsgericht Stuttgart, USt-IdNr. DE123456789
IBAN DE02 1203 0000 0000 2020 51  BIC ABCDEFGHXXX
Kundennummer 50071, www.musterwerk.example"""
    found = extract(signature)
    assert not any((found.part, found.lot, found.serial, found.po, found.invoice, found.rma, found.delivery_note))


def test_an_enumeration_gives_every_code() -> None:
    found = extract("Lots A123, A124 and A125 are affected, S/N 90411, 90412 & 90430.")
    assert values(found, "lot") == ["A123", "A124", "A125"]
    assert values(found, "serial") == ["90411", "90412", "90430"]


def test_tails_of_an_enumeration_get_their_beginning() -> None:
    assert values(extract("SN: 2211-04, -07, -08"), "serial") == ["2211-04", "2211-07", "2211-08"]


def test_a_range_stays_one_value() -> None:
    assert values(extract("Serial numbers 0081 to 0119 were shipped"), "serial") == ["0081–0119"]


def test_a_value_may_stand_below_its_label() -> None:
    found = extract("Batch No.\nA12345\nPart number:\n88-1203\n")
    assert values(found, "lot") == ["A12345"]
    assert values(found, "part") == ["88-1203"]


def test_a_small_word_is_no_order_label() -> None:
    assert extract("Zrobimy to po 1000 sztuk, proszę").po == ()
    assert values(extract("PO 77120 line 30"), "po") == ["77120"]


def test_a_part_without_label_is_found_in_the_subject() -> None:
    found = extract("they cut gloves", (), "Burrs on 4410-22")
    assert values(found, "part") == ["4410-22"]
    assert found.part[0].where == "subject"


def test_a_part_that_is_only_compared_is_told_too() -> None:
    assert set(values(extract("Part number: 88-1203. It never happens with part 4410-22."), "part")) == {
        "88-1203",
        "4410-22",
    }


@pytest.mark.parametrize(
    "text", ["per DIN 7985-2", "ISO 9001:2015", "call 555-0112", "between 10-12 and 3.5-4", "2026-118"]
)
def test_standards_ranges_and_phones_are_no_guessed_parts(text: str) -> None:
    assert extract(text).part == ()


def test_the_place_of_a_value_is_named() -> None:
    found = extract("Hello,\n\nLot: A123\n", (), "PO 4500771 rejected")
    assert found.lot[0].where == "body line 3"
    assert found.po[0].where == "subject"


def test_an_explicit_label_is_surer_than_a_loose_one() -> None:
    assert extract("Lot: 31A").lot[0].confidence > extract("lot 31A is bad").lot[0].confidence


@pytest.mark.parametrize(
    ("text", "serial"),
    [
        ("serial numbers 1001-1010 are noisy", "1001-1010"),
        ("Serien-Nr. 1001 bis 1010", "1001–1010"),
        ("n° de série 1001 à 1010", "1001–1010"),
        ("SN1001 to SN1010 noisy", "1001–1010"),
    ],
)
def test_a_range_of_serials_is_one_value_however_it_is_labelled(text: str, serial: str) -> None:
    assert [value.value for value in extract(text).serial] == [serial]
    assert not extract(text).part


def test_an_arrow_stands_between_a_label_and_its_code_in_arabic_too() -> None:
    found = extract(
        "رقم القطعة ← OR-118-FKM\nرقم الدفعة ← B26-0771\nأمر الشراء رقم ← PO-2026-5518 وإشعار التسليم رقم 70-99312"
    )
    assert found.part[0].value == "OR-118-FKM"
    assert found.lot[0].value == "B26-0771"
    assert found.po[0].value == "PO-2026-5518"
    assert found.delivery_note[0].value == "70-99312"
    assert extract("Part → CP-220").part[0].value == "CP-220"


def test_a_code_within_a_range_is_of_its_sort() -> None:
    found = extract(
        "serial numbers 26-3100 up to 26-3188 are affected; 26-3117 runs hot, the others have not been looked at"
    )
    assert {value.value for value in found.serial} == {"26-3100–26-3188", "26-3117"}
    assert not found.lot


def test_the_plural_of_a_part_is_the_part() -> None:
    assert values(extract("One of your PG-63s seized solid after 40 minutes."), "part") == ["PG-63"]
