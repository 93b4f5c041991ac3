"""Heads that lost their labels, their lines or their colons, and what is no forward although it looks like one."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

HEADS = {
    "translated labels": (
        f"Give: {NAME} <{ADDRESS}>\nSent on: Tuesday 17 March 2026 15:04\n"
        f"To: Rasmus Quill <rasmus.quill@castwell.example>\nObject: {SUBJECT}\n\nGood day Rasmus"
    ),
    "columns without colons": (
        f"From     {NAME} [{ADDRESS}]\nSent     2026-03-17 15:04\nTo       rasmus.quill@castwell.example\n"
        f"Subject  {SUBJECT}\n\nGood day Rasmus"
    ),
    "dashes for colons": (
        f"From - {NAME} <{ADDRESS}>\nSent - 17 March 2026 15:04\nTo - Rasmus Quill\nSubject - {SUBJECT}\n\nGood day Rasmus"
    ),
    "a card of a help desk": (
        f"This request was passed on to you.\n\n------------------------------\n{NAME}, 17 Mar 2026 15:04 CET\n{ADDRESS}\n\n"
        f"{SUBJECT}\n\nGood day Rasmus"
    ),
    "wide bars": (
        f"｜ Please see.\n｜\n｜ From: {NAME} <{ADDRESS}>\n｜ Date: 17 March 2026 15:04\n"
        f"｜ To: Rasmus Quill\n｜ Subject: {SUBJECT}\n｜\n｜ Good day Rasmus"
    ),
    "colons on the next line": (
        f"From\n: {NAME} <{ADDRESS}>\nSent\n: 17 March 2026 15:04\nTo\n: Rasmus Quill\nSubject\n: {SUBJECT}\n\nGood day Rasmus"
    ),
    "in the middle of a line": (
        f"Please take over, this is urgent and the customer waits. From: {NAME} <{ADDRESS}> Sent: Tuesday, March 17, 2026 "
        f"3:04 PM To: Rasmus Quill <rasmus.quill@castwell.example> Subject: {SUBJECT}\n\nGood day Rasmus"
    ),
    "an address cut in two": (
        f"From: {NAME} <{ADDRESS.replace('.', '.!', 1).replace('!', chr(10))}>\nSent: 17 March 2026 15:04\nTo: Rasmus Quill\n"
        f"Subject: {SUBJECT}\n\nGood day Rasmus"
    ),
    "illegible labels": (
        f"??: {NAME} <{ADDRESS}>\n????: 17 ????? 2026 ?. 15:04\n????: Ines Tabor <ines@tabor.example>\n????: {SUBJECT}\n\n"
        "Good day Rasmus"
    ),
}


@pytest.mark.parametrize("layout", HEADS)
def test_a_head_is_read_by_its_shape_where_its_labels_are_damaged(layout: str) -> None:
    reading = read(mail(HEADS[layout], subject=f"FW: {SUBJECT}"))
    assert reading.customer is not None
    assert reading.customer.address == ADDRESS
    assert (reading.chain[0].subject, reading.chain[0].text) == (SUBJECT, "Good day Rasmus")


def test_unknown_labels_are_no_forward_in_a_mail_that_is_none() -> None:
    text = f"Contact: {NAME} <{ADDRESS}>\nDate: 17 March 2026\nTo: Castwell AS\n\nWe need 40 housings."
    reading = read(mail(text, subject="Order 4711"))
    assert not reading.forwarded
    assert reading.customer is not None
    assert reading.customer.address == "rasmus.quill@castwell.example"


def test_a_colleague_whose_own_mail_to_a_customer_is_passed_on_is_no_customer() -> None:
    text = f"From: Ines Tabor <ines@castwell.example>\nSent: 17 March 2026 15:04\nTo: {NAME} <{ADDRESS}>\nSubject: Offer\n\nHello"
    reading = read(mail(text, subject="FW: Offer"))
    assert reading.forwarded
    assert reading.customer is None


def test_a_quote_alone_is_what_is_forwarded() -> None:
    text = (
        f"Please log this.\n\nOn Tue, Mar 17, 2026 at 3:04 PM {NAME} <{ADDRESS}> wrote:\n\n> Good day\n> 12 are porous."
    )
    reading = read(mail(text, subject=f"Fwd: {SUBJECT}"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    assert reading.chain[0].text == "Good day\n12 are porous."


def test_the_forwarders_shorter_subject_leaves_the_customers_whole() -> None:
    text = (
        f"From: {NAME} <{ADDRESS}>\nSent: 17 March 2026 15:04\nTo: Rasmus Quill\nSubject: leak in pump P-5\n\nGood day"
    )
    assert read(mail(text, subject="FW: leak")).chain[0].subject == "leak in pump P-5"
