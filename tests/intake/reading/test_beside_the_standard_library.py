"""Where Python's own parser finds nothing wrong with a mail, both read the same sender, date and files, byte by byte."""

from __future__ import annotations

import binascii
import hashlib
from collections import Counter
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, default
from functools import cache
from typing import TYPE_CHECKING, cast
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.intake.reading import read
from tests.score.corpus import mails

if TYPE_CHECKING:
    from email.policy import EmailPolicy

TEXTS = {"text/plain", "text/html", "text/enriched", "text/markdown"}  # of a body; with a file name they are files
OPENED = {"application/ms-tnef", "application/pkcs7-mime", "application/x-pkcs7-mime", "text/calendar"}
LETTERS = st.characters(codec="utf-8", categories=["L", "N"])
WORDS = st.text(LETTERS, min_size=1, max_size=30)
# The library loses a blank here and there where it wraps encoded words, so it is told to wrap nothing.
UNWRAPPED = [policy.clone(max_line_length=10_000) for policy in (default, SMTP, SMTPUTF8)]
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def parsed(raw: bytes) -> EmailMessage | None:
    """None where the standard library is not sure, or opens a mail in the mail, which stays whole here."""
    mail = cast("EmailMessage", message_from_bytes(raw, policy=default))
    parts = list(mail.walk())
    if any(part.defects or part.get_content_maintype() == "message" for part in parts):
        return None
    return None if any(part.get_content_type() in OPENED for part in parts) else mail


def files_of(mail: EmailMessage) -> Counter[str]:
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    files = [part for part in leaves if part.get_filename() or part.get_content_type() not in TEXTS]
    return Counter(hashlib.sha256(cast("bytes", part.get_payload(decode=True))).hexdigest() for part in files)


reading_of = cache(read)
LEARNED_FROM = [(mail.name, mail.raw, parsed(mail.raw)) for mail in mails("learn")]
SURE = [(name, raw, mail) for name, raw, mail in LEARNED_FROM if mail is not None]


def test_the_standard_library_is_sure_of_most_mails() -> None:
    assert len(SURE) > len(LEARNED_FROM) * 0.6


def test_both_find_the_same_files() -> None:
    differing = [
        name
        for name, raw, mail in SURE
        if files_of(mail) != Counter(each.sha256 for each in reading_of(raw).attachments) and b"\nbegin 6" not in raw
    ]
    assert differing == []


def test_both_find_the_same_sender_and_date() -> None:
    differing = []
    for name, raw, mail in SURE:
        reading, date = reading_of(raw), mail["date"]
        sender = mail["from"].addresses[0].addr_spec if mail["from"] and mail["from"].addresses else ""
        if sender and (reading.sender is None or reading.sender.address != sender):
            differing.append((name, sender))
        if date and date.datetime and date.datetime.tzinfo and reading.date != date.datetime:
            differing.append((name, str(date)))
    assert differing == []


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    name=NAMES,
    subject=NAMES,
    text=st.text(LETTERS, min_size=1, max_size=200),
    files=st.lists(st.tuples(NAMES, st.binary(max_size=400)), max_size=4),
    policy=st.sampled_from(UNWRAPPED),
)
def test_what_the_standard_library_writes_is_read_back(
    name: str, subject: str, text: str, files: list[tuple[str, bytes]], policy: EmailPolicy
) -> None:
    mail = EmailMessage(policy=policy)
    mail["From"] = f'"{name}" <o.brandvold@fjordpumper.example>'
    mail["Subject"] = subject
    mail.set_content(text)
    for file_name, content in files:
        mail.add_attachment(content, maintype="application", subtype="step", filename=f"{file_name}.stp")
    reading = read(mail.as_bytes())
    assert reading.sender
    assert (reading.sender.name, reading.sender.address) == (name, "o.brandvold@fjordpumper.example")
    assert (reading.subject, reading.text) == (subject, normalize("NFC", text))
    assert [each.content for each in reading.attachments] == [content for _, content in files]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "x-uuencode"])
def test_bytes_survive_every_encoding(encoding: str) -> None:
    content = b"".join(bytes([number]) for number in range(256) if encoding != "8bit" or number not in b"\r\n") * 5
    mail = EmailMessage()
    mail.add_attachment(content, maintype="application", subtype="step", filename="housing.stp", cte="base64")
    (part,) = mail.iter_attachments()
    written = {"x-uuencode": uuencoded, "8bit": bytes}.get(encoding)
    if written is None:
        part.set_content(content, maintype="application", subtype="step", filename="housing.stp", cte=encoding)
        raw = mail.as_bytes()
    else:
        raw = mail.as_bytes().replace(b"base64", encoding.encode())
        start = raw.index(b"\n\n", raw.index(b"housing.stp")) + 2
        raw = raw[:start] + written(content) + raw[raw.index(b"\n--", start) :]
    assert [each.content for each in read(raw).attachments] == [content]


def uuencoded(content: bytes) -> bytes:
    lines = [binascii.b2a_uu(content[start : start + 45]) for start in range(0, len(content), 45)]
    return b"begin 644 housing.stp\n" + b"".join(lines) + b"`\nend"
