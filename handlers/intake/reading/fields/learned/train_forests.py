"""Learning the forests of the second look. Needs scikit-learn (extra `train`); using them needs nothing.

What the first look says of a mail must be as good as it will be on mail that nobody has seen: each writer's mails are
looked at by a model that was learned from the other writers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.codes_again import MEANT, pairs_of
from handlers.intake.reading.fields.learned.looks import looks_at
from handlers.intake.reading.fields.learned.model import NOTHING
from handlers.intake.reading.fields.learned.second_look import CODE, NAMES, places_of, row_of
from handlers.intake.reading.fields.learned.train import name_of, trained
from handlers.intake.reading.growing import Shape, grown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handlers.intake.reading.fields.learned.model import Model
    from handlers.intake.reading.fields.learned.train import Lesson
    from handlers.intake.reading.forest import Forest

_FOLDS = 5
_SHAPE = Shape(rounds=60, pace=0.12, leaves=12, least_in_leaf=20)

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
    names = (NOTHING, *(NAMES[sort] if sort != CODE else (MEANT,)))
    return grown([row for _, row, _ in examples], [name for _, _, name in examples], names, _SHAPE)
