"""Bounces, automatic answers, reports and lists; and people whose mail only looks like one."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Address, Own
from handlers.intake.reading.understanding import understand
from tests.mails.automatic import (
    ABSENCES,
    FEEDBACK,
    NEWSLETTER,
    PEOPLE,
    READ_RECEIPT,
    SUPPLIER,
    TELLING_HEADERS,
    absence,
)
from tests.mails.bounces import BOUNCES, BounceMail
from tests.mails.builders import mail

OWN = Own(addresses=frozenset({"quality@castwell.example"}), hosts=frozenset({"andon.castwell.example"}))


@pytest.mark.parametrize("bounce", BOUNCES, ids=lambda bounce: bounce.name)
def test_a_bounce_tells_recipient_mail_and_status(bounce: BounceMail) -> None:
    reading = read(bounce.raw)
    assert reading.machine == "bounce"
    assert reading.bounce is not None
    assert (reading.bounce.recipient, reading.bounce.message_id) == (bounce.recipient, bounce.message_id)
    assert reading.bounce.status == bounce.status
    assert not reading.may_answer
    assert reading.customer is None
    assert not reading.forwarded


@pytest.mark.parametrize("name", ["delayed", "exim_delay"])
def test_a_delay_is_no_failure(name: str) -> None:
    bounce = read(next(each.raw for each in BOUNCES if each.name == name)).bounce
    assert bounce is not None
    assert bounce.action == "delayed"


def test_a_delivered_report_is_no_bounce() -> None:
    raw = next(each.raw for each in BOUNCES if each.name == "postfix").replace(b"Action: failed", b"Action: delivered")
    reading = read(raw)
    assert reading.bounce is None
    assert reading.machine == "auto_reply"


def test_several_failed_recipients_are_all_told() -> None:
    raw = next(each.raw for each in BOUNCES if each.name == "postfix").replace(
        b"\n\n--bb\nContent-Type: message/rfc822",
        (
            b"\n\nFinal-Recipient: rfc822; second@gone.example\nAction: failed\nStatus: 5.1.1\n"
            b"\n--bb\nContent-Type: message/rfc822"
        ),
    )
    bounce = read(raw).bounce
    assert bounce is not None
    assert bounce.recipients == ("jorun@gone.example", "second@gone.example")


@pytest.mark.parametrize("language", ABSENCES)
def test_an_absence_is_known_by_its_subject(language: str) -> None:
    reading = read(absence(language))
    assert reading.machine == "auto_reply"
    assert not reading.may_answer


@pytest.mark.parametrize("header", TELLING_HEADERS)
def test_an_automatic_answer_is_known_by_its_headers(header: str) -> None:
    assert read(mail("Received, thank you.", sender=SUPPLIER, headers=header)).machine == "auto_reply"


@pytest.mark.parametrize("name", PEOPLE)
def test_mail_of_people_is_never_taken_for_a_machine_s(name: str) -> None:
    reading = read(PEOPLE[name])
    assert reading.machine is None
    assert reading.customer is not None


def test_a_list_is_answered_nothing_but_stays_a_mail() -> None:
    reading = read(NEWSLETTER)
    assert reading.machine == "list"
    assert reading.customer is not None
    assert not reading.may_answer


def test_reports_are_known() -> None:
    assert read(FEEDBACK).machine == "feedback_report"
    assert read(READ_RECEIPT).machine == "auto_reply"


@pytest.mark.parametrize(
    "raw",
    [
        mail("x", sender="Quality <Quality@castwell.example>"),
        mail("x", headers="X-Andon-Loop: 1\n"),
        mail("x").replace(b"<m1@castwell.example>", b"<m1@andon.castwell.example>"),
    ],
)
def test_our_own_mail_is_known(raw: bytes) -> None:
    reading = read(raw, OWN)
    assert reading.machine == "own_loop"
    assert not reading.may_answer


def test_a_list_that_writes_itself_into_from_hides_nobody() -> None:
    headers = "X-Original-From: Birk Solheim <birk@parts.example>\nReply-To: Birk Solheim <birk@parts.example>\n"
    sender = "'Birk Solheim' via Quality <quality@castwell.example>"
    reading = read(mail("Lot 7 leaks.", sender=sender, headers=headers), OWN)
    assert reading.machine is None
    assert reading.customer == Address("Birk Solheim", "birk@parts.example")


def test_our_own_notice_passed_on_has_no_customer() -> None:
    text = (
        "---------- Forwarded message ---------\nFrom: Quality <quality@castwell.example>\n"
        "Date: 17 March 2026 15:04\nSubject: NCR-2026-0042\nTo: Rasmus\n\nPlease act."
    )
    reading = read(mail(text, subject="Fwd: NCR-2026-0042"), OWN)
    assert reading.forwarded
    assert reading.customer is None
    assert "original_is_ours" in reading.flags


@pytest.mark.parametrize(
    ("sender", "headers", "because"),
    [
        ("no-reply@parts.example", "", "takes no answers"),
        ("Portal <do_not_reply@parts.example>", "", "takes no answers"),
        ("Birk <birk@parts.example>", "Reply-To: noreply@parts.example\n", "takes no answers"),
        ("Birk <birk@parts.example>", "Return-Path: <>\n", "envelope sender is empty"),
        ("Birk <birk@parts.example>", "Auto-Submitted: auto-generated\n", "Auto-Submitted"),
        ("Birk <birk@parts.example>", "Precedence: bulk\n", "sent to many"),
        ("Birk <birk@parts.example>", "X-Auto-Response-Suppress: All\n", "X-Auto-Response-Suppress"),
        ("", "", "no sender address"),
        ("A <a@b.example>, C <c@d.example>", "", "several From"),
    ],
)
def test_silence_has_a_reason(sender: str, headers: str, because: str) -> None:
    reading = read(mail("Lot 7 leaks.", sender=sender, headers=headers))
    assert not reading.may_answer
    assert because in reading.not_answered_because


def test_a_person_is_answered() -> None:
    reading = read(
        mail(
            "Lot 7 leaks.",
            headers="Return-Path: <rasmus.quill@castwell.example>\nX-Auto-Response-Suppress: DR, NDR\n",
        )
    )
    assert reading.may_answer
    assert reading.not_answered_because == ""


def test_a_mail_servers_own_words_are_no_quantities_and_no_days() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.norrby.example\r\nTo: complaints@falkenau.example\r\nSubject: Undelivered Mail\r\n"
        b"Return-Path: <>\r\nAuto-Submitted: auto-replied\r\n\r\n"
        b"elin@norrby.example: host mx said: 550 5.1.10 recipient rejected, lot L-4711 of 12 pieces\r\n"
    )
    said = understand(raw)
    assert said.kind.kind == "bounce"
    assert said.as_json()["fields"] == {}


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Read: New fittings",
            "Your message\n\n   To: Ines\n   Subject: New fittings\n\nwas read on 14 October 2026 08:30:58.",
        ),
        (
            "Læst: Nye beslag",
            "Din meddelelse\n\n   Til: Ines\n   Emne: Nye beslag\n\nblev læst den 14. oktober 2026 08:30:58.",
        ),
        (
            "Gelesen: Beschläge",
            "Ihre Nachricht\n\n   An: Ines\n   Betreff: Beschläge\n\nwurde am 14. Oktober 2026 gelesen.",
        ),
    ],
)
def test_the_receipt_of_a_reader_without_its_report_is_an_automatic_answer(subject: str, text: str) -> None:
    reading = read(mail(text, subject=subject))
    assert (reading.machine, reading.forwarded, reading.may_answer) == ("auto_reply", False, False)


def test_a_person_may_begin_a_subject_with_read() -> None:
    assert read(mail("Your drawing says 12 mm, we measure 11.", subject="Read: drawing")).machine is None
