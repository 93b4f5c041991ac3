"""Lines that a mail client broke in the middle of a sentence, joined again without moving any character."""

from __future__ import annotations

import re
from itertools import pairwise

_NARROWEST, _WIDEST = 50, 100  # characters of the lines that clients write
_BEGINS_ANEW = re.compile(r"[ \t]|[-*•·–>|]|\d{1,2}[.)] |[^\n:]{1,40}[:：](?:\s|$)")
_SIGNS_OF_A_TABLE = ("\t", "   ", " | ", ";")


def unwrapped(text: str) -> str:
    """Of the same length: a space stands where a line ended only because its next word had no room."""
    lines = text.split("\n")
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    if width < _NARROWEST:
        return text
    joined = [lines[0]]
    for before, line in pairwise(lines):
        joined.append(" " if _goes_on(before, line, width) else "\n")
        joined.append(line)
    return "".join(joined)


def _goes_on(before: str, line: str, width: int) -> bool:
    if (
        not line.strip()
        or not any(map(str.isalnum, before))
        or not _NARROWEST <= len(before) <= _WIDEST
        or any(sign in before for sign in _SIGNS_OF_A_TABLE)
    ):
        return False
    first = line.split(" ", 1)[0]
    return len(before) + 1 + len(first) > width and not _BEGINS_ANEW.match(line)
