"""The learned part, used without numpy: a linear model over terms whose weights are a JSON file.

Prediction is a sum over the terms of one mail, which plain Python does in a few milliseconds;
scikit-learn (270 MB, a second to import) is needed for training only. A test shows that both give the
same scores.
"""

from __future__ import annotations

import json
import math
from array import array
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from handlers.intake.reading.kinds.classes import NAMES
from handlers.intake.reading.kinds.terms import FAMILY_SCALE, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FORMAT = 1
_SCALE = 1000  # weights are stored as thousandths


class Weighed(NamedTuple):
    """The scores of a mail's terms, and the scale that made its families equally long."""

    scores: list[float]
    scales: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """`weights[term]` has one number for each of `names`; `temperature` makes the probabilities honest."""

    names: tuple[str, ...]
    rarity: Mapping[str, float] = field(repr=False)
    weights: Mapping[str, Sequence[float]] = field(repr=False)
    bias: Sequence[float]
    temperature: float = 1.0

    def known(self, terms: Mapping[str, int]) -> dict[str, int]:
        """Those that were learned, by far the fewer ones."""
        return {term: terms[term] for term in filter(self._rows.__contains__, terms)}

    def weigh(self, known: Mapping[str, int]) -> Weighed:
        """As a sum over `terms.weights_of`, yet what is of one family and occurs equally often is added up at once."""
        rows: dict[tuple[str, int], list[array[float]]] = {}
        for term, count in known.items():
            rows.setdefault((term[0], count), []).append(self._rows[term])
        sums: dict[str, list[float]] = {}
        lengths: dict[str, float] = {}
        for (family, count), some in rows.items():
            often = 1.0 + math.log(count)
            *added, squares, _ = map(sum, zip(*some, strict=True))
            before = sums.get(family, [0.0] * len(self.names))
            sums[family] = [one + often * more for one, more in zip(before, added, strict=True)]
            lengths[family] = lengths.get(family, 0.0) + often * often * squares
        scales = {family: FAMILY_SCALE[family] / math.sqrt(length) for family, length in lengths.items()}
        scaled = [[scales[family] * one for one in some] for family, some in sums.items()]
        return Weighed(list(map(sum, zip(self.bias, *scaled, strict=True))), scales)

    def scores(self, terms: Mapping[str, int]) -> list[float]:
        return self.weigh(self.known(terms)).scores

    def leanings(self, known: Mapping[str, int], scales: Mapping[str, float], name: str) -> dict[str, float]:
        """What each term adds to one class beyond what it adds to all classes on average."""
        at = self.names.index(name)
        often = {count: 1.0 + math.log(count) for count in set(known.values())}
        rows = ((term, count, self._rows[term]) for term, count in known.items())
        return {term: scales[term[0]] * often[count] * (row[at] - row[-1]) for term, count, row in rows}

    @cached_property
    def _rows(self) -> Mapping[str, array[float]]:
        """What a term that occurs once adds to each class, to the squared length of its family, to a class on average."""
        return {term: _row(rarity, self.weights[term]) for term, rarity in self.rarity.items()}

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


def _row(rarity: float, weights: Sequence[float]) -> array[float]:
    """An array lies in one piece: what a few hundred terms of a mail cost is fetching them from memory."""
    products = (rarity * learned for learned in weights)
    return array("d", (*products, rarity * rarity, rarity * sum(weights) / len(weights)))


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
    scaled = {number: number / _SCALE for number in chain.from_iterable(terms.values())}  # each number once in memory
    return Model(
        names=tuple(data["names"]),
        rarity={term: scaled[numbers[0]] for term, numbers in terms.items()},
        weights={term: tuple(map(scaled.__getitem__, numbers[1:])) for term, numbers in terms.items()},
        bias=[value / _SCALE for value in data["bias"]],
        temperature=float(data["temperature"]),
    )


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return from_json((resources.files(__package__) / "weights.json").read_text("utf-8"))


def model_at(path: Path) -> Model:
    """A model that a company trained with its own corrections."""
    return from_json(path.read_text("utf-8"))
