"""What the company knows wins over patterns."""

from __future__ import annotations

import pickle

import pytest

from handlers.intake.reading.fields import Known, KnownThings, extract, tables_of_html

KNOWN = KnownThings(
    parts=(Known("300-554-02", "Lagerbock links", aliases=("ZX 9-77",)), Known("QX 991", "Deckel"), Known("731155")),
    customers=(Known(name="Pellworth Marine Ltd", domains=("pellworth.example",)),),
    suppliers=(Known(name="Teldorf Halbleiter GmbH", domains=("teldorf.example", "kim@mailer.example")),),
    orders=(Known("4500881"), Known("SO-7001", field="sales_order"), Known("LS-30977", field="delivery_note")),
)


def test_a_known_part_is_found_in_any_spelling_and_comes_out_as_ours() -> None:
    for written in ("300-554-02", "300 554 02", "30055402", "300.554.02", "ZX9-77"):
        found = extract(f"Trouble with {written} since Monday", known=KNOWN)
        assert found.part[0].value == "300-554-02", written
        assert found.part[0].confidence > 0.95


def test_an_unknown_part_beside_a_known_one_is_doubtful() -> None:
    found = extract("Part: QX 991 and Part: 88-1203", known=KNOWN)
    assert [value.value for value in found.part] == ["QX 991", "88-1203"]
    assert found.part[1].confidence < 0.7


def test_a_known_order_is_no_lot() -> None:
    found = extract("Lot 4500881 was wrong", known=KNOWN)
    assert found.lot == ()
    assert found.po[0].value == "4500881"


def test_known_names_are_found() -> None:
    found = extract("Pellworth Marine complains about the Lagerbock links.", known=KNOWN)
    assert found.customer[0].value == "Pellworth Marine Ltd"
    assert found.product[0].value == "Lagerbock links"


def test_a_partner_is_known_by_address_domain_and_subdomain() -> None:
    assert KNOWN.partner_at("joe@mail.pellworth.example") == "customer"
    assert KNOWN.partner_at("qa@teldorf.example") == "supplier"
    assert KNOWN.partner_at("joe@notpellworth.example") is None
    assert KNOWN.partner_at("") is None


def test_a_domain_that_a_customer_and_a_supplier_claim_is_neithers() -> None:
    both = Known(name="Group", domains=("group.example",))
    assert KnownThings(customers=(both,), suppliers=(both,)).partner_at("joe@group.example") is None


def test_a_short_code_is_not_known_by_chance() -> None:
    assert extract("I saw 12 of them", known=KnownThings(parts=(Known("12"),))).part == ()


def test_each_kind_of_order_is_found_as_what_it_is() -> None:
    found = extract("Delivered with LS30977, see SO 7001.", known=KNOWN)
    assert found.delivery_note[0].value == "LS-30977"
    assert found.sales_order[0].value == "SO-7001"


def test_a_known_part_of_a_table_comes_out_as_ours_and_once() -> None:
    table = tables_of_html("<table><tr><td>Part</td><td>Qty</td></tr><tr><td>300 554 02</td><td>7</td></tr></table>")
    found = extract("Part 300 554 02: 7 pieces", table, known=KNOWN)
    assert [value.value for value in found.part] == ["300-554-02"]
    assert found.rows[0].values["part"].value == "300-554-02"


@pytest.mark.parametrize(
    "text",
    [
        "Call me: +49 300 554 02",
        "Tel. 300-554-02",
        "Phone: 0049 300 554 02 11",
        "IBAN DE12 3005 5402 0000 0000 00",
        "see https://shop.example/300-554-02/",
        "It cost EUR 731155",
    ],
)
def test_a_known_number_inside_a_phone_an_account_or_an_address_is_none(text: str) -> None:
    assert extract(text, known=KNOWN).part == ()


@pytest.mark.parametrize(("text", "field"), [("Lot 731155 leaks", "lot"), ("Serial no. 731155", "serial")])
def test_digits_that_are_called_something_else_are_no_part_by_chance(text: str, field: str) -> None:
    found = extract(text, known=KNOWN)
    assert found.of(field)[0].value == "731155"
    assert found.part == ()


def test_a_word_and_a_number_behind_it_are_no_part_by_chance() -> None:
    known = KnownThings(parts=(Known("IN-2024"), Known("AB-1024")))
    assert extract("Delivered in 2024, ab 1024 pieces", known=known).part == ()
    for written in ("IN 2024", "in-2024", "in2024", "IN.2024"):
        assert extract(f"The {written} leaks", known=known).part[0].value == "IN-2024", written


def test_digits_alone_are_a_known_part_where_nothing_else_is_said_of_them() -> None:
    assert extract("The 731155 leaks", known=KNOWN).part[0].value == "731155"
    assert extract("We got 731155 pcs", known=KNOWN).part == ()


def test_numbers_that_are_alike_without_their_dashes_are_told_apart_by_them() -> None:
    known = KnownThings(parts=(Known("11-112"), Known("1-1112")))
    assert extract("Burr on 1-1112", known=known).part[0].value == "1-1112"
    assert extract("Burr on 11-112", known=known).part[0].value == "11-112"
    assert "11-112" not in {value.value for value in extract("Burr on 11112", known=known).part}


def test_what_is_known_survives_the_way_into_another_process() -> None:
    there = pickle.loads(pickle.dumps(KNOWN))
    assert extract("Trouble with 300 554 02", known=there).part == extract("Trouble with 300 554 02", known=KNOWN).part
    assert there.partner_at("kim@mailer.example") == "supplier"
    assert there
    assert not pickle.loads(pickle.dumps(KnownThings()))
