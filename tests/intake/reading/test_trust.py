"""Whose word about the sender is believed."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Authentication, Own
from tests.mails.builders import mail

OWN = Own(authserv_ids=frozenset({"mx.castwell.example"}))
RESULT = (
    "Authentication-Results: mx.castwell.example; spf=pass "
    "smtp.mailfrom=o@fjord.example; dkim=fail header.d=fjord.example; dmarc=pass "
    "(p=none) header.from=fjord.example\n"
)
BORDER = (
    "Received: from mail.fjord.example (mail.fjord.example [192.0.2.7]) by "
    "mx.castwell.example with ESMTPS; Tue, 17 Mar 2026 15:04:00 +0100\n"
)
INSIDE = (
    "Received: from mx.castwell.example (mx.castwell.example [10.0.0.2]) by "
    "imap.castwell.example with LMTP; Tue, 17 Mar 2026 15:04:01 +0100\n"
)


def results(headers: str, own: Own = OWN) -> tuple[Authentication, ...]:
    return read(mail("x", headers=headers), own).authentication


def test_the_word_of_our_own_server_is_trusted() -> None:
    found = results(RESULT + BORDER)
    assert [(each.method, each.verdict, each.domain) for each in found] == [
        ("spf", "pass", "fjord.example"),
        ("dkim", "fail", "fjord.example"),
        ("dmarc", "pass", "fjord.example"),
    ]
    assert all(each.trusted for each in found)


def test_our_own_hops_may_stand_above_it() -> None:
    assert all(each.trusted for each in results(INSIDE + RESULT + BORDER))


@pytest.mark.parametrize("headers", [BORDER + RESULT, RESULT.replace("mx.castwell", "mx.evil") + BORDER, RESULT])
def test_the_word_of_others_is_kept_and_not_believed(headers: str) -> None:
    assert results(headers)
    assert not any(each.trusted for each in results(headers))


def test_a_forged_hop_of_ours_opens_no_door() -> None:
    forged = BORDER.replace(
        "from mail.fjord.example (mail.fjord.example", "from mx.castwell.example (mail.evil.example"
    )
    assert not any(each.trusted for each in results(forged + RESULT + BORDER))


def test_microsoft_s_own_dialect_is_read() -> None:
    header = (
        "Authentication-Results: spf=none (sender IP is )\n "
        "smtp.mailfrom=fjord.example; dkim=none (message not signed)\n header.d=none;"
        "dmarc=none action=none header.from=fjord.example;compauth=fail\n"
    )
    found = results(header + BORDER, Own(authserv_ids=frozenset({""})))
    assert [(each.method, each.verdict) for each in found] == [
        ("spf", "none"),
        ("dkim", "none"),
        ("dmarc", "none"),
        ("compauth", "fail"),
    ]
    assert all(each.trusted for each in found)
