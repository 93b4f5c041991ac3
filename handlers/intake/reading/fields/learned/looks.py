"""The first look at a page, from left to right: what each place may be, told what the place before was called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.learned.features import told_of
from handlers.intake.reading.fields.learned.model import NOTHING, allowed_for
from handlers.intake.reading.fields.learned.spans import COUNT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.learned.model import Model
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

SURE = 0.9  # of a rule: nobody else is asked
# "Our reference" is a notice's number or a complaint's, "12 of 40" what is bad or a fraction in a newsletter: here a rule
# knows the place better than the name, and what was learned decides unless the company's own records know the value.
MEANT_TWO_WAYS = frozenset(
    ("sales_order", "pcn_number", "customer_reference", "delivery_date", "answer_by", *COUNT_FIELDS)
)
BEYOND_DOUBT = 0.96
_NEARLY_SURE, _DISBELIEF, _UTTER_DISBELIEF = 0.7, 0.1, 0.03
_LEAST = 0.5
_SUREST = 0.97  # nothing that was only learned is certain
_SILENCE = 0.8  # what "nothing" weighs: a value that is passed over costs a person more than one that is struck out
_SPACES = re.compile(r"\s{2,}")
_GAP = 12  # characters between two places that are shown to the model as they stand


@dataclass(frozen=True, slots=True)
class Look:
    """`shares` are the probabilities of the names that a place may have; `said` is what a rule says of just this place."""

    span: Span
    shares: Mapping[str, float]
    said: Candidate | None

    @property
    def is_sure(self) -> bool:
        return self.said is not None and is_certain(self.said)


class Called(NamedTuple):
    span: Span
    name: str
    share: float


def is_certain(said: Candidate) -> bool:
    return said.confidence >= SURE and (said.name not in MEANT_TWO_WAYS or said.confidence >= BEYOND_DOUBT)


def looks_at(view: View, model: Model) -> Iterator[Look]:
    previous: Called | None = None
    for cluster in clusters(view.spans):
        looks = [_look(view, model, span, previous) for span in cluster]
        yield from looks
        previous = next(reversed(kept(looks)), previous)


def _look(view: View, model: Model, span: Span, previous: Called | None) -> Look:
    said = _said_of(view, span)
    if said is not None and is_certain(said):
        return Look(span, {NOTHING: 1 - said.confidence, said.name: said.confidence}, said)
    told = told_of(view, span, before_of(view, previous, span))
    return Look(span, model.shares(told, allowed_for(span.fields)), said)


def _said_of(view: View, span: Span) -> Candidate | None:
    here = (
        one
        for one in view.taken
        if one.start == span.start and one.end == span.end and one.value == span.value and one.name in span.fields
    )
    return max(here, key=lambda one: one.confidence, default=None)


def before_of(view: View, previous: Called | None, span: Span) -> str:
    """ "lot, ": the field of the place before and what stands between, if that is little."""
    if previous is None:
        return "first"
    gap = _SPACES.sub(_one_sort, view.folded[previous.span.end : span.start])
    return f"after {previous.name} {gap if len(gap) <= _GAP else 'far'}"


def _one_sort(spaces: re.Match[str]) -> str:
    """Two spaces for many, between the cells of a table; a line's end for several."""
    return "\n" if "\n" in spaces.group() else "  "


def kept(looks: Iterable[Look]) -> list[Called]:
    """What the places are called, from left to right; of places that overlap the likeliest one is kept."""
    found: list[Called] = []
    for one in sorted(map(called, looks), key=lambda one: -one.share):
        if one.name != NOTHING and all(_are_apart(one.span, other.span) for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.span.start)


def _are_apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def called(look: Look) -> Called:
    """A sure rule is believed, a nearly sure one unless the model disbelieves it; else the likeliest name counts.

    Where a rule was sure of that name too, it is as sure as the rule.
    """
    said = look.said
    if said is not None and (look.is_sure or _is_believed(_sureness(said, look.span), look.shares[said.name])):
        return Called(look.span, said.name, said.confidence)
    nothing = look.shares[NOTHING] * _SILENCE
    something = {name: share for name, share in look.shares.items() if name != NOTHING}
    share = sum(something.values())
    share /= share + nothing
    if share < _LEAST:
        return Called(look.span, NOTHING, 1 - share)
    name = max(something, key=something.__getitem__)
    if said is not None and said.name == name and said.confidence >= SURE:
        share = max(share, said.confidence)
    return Called(look.span, name, min(share, _SUREST))


def _sureness(said: Candidate, span: Span) -> float:
    """Of what a place is called: which day 03/04/2026 is may still be doubted."""
    return min(said.confidence / span.surety, _SUREST)


def _is_believed(sureness: float, share: float) -> bool:
    if sureness >= SURE:
        return share >= _UTTER_DISBELIEF
    return sureness >= _NEARLY_SURE and share >= _DISBELIEF


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
