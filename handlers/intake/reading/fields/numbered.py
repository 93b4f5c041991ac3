"""The lines of a text that hold digits, with the lines before and behind them: what is told in numbers is told there.

Most of a mail is prose, and most patterns need a digit; they are tried in these stretches only. The neighbours belong to
them because a date may begin on one line and end on the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretches = tuple[tuple[int, int], ...]

_DIGIT = re.compile(r"\d")


def stretches_of(text: str) -> Stretches:
    """From left to right, none touching another; each begins where a line begins and ends where one ends."""
    found: list[tuple[int, int]] = []
    digit = _DIGIT.search(text)
    while digit is not None:
        line = text.rfind("\n", 0, digit.start()) + 1
        start = text.rfind("\n", 0, line - 1) + 1 if line else 0
        end = _line_end(text, digit.end())
        stretch_end = _line_end(text, end + 1)
        if found and start <= found[-1][1] + 1:
            start = found.pop()[0]
        found.append((start, stretch_end))
        digit = _DIGIT.search(text, end)
    return tuple(found)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def matches_in(pattern: re.Pattern[str], text: str, stretches: Stretches) -> Iterator[re.Match[str]]:
    """As `finditer`, for a pattern that needs a digit and reaches at most from one line into the next."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
