"""The learned part, used without numpy: a linear model over terms whose weights are a JSON file.

Prediction is a sum over the terms of one mail, which plain Python does in a few milliseconds;
scikit-learn (270 MB, a second to import) is needed for training only. A test shows that both give the
same scores.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.kinds.classes import NAMES
from handlers.intake.reading.kinds.terms import terms_of, weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FORMAT = 1
_SCALE = 1000  # weights are stored as thousandths


@dataclass(frozen=True, slots=True)
class Model:
    """`weights[term]` has one number for each of `names`; `temperature` makes the probabilities honest."""

    names: tuple[str, ...]
    rarity: Mapping[str, float] = field(repr=False)
    weights: Mapping[str, Sequence[float]] = field(repr=False)
    bias: Sequence[float]
    temperature: float = 1.0

    def scores(self, terms: Mapping[str, int]) -> list[float]:
        sums = list(self.bias)
        for term, weight in weights_of(terms, self.rarity).items():
            for at, learned in enumerate(self.weights[term]):
                sums[at] += weight * learned
        return sums

    def probabilities(self, subject: str, text: str, signs: Iterable[str] = ()) -> dict[str, float]:
        return self.shares(self.scores(terms_of(subject, text, signs)))

    def shares(self, scores: Sequence[float], shifts: Sequence[float] = ()) -> dict[str, float]:
        """Scores as probabilities (softmax at the calibrated temperature); shifts are added as log odds."""
        odds = [score / self.temperature for score in scores]
        odds = [one + shift for one, shift in zip(odds, shifts, strict=True)] if shifts else odds
        highest = max(odds)
        powers = [math.exp(one - highest) for one in odds]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.names, powers, strict=True)}


def to_json(model: Model) -> str:
    """One line a term, sorted, so that two trainings can be compared by eye."""
    head = {
        "format": FORMAT,
        "names": list(model.names),
        "temperature": round(model.temperature, 4),
        "bias": [round(value * _SCALE) for value in model.bias],
    }
    lines = [json.dumps(head)[:-1] + ', "terms": {']
    entries = [
        json.dumps(term, ensure_ascii=False)
        + ":"
        + json.dumps(
            [round(model.rarity[term] * _SCALE), *(round(value * _SCALE) for value in model.weights[term])],
            separators=(",", ":"),
        )
        for term in sorted(model.weights)
    ]
    return "\n".join([*lines, ",\n".join(entries), "}}", ""])


def from_json(text: str) -> Model:
    data: dict[str, Any] = json.loads(text)
    if data.get("format") != FORMAT or tuple(data["names"]) != NAMES:
        raise ValueError("these weights belong to another version of the kinds; train them again")
    terms: dict[str, list[int]] = data["terms"]
    return Model(
        names=tuple(data["names"]),
        rarity={term: numbers[0] / _SCALE for term, numbers in terms.items()},
        weights={term: [number / _SCALE for number in numbers[1:]] for term, numbers in terms.items()},
        bias=[value / _SCALE for value in data["bias"]],
        temperature=float(data["temperature"]),
    )


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return from_json((resources.files(__package__) / "weights.json").read_text("utf-8"))


def model_at(path: Path) -> Model:
    """A model that a company trained with its own corrections."""
    return from_json(path.read_text("utf-8"))
