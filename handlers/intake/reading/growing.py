"""Growing a forest from examples. Needs scikit-learn (extra `train`); using forests needs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.forest import Forest

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Shape:
    """How many rounds of trees, how much each round corrects, and how finely a tree may ask."""

    rounds: int
    pace: float
    leaves: int
    least_in_leaf: int
    penalty: float = 2.0


def grown(rows: Sequence[Sequence[float]], names: Sequence[str], order: Sequence[str], shape: Shape) -> Forest:
    """`names` are those of the rows, `order` has all that may occur. Of two names only the second one has trees."""
    numpy, learner = import_module("numpy"), import_module("sklearn.ensemble").HistGradientBoostingClassifier
    machine = learner(
        max_iter=shape.rounds,
        learning_rate=shape.pace,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.least_in_leaf,
        l2_regularization=shape.penalty,
        early_stopping=False,
        random_state=0,
    )
    machine.fit(numpy.array(rows), [order.index(name) for name in names])
    bases, rounds = _inside(machine)
    seen = [order[int(number)] for number in machine.classes_][-len(bases) :]
    trees = {name: [_nested(each[at].nodes, 0) for each in rounds] for at, name in enumerate(seen)}
    return Forest(len(rows[0]), {name: round(base, 4) for name, base in zip(seen, bases, strict=True)}, trees)


def _inside(machine: Any) -> tuple[list[float], Any]:
    """What it begins with, by name, and its rounds of trees: scikit-learn has no public way to them."""
    return [float(base) for base in machine._baseline_prediction.ravel()], machine._predictors  # noqa: SLF001 - no public way


def _nested(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    sides = (_nested(nodes, int(node["left"])), _nested(nodes, int(node["right"])))
    return [int(node["feature_idx"]), round(float(node["num_threshold"]), 4), *sides]
