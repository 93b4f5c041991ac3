"""Mail to an address that nobody has comes back as a standard report."""

from __future__ import annotations

import smtplib
from email import message_from_bytes
from email.message import Message

from bot.sandbox.mail import MailHost
from tests.sandbox.mail.conftest import COMPLAINTS, CUSTOMER, HOST_NAME, Connect, mail

GONE = "gone@tallowmill.example"


def report_in(host: MailHost, box: str) -> Message:
    return message_from_bytes(host.mails(box)[0].raw)


def part(report: Message, kind: str) -> Message:
    return next(found for found in report.walk() if found.get_content_type() == kind)


def test_the_sender_gets_a_report_with_the_returned_message_id(
    host: MailHost, smtp: smtplib.SMTP, connect: Connect
) -> None:
    host.mark_unknown(GONE)
    bounce_address = "complaints+b9f2@brackwater.example"
    smtp.sendmail(bounce_address, [GONE], mail(Message_ID="<cmp-17.ack@brackwater.example>", Subject="Grüße"))
    client = connect(host.imap_port, COMPLAINTS)
    (row,) = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
    report = message_from_bytes(row[b"BODY[]"])
    assert report.get_content_type() == "multipart/report"
    assert report.get_param("report-type") == "delivery-status"
    assert report["Return-Path"] == "<>"
    assert report["Auto-Submitted"] == "auto-replied"
    per_message, per_recipient = part(report, "message/delivery-status").get_payload()
    assert per_message["Reporting-MTA"] == f"dns; {HOST_NAME}"
    assert (per_recipient["Final-Recipient"], per_recipient["Action"], per_recipient["Status"]) == (
        f"rfc822; {GONE}",
        "failed",
        "5.1.1",
    )
    returned = part(report, "message/rfc822").get_payload()[0]
    assert returned["Message-ID"] == "<cmp-17.ack@brackwater.example>"


def test_the_returned_mail_is_inside_byte_for_byte(host: MailHost, smtp: smtplib.SMTP) -> None:
    host.mark_unknown(GONE)
    raw = b"Subject: \xe4\r\n\r\nM\xe4ngel\r\n"
    smtp.sendmail(CUSTOMER, [GONE], raw)
    assert raw in host.mails(CUSTOMER)[0].raw


def test_the_others_still_get_the_mail(host: MailHost, smtp: smtplib.SMTP) -> None:
    host.mark_unknown(GONE.upper())
    smtp.sendmail(COMPLAINTS, [GONE, CUSTOMER], mail())
    assert [box.address for box in host.boxes() if box.count] == [COMPLAINTS, CUSTOMER]
    assert part(report_in(host, COMPLAINTS), "message/delivery-status") is not None


def test_a_mail_from_the_null_sender_never_comes_back(host: MailHost, smtp: smtplib.SMTP) -> None:
    host.mark_unknown(GONE)
    smtp.sendmail("", [GONE], mail())
    assert len(host.mails()) == 1


def test_a_report_for_an_unknown_sender_ends_there(host: MailHost, smtp: smtplib.SMTP) -> None:
    host.mark_unknown(GONE)
    smtp.sendmail(GONE, [GONE], mail())
    assert [kept.sender for kept in host.mails()] == ["", GONE]


def test_an_address_can_be_known_again(host: MailHost, smtp: smtplib.SMTP) -> None:
    host.mark_unknown(GONE)
    host.mark_unknown(GONE, unknown=False)
    smtp.sendmail(COMPLAINTS, [GONE], mail())
    assert [box.count for box in host.boxes() if box.address == GONE] == [1]
