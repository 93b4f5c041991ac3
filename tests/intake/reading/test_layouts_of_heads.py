"""Heads as tables, lists and archives lay them out: in rows, with the values below, on one line with signs between."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

TO = "quality@castwell.example"
LOCAL, _, DOMAIN = ADDRESS.partition("@")
HEADS = {
    "a row of a spreadsheet with the text in it": (
        f'Fecha\tDe\tPara\tAsunto\tTexto\n"17/03/2026 15:04"\t"{NAME} <{ADDRESS}>"\t"{TO}"\t"{SUBJECT}"\t"Good day"\n'
    ),
    "a row of a file with semicolons": (
        f'Datum;Von;E-Mail;An;Betreff;Nachricht\n"17.03.2026 15:04";"{NAME}";"{ADDRESS}";"{TO}";"{SUBJECT}";"Good day"\n'
    ),
    "a table with bars and cut cells": (
        "| From               | Sent             | To          | Subject    |\n"
        "|--------------------|------------------|-------------|------------|\n"
        f"| {NAME}  | 17.03.2026 15:04 | quality@    | {SUBJECT[:16]} |\n"
        f"| <{LOCAL}@     |                  | castwell.   | {SUBJECT[17:]} |\n"
        f"| {DOMAIN}> |                  | example     |            |\n\nGood day"
    ),
    "columns of a list": (
        f"Ontvangen         Afzender           E-mail                          Aan                       Onderwerp\n"
        f"17-03-2026 15:04  {NAME}  {ADDRESS}  {TO}  {SUBJECT}\nGood day"
    ),
    "columns of a list, the address below the name": (
        f"Absender           Eingang           Empfänger                Betreff\n"
        f"{NAME}  17.03.2026 15:04  {TO}  {SUBJECT}\n<{ADDRESS}>\n\nGood day"
    ),
    "values below their labels": (
        f"Odesílatel\n{NAME} · {ADDRESS}\nPříjemce\n{TO}\nOdesláno\n17. března 2026, 15:04\nPředmět\n{SUBJECT}\nGood day"
    ),
    "values below, from a scanner": (
        f"Von\n{NAME}\n\nE-Mail\n"
        f"{LOCAL} @ {DOMAIN.replace('.', ' . ')}\n\nDatum\n17. März 2026, 15:04\n\nBetreff\n{SUBJECT}\n\nGood day"
    ),
    "semicolons between": (
        f"Oggetto: {SUBJECT} ; A: {TO} ; Da: {NAME} <{ADDRESS}> ; Inviato: 17/3/2026 15:04\nGood day"
    ),
    "double bars of an archive": (
        f"Content: || Subject: {SUBJECT} || From: {NAME} <{ADDRESS}> || Date: 17-03-2026 15:04 || CC: - || To: {TO} ||\nGood day"
    ),
    "bullets between": f"Von: {NAME} <{ADDRESS}> • Gesendet: 17.03.2026 15:04 • Betreff: {SUBJECT}\n\nGood day",
}


@pytest.mark.parametrize("layout", HEADS)
def test_a_head_is_read_however_it_is_laid_out(layout: str) -> None:
    reading = read(mail(f"From our list.\n\n{HEADS[layout]}", subject="Fjordpumper"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    assert (reading.chain[0].subject, reading.chain[0].text) == (SUBJECT, "Good day")
    assert f"{reading.chain[0].date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


TABLES = {
    "shipments": "From\tTo\tDate\tSubject\nOslo\tBergen\t17.03.2026\thousings\n",
    "a list of several mails": (
        f"From\tDate\tSubject\n{NAME} <{ADDRESS}>\t17.03.2026 15:04\t{SUBJECT}\n"
        "Ines Tabor <ines@tabor.example>\t18.03.2026 09:00\tPorous too\n"
    ),
    "a form": "Name\nIda Berg\nSubject\nHousings\nMessage\n12 of 40 are porous, write to ida@berg.example\n",
    "a list of contacts": f"Name; Mail; Phone\n{NAME}; {ADDRESS}; 4711\n",
}


@pytest.mark.parametrize("table", TABLES)
def test_other_tables_are_no_forward(table: str) -> None:
    assert not read(mail(f"Please see:\n\n{TABLES[table]}\nThanks", subject="Housings")).forwarded


def test_a_sentence_that_cites_a_head_is_no_forward() -> None:
    text = (
        "Your own archive shows that somebody knew, since the message marked\n"
        '"From: I. Berg", "Sent: 9 March 2026 08:12" and "Subject: porous housings"\nlay in your inbox all week.'
    )
    assert not read(mail(text, subject="Castwell AS")).forwarded
    assert not read(mail(text.replace("\n", "\n\n"), subject="Castwell AS")).forwarded
