"""Outlook .msg files ([MS-OXMSG]) rewritten as plain mail, so that everything else of reading works on them.

olefile reads the compound file; the properties that make a mail are few. The transport headers that
Outlook keeps are used when they are there, since they hold the real addresses and the Message-ID.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import olefile

from handlers.intake.reading.formats.building import BuiltPart, build_mail
from handlers.intake.reading.formats.rtf import decompress, rtf_body

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SUBJECT, BODY, HTML, RTF, HEADERS, MESSAGE_ID = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x1035
SENDER_NAME, SENDER_ADDRESS = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)
DISPLAY_TO, DISPLAY_CC = 0x0E04, 0x0E03
SUBMITTED, DELIVERED = 0x0039, 0x0E06
LONG_NAME, SHORT_NAME, DATA, MIME_TYPE, CONTENT_ID = 0x3707, 0x3704, 0x3701, 0x370E, 0x3712
RECIPIENT_NAME, RECIPIENT_SMTP, RECIPIENT_ADDRESS, RECIPIENT_TYPE = 0x3001, 0x39FE, 0x3003, 0x0C15
CODEPAGE = (0x3FFD, 0x3FDE)
MAX_ATTACHMENTS = 200
MAX_RECIPIENTS = 500
MAX_NESTED = 4
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Storage:
    """One message or attachment inside the file: a folder of property streams."""

    file: olefile.OleFileIO
    path: list[str]
    header: int  # bytes before the fixed properties
    names: list[list[str]]  # every path of the file, listed once
    fixed: dict[int, bytes] = field(default_factory=dict)

    def read_fixed(self) -> _Storage:
        data = self._stream("__properties_version1.0")
        for place in range(self.header, len(data) - 15, 16):
            tag = struct.unpack_from("<I", data, place)[0]
            self.fixed[tag >> 16] = data[place + 8 : place + 16]
        return self

    def _stream(self, name: str) -> bytes:
        path = [*self.path, name]
        return bytes(self.file.openstream(path).read()) if self.file.exists(path) else b""

    def text(self, tag: int) -> str:
        wide = self._stream(f"__substg1.0_{tag:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        return self._stream(f"__substg1.0_{tag:04X}001E").decode(self.codepage, "replace").rstrip("\x00")

    def data(self, tag: int) -> bytes:
        return self._stream(f"__substg1.0_{tag:04X}0102")

    @property
    def codepage(self) -> str:
        number = next((self.number(tag) for tag in CODEPAGE if self.number(tag)), 1252)
        name = "utf-8" if number == 65001 else f"cp{number}"
        try:
            "".encode(name)
        except LookupError:
            return "cp1252"
        return name

    def number(self, tag: int) -> int:
        return int(struct.unpack("<I", self.fixed[tag][:4])[0]) if tag in self.fixed else 0

    def moment(self, tag: int) -> datetime | None:
        """A FILETIME: tenths of microseconds since 1601."""
        if tag not in self.fixed:
            return None
        try:
            return EPOCH + timedelta(microseconds=struct.unpack("<Q", self.fixed[tag])[0] // 10)
        except OverflowError:
            return None

    def children(self, prefix: str, limit: int) -> list[tuple[str, ...]]:
        """The folders right below this one whose names begin so, in their order."""
        depth = len(self.path)
        below = (path for path in self.names if len(path) > depth and path[:depth] == self.path)
        return sorted({tuple(path[: depth + 1]) for path in below if path[depth].startswith(prefix)})[:limit]


def is_msg(content: bytes) -> bool:
    return content.startswith(MAGIC)


def msg_to_mail(content: bytes) -> bytes:
    """The .msg as a mail; b"" when the compound file is no message."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        if not file.exists("__properties_version1.0"):
            return b""
        return _mail(_Storage(file, [], 32, file.listdir(streams=True, storages=True)).read_fixed(), 0)


def _mail(message: _Storage, depth: int) -> bytes:
    html = message.data(HTML) or message.text(HTML).encode("utf-8")
    plain, rtf_html = message.text(BODY), ""
    if not plain.strip() and not html:
        plain, rtf_html = rtf_body(decompress(message.data(RTF)))
    return build_mail(
        headers=_headers(message),
        plain=plain,
        html=html or rtf_html.encode("utf-8"),
        parts=_attachments(message, depth),
    )


def _headers(message: _Storage) -> list[tuple[str, str]]:
    kept = _transport_headers(message.text(HEADERS))
    names = {name.lower() for name, _ in kept}
    address = next((text for tag in SENDER_ADDRESS if "@" in (text := message.text(tag))), "")
    name = next((text for tag in SENDER_NAME if (text := message.text(tag))), "")
    moment = message.moment(SUBMITTED) or message.moment(DELIVERED)
    to, cc = _recipients(message)
    made = (
        ("From", f'"{name}" <{address}>' if address else f'"{name}"' if name else ""),
        ("To", to or message.text(DISPLAY_TO)),
        ("Cc", cc or message.text(DISPLAY_CC)),
        ("Subject", message.text(SUBJECT)),
        ("Date", moment.strftime("%d %b %Y %H:%M:%S +0000") if moment else ""),
        ("Message-ID", message.text(MESSAGE_ID)),
    )
    return [*kept, *((name, value) for name, value in made if value and name.lower() not in names)]


def _transport_headers(text: str) -> list[tuple[str, str]]:
    """Only what tells who, when and how; the body of the .msg is built anew."""
    headers: list[tuple[str, str]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line[:1] in {" ", "\t"} and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            headers.append((name.strip(), value.strip()))
    unwanted = ("content-", "mime-version", "microsoft mail internet headers")
    return [
        (name, value) for name, value in headers if name and " " not in name and not name.lower().startswith(unwanted)
    ]


def _recipients(message: _Storage) -> tuple[str, str]:
    to: list[str] = []
    cc: list[str] = []
    for path in message.children("__recip_version1.0", MAX_RECIPIENTS):
        recipient = _Storage(message.file, list(path), 8, message.names).read_fixed()
        address = next(
            (text for tag in (RECIPIENT_SMTP, RECIPIENT_ADDRESS) if "@" in (text := recipient.text(tag))), ""
        )
        name = recipient.text(RECIPIENT_NAME).replace('"', "")
        shown = f'"{name}" <{address}>' if address else f'"{name}"'
        (cc if recipient.number(RECIPIENT_TYPE) == 2 else to).append(shown)
    return ", ".join(to), ", ".join(cc)


def _attachments(message: _Storage, depth: int) -> list[BuiltPart]:
    parts = []
    for path in message.children("__attach_version1.0", MAX_ATTACHMENTS):
        attachment = _Storage(message.file, list(path), 8, message.names).read_fixed()
        name = attachment.text(LONG_NAME) or attachment.text(SHORT_NAME)
        embedded = [*path, f"__substg1.0_{DATA:04X}000D"]
        if message.file.exists(embedded) and depth < MAX_NESTED:
            inner = _Storage(message.file, embedded, 24, message.names).read_fixed()
            parts.append(BuiltPart(name or inner.text(SUBJECT) + ".eml", "message/rfc822", _mail(inner, depth + 1)))
        else:
            kind = attachment.text(MIME_TYPE) or "application/octet-stream"
            parts.append(BuiltPart(name, kind, attachment.data(DATA), attachment.text(CONTENT_ID)))
    return parts
