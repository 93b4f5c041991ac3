"""A page as the model is shown it: its places, and what is the same for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.learned.cues import cues_in
from handlers.intake.reading.fields.learned.spans import amount_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from handlers.intake.reading.facts import Leaning
    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.learned.cues import Cue
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.page import Page

_start_of = attrgetter("start")
_FAR = 160  # characters; a sentence is looked at no further
_END = re.compile(r"[.!?;。！？\n](?:(?<!\n)(?=\s|$)|(?<=\n)[ \t]*\n)")


class Distances(NamedTuple):
    """By meaning, the characters to the nearest word on the left and on the right; and what the place itself says."""

    left: Mapping[str, int]
    right: Mapping[str, int]
    inside: Sequence[str]


@dataclass(frozen=True)
class View:
    page: Page
    spans: Sequence[Span]  # from left to right
    taken: Sequence[Candidate]  # what the rules took
    listed: Mapping[str, Collection[str]]  # values in cells of tables, with the fields of their columns
    sent: date | None
    leaning: Leaning  # what sort of mail it likely is
    makes: Mapping[str, Collection[str]]  # fields that the rules gave to codes of the same make, on any page
    called: Mapping[str, Collection[str]]  # fields that the rules gave to the same code, on any page

    @property
    def kind(self) -> str:
        return self.leaning[0]

    @cached_property
    def folded(self) -> str:
        """The page's text."""
        return self.page.words.folded

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Asked for only where a place is doubted."""
        return cues_in(self.page)

    @cached_property
    def amounts(self) -> Sequence[tuple[Span, float]]:
        """The places that count something, each with how much."""
        return [(span, amount) for span in self.spans if (amount := amount_of(span)) is not None]

    def between(self, start: int, end: int) -> Sequence[Span]:
        """Places that begin there."""
        return self.spans[bisect_left(self.spans, start, key=_start_of) : bisect_left(self.spans, end, key=_start_of)]

    def sentence_around(self, span: Span) -> tuple[int, int]:
        place = span.start, span.end
        if place not in self._sentences:
            self._sentences[place] = _sentence_around(self.page.text, *place)
        return self._sentences[place]

    def distances(self, span: Span) -> Distances:
        """Kept by place, as its sentence is: what may be a count may be a code as well."""
        place = span.start, span.end
        if place not in self._distances:
            start, stop = self.sentence_around(span)
            cues = self.cues[bisect_left(self.cues, (start,)) : bisect_left(self.cues, (stop,))]
            self._distances[place] = _distances(cues, *place)
        return self._distances[place]

    @cached_property
    def _sentences(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {}

    @cached_property
    def _distances(self) -> dict[tuple[int, int], Distances]:
        return {}


def _sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    far = max(0, begin - _FAR)
    start = max((cut.end() for cut in _END.finditer(text, far, begin)), default=far)
    stop = _END.search(text, end, end + _FAR)
    return start, stop.start() if stop else end + _FAR


def _distances(cues: Sequence[Cue], begin: int, end: int) -> Distances:
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    inside: list[str] = []
    for cue_begin, cue_end, meanings in cues:
        if cue_end <= begin:
            left.update(dict.fromkeys(meanings, begin - cue_end))
        elif cue_begin < end:
            inside += meanings
    for cue_begin, cue_end, meanings in reversed(cues):  # those further to the left are nearer, and overwrite
        if cue_begin < end:
            break
        if cue_end > begin:
            right.update(dict.fromkeys(meanings, cue_begin - end))
    return Distances(left, right, inside)


def bucket(value: float, limits: Sequence[tuple[float, str]]) -> str:
    """The name of the first limit that the value does not pass; the limits ascend."""
    at = bisect_left(limits, (value,))
    return limits[at][1] if at < len(limits) else "more"
