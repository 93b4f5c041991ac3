"""Quantities as people write them: “12 of 400”, “12/400”, “all 400”, “unknown”."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(\d{1,3}(?:[.,' ]\d{3})+|\d{1,9})"
_OF = re.compile(rf"{_NUMBER}\s*(?:of|out of|from|von|aus|/)\s*{_NUMBER}", re.IGNORECASE)
_ALL = re.compile(rf"\b(?:all|alle)\s+{_NUMBER}", re.IGNORECASE)
_ONE = re.compile(_NUMBER)


@dataclass(frozen=True, slots=True)
class Quantity:
    affected: int | None = None
    total: int | None = None


def read_quantity(text: str) -> Quantity:
    """The affected pieces and the total that they are of, where the text says so."""
    if found := _OF.search(text):
        return Quantity(_whole(found[1]), _whole(found[2]))
    if found := _ALL.search(text):
        return Quantity(_whole(found[1]), _whole(found[1]))
    if found := _ONE.search(text):
        return Quantity(_whole(found[1]))
    return Quantity()


def _whole(written: str) -> int:
    return int(re.sub(r"\D", "", written))
