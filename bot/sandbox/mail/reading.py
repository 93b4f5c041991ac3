"""What the page shows of a mail. It reads mails made to break readers, so nothing here may raise or take
long.

Only the compat32 tree of the standard library is used, walked without recursion and with bounds; where even
that fails, the page shows the raw text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32

# What the standard library raises on hostile mail: unknown charsets, defective headers, three thousand nested
# parts.
DEFECTS = (LookupError, ValueError, TypeError, AttributeError, RecursionError, HeaderParseError)

LONGEST_HEADER = 2_000  # characters of a header that are decoded; beyond, it is shown as it stands, cut
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}")  # RFC 6838 section 4.2
LONGEST_TEXT = 1_000_000  # octets of a body that are shown; the raw mail has the rest
MOST_PARTS = 500
SNIPPET = 140  # characters


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    attachments: tuple[Attachment, ...]

    def header(self, name: str) -> str:
        """The first of that name, or nothing."""
        return next((value for found, value in self.headers if found.lower() == name.lower()), "")

    @property
    def snippet(self) -> str:
        words = (self.text[:20_000] or re.sub(r"<[^>]*>", " ", self.html[:20_000])).split()
        return " ".join(words)[:SNIPPET]


def read(raw: bytes) -> Reading:
    try:
        message = message_from_bytes(raw, policy=compat32)
        headers = tuple((name, _decoded(value)) for name, value in message.raw_items())
    except DEFECTS:
        return Reading((), raw[:100_000].decode("latin-1"), "", ())
    return _arranged(headers, list(_parts(message)))


def _arranged(headers: tuple[tuple[str, str], ...], parts: list[Message]) -> Reading:
    bodies = {"text/plain": "", "text/html": ""}
    attachments: list[Attachment] = []
    for part in parts:
        kind = _type(part)
        if kind in bodies and not bodies[kind] and not _is_attached(part):
            bodies[kind] = _text(part)
        else:
            attachments.append(Attachment(_file_name(part, kind), kind, _content(part)))
    return Reading(headers, bodies["text/plain"], bodies["text/html"], tuple(attachments))


def _parts(message: Message) -> Iterator[Message]:
    """The leaves in order; an attached mail counts as one leaf."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        children = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(children, list):
            waiting.extend(child for child in reversed(children) if isinstance(child, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _content(part: Message) -> bytes:
    try:
        inner = part.get_payload()
        if isinstance(inner, list):
            return b"\n".join(child.as_bytes() for child in inner if isinstance(child, Message))
        decoded = part.get_payload(decode=True)
        return decoded if isinstance(decoded, bytes) else b""
    except DEFECTS:
        return b""


def _text(part: Message) -> str:
    raw = _content(part)[:LONGEST_TEXT]
    for charset in (_charset(part), "utf-8"):
        try:
            return raw.decode(charset)
        except DEFECTS:
            continue
    return raw.decode("latin-1")


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except DEFECTS:
        return "utf-8"


def _type(part: Message) -> str:
    kind = part.get_content_type()
    return kind if _TYPE.fullmatch(kind) else "application/octet-stream"


def _file_name(part: Message, kind: str) -> str:
    try:
        given = _decoded(part.get_filename() or "")
    except DEFECTS:
        given = ""
    base = re.split(r"[/\\]", given)[-1]
    clean = "".join(char for char in base if char.isprintable()).strip(". ")[:120]
    return clean or ("attached.eml" if kind == "message/rfc822" else "attachment")


def _decoded(value: object) -> str:
    text = str(value)
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", text[:LONGEST_HEADER])
    try:
        pieces = decode_header(unfolded) if len(text) <= LONGEST_HEADER else [(unfolded, None)]
        return "".join(_piece(piece, charset) for piece, charset in pieces).strip()
    except DEFECTS:
        return unfolded.encode("utf-8", "replace").decode("utf-8")


def _piece(piece: str | bytes, charset: str | None) -> str:
    raw = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    try:
        return raw.decode(charset or "utf-8")
    except DEFECTS:
        return raw.decode("latin-1")
