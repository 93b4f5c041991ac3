"""Sources with headers or characters such as no standard allows: each is read as far as it goes, and says what is odd."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Address
from tests.mails.builders import mail


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        (b"", "empty"),
        (b"hello world", "from_missing"),
        (b"From: a@b.example\nSubject: x\nThis is no header\nand here is the body\n", "header_end_missing"),
        (b"From: a@b.example\nSubject: a wrapped\nsubject line\nTo: c@d.example\n\nhello", "header_repaired"),
        (b"From: a@b.example\nFrom: c@d.example\n\nhello", "several_from"),
        (b'From: "ceo@castwell.example" <x@evil.example>\n\nhello', "name_is_another_address"),
        (b"From: a@b.example\nDate: Thu, 01 Jan 1970 00:00:00 +0000\n\nhello", "date_implausible"),
        (b"From: a@b.example\nDate: Thu, 31 Dec 2099 00:00:00 +0000\n\nhello", "date_implausible"),
        (b"From: a@b.example\nDate: yesterday\n\nhello", "date_unreadable"),
        (b"From: a@b.example\nDate: Tue, 17 Mar 2026 25:61:00 +0000\n\nhello", "date_unreadable"),
        (b"From: a@b.example\n\nhello", "date_missing"),
        (b"From: a@b.example\nSubject: x\n\n", "no_body"),
        (b"From: a@b.example\nContent-Type: text/plain; charset=nonsense\n\nhello", "charset_unknown"),
    ],
)
def test_what_is_odd_is_flagged_and_read(raw: bytes, flag: str) -> None:
    reading = read(raw)
    assert flag in reading.flags
    assert reading.error is None


def test_a_mail_without_headers_is_all_body() -> None:
    assert read(b"hello world\n\nsecond paragraph").text == "hello world\n\nsecond paragraph"


def test_a_line_of_blanks_among_the_headers_does_not_end_them() -> None:
    head = "From: a@b.example\nTo: c@d.example,\n\t\n\te@f.example\nSubject: Lot 7\n \nMIME-Version: 1.0\n"
    reading = read(f"{head}Content-Type: text/plain\n\nLot 7 leaks.\n".encode())
    assert (reading.subject, reading.text) == ("Lot 7", "Lot 7 leaks.")
    assert [each.address for each in reading.to] == ["c@d.example", "e@f.example"]


def test_a_line_of_blanks_above_a_forwarded_head_ends_the_headers() -> None:
    reading = read(b"From: a@b.example\nSubject: Fw\n \nFrom: c@d.example\nSubject: Lot 7\n\nIt leaks.\n")
    assert reading.sender == Address("", "a@b.example")
    assert reading.text.startswith("From: c@d.example")


def test_blank_lines_among_the_headers_do_not_end_them_while_nobody_is_named() -> None:
    head = "Message-ID: <1@b.example>\n\n  \n\nMIME-Version: 1.0\nFrom: a@b.example\nSubject: Lot 7\n\n"
    reading = read(f"{head}Lot 7 leaks.\n".encode())
    assert (reading.subject, reading.text, reading.message_id) == ("Lot 7", "Lot 7 leaks.", "<1@b.example>")
    assert reading.sender == Address("", "a@b.example")
    assert "header_repaired" in reading.flags


@pytest.mark.parametrize("first", ["Subject: Lot 7", "Sender: ida@b.example"])
def test_headers_below_a_blank_line_are_text_once_it_is_clear_what_the_mail_is(first: str) -> None:
    reading = read(f"{first}\n\nMIME-Version: 1.0\nFrom: a@b.example\n\nLot 7 leaks.\n".encode())
    assert reading.text.startswith("MIME-Version: 1.0\nFrom: a@b.example")


def test_an_indented_first_header_is_read() -> None:
    assert read(b" From: a@b.example\nSubject: x\n\nhello").sender == Address("", "a@b.example")


def test_an_mbox_line_and_old_line_ends_do_no_harm() -> None:
    assert read(b"From sender Tue Mar 17 15:04:00 2026\nFrom: a@b.example\nSubject: x\n\nhello").subject == "x"
    assert read(b"From: a@b.example\rSubject: x\r\rhello\r").text == "hello"


def test_nul_surrogates_and_bidi_overrides_are_shown_or_gone() -> None:
    reading = read(mail("a\x00b \ud800 c\u202ed"))
    assert "\x00" not in reading.text
    assert "[U+202E]" in reading.text
    assert "bidi_override" in reading.flags
    reading.text.encode()
