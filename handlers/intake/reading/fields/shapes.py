"""What a value of each field may look like. A table of rules: nothing here knows a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A code: letters, digits and single separators inside. At most 40 characters, so that no match can run away.
# Chinese and Japanese write no space between a word and a code.
LETTER = "A-Za-z0-9_\u00c0-\u024f\u0370-\u052f"
_BEGINS, _GOES_ON = (
    rf"[A-Za-z0-9ÄÖÜ](?<![{LETTER}].)",
    rf"(?:[A-Za-z0-9ÄÖÜ]|[-./_](?=[A-Za-z0-9ÄÖÜ])){{0,39}}(?![{LETTER}])",
)
# Behind a label a code may be of any alphabet's capitals: "НШ-0044817", "ΑΜΣ-056", "İD-0772".
OF_A_CODE = "A-Za-z0-9ÄÖÜÅØÆÇĞİŞŁŚŻŠŽČ\u0391-\u03a9\u0400-\u042f\u0490"
CODE = re.compile(rf"[{OF_A_CODE}](?<![{LETTER}].)(?:[{OF_A_CODE}]|[-./_](?=[{OF_A_CODE}])){{0,39}}(?![{LETTER}])")
NUMBERED = re.compile(rf"{_BEGINS}(?:(?<=\d)|(?=[-./_A-Za-zÄÖÜ]{{0,79}}+\d)){_GOES_ON}")  # a code with a digit
_UNITS = re.compile(r"\s?(?:mm|µm|um|cm|m|kg|g|mg|l|ml|%|°|V|A|W|Nm|bar|h|Hz|dB|€|EUR|USD|x)(?![\w])")
_PLAIN_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:\d\d|(?:19|20)\d\d)|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\.\d{1,2}\.?"
)
TICKET = re.compile(r"(?:INC|RITM|REQ|TCK|TKT|TICKET)[-_]?\d.*")  # what help desks number: never a part
_STEEL = re.compile(r"1\.\d{4}")  # the number of a steel
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[A-Za-z]")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of a code a value must be. `loose` is the least number of digits behind a plain colon."""

    digits: int  # the least number of digits
    loose: int  # the same, when a colon, "no." or "#" stands before it
    longest: int = 40
    shortest: int = 2


SHAPES: dict[str, Shape] = {
    "part": Shape(digits=2, loose=1, shortest=3),
    "revision": Shape(digits=0, loose=0, longest=4, shortest=1),
    "lot": Shape(digits=2, loose=1),
    "serial": Shape(digits=3, loose=2),
    "po": Shape(digits=4, loose=3, shortest=4),
    "sales_order": Shape(digits=4, loose=3, shortest=4),
    "invoice": Shape(digits=3, loose=3, shortest=3),
    "rma": Shape(digits=3, loose=2, shortest=3),
    "delivery_note": Shape(digits=4, loose=3, shortest=3),
    "pcn_number": Shape(digits=2, loose=2, shortest=2),
    "customer_reference": Shape(digits=3, loose=2, shortest=3),
}

_REVISION = re.compile(r"[A-Z]{1,2}|[a-z](?!\w)|\d{1,2}|[A-Z]\.?\d{1,2}|\d{1,2}\.\d{1,2}|0\d")


def fits(name: str, code: str, *, explicit: bool) -> bool:
    """May this code be a value of the field? `explicit`: a colon, "no." or "#" stands before it."""
    shape = SHAPES[name]
    if not shape.shortest <= len(code) <= shape.longest:
        return False
    if name == "revision":
        return bool(_REVISION.fullmatch(code))
    digits = sum(character.isdigit() for character in code)
    if digits < (shape.loose if explicit else shape.digits):
        return False
    return not _looks_like_something_else(name, code, explicit=explicit)


def _looks_like_something_else(name: str, code: str, *, explicit: bool) -> bool:
    if _PLAIN_DATE.fullmatch(code):
        return True
    if name == "part" and (_STEEL.fullmatch(code) or TICKET.fullmatch(code)):
        return True
    is_year = bool(_YEAR.fullmatch(code))
    return is_year and not explicit and name != "revision"


def followed_by_unit(text: str, end: int) -> bool:
    """A number with a unit behind it is a measure, never a code."""
    return bool(_UNITS.match(text, end))


def same_make(first: str, second: str) -> bool:
    """Do two codes of one enumeration look alike (A123, A124)?"""
    return _mask(first) in {_mask(second), *map(_mask, second.split("-"))} or (
        abs(len(first) - len(second)) <= 2 and first[0].isdigit() == second[0].isdigit()
    )


def make_of(code: str) -> str:
    """The first three characters as they stand, and the sort of each one behind: "FS-20931" is "FS-00000".

    A range ("26-3100–26-3188") is of the make of its first.
    """
    code = code.partition("–")[0]
    return code[:3] + _mask(code[3:])


@lru_cache(maxsize=1_024)
def _mask(code: str) -> str:
    return _LETTER.sub("a", _DIGIT.sub("0", code))
