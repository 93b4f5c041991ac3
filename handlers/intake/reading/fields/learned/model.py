"""A linear model in plain Python: what each feature says for or against each field, added up and made probabilities.

The weights are learned elsewhere (`train`), stored as hundredths, and only where they say something.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, DAY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMAT = 1
NOTHING, BOTH = "", "both quantities"
NAMES = (NOTHING, *CODE_FIELDS, *COUNT_FIELDS, BOTH, *DAY_FIELDS)
_SCALE = 100


@dataclass(frozen=True, slots=True)
class Model:
    """`weights[feature]` are pairs of a name's number and its weight."""

    weights: Mapping[str, Sequence[tuple[int, float]]] = field(repr=False)
    temperature: float = 1.0

    def shares(self, features: Iterable[str], allowed: Sequence[int]) -> dict[str, float]:
        """Probabilities of the names that are allowed here (numbers in NAMES); they add up to one."""
        sums = [0.0] * len(NAMES)
        for feature in features:
            for at, weight in self.weights.get(feature, ()):
                sums[at] += weight
        highest = max(sums[at] for at in allowed)
        powers = {at: math.exp((sums[at] - highest) / self.temperature) for at in allowed}
        total = sum(powers.values())
        return {NAMES[at]: power / total for at, power in powers.items()}


def allowed_for(fields: Sequence[str]) -> list[int]:
    numbers = [0, *(NAMES.index(name) for name in fields)]
    return [*numbers, NAMES.index(BOTH)] if COUNT_FIELDS[0] in fields else numbers


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
    return Model(
        {
            feature: tuple((pairs[at], pairs[at + 1] / _SCALE) for at in range(0, len(pairs), 2))
            for feature, pairs in weights.items()
        },
        float(data["temperature"]),
    )


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    return from_json((resources.files(__package__) / "weights.json").read_text("utf-8"))
