"""The MIME parts of a damaged forward: charsets that lie, encodings of any kind, headers of parts lost."""

from __future__ import annotations

import base64
import quopri
from email.header import Header
from random import Random

from tests.intake.reading.pages import Carried

DATE = "Wed, 18 Mar 2026 08:30:00 +0100"


def message(parts: Carried, subject: str, sender: str, to: str, chosen: Random) -> tuple[bytes, str]:
    """The mail, and what was done to its parts."""
    head = (
        f"From: {sender}\nTo: {to}\nSubject: {Header(subject, 'utf-8', maxlinelen=200).encode()}\nDate: {DATE}\n"
        "Message-ID: <m1@castwell.example>\nMIME-Version: 1.0\n"
    )
    kind = chosen.choice(KINDS)
    texts = [("plain", parts.plain)] if parts.plain or not parts.html else []
    texts += [("html", parts.html)] if parts.html else []
    written = [_part(type_, text, kind) for type_, text in texts]
    if len(written) == 1:
        return head.encode() + written[0], kind
    body = b"".join(b"\n--edge\n" + part for part in written)
    return head.encode() + b'Content-Type: multipart/alternative; boundary="edge"\n\n' + body + b"\n--edge--\n", kind


KINDS = (
    *("8bit", "8bit", "base64", "quoted-printable", "declared latin-1", "declared ascii", "declared nothing"),
    *("declared wrongly in base64", "declared as an unknown charset"),
)
CHARSETS = {
    "declared latin-1": "iso-8859-1",
    "declared ascii": "us-ascii",
    "declared nothing": "",
    "declared wrongly in base64": "windows-1252",
    "declared as an unknown charset": "x-user-defined-7",
}


def _part(type_: str, text: str, kind: str) -> bytes:
    raw = text.encode()
    charset = CHARSETS.get(kind, "utf-8")
    encoding = "8bit"
    if "base64" in kind:
        encoding, raw = "base64", base64.encodebytes(raw)
    elif kind == "quoted-printable":
        encoding, raw = kind, quopri.encodestring(raw)
    declared = f"; charset={charset}" if charset else ""
    return f"Content-Type: text/{type_}{declared}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + raw
