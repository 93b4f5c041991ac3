"""Learning the forests of the second look. Needs scikit-learn (extra `train`); using them needs nothing.

What the first look says of a mail must be as good as it will be on mail that nobody has seen: each writer's mails are
looked at by a model that was learned from the other writers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.codes_again import MEANT, pairs_of
from handlers.intake.reading.fields.learned.forest import Forest
from handlers.intake.reading.fields.learned.looks import looks_at
from handlers.intake.reading.fields.learned.model import NOTHING
from handlers.intake.reading.fields.learned.second_look import CODE, NAMES, places_of, row_of
from handlers.intake.reading.fields.learned.train import name_of, trained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handlers.intake.reading.fields.learned.model import Model
    from handlers.intake.reading.fields.learned.train import Lesson

_FOLDS = 5
_ROUNDS, _PACE, _LEAVES, _LEAST_IN_LEAF, _PENALTY = 60, 0.12, 12, 20, 2.0

Example = tuple[str, "Sequence[float]", str]  # sort, row, name


def trained_forests(lessons: Sequence[Lesson], normal: Callable[[str, str], str]) -> dict[str, Forest]:
    examples = [
        example
        for inside, outside in _folds(lessons)
        for example in examples_of(inside, trained(outside, normal, rounds=1), normal)
    ]
    by_sort = {sort: [one for one in examples if one[0] == sort] for sort in (CODE, *NAMES)}
    return {sort: fitted(sort, found) for sort, found in by_sort.items() if found}


def _folds(lessons: Sequence[Lesson]) -> Iterator[tuple[list[Lesson], list[Lesson]]]:
    writers = sorted({lesson.writer for lesson in lessons})
    for fold in range(_FOLDS):
        mine = set(writers[fold::_FOLDS])
        yield [one for one in lessons if one.writer in mine], [one for one in lessons if one.writer not in mine]


def examples_of(lessons: Sequence[Lesson], model: Model, normal: Callable[[str, str], str]) -> Iterator[Example]:
    for lesson in lessons:
        looks = [list(looks_at(view, model)) for view in lesson.views]
        for code, rows in pairs_of(looks, lesson.views):
            meant = name_of(code.look.span, lesson.values, normal)
            yield from ((CODE, row, MEANT if name == meant else NOTHING) for name, row in rows.items())
        for sort in NAMES:
            places = places_of(looks, lesson.views, sort)
            for at, place in enumerate(places):
                if place.is_open:
                    name = name_of(place.span, lesson.values, normal)
                    yield sort, row_of(places, at, lesson.views[place.page]), name


def fitted(sort: str, examples: Sequence[Example]) -> Forest:
    numpy, learner = import_module("numpy"), import_module("sklearn.ensemble").HistGradientBoostingClassifier
    names = (NOTHING, *(NAMES[sort] if sort != CODE else (MEANT,)))
    machine = learner(
        max_iter=_ROUNDS,
        learning_rate=_PACE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_LEAST_IN_LEAF,
        l2_regularization=_PENALTY,
        early_stopping=False,
        random_state=0,
    )
    machine.fit(numpy.array([row for _, row, _ in examples]), [names.index(name) for _, _, name in examples])
    seen = [names[int(number)] for number in machine.classes_]
    bases, rounds = inside_of(machine)
    seen = seen[-len(bases) :]  # of two names only the second one has trees
    trees = {name: [nested(each[at].nodes, 0) for each in rounds] for at, name in enumerate(seen)}
    return Forest(len(examples[0][1]), {name: round(base, 4) for name, base in zip(seen, bases, strict=True)}, trees)


def inside_of(machine: Any) -> tuple[list[float], Any]:
    """What it begins with, by name, and its rounds of trees: scikit-learn has no public way to them."""
    return [float(base) for base in machine._baseline_prediction.ravel()], machine._predictors  # noqa: SLF001 - see above


def nested(nodes: Any, at: int) -> Any:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    sides = (nested(nodes, int(node["left"])), nested(nodes, int(node["right"])))
    return [int(node["feature_idx"]), round(float(node["num_threshold"]), 4), *sides]
