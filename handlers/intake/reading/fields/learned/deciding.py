"""From left to right: of places that overlap the likeliest reading is kept, and what it was called is told to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.dates import LESS_LIKELY
from handlers.intake.reading.fields.learned.features import features_of
from handlers.intake.reading.fields.learned.model import BOTH, NOTHING, allowed_for
from handlers.intake.reading.fields.learned.spans import COUNT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.learned.model import Model
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

_LEAST = 0.5
_SURE, _NEARLY_SURE, _DISBELIEF = 0.9, 0.7, 0.05
_SUREST = 0.97  # nothing that was only learned is certain
_SILENCE = 0.65  # what "nothing" weighs: a value that is passed over costs a person more than one that is struck out
_SPACES = re.compile(r"\s{2,}")
_GAP = 12  # characters between two places that are shown to the model as they stand


@dataclass(frozen=True, slots=True)
class Called:
    span: Span
    name: str
    share: float


def before_of(view: View, previous: Called | None, span: Span) -> str:
    """ "lot, ": the field of the place before and what stands between, if that is little."""
    if previous is None:
        return "first"
    gap = _SPACES.sub(_one_sort, view.folded[previous.span.end : span.start])
    return f"after {previous.name} {gap if len(gap) <= _GAP else 'far'}"


def _one_sort(spaces: re.Match[str]) -> str:
    """Two spaces for many, between the cells of a table; a line's end for several."""
    return "\n" if "\n" in spaces.group() else "  "


def decided(view: View, model: Model) -> Iterator[Candidate]:
    """Candidates with the model's share as confidence; what is likelier nothing is left out."""
    for called in readings(view, model):
        span = called.span
        for name in COUNT_FIELDS if called.name == BOTH else (called.name,):
            yield Candidate(name, span.value, round(min(called.share, span.surety), 2), span.start, span.end)
            if span.other:
                yield Candidate(name, span.other, LESS_LIKELY, span.start, span.end)


def readings(view: View, model: Model) -> Iterator[Called]:
    previous: Called | None = None
    for cluster in clusters(view.spans):
        best = sorted((_called(view, model, span, previous) for span in cluster), key=lambda one: -one.share)
        kept: list[Called] = []
        for one in best:
            free = all(one.span.end <= other.span.start or other.span.end <= one.span.start for other in kept)
            if one.name != NOTHING and free:
                kept.append(one)
        kept.sort(key=lambda one: one.span.start)
        yield from kept
        previous = kept[-1] if kept else previous


def _called(view: View, model: Model, span: Span, previous: Called | None) -> Called:
    said = _said_of(view, span)
    if said is not None and said.confidence >= _SURE:
        return Called(span, said.name, said.confidence)
    shares = model.shares(features_of(view, span, before_of(view, previous, span)), allowed_for(span.fields))
    if said is not None and said.confidence >= _NEARLY_SURE and shares[said.name] >= _DISBELIEF:
        return Called(span, said.name, said.confidence)
    nothing = shares.pop(NOTHING) * _SILENCE
    something = sum(shares.values())
    share = something / (something + nothing)
    name = max(shares, key=shares.__getitem__)
    return Called(span, name, min(share, _SUREST)) if share >= _LEAST else Called(span, NOTHING, 1 - share)


def _said_of(view: View, span: Span) -> Candidate | None:
    """What a rule says of just this place: if it is sure, nobody else is asked; if nearly, only disbelief stands against it."""
    here = (
        one
        for one in view.taken
        if one.start == span.start and one.end == span.end and one.value == span.value and one.name in span.fields
    )
    return max(here, key=lambda one: one.confidence, default=None)


def clusters(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Groups of places that overlap, from left to right."""
    group: list[Span] = []
    end = 0
    for span in spans:
        if group and span.start >= end:
            yield group
            group = []
        group.append(span)
        end = max(end, span.end) if len(group) > 1 else span.end
    if group:
        yield group
