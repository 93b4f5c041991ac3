"""Tables of HTML and of text: several parts or lots are several rows."""

from __future__ import annotations

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
