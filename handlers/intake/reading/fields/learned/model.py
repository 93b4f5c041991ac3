"""A linear model in plain Python: what each feature says for or against each field, added up and made probabilities.

The weights are learned elsewhere (`train`), stored as hundredths, and only where they say something.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from itertools import repeat
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, DAY_FIELDS
from handlers.intake.reading.fields.learned.told import Bundle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.learned.told import Told

FORMAT = 1
NOTHING, BOTH = "", "both quantities"
NAMES = (NOTHING, *CODE_FIELDS, *COUNT_FIELDS, BOTH, *DAY_FIELDS)
_SCALE = 100
_BITS, _ONE = 64, 1 << 48  # of a number in a row: its width, and what stands for 1; sums stay below 2**14
_MOST_REMEMBERED = 10_000  # bundles: mails repeat their words
_MIDDLE = 1 << (_BITS - 2)  # more than any sum is below nought


@dataclass(frozen=True)
class Model:
    """`weights[feature]` are pairs of a name's number and its weight."""

    weights: Mapping[str, Sequence[tuple[int, float]]] = field(repr=False)
    temperature: float = 1.0

    def shares(self, told: Told, allowed: tuple[int, ...]) -> dict[str, float]:
        """Probabilities of the names that are allowed here (numbers in NAMES); they add up to one."""
        table = self._table(allowed)
        row = sum(map(table.rows.get, told.alone, repeat(0))) + sum(map(table.bundles.__getitem__, told.together))
        sums = _unpacked(row, len(allowed))
        highest = max(sums)
        powers = [math.exp((one - highest) / self.temperature) for one in sums]
        total = sum(powers)
        return {NAMES[at]: power / total for at, power in zip(allowed, powers, strict=True)}

    def _table(self, allowed: tuple[int, ...]) -> _Table:
        table = self._tables.get(allowed)
        if table is None:
            table = self._tables[allowed] = _Table(dict(_rows(self.weights, allowed)))
        return table

    @cached_property
    def _tables(self) -> dict[tuple[int, ...], _Table]:
        """By what is allowed."""
        return {}


class _Table:
    """A whole row of weights for each feature that says anything of what is allowed; and the sums of bundles that were met."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self.rows, self.bundles = rows, _Sums(rows)


class _Sums(dict[Bundle, int]):
    def __init__(self, rows: Mapping[str, int]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, bundle: Bundle) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        row = self[bundle] = sum(map(self._rows.get, bundle, repeat(0)))
        return row


def _rows(weights: Mapping[str, Sequence[tuple[int, float]]], allowed: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    for feature, pairs in weights.items():
        said = dict(pairs)
        if not said.keys().isdisjoint(allowed):
            yield feature, _packed([said.get(at, 0.0) for at in allowed])


def _packed(row: Sequence[float]) -> int:
    """The numbers side by side in one long integer, 64 bits for each: a place adds up some fifty rows, and Python adds
    such integers nearly as fast as single floats.
    """
    return sum(round(number * _ONE) << (_BITS * at) for at, number in enumerate(row))


def _unpacked(row: int, length: int) -> list[float]:
    lifted = row + _lift(length)
    lanes = struct.unpack(f"<{length}Q", lifted.to_bytes(length * _BITS // 8, "little"))
    return [(lane - _MIDDLE) / _ONE for lane in lanes]


@lru_cache(maxsize=16)
def _lift(length: int) -> int:
    """What makes every number of a row positive: one below nought has borrowed from its neighbour."""
    return sum(_MIDDLE << (_BITS * at) for at in range(length))


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
