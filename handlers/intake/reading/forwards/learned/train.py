"""Learning which lines of a text are a head. Needs scikit-learn (extra `train`); reading needs nothing.

Every text is looked at twice, the second time as if nobody knew the labels of its language, so that the trees learn what a head
looks like without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.forest import Forest
from handlers.intake.reading.fields.learned.train_forests import inside_of, nested
from handlers.intake.reading.forwards.learned.heads import HEAD, TEXT
from handlers.intake.reading.forwards.learned.rows import columns_of, rows_of
from handlers.intake.reading.forwards.learned.signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

ROUNDS, PACE, LEAVES, LEAST_IN_LEAF, PENALTY = 150, 0.07, 10, 15, 2.0
OF_LABELS = frozenset(
    {name for name in SIGNS if name.startswith("label")} | {"first word", "headers named", "separator"}
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The lines of a text as they are laid out, the mail around it, and the places of the lines that are a head."""

    lines: Sequence[Line]
    carrier: Carrier
    heads: frozenset[int]
    writer: str


def trained(lessons: Sequence[Lesson]) -> Forest:
    numpy, learner = import_module("numpy"), import_module("sklearn.ensemble").HistGradientBoostingClassifier
    blind = columns_of(OF_LABELS)
    rows: list[tuple[float, ...]] = []
    names: list[bool] = []
    for lesson in lessons:
        found = rows_of(lesson.lines, lesson.carrier)
        rows += [*found, *(_without(row, blind) for row in found)]
        written = [place for place, line in enumerate(lesson.lines) if line.text][: len(found)]
        names += [place in lesson.heads for place in written] * 2
    machine = learner(
        max_iter=ROUNDS,
        learning_rate=PACE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAST_IN_LEAF,
        l2_regularization=PENALTY,
        early_stopping=False,
        random_state=0,
    )
    machine.fit(numpy.array(rows), numpy.array(names))
    return _forest(machine, len(rows[0]))


def _without(row: tuple[float, ...], columns: frozenset[int]) -> tuple[float, ...]:
    """A place outside the text (-1) stays one."""
    return tuple(min(value, 0.0) if column in columns else value for column, value in enumerate(row))


def _forest(machine: Any, width: int) -> Forest:
    """Two names for one sum: that of text is always nothing."""
    (base,), rounds = inside_of(machine)
    return Forest(
        width, {HEAD: round(base, 4), TEXT: 0.0}, {HEAD: [nested(each[0].nodes, 0) for each in rounds], TEXT: []}
    )
