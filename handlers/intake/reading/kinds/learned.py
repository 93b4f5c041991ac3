"""A term with all that was learned of it, in one object: what the hundreds of terms of a mail cost is fetching them from memory."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.rows import packed

if TYPE_CHECKING:
    from collections.abc import Sequence


class Learned:
    """A model has one for each term, which is compared by identity.

    `row` is what the term adds, where it occurs once, to the squared length of its family, and to each class (`rows`);
    `leanings` by class, what it adds beyond what it adds to all classes on average.
    """

    __slots__ = ("family", "leanings", "row")

    def __init__(self, family: str, row: int, leanings: array[float]) -> None:
        self.family, self.row, self.leanings = family, row, leanings


def learned(term: str, rarity: float, weights: Sequence[float]) -> Learned:
    mean = sum(weights) / len(weights)
    row = packed(rarity * rarity, (rarity * weight for weight in weights))
    return Learned(term[0], row, array("d", (rarity * (weight - mean) for weight in weights)))
