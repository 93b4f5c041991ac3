"""Mails built to cost, and a thousand broken ones: no error, no second lost, nothing that stops the next
mail.
"""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.intake.reading import read, to_json
from handlers.intake.reading.formats.outlook_msg import MAGIC
from handlers.intake.reading.understanding import understand
from tests.mails.automatic import FEEDBACK, absence
from tests.mails.bounces import BOUNCES
from tests.mails.builders import CLIENTS, forward, mail
from tests.mails.html_builders import HTML_CLIENTS
from tests.mails.languages import WORDS
from tests.mails.outlook import compound_file, msg, tnef

HEAD = b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Mon, 05 Jan 2026 10:00:00 +0000\nMIME-Version: 1.0\n"
LIMIT = 1.5  # seconds of processor time, on a slow machine; each takes a few tenths


def html(markup: bytes) -> bytes:
    return HEAD + b"Content-Type: text/html\n\n" + markup


def replaced(header: bytes, value: bytes) -> bytes:
    start = HEAD.index(header)
    end = HEAD.index(b"\n", start)
    return HEAD[:start] + header + b": " + value + HEAD[end:] + b"\nhello"


def parts(count: int) -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=xx\n\n"
        + b"--xx\nContent-Type: text/plain\n\nhi\n" * count
        + b"--xx--\n"
    )


def nested(count: int) -> bytes:
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(count)
    )
    return HEAD + levels + b"Content-Type: text/plain\n\nhi\n"


