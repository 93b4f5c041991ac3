"""What the model is told of a place, as it is handed around: features alone, and those that always come together."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

Bundle = tuple[str, ...]


class Told(NamedTuple):
    """A word or a code always brings the same features: they are named once, as a bundle, and added up once."""

    alone: list[str]
    together: list[Bundle]

    def every(self) -> list[str]:
        return [*self.alone, *chain.from_iterable(self.together)]
