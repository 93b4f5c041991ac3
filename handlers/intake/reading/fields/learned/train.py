"""Learning the weights from labelled mails. Needs scikit-learn (extra `train`); using them needs nothing.

A label names values, not places. A value that stands in several places is first taken for said in all of them; then a
model learned from that says which places are meant, and learning starts again with those.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.features import EVERYWHERE, told_of
from handlers.intake.reading.fields.learned.looks import Called, before_of, clusters
from handlers.intake.reading.fields.learned.model import BOTH, NAMES, NOTHING, Model, allowed_for
from handlers.intake.reading.fields.learned.spans import COUNT_FIELDS
from handlers.intake.reading.fields.learned.surroundings import WORDY
from handlers.intake.reading.fields.learned.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

STRENGTH = 1.0  # inverse of the L2 penalty
_OF_A_WORD = 0.35
_TWO = 2  # of two names only the second one is learned; the first one is its contrary
_NEVER = -20.0  # for a field that no lesson showed
_LEAST_SEEN = 2  # places that show a feature
_LEAST_WEIGHT = 0.04
_DOUBTFUL = 0.4  # of the likeliest place's share; a place less likely than that is not meant


@dataclass(frozen=True, slots=True)
class Lesson:
    """One mail: its pages, and the values of its label by field, made comparable by `normal`."""

    views: tuple[View, ...]
    values: Mapping[str, frozenset[str]]
    weight: float = 1.0
    writer: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    features: list[str]
    name: str
    fields: tuple[str, ...]
    value: tuple[int, str]  # the lesson's number and the value, to find the other places of it
    weight: float


def trained(lessons: Sequence[Lesson], normal: Callable[[str, str], str], rounds: int = 2) -> Model:
    places = [place for number, one in enumerate(lessons) for place in _places(number, one, normal)]
    model = _fitted(places)
    for _ in range(rounds - 1):
        model = _fitted(_meant(places, model))
    return model


def _places(number: int, lesson: Lesson, normal: Callable[[str, str], str]) -> Iterable[_Place]:
    for view in lesson.views:
        previous: Called | None = None
        for cluster in clusters(view.spans):
            named = [(span, name_of(span, lesson.values, normal)) for span in cluster]
            for span, name in named:
                features = told_of(view, span, before_of(view, previous, span)).every()
                yield _Place(features, name, span.fields, (number, span.value), lesson.weight)
            last = next((each for each in reversed(named) if each[1]), None)
            previous = Called(last[0], last[1], 1.0) if last else previous


def name_of(span: Span, values: Mapping[str, frozenset[str]], normal: Callable[[str, str], str]) -> str:
    """What the label calls a place with this value; NOTHING when it does not name the value."""
    readings = (span.value, span.other) if span.other else (span.value,)
    found = [name for name in span.fields if any(normal(name, reading) in values.get(name, ()) for reading in readings)]
    if found == list(COUNT_FIELDS):
        return BOTH
    return found[0] if found else NOTHING


def _meant(places: Sequence[_Place], model: Model) -> list[_Place]:
    shares = [
        model.shares(Told(place.features, []), allowed_for(place.fields)).get(place.name, 0.0) for place in places
    ]
    best: dict[tuple[int, str, str], float] = {}
    for place, share in zip(places, shares, strict=True):
        key = (*place.value, place.name)
        best[key] = max(best.get(key, 0.0), share)
    return [
        place
        for place, share in zip(places, shares, strict=True)
        if place.name == NOTHING or share >= _DOUBTFUL * best[(*place.value, place.name)]
    ]


def _fitted(places: Sequence[_Place]) -> Model:
    csr_matrix, learner = _sklearn()
    counted = Counter(feature for place in places for feature in set(place.features))
    columns = {feature: at for at, feature in enumerate(sorted(f for f, n in counted.items() if n >= _LEAST_SEEN))}
    scales = [_scale(feature) for feature in columns]
    data, indices, starts = [], [], [0]
    for place in places:
        shown = sorted({columns[feature] for feature in place.features if feature in columns})
        indices += shown
        data += [scales[at] for at in shown]
        starts.append(len(indices))
    matrix = csr_matrix((data, indices, starts), shape=(len(places), len(columns)))
    machine = learner(C=STRENGTH, max_iter=200, fit_intercept=False)
    machine.fit(matrix, [NAMES.index(place.name) for place in places], [place.weight for place in places])
    numbers = [int(at) for at in machine.classes_]
    rows = machine.coef_ if len(numbers) > _TWO else [-machine.coef_[0], machine.coef_[0]]
    weights = {
        feature: tuple(
            (numbers[row], round(float(weight) * scales[at], 2))
            for row, weight in enumerate(each[at] for each in rows)
            if abs(weight) * scales[at] >= _LEAST_WEIGHT
        )
        for feature, at in columns.items()
    }
    weights[EVERYWHERE] = (*weights[EVERYWHERE], *((at, _NEVER) for at in range(len(NAMES)) if at not in numbers))
    return Model({feature: pairs for feature, pairs in weights.items() if pairs})


def _scale(feature: str) -> float:
    """A small feature is penalised more: words are believed only where many mails agree."""
    return _OF_A_WORD if feature.startswith(WORDY) else 1.0


def _sklearn() -> tuple[Any, Any]:
    """Imported here and by name: only training needs them, and they have no types."""
    return import_module("scipy.sparse").csr_matrix, import_module("sklearn.linear_model").LogisticRegression