BOMBS = {
    "100_000_nested_divs": html(b"<div>" * 100_000 + b"hello" + b"</div>" * 100_000),
    "100_000_open_divs": html(b"<div>" * 100_000 + b"hello"),
    "100_000_paragraphs": html(b"<p>" * 100_000 + b"hello"),
    "60_000_cells": html(b"<table>" + (b"<tr>" + b"<td>x</td>" * 20 + b"</tr>") * 3_000 + b"</table>"),
    "open_brackets": html(b"<" * 500_000),
    "open_comments": html(b"<!--" * 300_000),
    "open_scripts": html(b"<script>" * 200_000),
    "endless_attributes": html(b"<a " + b"b=c " * 300_000),
    "3_000_parts": parts(3_000),
    "100_000_parts": parts(100_000),
    "3_000_levels": nested(3_000),
    "mail_in_mail": HEAD + b"Content-Type: message/rfc822\n\nFrom: a@b.example\nSubject: n\n" * 3_000 + b"\nhi",
    "830_kb_of_encoded_words": replaced(b"Subject", b"=?utf-8?B?w6TDtsO8?= " * 40_000),
    "encoded_words_without_end": replaced(b"Subject", b"=?utf-8?Q?" * 80_000),
    "681_kb_of_recipients": replaced(b"To", b"a@b.example,\n " * 49_000),
    "deep_comments": replaced(b"From", b"(" * 60_000 + b"a@b.example"),
    "quotes_and_backslashes": replaced(b"From", b'"\\' * 30_000 + b"a@b.example"),
    "angles": replaced(b"From", b"<" * 60_000 + b"a@b.example"),
    "224_kb_of_rfc_2231": HEAD
    + b"Content-Type: text/plain;"
    + b"".join(b" n*%d*=aaaaaaaaa;\n" % n for n in range(12_000))
    + b"\nhi",
    "blank_lines_in_headers": HEAD + (b" \n" * 45 + b"X-Mark: y\n") * 5_000 + b"\nhi",
    "blanks_in_parameters": HEAD + b"Content-Type: text/plain" + b" " * 60_000 + b";\n\nhi",
    "commas_in_parameters": HEAD + b"Content-Type: text/plain; a=" + b", " * 30_000 + b";\n\nhi",
    "quoted_words": replaced(b"From", b'"a"@' * 15_000),
    "mailboxes_without_commas": replaced(b"From", b"A <a@b.example> B <b@b.example> " * 2_000),
    "apostrophes": replaced(b"From", b"<" + b"a'" * 30_000 + b"@b.example>"),
    "blanks_in_an_address": replaced(b"From", b"<a" + b" " * 60_000 + b"b@b.example>"),
    "100_000_headers": HEAD + b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nhi",
    "one_long_line": HEAD + b"\n" + b"a" * 5_000_000,
    "empty_lines": HEAD + b"\n" * 3_000_000,
    "from_lines": HEAD + b"\n" + b"From: x <a@b.example>\n" * 50_000,
    "header_blocks": HEAD + b"\n" + b"From: x <a@b.example>\nSent: x\nTo: y\nSubject: FW: z\n\nhi\n" * 5_000,
    "attributions": HEAD + b"\n" + b"On Mon 2026-01-01 at 10:00 a@b.example wrote\n" * 50_000,
    "quote_marks": HEAD + b"\n" + b">" * 1_000_000,
    "colons": HEAD + b"\n" + b"From: " + b"a: " * 300_000,
    "addresses_of_a_bounce": b"From: mailer-daemon@b.example\nSubject: failure notice\n\n"
    + b"<a@b.example>: \n" * 50_000,
    "words_of_a_bounce": b"From: mailer-daemon@b.example\nSubject: failure notice\n\n" + b"user to mailbox " * 100_000,
    "lists_of_a_bounce": b"From: mailer-daemon@b.example\nSubject: failure notice\n\n"
    + b"following recipient " * 5_000,
    "boundaries_within_a_line": HEAD + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--ab" * 500_000,
    "no_boundary": HEAD + b"Content-Type: multipart/mixed\n\n" + b"--" * 500_000,
    "padded_base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"QQ==" * 300_000,
    "quadratic_charset": HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"a-" * 100_000,
    "utf_7": HEAD + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+" * 1_000_000,
    "recipients_without_end": HEAD + b"\n" + b"To: x\n" * 4_000,
    "only_nul": b"\x00" * 1_000_000,
    "calendar": HEAD + b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n" + b"ATTENDEE;" * 20_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_stopped_by_the_limits(name: str) -> None:
    begin = time.process_time()
    understood = understand(BOMBS[name])
    assert time.process_time() - begin < LIMIT
    assert understood.reading.error is None
    assert not [flag for flag in understood.reading.flags if flag.startswith(("kind:", "fields:"))]


SEEDS = [
    *(forward(client, language).raw for client, language in zip(CLIENTS, WORDS, strict=False)),
    *(mail(build(WORDS["de"]), type="text/html; charset=utf-8") for build in HTML_CLIENTS.values()),
    *(bounce.raw for bounce in BOUNCES[:8]),
    absence("de"),
    FEEDBACK,
    compound_file(msg(name="O", address="o@f.example", subject="Leak", body="porous", attachments=(("a.txt", b"x"),))),
    HEAD + b"Content-Type: application/ms-tnef\n\n" + tnef("body", (("a.pdf", b"%PDF"),)),
]
POISONS = (
    b"\x00",
    b"\xff\xfe",
    b"=?utf-8?b?",
    b"\r",
    b"\n\n",
    b"<",
    b">",
    b'"',
    b"(",
    b"\\",
    b"--",
    b"boundary=",
    b"\xed\xa0\x80",
    b"Content-Type: ",
    b"charset=",
    b"\n ",
    b":",
    b"{",
    b"=\n",
)


def mutated(chosen: random.Random) -> bytes:
    """A mail of ours with bytes changed, cut out, doubled, moved or poisoned."""
    raw = bytearray(chosen.choice(SEEDS))
    for _ in range(chosen.randint(1, 12)):
        place = chosen.randrange(len(raw) + 1)
        span = chosen.choice((1, 2, 8, 60, 400))
        match chosen.randrange(6):
            case 0:
                raw[place : place + 1] = bytes([chosen.randrange(256)])
            case 1:
                del raw[place : place + span]
            case 2:
                raw[place:place] = raw[place : place + span] * 2
            case 3:
                raw[place:place] = chosen.choice(POISONS) * chosen.choice((1, 1, 3, 40))
            case 4:
                other = chosen.choice(SEEDS)
                start = chosen.randrange(len(other))
                raw[place:place] = other[start : start + span]
            case _:
                raw[place : place + span] = raw[place : place + span][::-1]
    return bytes(raw)


def assert_whole(raw: bytes) -> None:
    reading = read(raw)
    assert reading.error is None or (raw.startswith(MAGIC) and reading.error.startswith("structure: "))
    assert all(0 <= hop.confidence <= 1 for hop in reading.chain)
    json.dumps(to_json(reading)).encode("utf-8", "strict")
    f"{reading.text}{reading.subject}{reading.reply_text}".encode("utf-8", "strict")


@pytest.mark.parametrize("block", range(12))
def test_a_hundred_mutated_mails_are_read_without_an_error(block: int) -> None:
    chosen = random.Random(block)
    for _ in range(100):
        assert_whole(mutated(chosen))


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=2_000))
def test_any_bytes_at_all_can_be_read(raw: bytes) -> None:
    assert_whole(raw)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=500))
def test_any_text_in_headers_and_body_can_be_read(sender: str, subject: str, text: str) -> None:
    assert_whole(mail(text, sender=sender, subject=subject))
