"""The mail inside an opaque S/MIME signature (RFC 8551 section 3.5.2): taken out, not verified.

A small reader of BER: signed-data holds the signed MIME entity as one octet string or as pieces of one.
"""

from __future__ import annotations

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
OCTET_STRING, OCTET_STRING_IN_PIECES, EXPLICIT = 0x04, 0x24, 0xA0
MAX_PIECES = 200_000


def is_signed_data(content: bytes) -> bool:
    return SIGNED_DATA in content[:60]


def content_of(signed: bytes) -> bytes:
    """The signed bytes; b"" when the signature is detached or the structure is damaged."""
    place = signed.find(DATA)
    if place < 0:
        return b""
    place += len(DATA)
    tag, start, _ = _header(signed, place)
    if tag != EXPLICIT:
        return b""
    return _octets(signed, start)


def _header(data: bytes, place: int) -> tuple[int, int, int]:
    """(tag, start of the value, its length or -1 when it is open-ended)."""
    if place + 2 > len(data):
        return 0, len(data), 0
    tag, first = data[place], data[place + 1]
    if first < 0x80:
        return tag, place + 2, first
    if first == 0x80:
        return tag, place + 2, -1
    size = first & 0x7F
    return tag, place + 2 + size, int.from_bytes(data[place + 2 : place + 2 + size], "big")


def _octets(data: bytes, place: int) -> bytes:
    tag, start, length = _header(data, place)
    if tag == OCTET_STRING:
        return data[start : start + length]
    if tag != OCTET_STRING_IN_PIECES:
        return b""
    end = len(data) if length < 0 else start + length
    pieces: list[bytes] = []
    while start < end and len(pieces) < MAX_PIECES:
        tag, value, size = _header(data, start)
        if tag != OCTET_STRING or size < 0:
            break
        pieces.append(data[value : value + size])
        start = value + size
    return b"".join(pieces)
