"""Heads that are told in a sentence or an entry, those of which only the subject is left, and pages damaged in part."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

GENERATED = "Auto-Submitted: auto-generated\n"
TOLD = {
    "a sentence above a quotation": (
        f"Dear colleagues,\n\non 17 March 2026 at 15:04 {NAME} <{ADDRESS}> wrote to us with the subject “{SUBJECT}”:\n\n"
        "“Good day, twelve are porous.”\n\nPlease call her."
    ),
    "a German sentence": (
        f"am 17. März um 15:04 Uhr hat uns {NAME} <{ADDRESS}> unter dem Betreff „{SUBJECT}“ Folgendes geschrieben:\n\n"
        "„Good day, twelve are porous.“"
    ),
    "an entry of a history": (
        f"Handed on to you.\n\nHistory\n17-03-2026 15:04  {NAME} ({ADDRESS}) via e-mail:\n  Subject: {SUBJECT}\n"
        "  > Good day, twelve are porous.\n  >\n  > Ottilie\n17-03-2026 15:05  System: created"
    ),
    "a remark in the head": (
        f"From: {NAME} [mailto:{ADDRESS}]\nSent: 17 March 2026 15:04\n   ## ring her before 9 May, Rasmus ##\n"
        f"To: Rasmus Quill\n   (copy on my desk)\nSubject: {SUBJECT}\n\nGood day, twelve are porous."
    ),
}


@pytest.mark.parametrize("layout", TOLD)
def test_a_head_that_is_told_names_its_writer(layout: str) -> None:
    reading = read(mail(TOLD[layout], subject="Fjordpumper"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    assert reading.chain[0].subject == SUBJECT
    assert reading.chain[0].text.startswith("Good day, twelve are porous.")
    assert f"{reading.chain[0].date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


def test_a_machine_of_the_house_that_hands_on_writes_no_receipt() -> None:
    text = f"We have received your request and registered it.\n\n{TOLD['an entry of a history']}"
    sender = "Service desk <no-reply@desk.castwell.example>"
    reading = read(mail(text, subject="[T-4711] Handed on", sender=sender, headers=GENERATED))
    assert reading.customer is not None
    assert reading.customer.address == ADDRESS


def test_the_receipt_of_another_house_stays_one() -> None:
    text = "Hello,\n\nwe have received your request and registered it as T-4711.\n\nWrite to desk@fjordpumper.example."
    reading = read(
        mail(text, subject="[T-4711] Your request", sender="Desk <no-reply@fjordpumper.example>", headers=GENERATED)
    )
    assert reading.machine == "auto_reply"


def test_nobody_is_named_where_only_the_subject_of_the_head_is_left() -> None:
    text = "for you\n\n--------------------\nBetreff: Gehäuse porös\n\nZwölf von vierzig sind porös."
    reading = read(mail(text, subject="Gehäuse porös"))
    assert reading.customer is None


def test_the_subject_that_a_letter_repeats_hides_nobody() -> None:
    reading = read(mail("Betreff: Gehäuse porös\n\nZwölf von vierzig sind porös.", subject="Gehäuse porös"))
    assert reading.customer is not None


def test_the_damaged_parts_of_a_page_are_mended_beside_sound_ones() -> None:
    damaged = "Těsnění".encode().decode("latin-1")
    page = f"<html><body><p>Věta beze škody</p><p>{damaged}</p></body></html>"
    assert "Těsnění" in read(mail(page, type="text/html; charset=utf-8")).reply_text
