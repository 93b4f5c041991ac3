"""Bounces in the words of mail systems, old and new: whom each lists, the mail that it is about, and its status."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

OURS = "quality@castwell.example"
DAEMON = "Mail Delivery System <mailer-daemon@fjord.example>"
RETURNED = "From: {sender}\nTo: all@fjord.example\nSubject: Rings\nMessage-ID: <rings.1@castwell.example>\n\nTwelve rings leak.\n"

LISTED = {
    "several lines with an address and a colon": (
        "We could not hand over your message.\n\n<ida@fjord.example>:\nAccount closed.\n\n<jan@fjord.example>:\nAccount closed.\n",
        ["ida@fjord.example", "jan@fjord.example"],
    ),
    "one below the words, another in the mail's own To": (
        "Your message\n\n  To:      all@fjord.example\n  Subject: Rings\n\ndid not reach the following recipient(s):\n\n"
        "ida@fjord.example on Mon, 2 Mar 2026 10:00:00 +0100\n    The name is not known here\n",
        ["ida@fjord.example"],
    ),
    "two with reasons that stand deeper": (
        "Undelivered to the following addresses:\n\n  ida@fjord.example\n    550 unknown\n  jan@fjord.example\n    552 quota\n\n"
        "Ask root@fjord.example for help.\n",
        ["ida@fjord.example", "jan@fjord.example"],
    ),
    "the same words twice": (
        "The following recipients got nothing:\n\n   <ida@fjord.example>\nThe following recipients got nothing:\n\n"
        "   <jan@fjord.example>\n",
        ["ida@fjord.example", "jan@fjord.example"],
    ),
    "beside the words": (
        "It could not be delivered to: <ida@fjord.example>\nsince its quota is used up.\n",
        ["ida@fjord.example"],
    ),
    "as X.400 writes it": (
        "It did not reach the following recipient(s):\n\nc=no;a= ;p=fjord;dda:SMTP=ida@fjord.example; on Monday\n    Unknown\n",
        ["ida@fjord.example"],
    ),
    "in quotation marks": (
        'Delivery of email to this address\n\n"ida@fjord.example"\n\nhas failed.\n',
        ["ida@fjord.example"],
    ),
    "after the intended recipients and a header of the mail": (
        "It did not reach the intended recipients.\n\n   Subject: Rings\n\nThe following recipient(s) could not be reached:\n\n"
        "ida@fjord.example\n   Remote server replied: 550 5.1.1 no such user\n",
        ["ida@fjord.example"],
    ),
    "a desk, which is whom we wrote to": (
        "Die Nachricht an folgende Empfänger wurde nicht zugestellt:\n\n  support@fjord.example\n",
        ["support@fjord.example"],
    ),
    "only the mail's own way shows which of two": (
        "Addresses here end in surname1@fjord.example. The address ida@fjord.example is none of ours: undeliverable.\n\n"
        "Received: from mx (mx [192.0.2.1]) by mx id 17 for <ida@fjord.example>; Mon, 2 Mar 2026 10:00:00 +0100\n",
        ["ida@fjord.example"],
    ),
}
STATUSES = {
    "Message looping between mx1 and mx2": "5.4.6",
    "The server at their end did not respond.": "4.4.1",
    "connection to mx2.fjord.example failed": "4.4.1",
    "Invalid final delivery userid: ida@fjord.example": "5.1.1",
    "Postponed for now: full mailbox": "5.2.2",
    "メールボックスが一杯です。": "5.2.2",
}


def _with_mail(text: str, sender: str = OURS) -> bytes:
    return (f"{text}\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n{RETURNED.format(sender=sender)}--q--\r\n").encode()


def _parts(subject: str, sender: str, text: str, returned_from: str = OURS) -> bytes:
    head = (
        f"From: {sender}\r\nTo: {OURS}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    )
    return head.encode() + _with_mail(text, returned_from)


@pytest.mark.parametrize("layout", LISTED)
def test_a_bounce_reads_its_list_of_recipients(layout: str) -> None:
    text, recipients = LISTED[layout]
    bounce = read(mail(text, subject="Undeliverable: Rings", sender=DAEMON)).bounce
    assert bounce is not None
    assert list(bounce.recipients) == recipients
    assert bounce.message_id == ""


@pytest.mark.parametrize("reason", STATUSES)
def test_a_reason_in_words_gives_a_status(reason: str) -> None:
    text = f"Your message could not be delivered to the following address:\n\n  ida@fjord.example\n\n{reason}\n"
    bounce = read(mail(text, subject="Undeliverable: Rings", sender=DAEMON)).bounce
    assert bounce is not None
    assert bounce.status == STATUSES[reason]


@pytest.mark.parametrize(
    "words", ["The queue will continue to offer it until Friday.", "An advisory-only note.", "It has been postponed."]
)
def test_a_system_that_goes_on_trying_tells_of_a_delay(words: str) -> None:
    text = f"Delivery of email to this address\n\nida@fjord.example\n\nis late. {words}\n"
    bounce = read(mail(text, subject="Mail delivery warning", sender=DAEMON)).bounce
    assert bounce is not None
    assert bounce.action == "delayed"


def test_addresses_that_differ_in_capitals_are_one_recipient() -> None:
    raw = _parts(
        "Undeliverable: Rings", DAEMON, "did not reach the following recipient(s):\r\n\r\nALL@fjord.example on Monday"
    )
    bounce = read(raw).bounce
    assert bounce is not None
    assert [each.lower() for each in bounce.recipients] == ["all@fjord.example"]
    assert bounce.message_id == "<rings.1@castwell.example>"


@pytest.mark.parametrize("sender", ["gate3@fjord.example", "scan@fjord.example"])
def test_a_system_without_a_name_is_known_by_our_mail_that_it_sends_back(sender: str) -> None:
    reading = read(_parts("Mail could not be delivered", sender, "The mail could not be delivered after 20 attempts."))
    assert reading.machine == "bounce"
    assert reading.bounce is not None
    assert reading.bounce.message_id == "<rings.1@castwell.example>"


def test_a_person_who_sends_our_mail_back_over_a_lost_lorry_is_a_person() -> None:
    text = "Hello,\r\nthe delivery failed again, your message is attached. 550 pumps are missing.\r\nIda"
    assert read(_parts("Delivery failed again", "Ida Berg <ida@fjord.example>", text)).machine is None


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Rejected: lot L-2231",
            "Lot L-2231 was rejected at goods-in. Code 550 A, twelve rings leak. Contact: ida@fjord.example.",
        ),
        (
            "Delivery problem: order 4711",
            "Your message of Monday: the rings could not be delivered to the following address: Quay 1. Contact ida@fjord.example.",
        ),
    ],
)
def test_a_customers_portal_that_rejects_goods_is_no_mail_system(subject: str, text: str) -> None:
    assert read(mail(text, subject=subject, sender="Supplier System <noreply@fjord.example>")).machine != "bounce"


def test_an_unattended_sender_that_lists_whom_it_did_not_reach_needs_no_code() -> None:
    text = "Your message about rings could not be delivered to the following recipients:\n\nida@fjord.example\n"
    for sender in ("Mail_Scan_Gateways@fjord.example", "noreply@fjord.example"):
        assert read(mail(text, subject="Delivery failure", sender=sender)).machine == "bounce"
    assert read(mail(text, subject="Delivery failure", sender="Ida Berg <ida@fjord.example>")).machine is None


def test_a_daemon_in_the_return_path_is_the_null_sender() -> None:
    text = "RCPT TO:<ida@fjord.example> was answered 550 5.1.1 unknown user.\n"
    for path in ("<>", "<MAILER-DAEMON>", "<MAILER-DAEMON@mx.castwell.example>"):
        reading = read(
            mail(text, subject="Not delivered", sender="scan@fjord.example", headers=f"Return-Path: {path}\n")
        )
        assert reading.machine == "bounce"


def test_a_refusal_by_a_disposition_names_the_mail_that_was_refused() -> None:
    raw = (
        f"From: {DAEMON}\r\nTo: {OURS}\r\nSubject: Automatically rejected mail\r\nAuto-Submitted: auto-replied (rejected)\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=q\r\n\r\n"
        "--q\r\nContent-Type: text/plain\r\n\r\nYour message to <ida@fjord.example> was rejected: quota exceeded\r\n"
        "--q\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; ida@fjord.example\r\n"
        "Original-Message-ID: <rings.1@castwell.example>\r\n"
        "Disposition: automatic-action/MDN-sent-automatically; deleted\r\n\r\n--q--\r\n"
    ).encode()
    bounce = read(raw).bounce
    assert bounce is not None
    assert (bounce.recipient, bounce.message_id, bounce.status) == (
        "ida@fjord.example",
        "<rings.1@castwell.example>",
        "5.2.2",
    )


@pytest.mark.parametrize(
    ("text", "message_id", "status"),
    [
        (
            "It came back\n\nWe handed your mail to ida@fjord.example and were told:\n554 5.7.1 Refused by policy\n\n"
            "Our reference: <rings.4711.1@castwell.example>",
            "<rings.4711.1@castwell.example>",
            "5.7.1",
        ),
    ],
)
def test_a_robot_that_shows_the_id_of_our_own_mail_returns_it(text: str, message_id: str, status: str) -> None:
    bounce = read(mail(text, subject="Message not delivered", sender="Robot <robot@host.example>", to=OURS)).bounce
    assert bounce
    assert (bounce.recipient, bounce.message_id, bounce.status) == ("ida@fjord.example", message_id, status)


def test_a_person_who_quotes_the_id_of_another_house_s_mail_returns_nothing() -> None:
    text = "My mail to ida@fjord.example was refused by her server: 554 5.7.1\n\nIt was <rings.4711.1@fjord.example>. Is she away?"
    assert (
        read(mail(text, subject="Message not delivered", sender="Jan Moen <jan@moen.example>", to=OURS)).bounce is None
    )


def test_a_person_whose_mail_to_one_of_our_mailboxes_was_refused_is_a_person() -> None:
    text = "My mail to <sales24@castwell.example> was not delivered: 554 5.7.1. Which address is right?"
    assert (
        read(mail(text, subject="Message not delivered", sender="Jan Moen <jan@moen.example>", to=OURS)).machine is None
    )


def test_a_refusal_in_plain_words_from_nobody_is_a_bounce() -> None:
    text = (
        "Ihre E-Mail mit dem Betreff „Muster“ an\n\n    ida@fjord.example\n\nkonnten wir leider nicht zustellen. Das Postfach "
        "wurde gekündigt. Bitte antworten Sie nicht auf diese Nachricht."
    )
    sent = mail(text, subject="Ihre Mail ist nicht angekommen", sender="Stadtnetz <noreply@stadtnetz.example>", to=OURS)
    bounce = read(b"Return-Path: <>\n" + sent).bounce
    assert bounce
    assert bounce.recipient == "ida@fjord.example"
