"""Calendar weeks: alone they stay weeks, with their end or a weekday they are days, and without a year the nearest is meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading.fields import extract

SENT = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)  # a Tuesday of week 47


def _said(text: str, name: str, sent: datetime = SENT) -> list[str]:
    return [value.value for value in extract(text, sent=sent).of(name) if value.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Antwort bis Ende KW 48", "2026-11-27"),
        ("We need the root cause by the end of week 49.", "2026-12-04"),
        ("We need your answer not later than by end of CW 48.", "2026-11-27"),
        ("Czekamy na odpowiedź do końca tygodnia 48.", "2026-11-27"),
        ("Merci de nous envoyer votre réponse avant la fin de la semaine 48.", "2026-11-27"),
        ("回答は第48週末までにお願いします", "2026-11-27"),
        ("Ihre Rückmeldung benötigen wir bis Mittwoch der KW 48.", "2026-11-25"),
        ("Please reply by Wednesday of week 49, thanks", "2026-12-02"),
        ("bitte bis Freitag (KW 48) antworten", "2026-11-27"),
    ],
)
def test_the_end_or_a_weekday_of_a_week_is_a_day(text: str, iso: str) -> None:
    assert _said(text, "answer_by") == [iso]


@pytest.mark.parametrize(
    ("text", "name", "iso"),
    [
        ("Antwort bitte bis KW 48", "answer_by", "2026-W48"),
        ("Please answer by KW4926", "answer_by", "2026-W49"),
        ("We discontinue PS-11. Last shipment: week 26, 2027", "last_ship_date", "2027-W26"),
        ("delivered in week 45 against your order", "delivery_date", "2026-W45"),
        ("Lieferung: KW 50/26", "delivery_date", "2026-W50"),
    ],
)
def test_a_week_alone_stays_a_week(text: str, name: str, iso: str) -> None:
    assert _said(text, name) == [iso]


def test_without_a_year_the_nearest_week_is_meant() -> None:
    december = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
    assert _said("Antwort bitte bis KW 2", "answer_by", december) == ["2027-W02"]
    assert _said("delivered in week 50 last year", "delivery_date", datetime(2027, 1, 7, tzinfo=UTC)) == ["2026-W50"]


def test_a_count_behind_a_week_is_not_its_year() -> None:
    found = extract("In week 48, 12 of 40 pcs were rejected", sent=SENT)
    assert [value.value for value in found.quantity_affected] == ["12"]


def test_a_week_that_is_in_no_calendar_is_nothing() -> None:
    assert _said("Antwort bitte bis KW 60", "answer_by") == []
    assert _said("Please answer by week 53/2027", "answer_by") == []
