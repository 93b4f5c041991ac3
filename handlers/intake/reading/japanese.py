"""Japanese text that the name of its charset does not cover: rows that vendors added, and Shift_JIS that says nothing."""

from __future__ import annotations

import re

DOUBLE_BYTES = re.compile(rb"\x1b\$[@B]([^\x1b]*)")
SINGLE_BYTES = re.compile(rb"\x1b\([BJ]")
KANA = (  # the two bytes of a kana, which no text of a single-byte charset has in a row
    ("cp932", re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")),
    ("euc_jp", re.compile(rb"[\xa4\xa5][\xa1-\xf6]")),
)
FEWEST_KANA = 4


def of_vendors(data: bytes) -> str | None:
    """ISO-2022-JP with circled digits and the like, which its standard leaves open; None where it is none."""
    shifted = SINGLE_BYTES.sub(b"", DOUBLE_BYTES.sub(_shifted, data))
    return shifted.decode("cp932") if _reads(shifted, "cp932") else None


def _shifted(found: re.Match[bytes]) -> bytes:
    codes = found.group(1)
    return b"".join(_of_pair(first, second) for first, second in zip(codes[::2], codes[1::2], strict=False))


def _of_pair(first: int, second: int) -> bytes:
    """A code of JIS as Shift_JIS has it: two rows share one first byte."""
    high = (first - 1) // 2 + 0x71
    low = second + 0x7E if first % 2 == 0 else second + 0x1F + (second >= 0x60)
    return bytes((high + 0x40 * (high > 0x9F) & 0xFF, low & 0xFF))


def undeclared(data: bytes) -> str:
    """The charset of Japanese text that names none, told by its kana; "" when it has too few."""
    for name, kana in KANA:
        if len(kana.findall(data)) >= FEWEST_KANA and _reads(data, name):
            return name
    return ""


def _reads(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeError:
        return False
    return True
