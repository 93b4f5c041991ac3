"""Submission: what is accepted, what is refused, and what the host writes on top."""

from __future__ import annotations

import smtplib
import socket
from email import message_from_bytes

import pytest

from bot.sandbox.mail import MailHost
from tests.sandbox.mail.conftest import (
    COMPLAINTS,
    CUSTOMER,
    HOST_NAME,
    PASSWORD,
    QUALITY,
    mail,
)


def last(host: MailHost, box: str = COMPLAINTS) -> bytes:
    return host.mails(box)[0].raw


def results(raw: bytes) -> list[str]:
    return [str(value) for value in message_from_bytes(raw).get_all("Authentication-Results", [])]


def test_a_mail_for_a_person_outside_lands_in_that_box_alone(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(COMPLAINTS, [CUSTOMER], mail())
    boxes = {box.address: (box.ours, box.count, box.unread) for box in host.boxes()}
    assert boxes == {COMPLAINTS: (True, 0, 0), QUALITY: (True, 0, 0), CUSTOMER: (False, 1, 1)}


def test_the_mail_is_kept_byte_for_byte_with_its_envelope(host: MailHost, smtp: smtplib.SMTP) -> None:
    raw = b"Subject: \xe4\r\n\r\n.dot\r\n" + b"y" * 998 + b"\r\nnul \x00 here\r\n"
    smtp.sendmail(CUSTOMER, [COMPLAINTS, QUALITY], raw)
    (kept,) = host.mails()
    assert kept.raw.endswith(raw)
    assert (kept.sender, kept.recipients, kept.boxes) == (
        CUSTOMER,
        (COMPLAINTS, QUALITY),
        (COMPLAINTS, QUALITY),
    )


def test_the_trace_stands_above_everything(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(CUSTOMER, [COMPLAINTS], mail())
    message = message_from_bytes(last(host))
    assert message.keys()[:3] == ["Return-Path", "Authentication-Results", "Received"]
    assert message["Return-Path"] == f"<{CUSTOMER}>"
    assert f"by {HOST_NAME} with ESMTP id 000001" in str(message["Received"])
    assert str(message["Received"]).endswith("Mon, 09 Mar 2026 12:00:00 +0000")


def test_the_null_sender_is_accepted(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.sendmail("", [COMPLAINTS], mail())
    assert host.mails()[0].sender == ""
    assert last(host).startswith(b"Return-Path: <>\r\n")


def test_a_submitted_return_path_is_replaced(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(CUSTOMER, [COMPLAINTS], mail(Return_Path="<forged@somewhere.example>"))
    assert message_from_bytes(last(host)).get_all("Return-Path") == [f"<{CUSTOMER}>"]


def test_a_stranger_who_says_he_is_one_of_us_fails(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(QUALITY, [COMPLAINTS], mail(From=QUALITY))
    (verdict,) = results(last(host))
    assert "spf=fail" in verdict
    assert "dmarc=fail header.from=brackwater.example" in verdict


def test_one_of_us_who_logged_in_passes(host: MailHost, smtp: smtplib.SMTP) -> None:
    smtp.login("andon", PASSWORD)
    smtp.sendmail(QUALITY, [COMPLAINTS], mail(From=QUALITY))
    assert "dmarc=pass header.from=brackwater.example" in results(last(host))[0]
    assert b"with ESMTPA id" in last(host)


def test_a_wrong_password_is_refused(smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPAuthenticationError):
        smtp.login("andon", "pewter-heron-94")


FORGED = {
    "plainly": f"Authentication-Results: {HOST_NAME}; dmarc=pass",
    "in capitals": f"AUTHENTICATION-RESULTS: {HOST_NAME.upper()}; dmarc=pass",
    "with a version": f"Authentication-Results: {HOST_NAME} 1; dmarc=pass",
    "without a space": f"Authentication-Results:{HOST_NAME};dmarc=pass",
    "folded before the name": f"Authentication-Results:\r\n {HOST_NAME};\r\n dmarc=pass",
    "a space before the colon": f"Authentication-Results : {HOST_NAME}; dmarc=pass",
    "behind a comment": f"Authentication-Results: (a (nested) one) {HOST_NAME}; dmarc=pass",
    "quoted": f'Authentication-Results: "{HOST_NAME}"; dmarc=pass',
    "quoted with a backslash": f'Authentication-Results: "\\{HOST_NAME}"; dmarc=pass',
    "behind a bare CR": f"X-Note: nothing\rAuthentication-Results: {HOST_NAME}; dmarc=pass",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_forged_result_in_our_name_is_removed(forged: str, host: MailHost) -> None:
    raw = f"Subject: hello\r\n{forged}\r\nFrom: boss@tallowmill.example\r\n\r\nbody\r\n".encode()
    host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=False)
    (verdict,) = results(last(host))
    assert "dmarc=fail" in verdict
    assert last(host).endswith(b"From: boss@tallowmill.example\r\n\r\nbody\r\n")


OTHERS = {
    "another host's": "Authentication-Results: mx.tallowmill.example; dmarc=pass",
    "a longer name": f"Authentication-Results: {HOST_NAME}.tallowmill.example; dmarc=pass",
    "ours in a comment only": f"Authentication-Results: mx.tallowmill.example ({HOST_NAME}); dmarc=pass",
    "another field": f"X-Authentication-Results: {HOST_NAME}; dmarc=pass",
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_what_others_wrote_is_kept(other: str, host: MailHost) -> None:
    raw = f"{other}\r\nSubject: hello\r\n\r\nAuthentication-Results: {HOST_NAME}; in the body\r\n".encode()
    host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    assert last(host).endswith(raw)


def test_a_from_field_cannot_write_into_the_result(host: MailHost) -> None:
    raw = b"From: x@a.example;\r\n\tdmarc=pass header.from=@good.example; spf=pass\r\n\r\n"
    host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=False)
    assert "pass" not in results(last(host))[0]


@pytest.mark.parametrize(
    "address",
    [
        "no-at-sign",
        "two@at@signs.example",
        "gap in@name.example",
        "dots..twice@x.example",
        ".leads@x.example",
        "a@b",
        "a@-dash.example",
        "a@x..example",
        "a" * 65 + "@x.example",
        "a@" + "x" * 64 + ".example",
        "<a@b.example>,<c@d.example>",
        "a@b.example\tb",
    ],
)
def test_a_malformed_recipient_is_refused(address: str, smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.mail(CUSTOMER)
    code, _ = smtp.docmd("RCPT", f"TO:<{address}>")
    assert 500 <= code < 600


@pytest.mark.parametrize("address", ["o'neil+x=y@a-b.c9.example", '"odd name"@x.example', "a" * 64 + "@x.example"])
def test_an_odd_but_valid_recipient_is_accepted(address: str, smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.mail(CUSTOMER)
    assert smtp.docmd("RCPT", f"TO:<{address}>")[0] == 250


def test_a_non_ascii_address_needs_smtputf8(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.command_encoding = "utf-8"
    smtp.mail(CUSTOMER)
    assert smtp.docmd("RCPT", "TO:<jörg@x.example>")[0] == 553
    smtp.rset()
    smtp.mail(CUSTOMER, ["SMTPUTF8"])
    assert smtp.docmd("RCPT", "TO:<jörg@x.example>")[0] == 250


def test_size_is_offered_and_a_larger_mail_refused_before_it_is_sent(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    limit = int(smtp.esmtp_features["size"])
    assert smtp.mail(CUSTOMER, [f"SIZE={limit}"])[0] == 250
    smtp.rset()
    assert smtp.mail(CUSTOMER, [f"SIZE={limit + 1}"])[0] == 552


def test_a_line_over_998_octets_is_refused(host: MailHost, smtp: smtplib.SMTP) -> None:
    with pytest.raises(smtplib.SMTPDataError, match="too long"):
        smtp.sendmail(CUSTOMER, [COMPLAINTS], b"Subject: x\r\n\r\n" + b"y" * 1100 + b"\r\n")
    assert host.mails() == []
    smtp.sendmail(CUSTOMER, [COMPLAINTS], mail())


@pytest.mark.parametrize(("kind", "code"), [("4xx", 451), ("5xx", 554)])
def test_a_planned_refusal_strikes_once_and_keeps_nothing(
    kind: str, code: int, host: MailHost, smtp: smtplib.SMTP
) -> None:
    host.fail_next(kind)
    with pytest.raises(smtplib.SMTPDataError) as refusal:
        smtp.sendmail(CUSTOMER, [COMPLAINTS], mail())
    assert refusal.value.smtp_code == code
    assert host.mails() == []
    smtp.sendmail(CUSTOMER, [COMPLAINTS], mail())
    assert len(host.mails()) == 1


@pytest.mark.parametrize(("kind", "code"), [("greylisted", 450), ("refused_recipient", 550)])
def test_a_planned_refusal_may_hit_one_recipient(kind: str, code: int, host: MailHost, smtp: smtplib.SMTP) -> None:
    host.fail_next(kind)
    refused = smtp.sendmail(COMPLAINTS, [CUSTOMER, "second@tallowmill.example"], mail())
    assert {address: answer[0] for address, answer in refused.items()} == {CUSTOMER: code}
    assert host.mails()[0].recipients == ("second@tallowmill.example",)


@pytest.mark.parametrize(("kind", "kept"), [("drop", 0), ("lose_answer", 1)])
def test_the_connection_can_be_cut_after_data(kind: str, kept: int, host: MailHost) -> None:
    host.fail_next(kind)
    client = smtplib.SMTP("127.0.0.1", host.smtp_port, timeout=10)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.sendmail(CUSTOMER, [COMPLAINTS], mail())
    assert len(host.mails()) == kept
    with smtplib.SMTP("127.0.0.1", host.smtp_port, timeout=10) as again:
        again.sendmail(CUSTOMER, [COMPLAINTS], mail())
    assert len(host.mails()) == kept + 1


def test_a_client_that_goes_away_in_the_middle_leaves_nothing(host: MailHost, smtp: smtplib.SMTP) -> None:
    with socket.create_connection(("127.0.0.1", host.smtp_port), timeout=10) as raw:
        raw.recv(512)
        for line in (
            f"HELO x\r\nMAIL FROM:<{CUSTOMER}>\r\n",
            f"RCPT TO:<{COMPLAINTS}>\r\nDATA\r\n",
            "Subject: ha",
        ):
            raw.sendall(line.encode())
    smtp.sendmail(CUSTOMER, [COMPLAINTS], mail("the next"))
    assert [kept.raw.endswith(mail("the next")) for kept in host.mails()] == [True]


def test_an_unknown_kind_of_fault_is_an_error(host: MailHost) -> None:
    with pytest.raises(KeyError):
        host.fail_next("3xx")
