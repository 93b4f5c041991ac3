"""Dates: spellings, roles, ambiguity, and deadlines reckoned from the day of sending."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from handlers.intake.reading.fields import extract

SENT = datetime(2026, 9, 15, 8, 0, tzinfo=UTC)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "name", "iso"),
    [
        ("Last order date: 31-Dec-2026", "last_order_date", "2026-12-31"),
        ("Last time buy: 31 December 2026", "last_order_date", "2026-12-31"),
        ("Letzter Bestelltermin: 31.12.2026", "last_order_date", "2026-12-31"),
        ("Dernières commandes : 31 décembre 2026", "last_order_date", "2026-12-31"),
        ("Ultimo ordine 31/12/2026, della serie", "last_order_date", "2026-12-31"),
        ("最終受注日：2026年12月31日", "last_order_date", "2026-12-31"),
        ("LTS: 15-APR-2027", "last_ship_date", "2027-04-15"),
        ("Letzte Lieferung: 30.06.2027", "last_ship_date", "2027-06-30"),
        ("First ship date: July 1, 2026", "first_ship_date", "2026-07-01"),
        ("Delivery date: 2026-05-12", "delivery_date", "2026-05-12"),
        ("Lieferschein 80041122 vom 12.05.2026", "delivery_date", "2026-05-12"),
        ("the pump failed on 3 May 2026", "event_date", "2026-05-03"),
        ("Response due: 30 September 2026", "answer_by", "2026-09-30"),
        ("Bitte um Rückmeldung bis 14.10.", "answer_by", "2026-10-14"),
        ("we expect an answer within 10 working days", "answer_by", "2026-09-29"),
        ("Antwort binnen 24 Stunden, wir warten auf die Ware", "answer_by", "2026-09-16"),
        ("please send the 8D by Friday", "answer_by", "2026-09-18"),
        ("8D bitte bis Monatsende, sonst ruht die Freigabe", "answer_by", "2026-09-30"),
    ],
)
def test_a_date_finds_its_role(text: str, name: str, iso: str) -> None:
    assert iso in [value.value for value in extract(text, sent=SENT).of(name)]


def test_an_ambiguous_date_gives_both_readings_with_little_confidence() -> None:
    found = extract("Delivery date: 03/04/2026, please check the goods", sent=SENT)
    assert [value.value for value in found.delivery_date] == ["2026-04-03", "2026-03-04"]
    assert all(value.confidence < 0.7 for value in found.delivery_date)


def test_an_american_zone_turns_the_order() -> None:
    sent = SENT.astimezone(timezone(timedelta(hours=-6)))
    found = extract("Delivery date: 03/04/2026, please check the goods", sent=sent)
    assert [value.value for value in found.delivery_date] == ["2026-03-04", "2026-04-03"]


def test_another_date_of_the_mail_decides_the_order() -> None:
    found = extract("Delivery date: 03/04/2026. It was ordered on 12/25/2025 by phone.", sent=SENT)
    assert found.delivery_date[0].value == "2026-03-04"


def test_points_and_other_languages_are_not_ambiguous() -> None:
    assert len(extract("Lieferdatum: 03.04.2026, bitte prüfen", sent=SENT).delivery_date) == 1
    assert extract("Livré le 03/04/2026, merci de vérifier les pièces", sent=SENT).delivery_date[0].confidence > 0.8


def test_a_day_without_a_year_needs_the_day_of_sending() -> None:
    assert extract("failed on 11 June").event_date == ()
    assert extract("failed on 11 June", sent=SENT).event_date[0].value == "2026-06-11"


def test_a_validity_is_no_deadline_for_an_answer() -> None:
    assert extract("The certificate is valid until 14 May 2029.", sent=SENT).answer_by == ()
    assert extract("Das Zertifikat ist gültig bis 14.05.2029.", sent=SENT).answer_by == ()


def test_what_is_to_come_is_no_event() -> None:
    assert extract("Samples from 15 March 2027.", sent=SENT).event_date == ()


def test_a_day_in_no_calendar_is_no_date() -> None:
    assert extract("Delivery date: 31.02.2026", sent=SENT).delivery_date == ()


def test_the_date_of_an_order_is_no_event() -> None:
    assert extract("PO 4500118823 of 3 May 2026", sent=SENT).event_date == ()
