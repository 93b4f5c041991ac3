"""Heads that ticket systems, phones, printers and lists made their own: in a history, with marks, labels and lines more."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Hop
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

FROM, SENT, TO = f"From: {NAME} <{ADDRESS}>", "Sent: 17 March 2026 15:04", "To: rasmus.quill@castwell.example"
HEAD = f"{FROM}\n{SENT}\n{TO}\nSubject: {SUBJECT}"
BODY = "Good day Rasmus,\n\n12 of 40 are porous."


def hop_of(text: str, subject: str = f"FW: {SUBJECT}") -> Hop:
    reading = read(mail(f"see below\n\n{text}", subject=subject))
    assert reading.customer is not None
    return reading.chain[0]


def test_what_a_tickets_history_introduces_is_no_quote() -> None:
    entry = "---------------------\n17.03.2026 16:10 - Ines Tabor wrote in the portal:\n---------------------\nPasted here:\n\n"
    pasted = "\n".join(f"   | {line}" for line in f"{HEAD}\n\n{BODY}".split("\n"))
    assert hop_of(entry + pasted, "INC0048812 commented").address == ADDRESS


MARKED = {
    "link of a wiki": HEAD.replace(f"<{ADDRESS}>", f"<[{ADDRESS}|mailto:{ADDRESS}]>"),
    "hour in parts": HEAD.replace("15:04", "3:04 p. m."),
    "created": HEAD.replace("Sent:", "Created:"),
    "erstellt": f"Von: {NAME} <{ADDRESS}>\nAn: Rasmus\nBetreff: {SUBJECT}\nErstellt: 17.03.2026 15:04",
    "where to answer": (
        f"Oggetto: {SUBJECT}\nData: 17/03/2026 15:04\nMittente: {NAME} <{ADDRESS}>\nRispondi-a: desk@other.example\nA: Rasmus"
    ),
    "an unknown label with an address": HEAD.replace("\nSent:", "\nEnvelope-Box: desk@other.example\nSent:"),
    "sent by an assistant": HEAD.replace("\nSent:", "\nSent by: Wanda Birk\nSent:"),
    "assistant below": f"Von: {NAME} <{ADDRESS}>\nDatum: 17.03.2026 15:04\nBetreff: {SUBJECT}\nGesendet von:  Wanda Birk",
    "a warning of five lines": HEAD.replace(
        "\nSent:",
        "\nQwertyuBannerStart\nThis Message Is From an External Sender\nThis message came from outside your organization.\n"
        "Report Suspicious <https://report.gateway.example/EWT/v1/Gq8>\nQwertyuBannerEnd\nSent:",
    ),
    "flags below": f"{HEAD}\n\nFollow Up Flag:\tFollow up\nFlag Status:\tFlagged",
    "cut at a width": (
        f"> From: {NAME}\n> <o.brandvold@fjord\n> pumper.example<mailto:o.bra\n> ndvold@fjordpumper.exam\n> ple>>\n"
        f"> Sent: 17 March 2026 15:04\n> :22\n> To: Rasmus <rasmus.qu\n> ill@castwell.example>\n> Subject: {SUBJECT}"
    ),
}


@pytest.mark.parametrize("layout", MARKED)
def test_marks_and_labels_of_systems_are_understood(layout: str) -> None:
    hop = hop_of(f"{MARKED[layout]}\n\n{BODY}")
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, BODY)
    assert hop.date is not None
    assert (hop.date.day, hop.date.hour, hop.date.minute) == (17, 15, 4)


APART = {
    "grown together": f"  * Sender{NAME} <{ADDRESS}>\n  * Sent2026-03-17 15:04\n  * RecipientRasmus Quill\n  * Subject{SUBJECT}",
    "grown together, Italian": f"Mittente{NAME} <{ADDRESS}>\nInviato17/03/2026 15:04\nDestinatarioRasmus\nOggetto{SUBJECT}",
    "arrows": (
        f"Sender  ->  {NAME} ; {ADDRESS}\n\nReceived  ->  17 March 2026 15:04\n\nTopic  ->  {SUBJECT}\n\nSize  ->  41 KB\n\n======"
    ),
    "two in a row": f"De:\t{NAME} <{ADDRESS}>\tGesendet:\t17. März 2026 15:04\nTo:\tRasmus\tAsunto:\t{SUBJECT}",
}


@pytest.mark.parametrize("layout", APART)
def test_labels_may_have_lost_their_colons_and_their_lines(layout: str) -> None:
    hop = hop_of(f"{APART[layout]}\n\n{BODY}", SUBJECT)
    assert (hop.name, hop.address, hop.subject, hop.text) == (NAME, ADDRESS, SUBJECT, BODY)
    assert hop.date is not None
    assert hop.date.day == 17


def test_words_that_begin_like_labels_are_no_head() -> None:
    reading = read(mail("FromBergen\nDate2026\nSubjectively fine\n\nTo -> Hamburg\nDate -> 5 May", subject="Shipping"))
    assert not reading.forwarded


def test_the_bullets_of_a_list_are_no_part_of_the_text() -> None:
    text = "\n".join(f"• {line}" if line else "" for line in f"{HEAD}\n\n{BODY}".split("\n"))
    assert hop_of(text).text == BODY


def test_bullets_that_the_writer_set_stay() -> None:
    assert hop_of(f"{HEAD}\n\nGood day\n• 12 porous\n• 2 cracked").text == "Good day\n• 12 porous\n• 2 cracked"


def test_what_has_no_width_is_no_part_of_the_text() -> None:
    assert hop_of(f"{HEAD}\n\n \u200b{BODY}").text == BODY


def test_an_indented_salutation_is_no_part_of_the_subject() -> None:
    hop = hop_of(f"{HEAD}\n Dear Friend,\nwe have everything in stock.\n12 of 40 housings today.")
    assert hop.subject == SUBJECT
    assert hop.text.startswith("Dear Friend,")
