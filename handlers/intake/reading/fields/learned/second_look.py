"""The second look, at counts and days: what the first one made of the whole mail is told to each of its places.

Whether "400" is what was delivered shows in the "12" that is likelier broken, and whether a day is a deadline in the other
days; a place alone cannot know it. What is told is a row of numbers, and a forest of trees answers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.codes_again import judged_codes
from handlers.intake.reading.fields.learned.figures import FAR, NEVER, UNKNOWN, kind_number, odds_of
from handlers.intake.reading.fields.learned.model import BOTH, NOTHING
from handlers.intake.reading.fields.learned.spans import COUNT_FIELDS, DAY_FIELDS
from handlers.intake.reading.fields.learned.standing import standing_of
from handlers.intake.reading.forest import from_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.learned.looks import Look
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View
    from handlers.intake.reading.forest import Forest

NAMES: Mapping[str, tuple[str, ...]] = {"count": (*COUNT_FIELDS, BOTH), "day": DAY_FIELDS}  # by sort of place
CODE = "code"  # the sort that `codes_again` looks at
MOST_PLACES = 60  # of one sort; in longer lists the likelier ones are looked at twice
_WORTH = 0.02  # a place that is less likely anything stays what it is
_UNITS = {"": 0, "%": 1, "ppm": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A look, where in the mail it was, and its figures: log odds of nothing and of each name, and its size."""

    look: Look
    page: int
    odds: tuple[float, ...]
    size: float  # of a count its logarithm, of a day the days from the mail's

    @property
    def span(self) -> Span:
        return self.look.span

    @property
    def is_open(self) -> bool:
        return self.look.shares[NOTHING] <= 1 - _WORTH

    def is_beside(self, other: Place) -> bool:
        apart = self.span.end <= other.span.start or other.span.end <= self.span.start
        return self.page != other.page or apart


def looked_again(
    looks: Sequence[Sequence[Look]], views: Sequence[View], forests: Mapping[str, Forest]
) -> list[list[Look]]:
    """`looks` are those of each view; those that a forest has judged come back with its shares."""
    judged = {
        id(look): replace(look, shares=shares)
        for sort, forest in forests.items()
        for look, shares in _judged(looks, views, forest, sort)
    }
    return [[judged.get(id(look), look) for look in page] for page in looks]


def _judged(
    looks: Sequence[Sequence[Look]], views: Sequence[View], forest: Forest, sort: str
) -> Iterator[tuple[Look, Mapping[str, float]]]:
    if sort == CODE:
        yield from judged_codes(looks, views, forest)
        return
    places = places_of(looks, views, sort)
    for at, place in enumerate(places):
        if place.is_open and not place.look.is_sure:
            yield place.look, forest.shares(row_of(places, at, views[place.page]))


def places_of(looks: Sequence[Sequence[Look]], views: Sequence[View], sort: str) -> list[Place]:
    """All of a sort in the mail, from left to right; of too many the likelier ones."""
    places = [
        _place(look, page, views[page]) for page, found in enumerate(looks) for look in found if look.span.sort == sort
    ]
    if len(places) > MOST_PLACES:
        likelier = sorted(places, key=lambda one: one.odds[0])[:MOST_PLACES]
        places = sorted(likelier, key=lambda one: (one.page, one.span.start))
    return places


def _place(look: Look, page: int, view: View) -> Place:
    names = (NOTHING, *NAMES[look.span.sort])
    return Place(look, page, tuple(odds_of(look.shares.get(name, 0.0)) for name in names), _size(look.span, view.sent))


def _size(span: Span, sent: date | None) -> float:
    if span.sort == "count":
        return math.log1p(float(span.value.partition(" ")[0]))
    return (date.fromisoformat(span.value) - sent).days if sent else UNKNOWN


def row_of(places: Sequence[Place], at: int, view: View) -> list[float]:
    """The numbers that the forest is asked with; their order is the forest's columns."""
    place = places[at]
    others = [other for other in places if other.is_beside(place)]
    before = next((other for other in reversed(places[:at]) if other.span.end <= place.span.start), None)
    behind = next((other for other in places[at:] if other.span.start >= place.span.end), None)
    return [
        *place.odds,
        *_against(place, others),
        *_neighbour(place, before if before and before.page == place.page else None),
        *_neighbour(place, behind if behind and behind.page == place.page else None),
        *_of_the_same(place, others),
        *_itself(place, view),
        len(places),
        at / len(places),
        *(_sums(place, others) if place.span.sort == "count" else standing_of(place, others, view)),
    ]


def _against(place: Place, others: Sequence[Place]) -> Iterator[float]:
    """By name: how likely the likeliest other place is, how much more there are, and how much smaller this one is."""
    for at in range(1, len(place.odds)):
        best = max(others, key=lambda one: one.odds[at], default=None)
        yield best.odds[at] if best else NEVER
        yield sum(1 / (1 + math.exp(-one.odds[at])) for one in others)
        yield best.size - place.size if best else UNKNOWN


def _neighbour(place: Place, other: Place | None) -> Iterator[float]:
    if other is None:
        yield from (UNKNOWN for _ in (*place.odds[1:], "distance", "size"))
        return
    yield from other.odds[1:]
    yield max(place.span.start - other.span.end, other.span.start - place.span.end)
    yield other.size - place.size


def _of_the_same(place: Place, others: Sequence[Place]) -> Iterator[float]:
    """What the same value is taken for elsewhere."""
    same = [other for other in others if other.span.value == place.span.value]
    yield from (max((one.odds[at] for one in same), default=NEVER) for at in range(1, len(place.odds)))


def _itself(place: Place, view: View) -> Iterator[float]:
    span = place.span
    yield place.size
    yield kind_number(view.leaning)
    yield min(span.start, FAR)
    yield min(len(view.page.text) - span.end, FAR)
    yield _UNITS.get(span.value.partition(" ")[2], len(_UNITS)) if span.sort == "count" else span.end - span.start
    rules = {one.name: one.confidence for one in view.taken if one.start < span.end and span.start < one.end}
    yield from (rules.get(name, 0.0) for name in NAMES[span.sort] if name != BOTH)


def _sums(place: Place, others: Sequence[Place]) -> Iterator[float]:
    """Is it the difference of two other counts (112 listed, 100 found: 12 short), or their sum?"""
    amounts = {_amount(other) for other in others}
    mine = _amount(place)
    yield any(one - mine in amounts for one in amounts if one > mine)
    yield any(mine - one in amounts for one in amounts if one < mine)


def _amount(place: Place) -> float:
    return float(place.span.value.partition(" ")[0])


@lru_cache(maxsize=1)
def shipped_forests() -> Mapping[str, Forest]:
    """By the sort of place that each of them judges."""
    return from_json((resources.files(__package__) / "forests.json").read_text("utf-8"))
