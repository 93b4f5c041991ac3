"""Mentions of days and counts in every language, whatever they mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading.fields.counting import counts_in, written
from handlers.intake.reading.fields.mentions import day_mentions
from handlers.intake.reading.fields.page import page_of

SENT = datetime(2026, 10, 14, 9, tzinfo=UTC)  # a Wednesday


def days(text: str) -> set[str]:
    return {iso for day in day_mentions(page_of("body", text), SENT) for iso in (day.iso, day.other) if iso}


def counts(text: str) -> list[str]:
    return [written(count) for count in counts_in(page_of("body", text))]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("still today please", "2026-10-14"),
        ("wir haben das gestern gesehen", "2026-10-13"),
        ("przyszło przedwczoraj", "2026-10-12"),
        ("昨日の受入検査にて", "2026-10-13"),
        ("어제 수입검사에서 발견", "2026-10-13"),
        ("jučer je stiglo", "2026-10-13"),
        ("учора виявили тріщини", "2026-10-13"),
        ("χθες βρήκαμε", "2026-10-13"),
        ("明天下班前", "2026-10-15"),
        ("Prosíme o odpověď do pátku", "2026-10-16"),
        ("Kérnénk a döntést péntekig", "2026-10-16"),
        ("Vahvistus keskiviikkoon mennessä", "2026-10-21"),
        ("потёк в пятницу", "2026-10-09"),
        ("今週金曜まで", "2026-10-16"),
        ("下周一前", "2026-10-19"),
        ("다음 주 월요일까지", "2026-10-19"),
        ("dat zou volgende week dinsdag kunnen", "2026-10-20"),
        ("last week Tuesday it broke", "2026-10-06"),
        ("przyszly w zeszly piatek", "2026-10-09"),
        ("Termín dodání konec srpna", "2026-08-31"),
        ("Toimitus elokuun loppuun", "2026-08-31"),
        ("до конца сентября", "2026-09-30"),
        ("最終出荷:2027年3月末", "2027-03-31"),
        ("termin to koniec roku", "2026-12-31"),
        ("Mitte November", "2026-11-15"),
        ("8D within two working days", "2026-10-16"),
        ("vor drei Tagen geliefert", "2026-10-11"),
        ("bekräftelse inom 24 h", "2026-10-15"),
        ("10일 이내 회신", "2026-10-24"),
        ("令和8年10月1日", "2026-10-01"),
        ("2026. 10. 01. napján", "2026-10-01"),
        ("8/18 납품한", "2026-08-18"),
        ("που ήρθαν στις 27/1", "2027-01-27"),
        ("Isporuka 12. kolovoza, kamionom, molimo da nam se javite", "2026-08-12"),
    ],
)
def test_a_day_is_found_in_any_language(text: str, iso: str) -> None:
    assert iso in days(text)


def test_a_weekday_without_a_direction_is_the_last_or_the_next_one() -> None:
    assert days("it comes on Monday") == {"2026-10-12", "2026-10-19"}


def test_a_weekday_before_its_date_is_that_date_alone() -> None:
    assert days("entro venerdì 16 ottobre grazie") <= {"2026-10-16"}


def test_nothing_is_reckoned_without_a_day_of_writing() -> None:
    assert day_mentions(page_of("body", "yesterday"), None) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("brakujących 3 kartonów", "3 kartonów"),
        ("trafiło do nas 48 kartuszy", "48 kartuszy"),
        ("lipoun 2 kivotia", "2 kivotia"),
        ("4 мішки грануляту порвані", "4 мішки"),
        ("实收少2箱 司机说他不管", "2 箱"),
        ("로트 14롤에서 확인", "14 롤"),
        ("er staan 24 dozen op de pakbon, wij missen er van de dozen", "24 dozen"),
        ("Ni har fått 16 hinkar som inte är bra", "16 hinkar"),
        ("we received 48 cartridges", "48 cartridges"),
        ("из двадцати кронштейнов два пришли без резьбы", "20"),
        ("飞边超标,40个", "40"),
        ("la moitié des 60 flasques", "30"),
        ("half of the 60 are bad", "30"),
    ],
)
def test_a_count_keeps_its_container(text: str, value: str) -> None:
    assert value in counts(text)


def test_the_german_word_for_assembly_is_no_monday() -> None:
    assert days("bei der Montage gebrochen, pendant le montage") == set()
    assert "2026-10-12" in days("am Montagmorgen gebrochen")


@pytest.mark.parametrize(
    "text",
    [
        "skid 3 of 4 was torn",
        "Karton 2 von 5 ist nass",
        "forged in weeks 31 to 34 of 2025",
        "three of your people looked at it",
        "nach zwei Anrufen",
        "depuis les 3 dernières livraisons",
    ],
)
def test_packages_weeks_and_people_are_no_pieces(text: str) -> None:
    assert counts(text) == []


def test_hundreds_in_the_czech_genitive() -> None:
    assert counts("praskly pět kusů z pěti set") == ["5", "500"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天上线装配时发现其中四十五根键槽偏心，其余没有问题，请尽快回复。", "45"),
        ("不良は百二十個です。よろしくお願いします。", "120"),
        ("вчера обнаружили трещины на шестнадцати втулках", "16"),
        ("z toho patnácti kusů je vadných", "15"),
    ],
)
def test_numbers_are_put_together_as_a_language_does_it(text: str, said: str) -> None:
    assert said in counts(text)


def test_a_day_in_chinese_characters_is_no_count() -> None:
    assert counts("三月十五日到货，请回复。") == []
