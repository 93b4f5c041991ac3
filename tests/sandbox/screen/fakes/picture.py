"""A grey slice of a casting with two pores, drawn by arithmetic: the photo that everybody talks about."""

from __future__ import annotations

import math
import struct
import zlib

WIDTH, HEIGHT = 320, 200
PORES = ((150, 105, 8.0), (174, 117, 4.5), (162, 92, 3.0))


def _grey(x: int, y: int) -> int:
    wall = 60 + 34 * math.sin(x / 46) + x / 14
    if y < wall or y > 176:
        return 22 + (x * 7 + y * 13) % 6
    if any(math.hypot(x - px, y - py) < radius for px, py, radius in PORES):
        return 26
    ring = abs(math.hypot(x - 160, y - 105) - 34) < 1.4
    return 250 if ring else 138 + (x * 31 + y * 17) % 23 + round(12 * math.sin((x + y) / 19))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ct_slice() -> bytes:
    """A PNG (8-bit greyscale, no filter)."""
    rows = b"".join(b"\0" + bytes(_grey(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
