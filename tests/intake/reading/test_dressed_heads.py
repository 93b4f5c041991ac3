"""Heads of exports, ticket systems and OCR: labels with leaders, numbers and adjectives, addresses taken apart, remarks between."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.facts import Address
from handlers.intake.reading.forwards.people import sender_of
from handlers.intake.reading.languages.meanings import meaning_of
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

TO = "quality@castwell.example"
HEADS = {
    "OCR took letters for others": (
        f"Frorn: {NAME} <{ADDRESS}>\n5ent: 17 March 2026 15:04\nT0: {TO}\n5ubject: {SUBJECT}\n\nGood day"
    ),
    "leaders before the colon": (
        f"Original sender ....: {NAME} ({ADDRESS})\nOriginal recipient .: {TO}\nReceived ...........: 2026-03-17 15:04 CET\n"
        f"Topic ..............: {SUBJECT}\n\nGood day"
    ),
    "a numbered export with leaders and a line for the address": (
        f" 1) Afzender . . . . {NAME}\n    E-mail  . . . . {ADDRESS}\n    Ontvanger . . . {TO}\n"
        f"    Datum/tijd  . . 17 maart 2026 15:04\n"
        f"    Onderwerp . . . {SUBJECT}\n\nGood day"
    ),
    "labels in two languages": (
        f"Von / From: {NAME} <{ADDRESS}>\nDatum / Date: 17.03.2026 15:04\nAn / To: {TO}\nBetreff / Subject: {SUBJECT}\n\nGood day"
    ),
    "a ticket": (
        f"**Requester:** {NAME} <{ADDRESS}>\n**Submitted on:** 17 Mar 2026 15:04\n**Ticket subject:** {SUBJECT}\n\nGood day"
    ),
    "day and time apart": (
        f"Sender: {NAME} <{ADDRESS}>\nDate: 17.03.2026\nTime: 15:04\nRecipient: {TO}\nSubject: {SUBJECT}\n\nGood day"
    ),
    "a remark of the gateway between": (
        f'---- Forwarded message ----\nVon "[EXTERN] {NAME}" <{ADDRESS}>\nDiese Nachricht kommt von extern.\n\nAn {TO}\n'
        f"Datum 17.03.2026 15:04:10\nBetreff {SUBJECT}\n\nGood day"
    ),
    "an address made harmless": (
        f"From: {NAME} <{ADDRESS.replace('@', '[@]').replace('.', '[.]')}>\nSent: 17 March 2026 15:04\nTo: {TO}\n"
        f"Subject: {SUBJECT}\n\nGood day"
    ),
}


@pytest.mark.parametrize("layout", HEADS)
def test_a_label_is_known_whatever_stands_around_it(layout: str) -> None:
    reading = read(mail(HEADS[layout], subject=f"FW: {SUBJECT}"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    assert (reading.chain[0].subject, reading.chain[0].text) == (SUBJECT, "Good day")
    assert reading.chain[0].date is not None
    assert f"{reading.chain[0].date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


@pytest.mark.parametrize("word", ["the part", "10.", "housing/lid", "a 1", "part no.", "original", "measured value"])
def test_other_words_mean_nothing(word: str) -> None:
    assert meaning_of(word) is None


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("Ida @ Work <ida@work.example>", "Ida @ Work", "ida@work.example"),
        ("ida @ work . example", "", "ida@work.example"),
        ("Ida Berg (ida (at) work (dot) example)", "Ida Berg", "ida@work.example"),
        ("Office <office@work.example> im Auftrag von *Ida Berg*", "Ida Berg", "office@work.example"),
        ("[EXTERN] Ida Berg <ida@work.example>", "Ida Berg", "ida@work.example"),
    ],
)
def test_an_address_that_was_taken_apart_is_whole_again(value: str, name: str, address: str) -> None:
    sender, _ = sender_of(value)
    assert (sender.name, sender.address) == (name, address)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2/11 14:30", "cs", "2025-11-02 14:30"),
        ("Thu 5 Mar, 14:30", "en", "2026-03-05 14:30"),
        ("3/12/2026 3:06 p.m.", "en", "2026-03-12 15:06"),
        ("12/3/2026 3:06 p.m.", "en", "2026-03-12 15:06"),
        ("dinsdag 10 maart 2026, 10 Uhr 27", "nl", "2026-03-10 10:27"),
        ("10. März 2026, 11.15 vorm.", "de", "2026-03-10 11:15"),
    ],
)
def test_a_date_is_understood_from_the_mail_around_it(text: str, language: str, day: str) -> None:
    found = parse_date(text, (language,), datetime(2026, 3, 13, 9, 0, tzinfo=UTC))
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == day


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Name: Nuala Feeney <n.feeney@shannon.example>", "Nuala Feeney"),
        ("Nom : Anne Petit <n.feeney@shannon.example>", "Anne Petit"),
        ("Absender: Jo Bauer <n.feeney@shannon.example>", "Jo Bauer"),
        ("← سامر الحداد <n.feeney@shannon.example>", "سامر الحداد"),
        ("الاسم ← سامر الحداد <n.feeney@shannon.example>", "سامر الحداد"),
        ("E-Mail: n.feeney@shannon.example", ""),
        ("Quality: Nuala Feeney <n.feeney@shannon.example>", "Quality: Nuala Feeney"),
    ],
)
def test_a_label_before_the_name_is_no_part_of_it(written: str, name: str) -> None:
    assert sender_of(written)[0] == Address(name, "n.feeney@shannon.example")


def test_a_forward_names_its_writer_without_the_label_of_the_name() -> None:
    text = f"Von: Name: {NAME} <{ADDRESS}>\nGesendet: Dienstag, 10. November 2026 15:47\nAn: {TO}\nBetreff: {SUBJECT}\n\nGood day"
    reading = read(mail(text))
    assert reading.customer == Address(NAME, ADDRESS)
