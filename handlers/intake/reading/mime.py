"""A mail as a flat walk over its parts.

Own, small and iterative: boundaries are searched in the bytes, so no nesting can exhaust the stack and a
large attachment costs one search and one base64 call instead of a Python step per line, as in the
standard library. A part that its parent's boundary ends is ended by it, whatever the part itself says.
"""

from __future__ import annotations

import binascii
import quopri
import re
from dataclasses import dataclass, field

from handlers.intake.reading.guard import MAX_DEPTH, MAX_PARTS, Flags
from handlers.intake.reading.parameters import parse_content_type, parse_disposition
from handlers.intake.reading.structure import RawHeaders, split_headers
from handlers.intake.reading.uuencode import uu_decode

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")
BASE64_RUN = re.compile(rb"[^=]+=*")
GUESSED_BOUNDARY = re.compile(rb"(?:^|\n)--([!-~]{6,70})[ \t]*\r?\n")
CONTENT_HEADER = re.compile(rb"content-[a-z-]{2,40}[ \t]*:", re.IGNORECASE)
MAILS = {"message/rfc822", "message/global", "message/news"}
SAMPLE = 4_000  # bytes that are looked at to tell base64 from text that only claims to be


@dataclass(slots=True)
class Part:
    """A node of the tree; `data[start:end]` is its body, still transfer-encoded."""

    headers: RawHeaders
    data: bytes = field(repr=False)
    start: int
    end: int
    depth: int
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    disposition_parameters: dict[str, str] = field(default_factory=dict)
    parent: Part | None = field(default=None, repr=False)
    children: list[Part] = field(default_factory=list)

    def header(self, name: str) -> bytes:
        return next((value for key, value in self.headers if key == name), b"")

    @property
    def encoding(self) -> str:
        return (
            self.header("content-transfer-encoding").decode("ascii", "replace").partition(";")[0].strip(" \"'").lower()
        )

    def content(self) -> bytes:
        """The body with its transfer encoding undone; what cannot be undone comes as it is."""
        return decode_transfer(self.data[self.start : self.end], self.encoding)


def parse(raw: bytes, flags: Flags) -> Part:
    """The whole tree. Parts beyond the limits stay undivided: their bytes are kept as one attachment."""
    if b"\n" not in raw[:SAMPLE] and b"\r" in raw[:SAMPLE]:  # line ends of very old systems
        raw = raw.replace(b"\r", b"\n")
    root = _part(raw, 0, len(raw), None, flags)
    waiting, count = [root], 1
    while waiting:
        part = waiting.pop()
        if not part.type.startswith("multipart/"):
            continue
        if part.depth >= MAX_DEPTH:
            flags.add("too_deep")
            continue
        for start, end in _spans(part, flags):
            if count >= MAX_PARTS:
                flags.add("too_many_parts")
                break
            part.children.append(_part(raw, start, end, part, flags))
            count += 1
        waiting.extend(part.children)
    _reread_names(walk(root))
    return root


def _reread_names(parts: list[Part]) -> None:
    """File names in raw 8-bit bytes are most often in the charset of the text beside them."""
    charset = next((part.parameters["charset"] for part in parts if part.parameters.get("charset")), "")
    for part in parts if charset else ():
        if not (given := part.header("content-type")).isascii():
            part.parameters = parse_content_type(given, charset)[1]
        if not (given := part.header("content-disposition")).isascii():
            part.disposition_parameters = parse_disposition(given, charset)[1]


def walk(root: Part) -> list[Part]:
    """All parts, in the order of the mail."""
    order, waiting = [], [root]
    while waiting:
        part = waiting.pop()
        order.append(part)
        waiting.extend(reversed(part.children))
    return order


def _part(data: bytes, start: int, end: int, parent: Part | None, flags: Flags) -> Part:
    headers, body = split_headers(data, start, end, flags)
    part = Part(headers, data, body, max(body, end), parent.depth + 1 if parent else 0, parent=parent)
    given = part.header("content-type")
    kind, part.parameters = parse_content_type(given) if given else ("", {})
    in_digest = parent is not None and parent.type == "multipart/digest"
    part.type = kind or ("message/rfc822" if in_digest else "text/plain")
    disposition = part.header("content-disposition")
    if disposition:
        part.disposition, part.disposition_parameters = parse_disposition(disposition)
    return part


