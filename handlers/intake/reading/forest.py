"""Boosted trees in plain Python: each tree asks some numbers of a row and answers with a number; a name's answers add up.

Learned elsewhere (`train_forests`), stored as nested lists: a question is `[column, limit, at most, above]`, a leaf a number.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.forest_lanes import Lanes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT = 1


@dataclass(frozen=True)
class Forest:
    """`trees[name]` are all trees of a name; `width` is the number of columns that they were learned with."""

    width: int
    bases: Mapping[str, float]
    trees: Mapping[str, Sequence[Any]] = field(repr=False)

    def shares(self, row: Sequence[float]) -> dict[str, float]:
        """Probabilities of the names; they add up to one."""
        sums = self.sums(row)
        highest = max(sums.values())
        powers = {name: math.exp(value - highest) for name, value in sums.items()}
        total = sum(powers.values())
        return {name: power / total for name, power in powers.items()}

    def sums(self, row: Sequence[float]) -> dict[str, float]:
        """What all trees of a name say together; of a single name these are log odds."""
        answers = self._lanes.answers(row)
        return {name: self.bases[name] + sum(islice(answers, len(trees))) for name, trees in self.trees.items()}

    @cached_property
    def _lanes(self) -> Lanes:
        return Lanes(list(chain.from_iterable(self.trees.values())))


def to_json(forests: Mapping[str, Forest]) -> str:
    """One line a tree, so that two trainings can be compared by eye."""
    parts = []
    for sort, forest in forests.items():
        head = json.dumps({"width": forest.width, "bases": forest.bases}, ensure_ascii=False)[:-1]
        names = ",\n".join(f"{json.dumps(name)}: [\n{_lines(trees)}\n]" for name, trees in forest.trees.items())
        parts.append(f'{json.dumps(sort)}: {head}, "trees": {{\n{names}}}}}')
    return f'{{"format": {FORMAT}, "forests": {{\n' + ",\n".join(parts) + "}}\n"


def _lines(trees: Sequence[Any]) -> str:
    return ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)


def from_json(text: str) -> dict[str, Forest]:
    """By the sort of place that each of them judges."""
    data: dict[str, Any] = json.loads(text)
    if data.get("format") != FORMAT:
        raise ValueError("these trees belong to another version of the fields; train them again")
    return {sort: Forest(each["width"], each["bases"], each["trees"]) for sort, each in data["forests"].items()}
