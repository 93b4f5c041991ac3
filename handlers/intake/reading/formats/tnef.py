"""winmail.dat: what Outlook wraps attachments and body in when it talks to servers that do not know it
([MS-OXTNEF]).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from handlers.intake.reading.formats.building import BuiltPart
from handlers.intake.reading.formats.rtf import decompress, rtf_body

SIGNATURE = 0x223E9F78
ATTACHMENT_STARTS, TITLE, DATA, ATTACHMENT_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
BODY, PROPERTIES, CODEPAGE = 0x0002800C, 0x00069003, 0x00069007
LONG_NAME, SHORT_NAME, MIME_TYPE, CONTENT_ID, DATA_PROPERTY = 0x3707, 0x3704, 0x370E, 0x3712, 0x3701
BODY_PROPERTY, HTML_PROPERTY, RTF_PROPERTY = 0x1000, 0x1013, 0x1009
FIXED_SIZES = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
STRING8, STRING, OBJECT, BINARY = 0x1E, 0x1F, 0x0D, 0x102
MAX_PROPERTIES = 2_000
MAX_ATTACHMENTS = 500


@dataclass(slots=True)
class Tnef:
    body: str = ""
    html: str = ""
    parts: list[BuiltPart] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    title: str = ""
    data: bytes = b""
    properties: dict[int, bytes | str] = field(default_factory=dict)

    def part(self) -> BuiltPart:
        name = _text(self.properties.get(LONG_NAME)) or self.title or _text(self.properties.get(SHORT_NAME))
        data = self.data or _bytes(self.properties.get(DATA_PROPERTY))
        kind = _text(self.properties.get(MIME_TYPE)) or "application/octet-stream"
        return BuiltPart(name, kind, data, _text(self.properties.get(CONTENT_ID)))


def is_tnef(content: bytes) -> bool:
    return len(content) > 6 and struct.unpack_from("<I", content)[0] == SIGNATURE


def read_tnef(content: bytes) -> Tnef:
    """Body and files; what is damaged is left out, what came before it is kept."""
    found = Tnef()
    files: list[_File] = []
    codepage = "cp1252"
    for tag, data in _attributes(content):
        if tag == CODEPAGE and len(data) >= 4:
            codepage = _known(struct.unpack_from("<I", data)[0])
        elif tag == ATTACHMENT_STARTS and len(files) < MAX_ATTACHMENTS:
            files.append(_File())
        elif tag == TITLE and files:
            files[-1].title = data.rstrip(b"\x00").decode(codepage, "replace")
        elif tag == DATA and files:
            files[-1].data = data
        elif tag == ATTACHMENT_PROPERTIES and files:
            files[-1].properties = _properties(data, codepage)
        elif tag == BODY:
            found.body = data.rstrip(b"\x00").decode(codepage, "replace")
        elif tag == PROPERTIES:
            _take_body(found, _properties(data, codepage), codepage)
    found.parts = [file.part() for file in files if file.data or file.properties.get(DATA_PROPERTY)]
    return found


def _attributes(content: bytes) -> list[tuple[int, bytes]]:
    found = []
    place = 6
    while place + 9 <= len(content):
        tag, size = struct.unpack_from("<II", content, place + 1)
        place += 9
        found.append((tag, content[place : place + size]))
        place += size + 2
    return found


def _take_body(found: Tnef, properties: dict[int, bytes | str], codepage: str) -> None:
    found.body = found.body or _text(properties.get(BODY_PROPERTY))
    html = properties.get(HTML_PROPERTY)
    found.html = html.decode(codepage, "replace") if isinstance(html, bytes) else _text(html)
    if not found.body and not found.html:
        found.body, found.html = rtf_body(decompress(_bytes(properties.get(RTF_PROPERTY))))


def _properties(data: bytes, codepage: str) -> dict[int, bytes | str]:
    """The MAPI properties that hold text or bytes; the others are stepped over."""
    found: dict[int, bytes | str] = {}
    reader = _Cursor(data)
    for _ in range(min(reader.number(), MAX_PROPERTIES)):
        if reader.done:
            break
        kind, tag = reader.short(), reader.short()
        if tag >= 0x8000:
            reader.skip_name()
        many, kind = bool(kind & 0x1000), kind & 0xEFFF
        if kind in FIXED_SIZES:
            reader.place += FIXED_SIZES[kind] * (reader.number() if many else 1)
        elif kind in {STRING8, STRING, OBJECT, BINARY}:
            values = [reader.block() for _ in range(min(reader.number(), MAX_PROPERTIES))]
            found[tag] = _decoded(kind, values[0] if values else b"", codepage)
        else:
            break
    return found


def _decoded(kind: int, value: bytes, codepage: str) -> bytes | str:
    if kind == STRING:
        return value.decode("utf-16-le", "replace").rstrip("\x00")
    if kind == STRING8:
        return value.decode(codepage, "replace").rstrip("\x00")
    return value[16:] if kind == OBJECT else value


@dataclass(slots=True)
class _Cursor:
    data: bytes
    place: int = 0

    @property
    def done(self) -> bool:
        return self.place + 4 > len(self.data)

    def short(self) -> int:
        self.place += 2
        return int.from_bytes(self.data[self.place - 2 : self.place], "little")

    def number(self) -> int:
        self.place += 4
        return int.from_bytes(self.data[self.place - 4 : self.place], "little")

    def block(self) -> bytes:
        if self.done:
            return b""
        size = self.number()
        value = self.data[self.place : self.place + size]
        self.place += size + (-size % 4)
        return value

    def skip_name(self) -> None:
        """A named property: a GUID, then a number or a padded name."""
        self.place += 16
        if self.number() == 0:
            self.place += 4
        else:
            self.block()


def _known(number: int) -> str:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name


def _text(value: bytes | str | None) -> str:
    return value if isinstance(value, str) else ""


def _bytes(value: bytes | str | None) -> bytes:
    return value if isinstance(value, bytes) else b""
