"""Heads of forwards whose labels, marks and times were changed on the way, and texts that only look like them."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.dates import parse_date
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

TO = "To: Rasmus Quill <rasmus.quill@castwell.example>\nDate: Tue, 17 Mar 2026 15:04:00 +0100"
BLOCK = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\nGood day Rasmus,\n\n12 are porous."


@pytest.mark.parametrize(
    ("text", "language", "hour"),
    [
        ("25. september 2026 kl. 13.02.44 CEST", "da", (13, 2, 44)),
        ("25.9.2026 klo 13.02.44", "fi", (13, 2, 44)),
        ("25.09.26 13.02.44", "no", (13, 2, 44)),
        ("25 settembre 2026 ore 9.05.10", "it", (9, 5, 10)),
        ("25.09.26", "da", (0, 0, 0)),
        ("25.09.2026 13.02", "da", (13, 2, 0)),
    ],
)
def test_a_time_may_be_written_with_points(text: str, language: str, hour: tuple[int, int, int]) -> None:
    found = parse_date(text, (language,))
    assert found is not None
    assert found.replace(tzinfo=None) == datetime(2026, 9, 25, *hour)  # noqa: DTZ001 - the zone is not asked here


@pytest.mark.parametrize("bar", ["｜", "│", "┃", "¦", "│ │", "> ┃"])
def test_ticket_systems_quote_with_bars_of_many_shapes(bar: str) -> None:
    text = "\n".join(f"{bar} {line}".rstrip() for line in BLOCK.split("\n"))
    hop = read(mail(text, subject=f"Fwd: {SUBJECT}")).chain[0]
    assert (hop.address, hop.subject, hop.text) == (ADDRESS, SUBJECT, "Good day Rasmus,\n\n12 are porous.")


def test_the_rows_of_a_drawn_table_are_no_quotes() -> None:
    table = "│ part   │ lot    │\n│ 4711-B │ L-2231 │\n│ 4712-A │ L-2240 │"
    block = f"From: {NAME} <{ADDRESS}>\n{TO}\nSubject: {SUBJECT}\n\n{table}"
    assert read(mail(block, subject=f"Fwd: {SUBJECT}")).chain[0].text == table


@pytest.mark.parametrize("left", ["?", "\ufffd"])
@pytest.mark.parametrize(
    "labels",
    [
        ("De\xa0", "Envoyé\xa0", "À\xa0", "Objet\xa0"),
        ("De ", "Enviada em ", "Para ", "Assunto "),
        ("Od", "Wysłano", "Do", "Temat"),
        ("\xa0Von", "Gesendet", "An\xa0", "Betreff\xa0"),
        ("Gönderen", "Gönderilme tarihi", "Alıcı", "Konu"),
        ("Expéditeur", "Date d’envoi\xa0", "Destinataire", "Objet\xa0"),
    ],
)
def test_letters_and_spaces_of_labels_may_be_question_marks(labels: tuple[str, ...], left: str) -> None:
    values = (f"{NAME} <{ADDRESS}>", "17/03/2026 15:04", "Rasmus Quill <rasmus.quill@castwell.example>", SUBJECT)
    head = "\n".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True))
    reading = read(mail(_only_ascii(f"{head}\n\nGood day", left), subject=f"TR: {SUBJECT}"))
    assert reading.customer is not None
    assert (reading.customer.address, reading.chain[0].subject) == (ADDRESS, SUBJECT)
    assert reading.chain[0].date is not None
    assert reading.chain[0].date.hour == 15


def _only_ascii(text: str, left: str) -> str:
    return "".join(each if each.isascii() else left for each in text)


def test_a_question_with_a_colon_is_no_label() -> None:
    text = f"From where?: {NAME} <{ADDRESS}> asks.\nTo whom?: the quality people\nWhat date?: 17.03.2026 15:04"
    assert not read(mail(text, subject="Three questions")).forwarded


@pytest.mark.parametrize("gap", ["\t", "    ", " \t", " | ", "\xa0\xa0"])
@pytest.mark.parametrize(
    "labels",
    [
        ("From", "Sent", "To", "Subject"),
        ("Von", "Gesendet", "An", "Betreff"),
        ("Envoyé par", "Envoyé le", "À", "Objet"),
        ("差出人", "送信日時", "宛先", "件名"),
    ],
)
def test_a_head_in_two_columns_needs_no_colons(labels: tuple[str, ...], gap: str) -> None:
    values = (f"{NAME} [{ADDRESS}]", "2026-03-17 15:04", "rasmus.quill@castwell.example", SUBJECT)
    head = "\n".join(f"{label}{gap}{value}" for label, value in zip(labels, values, strict=True))
    reading = read(mail(f"Please see.\n\n{head}\n\nGood day", subject=f"FW: {SUBJECT}"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    hop = reading.chain[0]
    assert (hop.subject, hop.text, hop.date is not None) == (SUBJECT, "Good day", True)


def test_the_rows_of_a_table_with_people_and_days_are_no_head() -> None:
    table = f"From\tTo\tDate\nFrom  {ADDRESS}\nTo  rasmus.quill@castwell.example\nDate  16.03.2026"
    assert not read(mail(f"See:\n\n{table}", subject=f"Fwd: {SUBJECT}")).chain


def test_a_timetable_in_columns_is_no_head() -> None:
    table = "From     Bergen\nTo       Aberdeen\nDate     17.03.2026 15:04\nSubject  40 housings"
    assert not read(mail(f"The lorry of a@lorries.example:\n\n{table}", subject=f"Fwd: {SUBJECT}")).chain


PEOPLE = ("Rasmus Quill <rasmus.quill@castwell.example>", f"{NAME} <{ADDRESS}>")


@pytest.mark.parametrize(
    ("labels", "day"),
    [
        (("Give", "Sent on", "TO", "Object"), "Monday 16 March 2026 10:40"),
        (("Of", "Dispatched", "For", "Topic of it"), "16. März 2026 10:40"),
        (("Desde quien", "Puesto el", "Hacia", "Objeto"), "lunes, 16 de marzo de 2026 10:40"),
        (("Geben", "Verschickt am", "Zu", "Gegenstand"), "16.03.2026 10.40"),
    ],
)
def test_labels_that_a_machine_translated_make_a_head(labels: tuple[str, ...], day: str) -> None:
    values = (PEOPLE[1], day, PEOPLE[0], SUBJECT)
    head = "\n".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True))
    hop = read(mail(f"Please open it.\n\n{head}\n\nGood morning", subject=f"I: {SUBJECT}")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good morning")
    assert hop.date is not None
    assert (hop.date.day, hop.date.month, hop.date.hour) == (16, 3, 10)


@pytest.mark.parametrize(
    "sheet",
    [
        f"Contact: {PEOPLE[1]}\nAppointment: Monday 30 March 2026 10:40\nObject: {SUBJECT}",
        f"Contact: {PEOPLE[1]}\nLast visit: Monday 2 March 2026 10:40\nPlant: Bergen",
        f"Contact: {PEOPLE[1]}\nLast visit: Monday 2 March 2026 10:40\nTo: {PEOPLE[0]}\nSubject: the lift",
        f"Customer: {PEOPLE[1]}\nTo: {PEOPLE[0]}\nReason: porous housings",
    ],
)
def test_a_sheet_of_facts_is_no_head(sheet: str) -> None:
    assert not read(mail(f"Please see.\n\n{sheet}\n\nThank you", subject=f"Fwd: {SUBJECT}")).chain


def test_a_ticket_system_writes_who_and_when_above_the_address_and_the_subject() -> None:
    text = f"Passed on to you.\n\n-------------\n{NAME}, 16 mrt 2026 08:57 CET\n{ADDRESS}\n\n{SUBJECT}\n\nGood day"
    hop = read(mail(text, subject=f"[VH-551] Passed on: {SUBJECT}")).chain[0]
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, "Good day")
    assert hop.date is not None
    assert (hop.date.day, hop.date.month, hop.date.hour) == (16, 3, 8)


def test_a_signature_above_another_subject_is_no_head_of_a_ticket() -> None:
    text = f"Hello,\n\n{NAME}, 16 mrt 2026 08:57 CET\n{ADDRESS}\n\nSee you at the fair in Oslo\n\nGood day"
    assert not read(mail(text, subject=SUBJECT)).forwarded


def test_turkish_letters_that_were_taken_for_icelandic_ones_are_read() -> None:
    text = (
        f"Arkadaşlar bunu kayda alın lütfen.\n\n----- İletilmiş İleti -----\nKimden: {NAME} <{ADDRESS}>\n"
        f"Kime: {PEOPLE[0]}\nGönderildi: 16 Mart 2026 Pazartesi 11:03:27\nKonu: {SUBJECT}\n\nSevgili José, conta çatlak çıktı."
    )
    raw = mail("", subject=f"Ynt: {SUBJECT}", type="text/plain; charset=iso-8859-1") + text.encode("cp1254")
    hop = read(raw).chain[0]
    assert (hop.name, hop.address, hop.text) == (NAME, ADDRESS, "Sevgili José, conta çatlak çıktı.")


@pytest.mark.parametrize(
    "text",
    [
        "Þrjátíu húsnæði láku á föstudaginn, það er ekki í lagi og við þurfum nýja sendingu. Ýmir Þórðarson, Zürich",
        "Tey eru ikki góð, men vit fáa nýggj í morgin, tað er ðýrt.",
        "Výrobek má vadný povrch, náhradní díly jsou ve skladu v Münchenu, nový termín je daný.",
    ],
)
def test_other_tongues_keep_their_letters(text: str) -> None:
    raw = mail("", subject="x", type="text/plain; charset=windows-1252") + text.encode("cp1252", "ignore")
    assert read(raw).reply_text == text.encode("cp1252", "ignore").decode("cp1252")


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        (
            "Afwezig tot maandag Re: Vraag over charge",
            "Dit is een automatisch bericht. Maandag lees ik uw mail.",
            "auto_reply",
        ),
        (
            "Urlaub bis Montag: Ihre Anfrage",
            "Dies ist eine automatische Nachricht. Am Montag lese ich sie.",
            "auto_reply",
        ),
        ("Afwezig tot maandag", "Wij zijn er maandag pas weer, het lot L-2231 is fout.", None),
        ("Re: Afwezig", "Dit is een automatisch bericht, kreeg ik. Het lot L-2231 is fout.", None),
    ],
)
def test_an_absence_that_calls_itself_automatic_is_an_automatic_answer(
    subject: str, text: str, kind: str | None
) -> None:
    assert read(mail(text, subject=subject)).machine == kind
