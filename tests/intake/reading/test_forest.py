"""A forest is asked all at once, and answers as each of its trees would alone."""

from __future__ import annotations

import random
from typing import Any

import pytest

from handlers.intake.reading.forest import Forest

COLUMNS = 5


def tree_of(chosen: random.Random, leaves: int) -> Any:
    if leaves == 1:
        return round(chosen.uniform(-1, 1), 4)
    left = chosen.randint(1, leaves - 1)
    sides = tree_of(chosen, left), tree_of(chosen, leaves - left)
    return [chosen.randrange(COLUMNS), float(chosen.randint(-3, 3)), *sides]


def alone(node: Any, row: list[float]) -> float:
    while isinstance(node, list):
        node = node[2] if row[node[0]] <= node[1] else node[3]
    return float(node)


@pytest.mark.parametrize("leaves", [1, 2, 8, 12, 16, 17, 40, 64])
def test_all_trees_together_say_what_each_says_alone(leaves: int) -> None:
    chosen = random.Random(leaves)
    trees = {name: [tree_of(chosen, chosen.randint(1, leaves)) for _ in range(30)] for name in ("yes", "no")}
    forest = Forest(COLUMNS, {"yes": 0.25, "no": -0.5}, trees)
    for _ in range(200):
        row = [chosen.choice((-99.0, chosen.uniform(-4, 4), chosen.randint(-4, 4))) for _ in range(COLUMNS)]
        assert forest.sums(row) == {
            name: forest.bases[name] + sum(alone(tree, row) for tree in trees[name]) for name in trees
        }
