"""Fields: which values were found, which were missed, and which were said although nobody wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tests.score.corpus import FIELDS, QUANTITIES
from tests.score.judging import Read

SAID = 0.5  # what is found with less confidence is a hint, not said
_THOUSANDS = re.compile(r"(?<=\d)[.,' \u202f](?=\d{3}(?!\d))")
Sort = Literal["found", "missed", "invented"]


@dataclass(frozen=True, slots=True)
class Hit:
    field: str
    sort: Sort
    value: str
    mail: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of one field, or of all."""

    field: str
    found: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.invented) if self.found + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = 2 * self.found + self.missed + self.invented
        return 2 * self.found / both if both else 1.0


def hits(one: Read) -> Iterator[Hit]:
    """Of a mail that was labelled for its fields: the label holds every value of every field."""
    if not one.mail.tests("fields"):
        return
    labelled = one.label.get("fields", {})
    for name in FIELDS:
        yield from _of_field(name, labelled.get(name, []), one.said["fields"].get(name, []), one.mail.name)


def _of_field(name: str, labelled: list[str], said: list[dict[str, Any]], mail: str) -> Iterator[Hit]:
    expected = {normal(name, str(value)): str(value) for value in labelled}
    got = {normal(name, each["value"]): each for each in said if each["confidence"] >= SAID}
    for key, value in expected.items():
        yield Hit(name, "found" if key in got else "missed", value, mail)
    for key, each in got.items():
        if key not in expected:
            yield Hit(name, "invented", each["value"], mail, f"{each['where']}, {each['confidence']:.2f}")


def normal(name: str, value: str) -> str:
    """Codes without case and spaces, numbers without thousands separators, ranges with one sort of dash."""
    if name in QUANTITIES:
        value = _THOUSANDS.sub("", value.strip())
        value = re.sub(r"(?<=\d),(?=\d)", ".", value)
    return "".join(value.casefold().replace("–", "-").replace("—", "-").split())


def ratio(name: str, found: Iterable[Hit]) -> Ratio:
    sorts = [hit.sort for hit in found if name in {hit.field, "all fields"}]
    return Ratio(name, sorts.count("found"), sorts.count("missed"), sorts.count("invented"))
