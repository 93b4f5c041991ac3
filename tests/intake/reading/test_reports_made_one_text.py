"""Reports of undelivered mail whose parts a gateway made one text of, plain or as a page."""

from __future__ import annotations

import html

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

DAEMON = "Mail Delivery System <mailer-daemon@mx.fjord.example>"
WORDS = (
    "This is the mail system of mx.fjord.example.\n\nYour mail did not get through. You may delete your own words from the\n"
    "attached returned message.\n\n{}\n"
)
REASONS = (
    "<ida@fjord.example>: host mx.fjord.example said: 550-5.1.1 nobody of that name\n    (in reply to RCPT TO)\n\n"
    "<jan@fjord.example>: host mx.fjord.example said: 550-5.1.1 nobody of that name\n    (in reply to RCPT TO)\n"
)
REPORT = (
    "Reporting-MTA: dns; mx.fjord.example\n\n"
    "Final-Recipient: rfc822; ida@fjord.example\nAction: failed\nStatus: 5.1.1\n\n"
    "Final-Recipient: rfc822; jan@fjord.example\nAction: failed\nStatus: 5.1.1\n"
)
RETURNED = (
    "From: quality@castwell.example\nTo: ida@fjord.example\nSubject: Rings\nMessage-ID: {}\n\nTwelve rings leak.\n"
)
RINGS = "<rings.1@castwell.example>"
SHAPES = {
    "words, report and mail": (REASONS, REPORT, RETURNED.format(RINGS)),
    "words and mail": (REASONS, f"Return-Path: <quality@castwell.example>\n{RETURNED.format(RINGS)}"),
    "report and mail": ("", REPORT, RETURNED.format(RINGS)),
    "words and report": (REASONS, f"Original-Message-ID: {RINGS}\n{REPORT}"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", [False, True])
def test_a_report_in_one_text_names_mail_recipients_and_status(shape: str, *, page: bool) -> None:
    reasons, *rest = SHAPES[shape]
    text = "\n".join((WORDS.format(reasons), *rest))
    if page:
        text = f"<html><body>{html.escape(text)}</body></html>".replace("\n", "<br>\n")
    kind = "text/html; charset=utf-8" if page else "text/plain; charset=utf-8"
    bounce = read(mail(text, subject="Undelivered Mail Returned to Sender", sender=DAEMON, type=kind)).bounce
    assert bounce is not None
    assert (bounce.recipient, bounce.message_id, bounce.status) == ("ida@fjord.example", RINGS, "5.1.1")
    assert shape == "words and mail" or bounce.recipients == ("ida@fjord.example", "jan@fjord.example")


def test_the_return_path_of_a_returned_mail_is_no_identifier() -> None:
    returned = (
        "Return-Path: <bounces+4711-2026-03-17-0012@castwell.example>\nTo: ida@fjord.example\n\nTwelve rings leak.\n"
    )
    text = "\n".join((WORDS.format(REASONS), returned))
    raw = mail(text, subject="Undelivered Mail", sender=DAEMON, to="bounces+4711-2026-03-17-0012@castwell.example")
    bounce = read(raw).bounce
    assert bounce is not None
    assert bounce.message_id == ""
