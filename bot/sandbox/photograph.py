"""A photo as a customer takes it: a cast pump housing, its machined sealing face, and the scratches across it.

Drawn by arithmetic, so that no picture of anybody's product has to be kept here; the same bytes at every run.
"""

from __future__ import annotations

import math
import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 560, 290
#: Where the bore is, in pixels; the photo is taken a little from the side, so circles are ellipses.
CENTRE_X, CENTRE_Y, TILT = 268.0, 146.0, 0.84
BORE, LIP, FACE, RIM = 74.0, 84.0, 152.0, 164.0
BOLTS = tuple((math.radians(28 + 60 * n), 129.0, 10.5) for n in range(6))
#: Each scratch: from, to, depth, half width.
SCRATCHES = (
    ((352.0, 54.0), (404.0, 174.0), 1.0, 1.5),
    ((362.0, 58.0), (398.0, 138.0), 0.7, 1.0),
    ((340.0, 78.0), (378.0, 192.0), 0.55, 0.8),
    ((371.0, 66.0), (407.0, 130.0), 0.4, 0.7),
)
Colour = tuple[float, float, float]


@cache
def scratched_housing() -> bytes:
    """A PNG (8-bit colour)."""
    rows = b"".join(b"\0" + bytes(_row(y)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _row(y: int) -> list[int]:
    line: list[int] = []
    for x in range(WIDTH):
        light = _vignette(x, y) * 255
        line += (max(0, min(255, round(part * light))) for part in _colour(x, y))
    return line


def _colour(x: int, y: int) -> Colour:
    """What lies under this pixel: the face, a hole in it, the casting around it, or the bench."""
    across, down = x - CENTRE_X, (y - CENTRE_Y) / TILT
    radius, angle = math.hypot(across, down), math.atan2(down, across)
    if radius < LIP:
        return _bore(radius, angle, y)
    hole = _bolt(across, down)
    if hole is not None:
        return hole
    if radius < FACE:
        return _face(x, y, radius, angle)
    if radius < RIM + 8 * math.cos(3 * angle) + 6 * math.cos(angle * 6 + 0.6):
        return _casting(x, y, 0.44 + 0.10 * math.sin(-angle - 0.7))
    return _flank_or_bench(x, y)


def _bore(radius: float, angle: float, y: int) -> Colour:
    if radius > BORE:  # the chamfer catches the light on one side
        return _grey(0.62 + 0.30 * math.cos(angle + 2.3))
    wall = max(0.0, math.sin(angle)) * (radius / BORE) ** 5
    return _grey(0.07 + 0.34 * wall + 0.008 * math.sin(y / 2.2), warm=-0.01)


def _bolt(across: float, down: float) -> Colour | None:
    for angle, ring, size in BOLTS:
        off = math.hypot(across - ring * math.cos(angle), down - ring * math.sin(angle))
        if off < size:
            return _grey(0.09 + 0.05 * (off / size) ** 3)
        if off < size + 2.2:
            return _grey(0.80 if down - ring * math.sin(angle) > 0 else 0.46)
    return None


def _face(x: int, y: int, radius: float, angle: float) -> Colour:
    """Turned on a lathe: fine rings, and the two bright sectors that brushed metal shows."""
    rings = 0.035 * math.sin(radius * 2.9) + 0.02 * math.sin(radius * 1.13 + 0.4)
    sheen = 0.17 * abs(math.cos(angle + 0.75)) ** 6 + 0.05 * math.cos(2 * angle)
    edge = -0.18 if radius > FACE - 2.5 else 0.0
    value = 0.66 + rings + sheen + edge + _grain(x, y, 0.035)
    return _grey(value + _scratch(x, y))


def _scratch(x: int, y: int) -> float:
    """A groove is dark, and its raised edge is bright."""
    change = 0.0
    for (x1, y1), (x2, y2), depth, half in SCRATCHES:
        length = math.hypot(x2 - x1, y2 - y1)
        along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2
        if not 0 <= along <= 1:
            continue
        wander = 1.6 * math.sin(along * 9 + half * 5)
        off = ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length + wander
        fade = min(1.0, 6 * along, 3.5 * (1 - along))
        change -= 0.52 * depth * fade * max(0.0, 1 - abs(off) / (half + 0.6))
        change += 0.34 * depth * fade * max(0.0, 1 - abs(off - half - 1.5) / 1.2)
    return change


def _casting(x: int, y: int, light: float) -> Colour:
    """The skin that the sand leaves."""
    return _grey(light + _grain(x // 2, y // 2, 0.11) + _grain(x, y, 0.06), warm=0.005)


def _flank_or_bench(x: int, y: int) -> Colour:
    across, down = (x - CENTRE_X - 5) / 158, (y - CENTRE_Y - 16) / 168
    if across**4 + down**4 < 1:
        return _casting(x, y, 0.30 - 0.14 * down)
    shadow = 0.20 * max(0.0, 1 - max(0.0, math.hypot((x - 300) / 240, (y - 196) / 150) - 0.72) * 2.6)
    plank = 0.02 * math.sin(y / 17 + 0.6 * math.sin(x / 130)) + _grain(x // 7, y, 0.05) + _grain(x, y, 0.02)
    value = 0.50 + plank - shadow - (0.16 if (y + 62) % 128 < 2 else 0.0)
    return value * 1.06, value * 0.90, value * 0.70


def _grey(value: float, warm: float = -0.008) -> Colour:
    return value + warm, value, value - warm * 1.6


def _grain(x: int, y: int, strength: float) -> float:
    """The same speckle at every run: a hash of the place, between −strength/2 and +strength/2."""
    mixed = (x * 374761393 + y * 668265263) & 0xFFFFFFFF
    mixed = ((mixed ^ (mixed >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((mixed >> 8 & 0xFFFF) / 0xFFFF - 0.5) * strength


def _vignette(x: int, y: int) -> float:
    return 1.04 - 0.30 * (((x - WIDTH / 2) / WIDTH) ** 2 + ((y - HEIGHT / 2) / HEIGHT) ** 2) * 2
