"""Tables of HTML and of text: several parts or lots are several rows."""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.intake.reading.fields import extract, tables_of_html

HTML = """<html><body><p>Hallo</p><table><tr><td>
<table><tr><th>Artikel</th><th>Charge</th><th>Menge n.i.O.</th><th>Fehler</th></tr>
<tr><td>300-554-02</td><td>6H22</td><td>12 Stk</td><td>Lunker</td></tr>
<tr><td>300-554-03</td><td>6H23</td><td>drei</td><td>Riss &amp; Grat</td></tr></table>
</td></tr></table></body></html>"""


def test_an_html_table_inside_a_layout_table_gives_rows() -> None:
    found = extract("Hallo, wir haben Teile gesperrt, bitte um Antwort.", tables_of_html(HTML))
    assert [{name: value.value for name, value in row.values.items()} for row in found.rows] == [
        {"part": "300-554-02", "lot": "6H22", "quantity_affected": "12", "defect": "Lunker"},
        {"part": "300-554-03", "lot": "6H23", "quantity_affected": "3", "defect": "Riss & Grat"},
    ]
    assert [value.value for value in found.lot] == ["6H22", "6H23"]
    assert found.lot[0].where == "table row 1"


def test_a_table_of_two_columns_is_read_as_labels() -> None:
    tables = tables_of_html(
        "<table><tr><td>Purchase order</td><td>4500881</td></tr>"
        "<tr><td>Delivery date</td><td>12.05.2026</td></tr></table>"
    )
    found = extract("see table", tables)
    assert found.po[0].value == "4500881"
    assert found.delivery_date[0].value == "2026-05-12"


def table_of(*rows: str) -> tuple[tuple[tuple[str, ...], ...]]:
    return (tuple(tuple(row.split("|")) for row in rows),)


def told(*rows: str) -> list[dict[str, str]]:
    found = extract("see the table", table_of(*rows), sent=datetime(2026, 11, 16, 9, tzinfo=UTC))
    return [{name: value.value for name, value in row.values.items()} for row in found.rows]


def test_a_column_of_numbers_below_a_unit_counts_what_is_concerned() -> None:
    assert told("Model|Date code|Pieces", "SLP-12|2531|10", "SLP-16|2532|4") == [
        {"part": "SLP-12", "lot": "2531", "quantity_affected": "10"},
        {"part": "SLP-16", "lot": "2532", "quantity_affected": "4"},
    ]


def test_the_column_beside_the_bad_ones_is_their_whole() -> None:
    assert told("Item|On skid|Bent / crushed", "DMP-08|48|16", "DMP-12|24|2") == [
        {"part": "DMP-08", "quantity_total": "48", "quantity_affected": "16"},
        {"part": "DMP-12", "quantity_total": "24", "quantity_affected": "2"},
    ]


def test_a_column_beside_the_bad_ones_that_is_smaller_is_not_their_whole() -> None:
    assert "quantity_total" not in told("Item|Shelf|Rejected", "DMP-08|3|16", "DMP-12|7|12")[0]


def test_a_first_column_of_codes_below_the_name_of_a_thing_holds_the_parts() -> None:
    assert told("Bolzen|Charge|Datum|abgeschert|verbaut", "B-M36x240|WZ 7719|12.11.|2|128") == [
        {
            "part": "B-M36x240",
            "lot": "WZ 7719",
            "event_date": "2026-11-12",
            "quantity_affected": "2",
            "quantity_total": "128",
        }
    ]


def test_a_column_of_days_says_by_its_head_whether_they_came_or_were_found() -> None:
    assert told("Charge|Stück|eingetroffen", "A1182|640|28.09.2026")[0]["delivery_date"] == "2026-09-28"
    assert told("Housing|Serial|Tried on", "H-7715|7715-0883|13.10.2026")[0]["event_date"] == "2026-10-13"


def test_what_a_column_names_is_nothing_else_in_the_text() -> None:
    """The text of a page holds the table cell by cell, and nothing there says which day is which."""
    rows = (
        "Part no.|Last shipment current|First shipment new",
        "OR-14|Dec 11, 2026|Dec 14, 2026",
        "OR-22|Jan 15, 2027|Jan 18, 2027",
    )
    text = "We hereby give notice of a raw material change.\n\n" + "\n".join("\n".join(row.split("|")) for row in rows)
    sent = datetime(2026, 9, 10, 9, tzinfo=UTC)
    found = extract(text, table_of(*rows), sent=sent, leaning=("supplier_notice", "pcn"))
    assert {value.value for value in found.last_ship_date} == {"2026-12-11", "2027-01-15"}
    assert {value.value for value in found.first_ship_date} == {"2026-12-14", "2027-01-18"}


