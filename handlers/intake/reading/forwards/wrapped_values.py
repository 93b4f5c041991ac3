"""Whether a line is the rest of a header's value above it, which the width of a client or a gateway wrapped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.languages.labels import HeaderName

WRAP_WIDTH = 55  # a shorter line was not wrapped by anything
CUT_ADDRESS = re.compile(r"<[^<>\s]{1,120}[.@-]\Z")  # wrapped inside an address
REST_OF_DOMAIN = re.compile(r"[\w-]{1,60}\.[\w.-]{1,60}>?[,;]?(?:\s|\Z)")
BEGINS_WITH_END = re.compile(r"[^<>\s]{1,80}>")
A_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?![\d.])")
BEGINS_WITH_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}[^a-z]{0,24}(?:[AP]M|[A-Z]{2,4})?\W*\Z")
LISTS = ("to", "cc")
CUT_AT_HYPHEN = re.compile(r"[^\s<>@;,]{1,80}@[^\s<>@;,]{0,80}-\Z")


def is_cut_address(name: HeaderName, value: str, text: str) -> bool:
    if name == "from":
        return bool(CUT_ADDRESS.search(value) and BEGINS_WITH_END.match(text))
    return name in LISTS and bool(CUT_AT_HYPHEN.search(value) and REST_OF_DOMAIN.match(text))


def clock_of_date(name: HeaderName, value: str, text: str) -> bool:
    return name == "date" and not A_CLOCK.search(value) and bool(BEGINS_WITH_CLOCK.match(text))


def next_address(name: HeaderName, value: str, text: str) -> bool:
    """In a text with a blank line behind each, the address of a wrapped From, or the next of a list."""
    if "@" not in text:
        return False
    if name == "from":
        return "@" not in value and text.startswith("<")
    return name in LISTS and (value.endswith((";", ",")) or text.startswith("<"))


def next_of_list(name: HeaderName, value: str, text: str) -> bool:
    if name not in LISTS:
        return False
    return (
        value.endswith((",", ";"))
        or (text.startswith("<") and "@" in text)
        or (len(value) > WRAP_WIDTH and text.endswith((">", ";", ",")) and "@" in text)
    )