def _spans(part: Part, flags: Flags) -> list[tuple[int, int]]:
    """Where the children of a multipart lie. No boundary found: one child that is the whole body."""
    boundary = part.parameters.get("boundary", "").strip().encode("utf-8", "replace")
    marks = _marks(part, boundary) if boundary else []
    if not marks and (guessed := _guess(part, flags, told=bool(boundary))):
        marks = _marks(part, guessed)
    if not marks or marks[0][2]:  # no boundary opens a part
        stop = _without_line_end(part.data, part.start, marks[0][0]) if marks else part.end
        flags.add("boundary_missing")
        return [(part.start, stop)] if part.start < stop and part.depth < 2 else []
    spans = []
    for index, (_, after, closing) in enumerate(marks):
        if closing:
            break
        if index + 1 < len(marks):
            spans.append((after, _without_line_end(part.data, after, marks[index + 1][0])))
        else:
            flags.add("boundary_not_closed")
            spans.append((after, part.end))
    return spans


def _marks(part: Part, boundary: bytes) -> list[tuple[int, int, bool]]:
    """(start of line, start of next line, is closing) of every boundary line."""
    data, mark = part.data, b"--" + boundary
    marks: list[tuple[int, int, bool]] = []
    position = part.start
    while (place := data.find(mark, position, part.end)) >= 0 and len(marks) <= MAX_PARTS:
        position = place + len(mark)
        if place != part.start and data[place - 1 : place] not in {b"\n", b"\r"}:
            continue
        stop = data.find(b"\n", place, part.end)
        after = part.end if stop < 0 else stop + 1
        rest = data[position : min(after, position + 80)].strip()
        if rest in {b"", b"--"}:
            marks.append((place, after, rest == b"--"))
            position = after
    return marks


def _guess(part: Part, flags: Flags, *, told: bool) -> bytes:
    """The boundary parameter is missing, or `told` and nowhere in the body: take the first line that looks
    like one, in the second case only above a header.
    """
    found = GUESSED_BOUNDARY.search(part.data, max(part.start - 1, 0), part.end)
    if found and told and not CONTENT_HEADER.match(part.data, found.end()):
        return b""
    if found:
        flags.add("boundary_guessed")
    return found.group(1) if found else b""


def _without_line_end(data: bytes, start: int, end: int) -> int:
    """The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1)."""
    if end > start and data[end - 1 : end] == b"\n":
        end -= 1
        if end > start and data[end - 1 : end] == b"\r":
            end -= 1
    return max(start, end)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return _base64(data)
    if encoding in {"quoted-printable", "quotedprintable", "qp"}:
        return quopri.decodestring(data)
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return uu_decode(data)
    return data


def _base64(data: bytes) -> bytes:
    data = data.strip()
    first_line = data[:SAMPLE].split(b"\n", 1)[0].strip()
    if NOT_BASE64.search(first_line) or b" " in first_line:
        return data  # text that only claims to be base64
    blanks = [place for mark in (b"\n\n", b"\n\r\n") if (place := data.find(mark)) >= 0]
    if blanks and NOT_BASE64.search(data, min(blanks)):
        data = data[: min(blanks)]  # a list's footer below
    try:
        decoded = binascii.a2b_base64(data)
    except binascii.Error:
        decoded = b""
    if len(decoded) * 4 >= len(data) * 2.8 or len(data) < 8:
        return decoded
    return b"".join(_base64_run(run) for run in BASE64_RUN.findall(data)) or decoded


def _base64_run(run: bytes) -> bytes:
    """A run that ends in padding, repaired: encoders that pad every line, cuts in the middle."""
    run = re.sub(rb"[^A-Za-z0-9+/]", b"", run)
    run = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(run + b"=" * (-len(run) % 4))
