"""A linear model in plain Python: what each feature says for or against each field, added up and made probabilities.

The weights are learned elsewhere (`train`), stored as hundredths, and only where they say something.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, DAY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FORMAT = 1
NOTHING, BOTH = "", "both quantities"
NAMES = (NOTHING, *CODE_FIELDS, *COUNT_FIELDS, BOTH, *DAY_FIELDS)
_SCALE = 100


@dataclass(frozen=True)
class Model:
    """`weights[feature]` are pairs of a name's number and its weight."""

    weights: Mapping[str, Sequence[tuple[int, float]]] = field(repr=False)
    temperature: float = 1.0

    def shares(self, features: Iterable[str], allowed: tuple[int, ...]) -> dict[str, float]:
        """Probabilities of the names that are allowed here (numbers in NAMES); they add up to one."""
        known = filter(None, map(self._table(allowed).get, features))
        sums: list[float] = list(map(sum, zip(*known, strict=True))) or [0.0 for _ in allowed]
        highest = max(sums)
        powers = [math.exp((one - highest) / self.temperature) for one in sums]
        total = sum(powers)
        return {NAMES[at]: power / total for at, power in zip(allowed, powers, strict=True)}

    def _table(self, allowed: tuple[int, ...]) -> Mapping[str, tuple[float, ...]]:
        table = self._tables.get(allowed)
        if table is None:
            table = self._tables[allowed] = dict(_rows(self.weights, allowed))
        return table

    @cached_property
    def _tables(self) -> dict[tuple[int, ...], Mapping[str, tuple[float, ...]]]:
        """By what is allowed: a whole row of weights for each feature that says anything of it, so that rows can be added up."""
        return {}


def _rows(
    weights: Mapping[str, Sequence[tuple[int, float]]], allowed: tuple[int, ...]
) -> Iterator[tuple[str, tuple[float, ...]]]:
    for feature, pairs in weights.items():
        said = dict(pairs)
        if not said.keys().isdisjoint(allowed):
            yield feature, tuple(said.get(at, 0.0) for at in allowed)


@lru_cache(maxsize=16)
def allowed_for(fields: tuple[str, ...]) -> tuple[int, ...]:
    numbers = (0, *map(NAMES.index, fields))
    return (*numbers, NAMES.index(BOTH)) if COUNT_FIELDS[0] in fields else numbers


def to_json(model: Model) -> str:
    """One line a feature, sorted, so that two trainings can be compared by eye."""
    head = json.dumps(
        {"format": FORMAT, "names": NAMES, "temperature": round(model.temperature, 3)}, ensure_ascii=False
    )
    lines = [
        f"{json.dumps(feature, ensure_ascii=False)}:"
        + json.dumps([number for at, weight in pairs for number in (at, round(weight * _SCALE))], separators=(",", ":"))
        for feature, pairs in sorted(model.weights.items())
    ]
    return "\n".join([f'{head[:-1]}, "weights": {{', ",\n".join(lines), "}}", ""])


def from_json(text: str) -> Model:
    data: dict[str, Any] = json.loads(text)
    if data.get("format") != FORMAT or tuple(data["names"]) != NAMES:
        raise ValueError("these weights belong to another version of the fields; train them again")
    weights: dict[str, list[int]] = data["weights"]
    # Each number once in memory, where it stays near: what adding up costs is fetching them.
    scaled = {number: number / _SCALE for pairs in weights.values() for number in pairs[1::2]}
    return Model(
        {
            feature: tuple((pairs[at], scaled[pairs[at + 1]]) for at in range(0, len(pairs), 2))
            for feature, pairs in weights.items()
        },
        float(data["temperature"]),
    )


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return from_json((resources.files(__package__) / "weights.json").read_text("utf-8"))
