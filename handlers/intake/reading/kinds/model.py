"""The learned part, used without numpy: a linear model over terms whose weights are a JSON file.

Prediction is a sum over the terms of one mail, which plain Python does in a few milliseconds;
scikit-learn (270 MB, a second to import) is needed for training only. A test shows that both give the
same scores.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from handlers.intake.reading.kinds.classes import NAMES
from handlers.intake.reading.kinds.learned import Learned, learned
from handlers.intake.reading.kinds.rows import first_of, fixed, rest_of
from handlers.intake.reading.kinds.terms import FAMILY_SCALE, pieces_of, words_and_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

FORMAT = 1
_SCALE = 1000  # weights are stored as thousandths
NO_WORDS: Mapping[str, int] = MappingProxyType({})
_MOST_REMEMBERED = 8_192  # words with those of their pieces that were learned


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

    def learned(self, term: str) -> Learned | None:
        """None for a term that says nothing. What is found is kept: mails repeat their words."""
        found = self._learned.get(term)
        if found is None and term in self.rarity:
            found = self._learned[term] = learned(term, self.rarity[term], self.weights[term])
        return found

    @cached_property
    def _learned(self) -> dict[str, Learned]:
        return {}

    @cached_property
    def pieces_of(self) -> Callable[[str], tuple[Learned, ...]]:
        """The pieces of a word that were learned."""
        return lru_cache(_MOST_REMEMBERED)(lambda word: tuple(filter(None, map(self.learned, pieces_of(word)))))

    @cached_property
    def of_word(self) -> Callable[[str], tuple[Learned, ...]]:
        """What was learned of a whole word, in a text and in a subject."""
        return lru_cache(_MOST_REMEMBERED)(
            lambda word: tuple(filter(None, (self.learned(f"w{word}"), self.learned(f"s{word}"))))
        )

    def known(self, terms: Mapping[str, int], words: Mapping[str, int] = NO_WORDS) -> dict[Learned, int]:
        """What was learned of these terms and of the pieces of these words, with how often it occurs."""
        known = {found: count for term, count in terms.items() if (found := self.learned(term))}
        for word, times in words.items():
            for piece in self.pieces_of(word):
                known[piece] = known.get(piece, 0) + times
        return known

    def weigh(self, known: Mapping[Learned, int]) -> Weighed:
        """As a sum over `terms.weights_of`, yet what is of one family and occurs equally often is added up at once."""
        rows: defaultdict[tuple[str, int], int] = defaultdict(int)
        for term, count in known.items():
            rows[term.family, count] += term.row
        sums: defaultdict[str, int] = defaultdict(int)
        lengths: defaultdict[str, float] = defaultdict(float)
        for (family, count), row in rows.items():
            often = 1.0 + math.log(count)
            sums[family] += fixed(often) * row
            lengths[family] += often * often * first_of(row)
        scales = {family: FAMILY_SCALE[family] / math.sqrt(length) for family, length in lengths.items()}
        scaled = [[scales[family] * one for one in rest_of(row, len(self.names))] for family, row in sums.items()]
        return Weighed(list(map(sum, zip(self.bias, *scaled, strict=True))), scales)

    def scores(self, terms: Mapping[str, int]) -> list[float]:
        return self.weigh(self.known(terms)).scores

    def leanings(self, known: Mapping[Learned, int], scales: Mapping[str, float], name: str) -> dict[Learned, float]:
        """What each term adds to one class beyond what it adds to all classes on average."""
        at = self.names.index(name)
        often = {count: 1.0 + math.log(count) for count in set(known.values())}
        return {term: scales[term.family] * often[count] * term.leanings[at] for term, count in known.items()}

    def probabilities(self, subject: str, text: str, signs: Iterable[str] = ()) -> dict[str, float]:
        words, terms = words_and_terms(subject, text, signs)
        return self.shares(self.weigh(self.known(terms, words)).scores)

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
