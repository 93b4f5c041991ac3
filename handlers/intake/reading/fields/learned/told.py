"""What the model is told of a place, as it is handed around: features alone, and those that always come together."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple


class Bundle(tuple[str, ...]):
    """Features that a word or a code always brings: kept where they are made, and told apart as objects.

    Comparing them by their features would fetch each of these from memory, which is what adding them up costs.
    """

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


class Told(NamedTuple):
    """What a model adds up."""

    alone: list[str]
    together: list[Bundle]

    def every(self) -> list[str]:
        return [*self.alone, *chain.from_iterable(self.together)]
