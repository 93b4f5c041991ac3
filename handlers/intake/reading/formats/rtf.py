"""The RTF bodies of .msg and winmail.dat: decompressed ([MS-OXRTFCP]) and turned into text or the HTML
they wrap.
"""

from __future__ import annotations

import re
import struct

DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern "
    rb"\fscript \fdecor MS Sans SerifSymbol"
    rb"ArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
WINDOW = 4096
COMPRESSED, PLAIN = 0x75465A4C, 0x414C454D
MAX_RTF = 20_000_000
TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
SKIPPED = {
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"generator",
    b"themedata", b"listtable", b"listoverridetable", b"rsidtbl", b"mmathPr", b"latentstyles", b"datastore",
    b"xmlnstbl", b"colorschememapping",
}  # fmt: skip
SPECIAL = {
    b"par": "\n",
    b"line": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"row": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"bullet": "•",
}
SYMBOLS = {b"~": "\xa0", b"-": "", b"_": "-"}
SPECIAL |= {
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"sect": "\n",
    b"page": "\n",
}


def decompress(data: bytes) -> bytes:
    """LZFu: a window of 4 KB that begins with known words; literal bytes and (offset, length) pairs."""
    if len(data) < 16:
        return b""
    _, raw_size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == PLAIN:
        return data[16 : 16 + raw_size]
    return _unpack(data, min(raw_size, MAX_RTF)) if kind == COMPRESSED else b""


def _unpack(data: bytes, limit: int) -> bytes:
    window = bytearray(DICTIONARY.ljust(WINDOW, b"\x00"))
    write, place, out = len(DICTIONARY), 16, bytearray()
    while place < len(data) and len(out) < limit:
        control = data[place]
        place += 1
        for bit in range(8):
            size = 2 if control >> bit & 1 else 1
            chunk = data[place : place + size]
            place += size
            if size == 2:
                token = int.from_bytes(chunk, "big")
                if len(chunk) < 2 or token >> 4 == write % WINDOW:  # the end mark points at itself
                    return bytes(out)
                chunk = _copy(window, token >> 4, (token & 15) + 2, write)
            for byte in chunk:
                window[write % WINDOW] = byte
                write += 1
            out += chunk
    return bytes(out)


def _copy(window: bytearray, offset: int, length: int, write: int) -> bytes:
    """A copy may run into what it is just writing."""
    copied = bytearray()
    distance = (write - offset) % WINDOW or WINDOW
    for step in range(length):
        source = offset + step
        copied.append(copied[step - distance] if step >= distance else window[source % WINDOW])
    return bytes(copied)


def rtf_body(data: bytes) -> tuple[str, str]:
    """(plain text, HTML); the HTML when the RTF wraps it ([MS-OXRTFEX])."""
    if not data.startswith(b"{\\rtf"):
        return "", ""
    text = _Reader(_codepage(data)).read(data[:MAX_RTF])
    return ("", text) if b"\\fromhtml" in data[:2_000] else (text, "")


class _Reader:
    """Walks over the tokens; groups of fonts, pictures and the like are passed over."""

    def __init__(self, codepage: str) -> None:
        self.codepage = codepage
        self.out: list[str] = []
        self.bytes = bytearray()  # of \'xx, until they are whole characters
        self.groups: list[bool] = []
        self.skipping = False
        self.starred = False  # \* says: pass over what follows unless you know it
        self.fallback = 0  # characters behind \u that repeat it for old readers

    def read(self, data: bytes) -> str:
        for token in TOKEN.finditer(data):
            escaped, word, number, symbol, brace, text = token.groups()
            if brace:
                self._group(brace)
            elif symbol == b"*":
                self.starred = True
            elif word:
                self._word(word, number or b"")
            elif not self.skipping:
                self._text(escaped, symbol, text or b"")
        self._flush()
        return "".join(self.out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _group(self, brace: bytes) -> None:
        if brace == b"{":
            self.groups.append(self.skipping)
        else:
            self.skipping = self.groups.pop() if self.groups else False

    def _word(self, word: bytes, number: bytes) -> None:
        if word == b"htmlrtf":
            self.skipping = number != b"0"
        elif word in SKIPPED or (self.starred and word != b"htmltag"):
            self.skipping = True
        self.starred = False
        if self.skipping:
            return
        self._flush()
        if word == b"u" and number:
            self.out.append(chr(int(number) % 65536))
            self.fallback = 1
        else:
            self.out.append(SPECIAL.get(word, ""))

    def _text(self, escaped: bytes | None, symbol: bytes | None, text: bytes) -> None:
        if escaped:
            if self.fallback:
                self.fallback -= 1
            else:
                self.bytes.append(int(escaped, 16))
            return
        self._flush()
        if symbol:
            self.out.append(SYMBOLS.get(symbol, symbol.decode("latin-1")))
        elif text:
            self.out.append(text.decode("latin-1")[self.fallback :])
            self.fallback = 0

    def _flush(self) -> None:
        if self.bytes:
            self.out.append(self.bytes.decode(self.codepage, "replace"))
            self.bytes.clear()


def _codepage(data: bytes) -> str:
    found = re.search(rb"\\ansicpg(\d{3,5})", data[:2_000])
    name = f"cp{found.group(1).decode()}" if found else "cp1252"
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