def test_two_columns_of_counts_of_lots_are_all_of_them_and_the_bad_ones() -> None:
    assert told(
        "Batch on lid|Sold to you|Of these to come back", "ALT-6093|14 drums|14 drums", "ALT-6094|6 drums|2 drums"
    )[1] == {
        "lot": "ALT-6094",
        "quantity_total": "6 drums",
        "quantity_affected": "2 drums",
    }


def test_a_day_in_a_cell_is_no_count() -> None:
    row = told("Despatched under|Reached you on|Springs|Suspect", "SN-20711|1 October|2500|1800")[0]
    assert (row["delivery_date"], row["quantity_total"], row["quantity_affected"]) == ("2026-10-01", "2500", "1800")


def test_a_table_may_tell_of_counts_alone() -> None:
    assert told("Bin tag|Received|Rejected", "W6-114|96|5")[0] == {"quantity_total": "96", "quantity_affected": "5"}


def test_a_mere_date_beside_a_delivery_note_is_the_delivery_s() -> None:
    assert told("Lieferschein|Datum|Charge", "80447710|28.09.2026|A1182")[0]["delivery_date"] == "2026-09-28"
    assert "event_date" not in told("Charge|Datum", "A1182|28.09.2026")[0]


def test_a_number_in_its_cell_is_what_its_column_says_and_nothing_else() -> None:
    text = "These were rejected:\nLot\nPieces\nA1182\n640\nA1183\n320\n"
    found = extract(text, table_of("Lot|Pieces", "A1182|640", "A1183|320"))
    assert {value.value for value in found.quantity_affected} == {"640", "320"}
    assert found.quantity_total == ()


def test_aligned_text_is_a_table() -> None:
    text = """Part No.   Rev   Lot        Qty delivered   Qty rejected
4711-02    C     L2605-11   500             12
4711-03    B     L2605-12   300             7"""
    rows = extract(text).rows
    assert [row.values["lot"].value for row in rows] == ["L2605-11", "L2605-12"]
    assert [row.values["quantity_affected"].value for row in rows] == ["12", "7"]
    assert [row.values["quantity_total"].value for row in rows] == ["500", "300"]
    assert [row.values["revision"].value for row in rows] == ["C", "B"]


def test_bars_and_tabs_make_tables_too() -> None:
    for bar in ("|", "\t"):
        text = f"Part{bar}Batch{bar}Qty\n---+---+---\n4711-02{bar}A123{bar}5\n4711-03{bar}A124{bar}6\n"
        assert [row.values["part"].value for row in extract(text).rows] == ["4711-02", "4711-03"], bar


def test_a_phone_list_is_no_table_of_parts() -> None:
    html = "<table><tr><th>Name</th><th>Phone</th></tr><tr><td>Ana</td><td>+49 711 1234567</td></tr></table>"
    found = extract("our new list", tables_of_html(html))
    assert found.rows == ()
    assert found.part == ()


def test_cells_that_cannot_be_values_are_left_out() -> None:
    html = "<table><tr><th>Lot</th><th>Part</th></tr><tr><td>12.05.2026</td><td>4711-02</td></tr></table>"
    row = extract("x", tables_of_html(html)).rows[0]
    assert "lot" not in row.values
    assert row.values["part"].value == "4711-02"


def test_broken_html_is_read_as_far_as_it_goes() -> None:
    assert tables_of_html("<table><tr><td>a<td>b<tr><td>c</table></table><table") == ((("a", "b"), ("c",)),)
    assert tables_of_html("<table>" * 5000 + "<tr><td>x") is not None
    assert tables_of_html("no table here") == ()


def test_the_rule_below_a_head_is_not_joined_with_the_row_below_it() -> None:
    found = extract(
        "Part number | Lot     | Received | Rejected | Defect\n"
        "------------|---------|----------|----------|------------------\n"
        "CN-20-A     | 26-7001 | 500      | 12       | flash 0.2 mm on the whole edge of the cap\n"
        "CN-22-A     | 26-7044 | 1,000    | 3        | short shot\n"
    )
    assert [row.values["lot"].value for row in found.rows] == ["26-7001", "26-7044"]
