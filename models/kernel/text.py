"""Foreign text is bounded and cleaned once, where it comes in; what it may do on each surface is templates' matter."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: Characters that reorder what stands around them (Unicode UAX #9); shown as a mark, never obeyed.
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str, longest: int | None = None) -> str:
    """Without NUL, control characters, lone surrogates and carriage returns; bidi controls become “�”."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BIDI.sub("\ufffd", _CONTROL.sub("", text)).strip()
    return text if longest is None else shorten(text, longest)


def one_line(text: str, longest: int) -> str:
    return shorten(" ".join(clean(text).split()), longest)


def shorten(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def fold(text: str) -> str:
    """For searching: lower case, without accents, so that “muller” finds “Müller”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
