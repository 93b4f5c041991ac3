"""What stands near a place, by its meaning: words of harm, of the whole, of arriving, of an answer; and other counts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.spans import amount_of
from handlers.intake.reading.fields.learned.told import Bundle, Told
from handlers.intake.reading.fields.learned.view import bucket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

_MOST_REMEMBERED = 4_000  # meanings at their distances
_DISTANCES = ((2, "2"), (8, "8"), (20, "20"), (40, "40"), (80, "80"))  # characters
_FAR = _DISTANCES[-1][0] + 1
_BUCKETS = tuple(bucket(distance, _DISTANCES) for distance in range(_FAR + 1))


def meanings_around(view: View, span: Span) -> Told:
    """The nearest word of each meaning on either side, in the sentence."""
    sort = span.sort[:2]
    left, right, inside = view.distances(span)
    alone = [f"{sort}inside {meaning}" for meaning in inside]
    together: list[Bundle] = []
    for side, found in ((f"{sort}left", left), (f"{sort}right", right)):
        together += [_told_of(side, meaning, _BUCKETS[min(distance, _FAR)]) for meaning, distance in found.items()]
        if found:
            together.append(_told_of(side, f"nearest {min(found, key=found.__getitem__)}", view.kind))
    both = {**left, **{meaning: min(at, left.get(meaning, at)) for meaning, at in right.items()}} if right else left
    if both:
        alone.append(f"{sort}nearest {min(both, key=both.__getitem__)}")
    return Told(alone, together)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _told_of(side: str, meaning: str, closer: str) -> Bundle:
    return Bundle((f"{side} {meaning}", f"{side} {meaning} {closer}"))


def rank_of(view: View, span: Span, sentence: tuple[int, int]) -> Iterator[str]:
    """Where a count stands among the others: of two, the smaller one is likely what is bad and the larger one the whole."""
    mine = amount_of(span)
    if mine is None:
        return
    start, stop = sentence
    others = [(other.start, amount) for other, amount in view.amounts if other is not span]
    near = [amount for at, amount in others if start <= at < stop]
    yield _rank("mail", mine, [amount for _, amount in others])
    yield _rank("sentence", mine, near)
    yield f"counts {min(len(others), 6)}"
    yield f"counts near {min(len(near), 4)}"


def _rank(where: str, mine: float, others: list[float]) -> str:
    if not others:
        return f"only count of {where}"
    rank = "largest" if mine >= max(others) else "smallest" if mine <= min(others) else "middle"
    return f"count {rank} of {where}"
