"""How numbers are compared: people write HX-20, hx 20 and HX20 and mean one part."""

from __future__ import annotations

import re

from models.kernel.text import fold

LONGEST = 80
_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\d+|[^\W\d_]+")


def words(text: str) -> list[str]:
    """The folded runs of letters and digits."""
    return _WORD.findall(fold(text))


def bare(number: str) -> str:
    """Only letters and digits, folded. Not unique: 11-12 and 1-112 are two numbers that are the same without their dashes."""
    return "".join(words(number))


def key(number: str) -> str:
    """The same for every way to write one number: letters and digits apart, whatever stands between them."""
    return "-".join(_RUN.findall(fold(number)))
