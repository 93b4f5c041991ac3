"""A text as extraction reads it: capped, cut into words once, with its masked places and the name of each
place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.languages import label_meanings, languages_of
from handlers.intake.reading.fields.masks import Masks, masks_of, names_of_standards
from handlers.intake.reading.fields.numbered import Signs, matches_in, stretches_of
from handlers.intake.reading.fields.numbers import numbers_in
from handlers.intake.reading.fields.words import words_of
from handlers.intake.reading.fields.wraps import unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from handlers.intake.reading.fields.numbered import Stretches
    from handlers.intake.reading.fields.numbers import Number
    from handlers.intake.reading.fields.words import Found, Words

LONGEST_TEXT = 20_000  # characters; what stands behind is quoted history or a log file
LONGEST_LINE = 2_000
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Page:
    """`name` is "subject" or "body"; `labels` are the label phrases in it, from left to right."""

    name: str
    text: str
    words: Words
    line_starts: tuple[int, ...]
    labels: tuple[Found, ...]
    spoken: tuple[str, ...]
    stretches: Stretches
    masks: Masks

    @cached_property
    def meant(self) -> list[tuple[Found, str, bool]]:
        """The labels, each with what it means here, and whether in a language that the page speaks."""
        meanings = label_meanings()
        return [(label, *meanings.of(label.phrase, self.spoken)) for label in self.labels]

    @cached_property
    def numbers(self) -> list[Number]:
        """Counts, days and deadlines all ask for them."""
        return numbers_in(self)

    @cached_property
    def standards(self) -> list[tuple[int, int]]:
        return names_of_standards(self.text, self.stretches)

    @cached_property
    def _near_digits(self) -> frozenset[str]:
        """The words of the stretches with digits, as far as their first digit: "kw42"."""
        texts, starts = self.words.texts, self.words.starts
        near = (texts[bisect_left(starts, start) : bisect_left(starts, end)] for start, end in self.stretches)
        return frozenset(text if text.isalpha() else _DIGIT.split(text, 1)[0] for text in chain.from_iterable(near))

    def may_tell(self, names: AbstractSet[str]) -> bool:
        """Whether one of some folded words stands near a digit; in other alphabets, whose words are cut otherwise, it may."""
        return not (self.words.folded.isascii() and names.isdisjoint(self._near_digits))

    def where(self, at: int) -> str:
        if self.name != "body":
            return self.name
        return f"body line {bisect_right(self.line_starts, at)}"

    @cached_property
    def _signs(self) -> Signs:
        return Signs(self.text, self.stretches)

    def numbered(self, pattern: re.Pattern[str], sign: re.Pattern[str] | None = None) -> Iterator[re.Match[str]]:
        """As `finditer`, for a pattern that needs a digit: prose is left out. `sign` stands in all that the pattern fits."""
        if sign is not None and not self._signs.has(sign):
            return iter(())
        return matches_in(pattern, self.text, self.stretches)

    def line_at(self, at: int) -> tuple[int, int]:
        """Start and end of the line around a place."""
        start = self.line_starts[bisect_right(self.line_starts, at) - 1]
        end = self.text.find("\n", at)
        return start, len(self.text) if end < 0 else end


class Written(NamedTuple):
    """A text as it is read: capped, wrapped lines joined again, cut into words."""

    text: str
    words: Words
    line_starts: tuple[int, ...]


def written(text: str) -> Written:
    capped = _capped(text)
    kept = unwrapped(capped)
    starts = accumulate((len(line) + 1 for line in capped.split("\n")[:-1]), initial=0)
    return Written(kept, words_of(kept), tuple(starts))


def page_of(name: str, text: str, spoken: tuple[str, ...] = ()) -> Page:
    """Of a text alone; by its own words, where nobody says what it speaks."""
    whole = written(text)
    return page(name, whole, spoken or languages_of(whole.words.texts))


def page(name: str, whole: Written, spoken: tuple[str, ...]) -> Page:
    text, words, line_starts = whole
    stretches = stretches_of(text)
    labels = label_meanings()
    return Page(
        name=name,
        text=text,
        words=words,
        line_starts=line_starts,
        labels=tuple(label for label in labels.find(text, words, spoken) if labels.is_meant(label.phrase, spoken)),
        spoken=spoken,
        stretches=stretches,
        masks=masks_of(text, words.folded, stretches),
    )


def _capped(text: str) -> str:
    kept = text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if max(map(len, kept.split("\n")), default=0) <= LONGEST_LINE:
        return kept
    return "\n".join(line[:LONGEST_LINE] for line in kept.split("\n"))
