"""Where something speaks against the writer who would be named, nobody is."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Reading
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

DEALER = (
    "From: Bram Oostrik <bram.oostrik@dealer.example>\nSent: 18 March 2026 08:02\n"
    "To: Rasmus Quill <rasmus.quill@castwell.example>"
)
BODY = "Good day,\n\n12 of 40 housings of lot L-2231 are porous."

UNREAD = {
    "unknown labels": f"Whence ~~ {NAME} ({ADDRESS})\nWhen ~~ 17 March 2026 15:04\nWhither ~~ Bram",
    "labels glued to their values": "Sender"
    + NAME
    + "\nSent2026-03-17 15:04\nRecipientBram Oostrik\nSubject"
    + SUBJECT,
    "labels between arrows": f"Absender -> {NAME}\nGesendet -> gestern\nEmpfänger -> Bram\nBetreff -> {SUBJECT}",
    "a row of a table": f"Date\tDe\tA\tObjet\n17/03/2026 15:04\t{NAME}\tsales\t{SUBJECT}",
    "a sentence": f"on 17 March at 15:04 {NAME} <{ADDRESS}> told me this:",
    "labels alone on their lines": f"Van\n{NAME}\n\nVerzonden\n17-3-2026\n\nOnderwerp\n{SUBJECT}",
    "dots": f"Remitente . . . {NAME}\nCorreo . . . {ADDRESS}\nFecha . . . 17/03/2026 15:04",
}


def handed_on(head: str) -> Reading:
    return read(
        mail(f"see below\n\n{DEALER}\nSubject: housings\n\nplease look\n\n{head}\n\n{BODY}", subject="FW: housings")
    )


@pytest.mark.parametrize("layout", UNREAD)
def test_a_head_that_was_not_read_leaves_the_one_above_it_unnamed(layout: str) -> None:
    reading = handed_on(UNREAD[layout])
    assert reading.forwarded
    assert reading.customer is None or reading.customer.address != "bram.oostrik@dealer.example"
    assert reading.customer or "customer_unsure" in reading.flags


@pytest.mark.parametrize("layout", UNREAD)
def test_a_colleague_who_pasted_a_mail_is_not_its_writer(layout: str) -> None:
    reading = read(mail(f"From the customer:\n\n{UNREAD[layout]}\n\n{BODY}", subject="customer called"))
    assert reading.customer is None or reading.customer.name == NAME
    assert reading.customer or {"forward_not_unwrapped", "customer_unsure"} <= set(reading.flags)


@pytest.mark.parametrize(
    "text",
    [
        "Part: 4711-B\nLot: L-2231\nDate: 17.03.2026\nInspector: Ines Tabor\n\n12 of 40 are porous.",
        "The trial on 17 March 2026 at 15:04 went well. Ask ines@castwell.example for the sheet.",
        f"{NAME} ({ADDRESS}) rang: 12 of 40 housings are porous. Please open a record.",
        "Subject: Hall 3\n\nPlease sweep it before the audit.",
        "To: line 3\nSubject: cleaning\n\nPlease sweep the hall before the audit at 10:30.",
    ],
)
def test_a_colleagues_own_words_keep_their_writer(text: str) -> None:
    reading = read(mail(text, subject="hall 3"))
    assert not reading.forwarded
    assert reading.customer is not None


def test_a_quote_below_a_customers_answer_speaks_against_nobody() -> None:
    quoted = f"{BODY}\n\nOn Tue, 17 Mar 2026 at 15:04, Ines Tabor <ines@castwell.example> wrote:\n> Which lot is it?"
    reading = read(mail(f"see below\n\n{DEALER}\nSubject: RE: housings\n\n{quoted}", subject="FW: housings"))
    assert reading.customer is not None
    assert reading.customer.address == "bram.oostrik@dealer.example"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (DEALER, "Hello Mr Oostrik,\n\n12 of 40 housings are porous.\nWe wait for news.\n\nOttilie"),
        (DEALER.replace("bram.oostrik@dealer", "rasmus.quill@dealer"), BODY),
        (DEALER.replace("dealer.example", "castwell.example"), f"{BODY}\n\nKind regards\n{NAME}"),
        (DEALER.replace("dealer.example", "castwell.example"), f"{BODY}\n\nOttilie\n{ADDRESS}"),
        (DEALER.replace("Bram Oostrik", "17:04 | Bram"), BODY),
    ],
)
def test_a_writer_whom_the_text_contradicts_is_not_named(head: str, body: str) -> None:
    reading = read(mail(f"see below\n\n{head}\nSubject: housings\n\n{body}", subject="FW: housings"))
    assert reading.forwarded
    assert reading.customer is None


def test_the_mark_of_a_gateway_is_no_part_of_a_name() -> None:
    head = DEALER.replace("Bram", "[EXTERN] Bram")
    reading = read(mail(f"see below\n\n{head}\nSubject: housings\n\n{BODY}", subject="FW: housings"))
    assert reading.customer is not None
    assert reading.customer.name == "Bram Oostrik"


def test_a_machine_of_the_house_is_not_the_writer_of_what_it_hands_on() -> None:
    text = f"An item was added.\n\n{UNREAD['unknown labels']}\n\n{BODY}"
    reading = read(mail(text, subject="new item", sender="Portal <portal@share.castwell.example>"))
    assert reading.customer is None or reading.customer.name == NAME


def test_a_name_with_its_company_behind_a_bar_is_whole() -> None:
    head = f"From: Fjordpumper | Quality <{ADDRESS}>\nDate: 17 March 2026 15:04\nSubject: {SUBJECT}"
    reading = read(mail(f"---------- Forwarded message ---------\n{head}\n\n{BODY}", subject=f"Fwd: {SUBJECT}"))
    assert reading.customer
    assert (reading.customer.name, reading.customer.address) == ("Fjordpumper | Quality", ADDRESS)


def test_what_is_left_of_a_head_says_that_a_mail_was_passed_on_though_nobody_knows_by_whom() -> None:
    left = f"Begin forwarded message:\n\nTo: info@castwell.example\nSubject: {SUBJECT}"
    reading = read(mail(f"I only have the text.\n\n{left}\n\n{BODY}", subject=f"Fwd: {SUBJECT}"))
    assert reading.forwarded
    assert reading.chain == ()
    assert reading.customer is None
    assert {"forward_not_unwrapped", "customer_unsure"} <= set(reading.flags)
