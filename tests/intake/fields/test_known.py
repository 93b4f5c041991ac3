"""What the company knows wins over patterns."""

from __future__ import annotations

from handlers.intake.reading.fields import Known, KnownThings, extract, from_csv

KNOWN = KnownThings(
    parts=from_csv("Teilenummer;Bezeichnung;MPN\n300-554-02;Lagerbock links;ZX 9-77\nQX 991;Deckel\n"),
    customers=from_csv("number,name,domain\n50071,Pellworth Marine Ltd,pellworth.example\n"),
    suppliers=(Known("70001", "Teldorf Halbleiter GmbH", domains=("teldorf.example",)),),
    orders=from_csv("order\n4500881\n"),
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


def test_a_short_code_is_not_known_by_chance() -> None:
    assert extract("I saw 12 of them", known=KnownThings(parts=(Known("12"),))).part == ()


def test_a_csv_with_odd_headers_and_a_byte_order_mark_is_read() -> None:
    known = from_csv("\ufeffPart No.,Description,Colour\n4711-02,Bracket,blue\n,,\n")
    assert known == (Known("4711-02", "Bracket"),)
