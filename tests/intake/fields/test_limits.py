"""Time and size stay bounded whatever a mail holds."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.intake.reading.fields import extract, tables_of_html
from handlers.intake.reading.fields.found import MOST_VALUES

BOMBS = {
    "digits": "1" * 200_000,
    "spaced digits": "1 " * 100_000,
    "labels": "lot " * 50_000,
    "codes": "A1-" * 60_000,
    "dots": "." * 200_000,
    "spaces": "Lot:" + " " * 200_000,
    "iban": "DE02 " * 40_000,
    "phone": "+49 " + "711 " * 50_000,
    "dates": "01/02/2026 " * 20_000,
    "of": "1 of 2 " * 30_000,
    "enumeration": "Lot: " + "A123, " * 30_000,
    "newlines": "Lot:\n" * 40_000,
    "bars": "|" * 200_000,
    "table": ("a  b  c  d\n") * 20_000,
    "months": "12 may " * 30_000,
    "at": "a@" * 100_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_text_takes_long(name: str) -> None:
    extract("warm up")
    started = time.perf_counter()
    found = extract(BOMBS[name], (), BOMBS[name])
    assert time.perf_counter() - started < 6.0
    assert all(len(found.of(field)) <= MOST_VALUES for field in ("lot", "part", "delivery_date", "answer_by"))


def test_no_html_takes_long() -> None:
    for bomb in (
        "<table>" * 60_000,
        "<table><tr>" + "<td>x" * 100_000,
        "<td" * 100_000,
        "<table>" + "<!--" * 50_000,
    ):
        started = time.perf_counter()
        tables_of_html(bomb)
        assert time.perf_counter() - started < 3.0


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_read_without_error(text: str, subject: str) -> None:
    found = extract(text, tables_of_html(text), subject)
    for field in ("lot", "part", "quantity_affected", "event_date"):
        assert all(0 < value.confidence <= 1 and value.where for value in found.of(field))


PIECES = st.sampled_from(
    [
        "Lot",
        "Charge",
        ":",
        " ",
        "\n",
        "A123",
        "12.05.2026",
        "03/04/26",
        "of",
        "von",
        "17",
        "pcs",
        "%",
        ",",
        "-",
        "Rev",
        "C",
        "Tel",
        "+49 711 1",
        "\t",
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_any_order_of_labels_and_values_is_read_without_error(text: str) -> None:
    extract(text)
