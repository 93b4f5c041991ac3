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
    "a client's rule in the middle of a line": (
        f"Please look. ________________________________ Från: {NAME}\n<{ADDRESS}> Skickat: den 17 mars 2026 15:04\n"
        f"Till: Rasmus <{TO}> Ämne: {SUBJECT}\n\nGood day"
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


GLUED = {
    "a zone of the language": f"Od: {NAME} <{ADDRESS}>Komu: <{TO}>Odoslané: utorok 17. marca 2026, 15:04:00 SEČPredmet: {SUBJECT}",
    "a zone of two letters": f"Von: {NAME} <{ADDRESS}>An: <{TO}>Gesendet: Dienstag, 17. März 2026, 15:04 MZBetreff: {SUBJECT}",
    "a Turkish head": f"Kimden: {NAME} <{ADDRESS}>Kime: <{TO}>Gönderilen: 17 Mart 2026 Salı 15:04:00Konu: {SUBJECT}",
}


@pytest.mark.parametrize("head", GLUED)
def test_a_label_that_grew_together_with_the_date_before_it_is_found(head: str) -> None:
    hop = read(mail(f"   ----- Forwarded Message ----- {GLUED[head]}\n Good day", subject=f"Fw: {SUBJECT}")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good day")
    assert hop.date is not None
    assert f"{hop.date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


def test_the_labels_below_a_line_of_sender_and_date_are_read() -> None:
    head = f"17.03.2026, 15:04, {NAME} ({ADDRESS}):\nКому: {TO}\nТема: {SUBJECT}"
    text = f"-------- Пересылаемое сообщение --------\n{head}\n\nGood day"
    hop = read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good day")
    assert [each.address for each in hop.to] == [TO]


def test_a_romanian_recipient_is_read() -> None:
    text = f"Începe mesajul redirecționat:\n\nExpeditorul: {NAME} <{ADDRESS}>\nSubiectul: {SUBJECT}\nDestinatarul: {TO}\n\nGood day"
    assert [each.address for each in read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0].to] == [TO]


FLAT = (
    f"{NAME} <{ADDRESS}>To: Rasmus Quill <rasmus.quill@castwell.example>Cc: Ines Tabor\n<ines@castwell.example>Sent: Tuesday,\n"
    f"March 17, 2026 at 03:04:00 PM GMT+1Subject: {SUBJECT}"
)
LINKED = FLAT.replace(f"<{ADDRESS}>", f"[mailto:{ADDRESS}]")
WRAPPED = f"{NAME}\n<{ADDRESS}> Date: Tue, 17 Mar 2026 at 15:04 Subject:\n{SUBJECT} To: <rasmus.quill@castwell.example>"


@pytest.mark.parametrize("head", [FLAT, LINKED, WRAPPED])
def test_a_head_on_one_line_that_was_wrapped_again_is_read(head: str) -> None:
    text = f"----- Forwarded Message ----- From: {head}\n Good day Rasmus"
    hop = read(mail(text, subject="Customer complaint")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good day Rasmus")
    assert hop.date is not None
    assert (hop.date.day, hop.date.hour) == (17, 15)


def test_recipients_with_links_of_markdown_leave_nothing_to_the_text() -> None:
    to = "Ines Tabor <[ines@castwell.example](mailto:ines@castwell.example)>"
    head = (
        f"From: {NAME} <[{ADDRESS}](mailto:{ADDRESS})>\nDate: 17 March 2026 15:04\nSubject: {SUBJECT}\nTo: {to}, {to}"
    )
    assert read(mail(f"{head}\n\nGood day Rasmus", subject=f"FW: {SUBJECT}")).chain[0].text == "Good day Rasmus"


def test_a_sentence_behind_the_last_recipient_is_the_text_though_a_signature_stands_below() -> None:
    head = f"From: {NAME} <{ADDRESS}> Subject: {SUBJECT} Date: 17 March 2026 15:04 To: <rasmus@castwell.example>"
    head += " Twelve housings are porous."
    text = f"Begin forwarded message: {head}\n\n-- \nRasmus Quill\nrasmus.quill@castwell.example"
    assert read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0].text.startswith("Twelve housings are porous.")


def test_labels_of_a_parcel_are_no_forward() -> None:
    label = (
        "From:   Castwell AS, 0150 Oslo\nTo:     Fjordpumper, Bergen\nDate:   06.11.2026, 11:58\nSubject: parcel 1 of 1"
    )
    assert not read(mail(f"Your parcel\n\n{label}\n", sender="track@carrier.example", subject="Delivered")).forwarded


def test_a_domain_that_was_wrapped_at_its_hyphen_is_one_recipient() -> None:
    head = f"From: {NAME} <{ADDRESS}>\nDate: 17 March 2026 15:04\nSubject: {SUBJECT}"
    head += "\nTo: Rasmus <r@castwell.example>, lab@fjord-\npumper.example"
    hop = read(mail(f"{head}\n\nGood day Rasmus", subject=f"FW: {SUBJECT}")).chain[0]
    assert hop.text == "Good day Rasmus"
    assert hop.to[-1].address == "lab@fjord-pumper.example"


def test_what_a_charset_made_of_the_space_before_a_colon_is_no_part_of_the_label() -> None:
    head = f"SujetÂ : {SUBJECT}\nDate : 17 mars 2026 15:04\nDe : {NAME} <{ADDRESS}>\nPour : rasmus@castwell.example"
    head += "\nCopie à : ida@castwell.example"
    text = f"-------- Message transféré --------\n{head}\n\nBonjour Rasmus"
    assert read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0].subject == SUBJECT


def test_a_subject_may_stand_above_the_line_of_date_and_sender() -> None:
    head = f'Тема: {SUBJECT}\n17.03.2026, 15:04, "{NAME}"\n<{ADDRESS}>:'
    hop = read(mail(f"-------- Пересылаемое сообщение--------\n{head}\n\nGood day Rasmus", subject="Fwd: x")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good day Rasmus")


def test_an_invitation_that_names_its_own_writer_first_is_no_forward() -> None:
    head = "From: Omar Said\nTo: Ines Tabor, quality@castwell.example\nDate: 7 October 2026 10:00-11:00"
    text = f"{head}\nRoom: 2\nSubject: porous lots\n\nPlease tell me whether you come.\n".replace("\n", "\n\n")
    assert not read(mail(text, sender="Omar Said <omar@said.example>", subject="Meeting: porous lots")).forwarded
