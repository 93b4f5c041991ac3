"""Counts that are told as a part of another: "half of the 60" is thirty."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.lexicon import Lexicon, Selection, key_of
from handlers.intake.reading.fields.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.page import Page

_REACH = 12  # characters between the part and its whole: "of the", "aller unserer"
_BREAKS = frozenset(".,;:!?\n(")


@lru_cache(maxsize=1)
def _parts() -> tuple[Selection, Mapping[str, int]]:
    table = tomllib.loads((resources.files(__package__) / "fractions.toml").read_text("utf-8"))
    divisors = {key_of(phrase): int(divisor) for divisor, phrases in table.items() for phrase in phrases}
    return Selection(Lexicon({"parts": divisors}), ("parts",)), divisors


def fractions_of(page: Page, numbers: Sequence[Number]) -> Iterator[Number]:
    """What divides without a rest; the place is that of the words."""
    if not numbers:
        return
    phrases, divisors = _parts()
    for found in phrases.find(page.text, page.words):
        whole = next((number for number in numbers if 0 < number.start - found.end <= _REACH), None)
        if whole is None or _BREAKS.intersection(page.text[found.end : whole.start]):
            continue
        amount, rest = divmod(whole.amount, divisors[found.phrase])
        if not rest and amount >= 1:
            yield Number(amount, found.start, found.end, from_word=True)
