"""Learning which lines of a text are a head. Needs scikit-learn (extra `train`); reading needs nothing.

Every text is looked at twice, the second time as if nobody knew the labels of its language, so that the trees learn what a head
looks like without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.learned.heads import HEAD, TEXT
from handlers.intake.reading.forwards.learned.rows import columns_of, rows_of
from handlers.intake.reading.forwards.learned.signs import SIGNS
from handlers.intake.reading.growing import Shape, grown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forest import Forest
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

SHAPE = Shape(rounds=150, pace=0.07, leaves=10, least_in_leaf=15)
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
    blind = columns_of(OF_LABELS)
    rows: list[tuple[float, ...]] = []
    names: list[str] = []
    for lesson in lessons:
        found = rows_of(lesson.lines, lesson.carrier)
        rows += [*found, *(_without(row, blind) for row in found)]
        written = [place for place, line in enumerate(lesson.lines) if line.text][: len(found)]
        names += [HEAD if place in lesson.heads else TEXT for place in written] * 2
    return grown(rows, names, (TEXT, HEAD), SHAPE)


def _without(row: tuple[float, ...], columns: frozenset[int]) -> tuple[float, ...]:
    """A place outside the text (-1) stays one."""
    return tuple(min(value, 0.0) if column in columns else value for column, value in enumerate(row))
