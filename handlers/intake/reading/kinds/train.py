"""Learning: from the shipped examples and a company's corrections to weights. Needs scikit-learn (extra
`train`).

A new model is kept only if it is better on the part that was held back, and never if it loses more
complaints.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.kinds.classes import NAMES
from handlers.intake.reading.kinds.examples import split
from handlers.intake.reading.kinds.figures import score_of
from handlers.intake.reading.kinds.model import Model
from handlers.intake.reading.kinds.scoring import Score
from handlers.intake.reading.kinds.terms import terms_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handlers.intake.reading.kinds.examples import Example

STRENGTH = 0.3  # C of the linear support vector machine; found by cross-validation on the examples to learn from
CORRECTION_WEIGHT = 3.0  # a correction by a person counts as three examples
_WITHOUT_SIGNS, _WITHOUT_SUBJECT = (
    0.5,
    0.4,
)  # weights of copies that lack something, so that nothing is leaned on
_LEAST_TEXTS = {"w": 2, "p": 2, "s": 2, "c": 3, "i": 1, "j": 3, "l": 2, "y": 2, "h": 1}
_MOST_TERMS = 28_000
_FOLDS = 5
_CALIBRATION_FOLDS = 4


class TrainingUnavailable(Exception):
    """Training needs scikit-learn: install Andon with its extra "train". Reading works without it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about a mail: its true class."""

    label: str
    subject: str
    text: str
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    before: Score
    after: Score
    kept: str  # "before" or "after"
    because: str
    model: Model  # the one to use from now on


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    terms: Counter[str]
    weight: float
    group: int
    source: str = ""


def train(corrections: Sequence[Correction], corpus: Sequence[Example], current: Model | None = None) -> Report:
    """Learn from corpus and corrections, compare on the held-back part, keep the better one."""
    learn, held = split(corpus)
    known = {(one.subject, one.text) for one in held}
    usable = [one for one in corrections if (one.subject, one.text) not in known]
    before = current or fitted(learn, ())
    after = fitted(learn, usable)
    scores = score_of(before, held), score_of(after, held)
    kept, because = _better(*scores)
    return Report(*scores, kept=kept, because=because, model=after if kept == "after" else before)


def _better(before: Score, after: Score) -> tuple[str, str]:
    if after.astray.hits > before.astray.hits:
        return "before", "the new model sends more complaints astray"
    if _worth(after) < _worth(before):
        return "before", "the new model is worse on the held-back mails"
    return "after", "the new model is at least as good on the held-back mails"


def _worth(one: Score) -> float:
    """Deciding more counts only as far as it is right."""
    return one.macro_f1 * one.decided.value


def fitted(examples: Sequence[Example], corrections: Sequence[Correction] = ()) -> Model:
    rows = [*_rows(examples), *_correction_rows(corrections, len(examples))]
    rarity = _rarity(rows)
    full = _fit(rows, rarity, STRENGTH)
    small = _pruned(full)
    return replace(small, temperature=_temperature(rows, STRENGTH))


def _rows(examples: Sequence[Example]) -> list[_Row]:
    rows = []
    for group, one in enumerate(examples):
        rows.append(_Row(one.label, terms_of(one.subject, one.text, one.signs), 1.0, group, one.source))
        if one.signs:
            rows.append(_Row(one.label, terms_of(one.subject, one.text), _WITHOUT_SIGNS, group, one.source))
        if len(one.text) > 60:
            rows.append(_Row(one.label, terms_of("", one.text, one.signs), _WITHOUT_SUBJECT, group, one.source))
    return rows


def _correction_rows(corrections: Sequence[Correction], first_group: int) -> list[_Row]:
    return [
        _Row(one.label, terms_of(one.subject, one.text, one.signs), CORRECTION_WEIGHT, first_group + at)
        for at, one in enumerate(corrections)
    ]


def _rarity(rows: Sequence[_Row]) -> dict[str, float]:
    """Inverse document frequency of the terms that are common enough to be trusted (signs and ideas: all)."""
    groups: Counter[str] = Counter()
    seen: dict[str, int] = {}
    for row in rows:
        for term in row.terms:
            if seen.get(term) != row.group:
                seen[term] = row.group
                groups[term] += 1
    total = len({row.group for row in rows})
    return {
        term: math.log((1 + total) / (1 + count)) + 1
        for term, count in groups.items()
        if count >= _LEAST_TEXTS[term[0]]
    }


def _sklearn() -> tuple[Any, Any]:
    """Imported here and by name: only training needs them, and they have no types."""
    try:
        return import_module("scipy.sparse").csr_matrix, import_module("sklearn.svm").LinearSVC
    except ImportError as missing:
        raise TrainingUnavailable(TrainingUnavailable.__doc__) from missing


def _fit(rows: Sequence[_Row], rarity: Mapping[str, float], strength: float) -> Model:
    csr_matrix, machine = _sklearn()
    columns = {term: at for at, term in enumerate(sorted(rarity))}
    data, indices, starts = [], [], [0]
    for row in rows:
        for term, weight in weights_of(row.terms, rarity).items():
            data.append(weight)
            indices.append(columns[term])
        starts.append(len(data))
    matrix = csr_matrix((data, indices, starts), shape=(len(rows), len(columns)))
    learner = machine(C=strength, random_state=0)
    learner.fit(matrix, [row.label for row in rows], sample_weight=_balanced(rows))
    order = {name: at for at, name in enumerate(learner.classes_)}
    learned = learner.coef_.T.tolist()
    weights = {term: [learned[at][order[name]] for name in NAMES] for term, at in columns.items()}
    bias = [float(learner.intercept_[order[name]]) for name in NAMES]
    return Model(NAMES, dict(rarity), weights, bias)


def _balanced(rows: Sequence[_Row]) -> list[float]:
    """Rare kinds count more, by the square root: full balancing would see recalls everywhere."""
    sums: dict[str, float] = {}
    for row in rows:
        sums[row.label] = sums.get(row.label, 0.0) + row.weight
    mean = sum(sums.values()) / len(sums)
    return [row.weight * (mean / sums[row.label]) ** 0.5 for row in rows]


def _pruned(model: Model) -> Model:
    """Without the terms that say least: they are most of the file and hardly change a score."""
    loudest = sorted(model.weights, key=lambda term: -max(map(abs, model.weights[term])))[:_MOST_TERMS]
    kept = set(loudest)
    return replace(
        model,
        rarity={term: value for term, value in model.rarity.items() if term in kept},
        weights={term: value for term, value in model.weights.items() if term in kept},
    )


def _folds(rows: Sequence[_Row]) -> dict[int, int]:
    """The fold of each group: by its hand, or one by one where there are too few hands."""
    hands = sorted({hand_of(row.source) for row in rows})
    if len(hands) < _CALIBRATION_FOLDS:
        return {row.group: row.group % _CALIBRATION_FOLDS for row in rows}
    at = {hand: number for number, hand in enumerate(hands)}
    return {row.group: at[hand_of(row.source)] % _CALIBRATION_FOLDS for row in rows}


def hand_of(source: str) -> str:
    """Files of one sitting begin alike: "ninth_east" and "ninth_west"; those of the labelled mails have a hand each."""
    return source if source.startswith("mails_") else source.partition("_")[0]


def _temperature(rows: Sequence[_Row], strength: float) -> float:
    """The softness at which shares of unseen mails are honest: the least log loss on folds left out.

    A fold is whole hands: what one wrote in one sitting resembles itself, and would be guessed too surely.
    """
    scored: list[tuple[list[float], int]] = []
    fold_of = _folds(rows)
    for fold in range(_CALIBRATION_FOLDS):
        part = [row for row in rows if fold_of[row.group] != fold]
        model = _pruned(_fit(part, _rarity(part), strength))
        scored += [
            (model.scores(row.terms), NAMES.index(row.label))
            for row in rows
            if fold_of[row.group] == fold and row.weight >= 1
        ]

    def loss(temperature: float) -> float:
        total = 0.0
        for scores, at in scored:
            highest = max(scores)
            total += (
                math.log(sum(math.exp((value - highest) / temperature) for value in scores))
                - (scores[at] - highest) / temperature
            )
        return total

    return min((0.08 * 1.06**step for step in range(60)), key=loss)
