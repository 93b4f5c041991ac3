"""Heads whose labels and layout nobody has seen before: known by what stands in them."""

from __future__ import annotations

import json

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

HEADS = {
    "a card of an address book": f"{NAME}\n{ADDRESS}\n17.03.2026 15:04\n{SUBJECT}",
    "rows with leaders": (
        f"Reporting party ...... {NAME} ({ADDRESS})\nLogged .............. 17.03.2026 15:04\n"
        f"Title ............... {SUBJECT}"
    ),
    "rows with arrows": f"● Kto » {NAME} ⟨{ADDRESS}⟩\n● Kiedy » 17.03.2026, 15:04\n● O czym » {SUBJECT}",
    "initials as labels": f"V: {NAME}, {ADDRESS}\nD: 17-03-2026 15:04\nO: {SUBJECT}",
    "a list with numbers": f"1) wer - {NAME} / {ADDRESS}\n2) wann - 17.03.2026 15:04\n3) was - {SUBJECT}",
    "a table of a wiki": f"| feld | inhalt |\n| absender | {NAME} ({ADDRESS}) |\n| wann | 17.03.2026 15:04 |\n| re | {SUBJECT} |",
    "a narrow screen": (
        f"From: Ottilie\nBrandvold\n<{ADDRESS.replace('@', '@ ')}>\nSubject: {SUBJECT}\n"
        "Date: 17 March 2026\n15:04\nTo:\nsales@castwell.example"
    ),
}
OTHER = {
    "a web form": f"Name: {NAME}\nE-mail: {ADDRESS}\nPhone: 0555 010 203\nPart: 4711-B\nMessage: 3 housings leak.",
    "opening hours": f"3 housings leak.\n\n{NAME}\n{ADDRESS}\nMon to Fri 8:00 to 16:00",
    "a form with the hour of its sending": (
        f"Name:  {NAME}\nE-mail:  {ADDRESS}\nTelephone:  0555 010 203\nSubject:  Complaint\nSent on: 17.03.2026 15:04"
    ),
    "a delivery": f"Deliver to: Castwell, gate 2\nContact: {NAME}, {ADDRESS}\nPackages: 3\nWeight: 41 kg",
}


@pytest.mark.parametrize("head", HEADS)
def test_a_head_is_known_without_its_labels(head: str) -> None:
    reading = read(
        mail(f"this came in\n\n{HEADS[head]}\n\nGood day,\n\nthree housings are porous.", subject="please enter it")
    )
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    hop = reading.chain[0]
    assert hop.subject == SUBJECT
    assert hop.text.startswith("Good day,")


@pytest.mark.parametrize("text", OTHER)
def test_addresses_and_rows_alone_are_no_head(text: str) -> None:
    assert not read(mail(OTHER[text], subject="housings")).forwarded


def test_whom_to_call_is_no_head_in_a_suppliers_mail() -> None:
    text = (
        f"Please block lot L-1.\n\nContacts\nFrom 8 to 17 h: {NAME}, {ADDRESS}\nAfter hours: gate@fjordpumper.example"
    )
    text = f"{text}\nReply by: 14 April 2026\n\nPlease look at it.\n\nOttilie"
    assert not read(mail(text, subject="Stop ship", sender="Fjordpumper <quality@fjordpumper.example>")).forwarded


def test_a_mail_whose_head_stands_below_it_has_its_text() -> None:
    head = f"From: {NAME} <{ADDRESS}>\nSent: 17 March 2026 15:04\nSubject: {SUBJECT}"
    text = f"it printed the head last:\n\n„Good day, three are porous.“\n\n{head}"
    hop = read(mail(text, subject="please enter it")).chain[0]
    assert (hop.name, hop.text) == (NAME, "Good day, three are porous.")


@pytest.mark.parametrize("name", ["[hidden]", "[PERSON_1] <[MAIL_1]>", "████████"])
def test_a_name_that_was_blotted_out_is_nobodys(name: str) -> None:
    text = f"From: {name}\nSent: 17 March 2026 15:04\nTo: Rasmus\nSubject: {SUBJECT}\n\nGood day"
    assert read(mail(text, subject=f"FW: {SUBJECT}")).customer is None


def test_a_form_of_the_house_does_not_say_who_filled_it_in() -> None:
    text = (
        f"From: no-reply@web.castwell.example\nSent: 17 March 2026 15:04\nTo: sales\nSubject: {SUBJECT}\n\nName: (none)"
    )
    assert read(mail(text, subject=f"FW: {SUBJECT}")).customer is None


def test_the_head_of_a_letter_or_of_minutes_is_no_forward() -> None:
    text = "From: the quality round\nDate: 17 March 2026\nTo: all shifts\nSubject: porous housings\n\nPlease read."
    assert not read(mail(text, subject="round")).forwarded


def test_the_head_of_an_order_is_no_forward() -> None:
    text = f"ORDER 4711\nFrom: Fjordpumper ({ADDRESS})\nTo: Castwell\nDate: 17 March 2026\nSubject: call-off\n\n40 housings"
    assert not read(mail(text, subject="Order 4711", sender="orders@procure.example")).forwarded


def test_a_mail_that_a_program_hands_on_as_json_is_read() -> None:
    inner = {
        "event": "inbound",
        "data": {
            "sender": {"display": NAME, "email": ADDRESS},
            "sent_at": "2026-03-17T15:04:00+01:00",
            "title": SUBJECT,
            "plain": "Good day,\nthree are porous.",
        },
    }
    hop = read(mail(json.dumps(inner, indent=2), subject="hook", sender="hook@castwell.example")).chain[0]
    assert (hop.name, hop.address, hop.subject) == (NAME, ADDRESS, SUBJECT)
    assert hop.text == "Good day,\nthree are porous."


@pytest.mark.parametrize(
    "text", ['{"from": "a@b.example"}', '{"from": ["a@b.example", {}], "text": 3}', "{" * 5000 + "@" + "}" * 5000]
)
def test_other_objects_are_a_text(text: str) -> None:
    assert not read(mail(text, subject="hook")).forwarded
