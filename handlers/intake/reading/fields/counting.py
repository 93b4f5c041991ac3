"""Numbers with their units, as far as they may count something: "26 pcs", "6.4 t", "1940 ppm", "sixty bearing jaws"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.fractions import fractions_of
from handlers.intake.reading.fields.languages import unit_meanings
from handlers.intake.reading.fields.materials import names_material
from handlers.intake.reading.fields.shapes import followed_by_unit
from handlers.intake.reading.fields.things import counts_things
from handlers.intake.reading.fields.uncounted import counts_no_goods
from handlers.intake.reading.fields.words import Found, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.numbers import Number
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Word

_MOST = 2_000_000_000
_SHARE = re.compile(r" ?(%|(?:percent|prozent|per cent|ppm|pour cent|procent)(?!\w))", re.IGNORECASE)
_MEASURES = frozenset({"kg", "t", "l", "m"})
_LONGEST_UNIT, _FIRST_HANGUL = 16, "\uac00"
_MOST_LETTERS = 6  # of a unit in Thai, where each is a word
_LEAST_CODE = 10_000
_RANGE = re.compile(r" ?(?:[-–/+±]|\+/?-) ?\d(?!\d* ?(?:pcs|pc|stk|st|ea|stück|szt|ks|pz))|[x×*]\d", re.IGNORECASE)
_NUMBERS_OF = re.compile(r" (?:number|numbers|nummern|no|nos|nr)\b", re.IGNORECASE)  # "214 part numbers"
_SPACE = re.compile(r"[ \t]{0,2}(?:(?:de|di|of|von|d')[ \t]{1,2})?")


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts; `end` is behind the unit."""

    number: Number
    unit: str  # "pieces", "m", "%" … or "" when no unit stands behind
    end: int
    counts: bool = False  # things are named behind it, by a unit or by any noun
    said: str = ""  # the unit as the value names it: measures by their sign, others as they stand in the text


def counts_in(page: Page) -> Iterator[Count]:
    """Every number with its unit, from left to right, without ranges, measures and long codes."""
    if not page.numbers:
        return
    known = unit_meanings()
    found = known.find(page.text, page.words, page.spoken)
    units = {unit.start: unit for unit in found if known.is_meant(unit.phrase, page.spoken)}
    for number in sorted([*page.numbers, *fractions_of(page, page.numbers)], key=lambda number: number.start):
        if not 0 <= number.amount <= _MOST or names_material(page.text, number.start):
            continue
        if counts_no_goods(page.text, number):
            continue
        share = _SHARE.match(page.text, number.end)
        if share:
            yield Count(number, "ppm" if share[1].lower() == "ppm" else "%", share.end())
            continue
        if _RANGE.match(page.text, number.end):
            continue
        unit = _unit_behind(page, number.end, units)
        if unit is None and (followed_by_unit(page.text, number.end) or _is_a_code(page.text, number)):
            continue
        if unit is None:
            yield Count(number, "", number.end, counts_things(page.text, number.end, page.spoken))
            continue
        name = unit_meanings().of(unit.phrase, page.spoken)[0]
        yield Count(number, name, unit.end, counts=True, said=_said(page, name, unit))


def _said(page: Page, name: str, unit: Found) -> str:
    return name if name in _MEASURES else page.text[unit.start : unit.end]


def _is_a_code(text: str, number: Number) -> bool:
    """Five and more digits without a separator, and no unit behind them, are a number of something."""
    return not number.from_word and text[number.start : number.end].isdigit() and number.amount >= _LEAST_CODE


def _unit_behind(page: Page, end: int, units: dict[int, Found]) -> Found | None:
    space = _SPACE.match(page.text, end)
    unit = units.get(space.end() if space else end) or _glued_unit(page, end)
    return None if unit and _NUMBERS_OF.match(page.text, unit.end) else unit


def _glued_unit(page: Page, end: int) -> Found | None:
    """ "3kg", "14롤에서": the unit is no word of its own."""
    following = page.text[end : end + 1]
    if not following.isalpha():
        return None
    behind = page.text[end : end + _LONGEST_UNIT]
    words = words_of(behind)
    found = next(iter(unit_meanings().find(behind, words[:_MOST_LETTERS], page.spoken)), None)
    if found is None or found.start != 0 or not unit_meanings().is_meant(found.phrase, page.spoken):
        found = _hangul_unit(words[0]) if words and following >= _FIRST_HANGUL else None
    return found._replace(start=end, end=end + found.end) if found else None


def _hangul_unit(word: Word) -> Found | None:
    """Korean writes its particles behind the unit without a space."""
    sizes = range(min(3, len(word.text)), 0, -1)
    known = next((word.text[:size] for size in sizes if unit_meanings().knows(word.text[:size])), "")
    return Found(known, 0, 0, 0, len(known)) if known else None


def written(count: Count) -> str:
    """Pieces as a plain number, other units by name."""
    return count.number.text if count.unit in {"", "pieces"} else f"{count.number.text} {count.said or count.unit}"
