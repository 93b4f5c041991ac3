"""Which characters the typefaces have. What they lack is printed as its code point, so that nothing vanishes unseen.

PDF/A refuses a page with a missing character, and a row of empty boxes would look like the sender's own words.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

from models.kernel.text import clean

_FONT_FILES = {".ttf", ".otf", ".ttc"}
#: Characters that shape what stands beside them and show nothing themselves.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_BLANKS = frozenset({"Zs", "Zl", "Zp"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0), range(0x1F3FB, 0x1F400))


@dataclass(slots=True)
class Glyphs:
    """The code points that can be printed, and those that were asked for in vain."""

    covered: frozenset[int]
    lacking: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folders: Iterable[Path]) -> Glyphs:
        files = sorted(path for folder in folders for path in folder.iterdir() if path.suffix.lower() in _FONT_FILES)
        return cls(frozenset().union(*(_covered(path) for path in files)))

    def printable(self, text: str) -> str:
        runs = groupby(clean(text), self._is_lacking)
        return "".join(self._named(run) if lacking else "".join(map(self._shown, run)) for lacking, run in runs)

    def _is_lacking(self, character: str) -> bool:
        return not (character == "\n" or ord(character) in self.covered or _shows_nothing(character))

    def _shown(self, character: str) -> str:
        if character == "\n" or ord(character) in self.covered:
            return character
        return " " if unicodedata.category(character) in _BLANKS else ""

    def _named(self, run: Iterable[str]) -> str:
        characters = list(run)
        self.lacking.update(characters)
        return f"⟨{' '.join(f'U+{ord(character):04X}' for character in characters)}⟩"


def _shows_nothing(character: str) -> bool:
    blank = unicodedata.category(character) in _BLANKS
    return blank or character in _INVISIBLE or any(ord(character) in them for them in _SELECTORS)


@cache
def _covered(path: Path) -> frozenset[int]:
    """The characters of a font file, from its `cmap` table (OpenType, formats 4 and 12); of a collection, the first font's."""
    data = path.read_bytes()
    start = struct.unpack_from(">L", data, 12)[0] if data[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return frozenset(_characters(data, offset))
    return frozenset()


def _characters(data: bytes, table: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">H", data, table + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, table + 4 + 8 * number)
        if platform == 0 or (platform, encoding) in {(3, 1), (3, 10)}:
            at = table + offset
            match struct.unpack_from(">H", data, at)[0]:
                case 4:
                    yield from _segments(data, at)
                case 12:
                    yield from _groups(data, at)


def _segments(data: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:
            yield from range(first, last + 1)


def _groups(data: bytes, at: int) -> Iterator[int]:
    for number in range(struct.unpack_from(">L", data, at + 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", data, at + 16 + 12 * number)
        yield from range(first, last + 1)
