"""Content-Type and Content-Disposition with their parameters, plain or split over pieces (RFC 2231).

Linear in the number of parameters, which is capped: 224 KB of pieces take the standard library 18 seconds.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from handlers.intake.reading import charsets
from handlers.intake.reading.guard import MAX_PARAMETERS
from handlers.intake.reading.headers import decode_words

# The semicolon is missing now and then; before these names a parameter begins all the same.
KNOWN = r"(?:charset|boundary|format|name|filename)(?:\*\d{0,3})?\*?\s?="
PARAMETER = re.compile(
    rf"(?:;\s*|[\s,]\s{{0,8}}(?={KNOWN}))([^\s=;\"]{{1,80}})\s*=\s*"
    rf"(?:\"((?:[^\"\\]|\\.)*)(?:\"|$)|((?:(?![\s,]\s{{0,8}}{KNOWN})[^;])*))",
    re.IGNORECASE,
)
PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
ESCAPED = re.compile(r"\\([\"\\])")
TYPE = re.compile(r"\s*([\w.+-]+)\s*/\s*([\w.+-]+)")


def parse_content_type(value: bytes, charset: str = "") -> tuple[str, dict[str, str]]:
    """("text/plain", {"charset": "utf-8"}); "" as the type when the value is no type at all. `charset` is a guess
    for raw 8-bit bytes.
    """
    text = charsets.decode(value, fallback=charset)[0]
    found = TYPE.match(text)
    kind = f"{found.group(1)}/{found.group(2)}".lower() if found else ""
    return kind, parse_parameters(text)


def parse_disposition(value: bytes, charset: str = "") -> tuple[str, dict[str, str]]:
    text = charsets.decode(value, fallback=charset)[0]
    kind = text.partition(";")[0].strip().lower()
    return ("", parse_parameters(f";{text}")) if "=" in kind and "=?" not in kind else (kind, parse_parameters(text))


def parse_parameters(text: str) -> dict[str, str]:
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, found in enumerate(PARAMETER.finditer(text)):
        if count >= MAX_PARAMETERS:
            break
        quoted, bare = found.group(2), found.group(3)
        value = ESCAPED.sub(r"\1", quoted) if quoted is not None else _bare(bare)
        piece = PIECE.fullmatch(found.group(1).lower())
        if piece is None:
            continue
        if piece.group(2) is None and piece.group(3) is None:
            plain.setdefault(piece.group(1), value)
        else:
            numbered = pieces.setdefault(piece.group(1), {})
            numbered.setdefault(int(piece.group(2) or 0), (value, piece.group(3) is not None))
    joined = {name: _join(numbered) for name, numbered in pieces.items()}
    return {**{name: decode_words(value) for name, value in plain.items()}, **joined}


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 2 and value[0] == value[-1] == "'" else value


def _join(numbered: dict[int, tuple[str, bool]]) -> str:
    """The pieces in order; only those marked with * are percent-encoded, the first names the charset."""
    charset, data = "", b""
    for place, number in enumerate(sorted(numbered)):
        value, encoded = numbered[number]
        if encoded and place == 0 and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if encoded else value.encode("utf-8", "replace")
    return charsets.decode(data, charset)[0]
