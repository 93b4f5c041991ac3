"""Addresses, names, subjects, dates and identifiers as mailers really write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.addresses import parse_addresses
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Address
from handlers.intake.reading.headers import date_of, decode_words, message_ids
from handlers.intake.reading.prefixes import bare_subject, prefix_of
from tests.mails.builders import mail

A = "a@b.example"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (A, [("", A)]),
        (f"Ottilie <{A}>", [("Ottilie", A)]),
        (f'"Brandvold, Ottilie" <{A}>', [("Brandvold, Ottilie", A)]),
        (f"Brandvold, Ottilie <{A}>", [("Brandvold, Ottilie", A)]),
        (f"{A} (Ottilie)", [("Ottilie", A)]),
        (f"Ottilie (Quality (Night)) Berg <{A}>", [("Ottilie Berg", A)]),
        (f"'{A}' <{A}>", [("", A)]),
        (f"=?utf-8?B?SsO2cmc=?= <{A}>", [("Jörg", A)]),
        (f'"=?utf-8?Q?Berg=2C_J=C3=B6rg?=" <{A}>', [("Berg, Jörg", A)]),
        (f"Team: {A}, c@d.example;", [("", A), ("", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        (f"{A}; c@d.example", [("", A), ("", "c@d.example")]),
        (f"<{A}>, <c@d.example>", [("", A), ("", "c@d.example")]),
        (f"Ottilie <{A}", [("Ottilie", A)]),
        (f"Ottilie <<{A}>>", [("Ottilie", A)]),
        (f"<@relay.example:{A}>", [("", A)]),
        (f"Ottilie [mailto:{A}]", [("Ottilie", A)]),
        ("Berg; Tabor", [("Berg", ""), ("Tabor", "")]),
        (f'"Ottilie \\"Otti\\" Berg" <{A}>', [('Ottilie "Otti" Berg', A)]),
        ("Ottilie <ottilie(quality)@berg(the plant).example>", [("Ottilie", "ottilie@berg.example")]),
        ("Ottilie <ottilie @ berg. example>", [("Ottilie", "ottilie@berg.example")]),
        (f"Ottilie <{A}> Nils Tabor <c@d.example>", [("Ottilie", A), ("Nils Tabor", "c@d.example")]),
        (f"Ottilie <{A}<mailto:{A}>>", [("Ottilie", A)]),
        ("Nora O'Dea <nora.o'dea@b.example>", [("Nora O'Dea", "nora.o'dea@b.example")]),
        ("nora.o'dea@b.example", [("", "nora.o'dea@b.example")]),
        ('"lot..desk"@b.example', [("", '"lot..desk"@b.example')]),
        ("Gauge <gauge@[192.0.2.7]>", [("Gauge", "gauge@[192.0.2.7]")]),
        ("Gauge <gauge@[IPv6:2001:db8::7]>", [("Gauge", "gauge@[IPv6:2001:db8::7]")]),
        (f'"boss@plant.example" {A}', [("boss@plant.example", A)]),
        (f'"boss@plant.example" <{A}>', [("boss@plant.example", A)]),
        (f'"Otti <boss@plant.example>" {A}', [("Otti <boss@plant.example", A)]),
        (f'"{A}"', [("", A)]),
        (f"Team: {A}; (that is all)", [("", A)]),
        ("Inspectors :(none (today)) ;", []),
        ("", []),
        (",,,", []),
    ],
)
def test_address_lists(value: str, expected: list[tuple[str, str]]) -> None:
    assert parse_addresses(value) == tuple(Address(*each) for each in expected)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?B?R3LDtg==?= =?utf-8?B?w59l?=", "Größe"),
        ("=?utf-8?Q?Gr=C3?= =?utf-8?Q?=B6=C3=9Fe?=", "Größe"),
        ("=?iso-8859-1?Q?Gr=F6=DFe?= und mehr", "Größe und mehr"),
        ("=?UTF-8*de?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?Q?two words?=", "two words"),
        ("=?utf-8?Q?why??=", "why?"),
        ("=?nonsense?Q?abc?=", "abc"),
        ("=?utf-8?B?R3L?=", "Gr"),
        ("plain =? not a word", "plain =? not a word"),
    ],
)
def test_encoded_words(value: str, text: str) -> None:
    assert decode_words(value) == text


def test_an_encoded_line_break_cannot_add_a_header() -> None:
    assert read(b"From: a@b.example\nSubject: =?utf-8?q?hello=0D=0ABcc=3A_x?=\n\nhi").subject == "hello Bcc: x"


def test_raw_eight_bit_headers_are_read_in_the_charset_of_the_body() -> None:
    raw = "From: Иван <a@b.example>\nSubject: Брак\nContent-Type: text/plain; charset=koi8-r\n\nпривет".encode("koi8-r")
    reading = read(raw)
    assert (reading.subject, reading.sender) == ("Брак", Address("Иван", A))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "Tue, 17 Mar 2026 15:04:00 +0100",
            datetime(2026, 3, 17, 15, 4, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("17 Mar 26 15:04 GMT", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00 (no zone (at all))", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue Mar 17 15:04:00 2026", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("2026-03-17T15:04:00Z", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:61 +0000", datetime(2026, 3, 17, 15, 4, 59, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00.123 +0000", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tuesday, March 17, 2026 3:04:00 PM", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 12:04:00 am", datetime(2026, 3, 17, 0, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00 GMT+2", datetime(2026, 3, 17, 13, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00 +01:00", datetime(2026, 3, 17, 14, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00 CEST", datetime(2026, 3, 17, 13, 4, tzinfo=UTC)),
        ("Tue Mar 17 15:04:00 CET 2026", datetime(2026, 3, 17, 14, 4, tzinfo=UTC)),
        ('"Tue, 17 Mar 2026 15:04:00 +0100"', datetime(2026, 3, 17, 14, 4, tzinfo=UTC)),
        ("Tue (day) , 17 Mar 2026 15 (h) : 04 (min) : 00GMT", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 126 15:04:00 +0000", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026 15:04:00 +0100Received: from mx1.b.example", datetime(2026, 3, 17, 14, 4, tzinfo=UTC)),
        ("17 Mar 2026 99:99", None),
        ("never", None),
        ("", None),
    ],
)
def test_date_headers(value: str, expected: datetime | None) -> None:
    assert date_of(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Di, 17 Mrz 2026 15:04:00 +0100", datetime(2026, 3, 17, 14, 4, tzinfo=UTC)),
        ("mar., 17 févr. 2026 15:04:00 +0100", datetime(2026, 2, 17, 14, 4, tzinfo=UTC)),
        ("mar, 17 ott 2026 15:04:00 +0200", datetime(2026, 10, 17, 13, 4, tzinfo=UTC)),
        ("March 17 2026, 15h04", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("17/03/2026 15:04", datetime(2026, 3, 17, 15, 4, tzinfo=UTC)),
        ("3/4/2026 15:04", datetime(2026, 3, 4, 15, 4, tzinfo=UTC)),
        ("Tue, 17 Mar 2026", datetime(2026, 3, 17, tzinfo=UTC)),
    ],
)
def test_dates_of_mailers_that_know_no_standard(value: str, expected: datetime) -> None:
    received = "Received: by mx.b.example; Wed, 18 Mar 2026 08:00:00 +0000"
    assert read(f"From: {A}\n{received}\nDate: {value}\n\nhello".encode()).date == expected


CARRIER = datetime(2026, 3, 18, 8, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3/4/2026 3:04 PM", "en", (2026, 3, 4, 15, 4)),
        ("3/4/2026 15:04", "fr", (2026, 3, 4, 15, 4)),
        ("3/2/2026 15:04", "fr", (2026, 2, 3, 15, 4)),
        ("12/3/2026 15:04", "en", (2026, 3, 12, 15, 4)),
        ("17.03.26 um 15:04", "de", (2026, 3, 17, 15, 4)),
        ("2026/03/17 15:04:09", "ja", (2026, 3, 17, 15, 4)),
        ("26-03-17 15:04", "ko", (2026, 3, 17, 15, 4)),
        ("On Tuesday, March 17th, 2026 at 3:04 PM", "en", (2026, 3, 17, 15, 4)),
        ("17-Mar-2026 15:04", "en", (2026, 3, 17, 15, 4)),
        ("17/03/2026 12h04", "fr", (2026, 3, 17, 12, 4)),
        ("Mar 17, 2026, at 12:04 AM", "en", (2026, 3, 17, 0, 4)),
        ("17 Mar 2026", "en", (2026, 3, 17, 0, 0)),
        ("2026. 3. 17. 오후 3:04", "ko", (2026, 3, 17, 15, 4)),
        ("١٧ مارس ٢٠٢٦ ١٥:٠٤", "ar", (2026, 3, 17, 15, 4)),
        ("dimanche 1 mars 2026 à 9h05", "fr", (2026, 3, 1, 9, 5)),
        ("5 listopada 2025 15:04", "pl", (2025, 11, 5, 15, 4)),
        ("5. listopada 2025. 15:04", "hr", (2025, 10, 5, 15, 4)),
        ("kedd, 2026. március 17. 15:04", "hu", (2026, 3, 17, 15, 4)),
        ("szerda, 2026. március 4. 15:04", "hu", (2026, 3, 4, 15, 4)),
        ("soon", "en", None),
        ("31/31/2026", "en", None),
    ],
)
def test_dates_of_forwards(text: str, language: str, expected: tuple[int, int, int, int, int] | None) -> None:
    found = parse_date(text, (language,), CARRIER)
    assert found == (datetime(*expected, tzinfo=CARRIER.tzinfo) if expected else None) or (
        found and expected and found.second and found.replace(second=0) == datetime(*expected, tzinfo=CARRIER.tzinfo)
    )


def test_a_zone_in_the_text_wins_over_the_carrier_s() -> None:
    found = parse_date("17 March 2026 at 15:04:05 GMT-5", ("en",), CARRIER)
    assert found == datetime(2026, 3, 17, 15, 4, 5, tzinfo=timezone(timedelta(hours=-5)))


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("<a@b> <c@d>", ("<a@b>", "<c@d>")),
        ("(comment) <a@b>, <a@b>", ("<a@b>",)),
        ("a@b", ("<a@b>",)),
        ("Your mail of Tuesday <a@b>", ("<a@b>",)),
        ("none", ()),
    ],
)
def test_message_ids(value: str, ids: tuple[str, ...]) -> None:
    assert message_ids(value) == ids


@pytest.mark.parametrize(
    ("subject", "prefix"),
    [
        ("FW: x", "forward"),
        ("Fwd: x", "forward"),
        ("WG: x", "forward"),
        ("W.: x", "forward"),
        ("TR : x", "forward"),
        ("[EXT] RV: x", "forward"),
        ("[EXTERNAL] FW: RE: x", "forward"),
        ("EXTERNAL: Fwd: x", "forward"),
        ("I: x", "forward"),
        ("转发：x", "forward"),
        ("VS: x", "forward"),
        ("FW[2]: x", "forward"),
        ("*** SPAM *** FW: x", "forward"),
        ("RE: x", "reply"),
        ("Re[4]: x", "reply"),
        ("AW: WG: x", "reply"),
        ("SV: x", "reply"),
        ("回复：x", "reply"),
        ("Odp: x", "reply"),
        ("R: x", "reply"),
        ("x", ""),
        ("Lot 7: leaks", ""),
        ("PCN: change", ""),
        ("Forward this", ""),
        ("", ""),
        ("RMA: 17", ""),
    ],
)
def test_prefixes(subject: str, prefix: str) -> None:
    assert prefix_of(subject) == prefix


def test_prefixes_and_marks_are_taken_off() -> None:
    assert bare_subject("[EXT] RE: AW: Fwd: [EXTERNAL] Lot 7  leaks") == "lot 7 leaks"


@pytest.mark.parametrize("name", ["[EXT] Ida Berg", "Berg, Ida [Extern]"])
def test_a_mark_in_brackets_keeps_both_of_them(name: str) -> None:
    sender = read(mail("Hello", sender=f'"{name}" <ida@berg.example>')).sender
    assert sender is not None
    assert sender.name == name
