"""The stretches of a text that hold digits: what is told in numbers is told there.

Most of a mail is prose, and most patterns need a digit; they are tried in these stretches only. The neighbouring lines belong
to them because a date may begin on one line and end on the next, as far as a pattern reaches from its digit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Stretches = tuple[tuple[int, int], ...]

_REACH = 100  # characters between the end of any match and its nearest digit; most reach no further than forty
_DIGITS = re.compile(rf"\d(?:[^\d\n]{{0,{_REACH}}}+\d)*")


def stretches_of(text: str) -> Stretches:
    """From left to right, none overlapping another; each begins and ends beside a space or with a line."""
    found: list[tuple[int, int]] = []
    for digits in _DIGITS.finditer(text):
        start, end = _begin(text, digits.start()), _end(text, digits.end())
        if found and start <= found[-1][1] + 1:
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)


def _begin(text: str, at: int) -> int:
    """In the line before, or in the same one at a space beyond reach."""
    line = text.rfind("\n", 0, at) + 1
    before = text.rfind("\n", 0, line - 1) + 1 if line else 0
    space = text.rfind(" ", before, max(before, at - _REACH))
    return before if space < 0 else space


def _end(text: str, at: int) -> int:
    line = _line_end(text, at)
    behind = _line_end(text, line + 1)
    space = text.find(" ", at + _REACH, behind)
    return behind if space < 0 else space


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def is_near_digits(stretches: Stretches, start: int, end: int) -> bool:
    """Whether some of this part of a text belongs to a stretch with digits."""
    at = bisect_left(stretches, (end,)) - 1
    return at >= 0 and stretches[at][1] > start


class Signs:
    """Signs that few texts have and some patterns need: each is looked for once in the stretches of a text."""

    def __init__(self, text: str, stretches: Stretches) -> None:
        self._text, self._stretches = text, stretches
        self._found: dict[re.Pattern[str], bool] = {}

    def has(self, sign: re.Pattern[str]) -> bool:
        found = self._found.get(sign)
        if found is None:
            found = self._found[sign] = any(sign.search(self._text, *stretch) for stretch in self._stretches)
        return found


def matches_in(pattern: re.Pattern[str], text: str, stretches: Stretches) -> Iterator[re.Match[str]]:
    """As `finditer`, for a pattern that needs a digit (or whose matches without one are not wanted), and reaches no further."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)
