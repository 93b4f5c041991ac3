"""A code at a place of the text: with the groups that belong to it, or nothing where it is something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.materials import is_material, names_material
from handlers.intake.reading.fields.shapes import fits, followed_by_unit

if TYPE_CHECKING:
    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

PREFIXED = re.compile(r"[A-ZÄÖÜ]{1,4} [A-Za-z0-9](?:[A-Za-z0-9]|[-./_](?=[A-Za-z0-9])){0,30}(?![\w])")
_SPACED_REST = re.compile(r" (?=[0-9A-Z]{1,6}(?![\w-]))([0-9A-Z]{1,6})")
_DECIMALS = re.compile(r"(?<=\d),\d{1,2}(?![\w,.-])")  # "DR-1.4310-0,80": a size in the number of a part
_GROUP = re.compile(r"(?:[A-Z]{1,4} )?\d{4}")
_MORE_GROUPS = re.compile(r"(?: \d{4}){1,3}(?![\w.-]| ?(?:pcs|pc|ea|stk|st)\b)")
_QUANTITY_BEHIND = re.compile(
    r" ?(?:(?:pcs|pc|pces?|ea|stk|stück|st|teilen?|pieces?|units|pièces?|pezzi|pz|piezas|uds|stuks|szt|sztuk|ks|kusů|stycken"
    r"|adet|шт|x)\b|個|件|本|枚)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NUMBER_BEHIND = re.compile(r"\.?[ :]{1,3}\d")


def meaning_of(page: Page, label: Found) -> tuple[str, bool]:
    """What a label names in the languages of the page, and whether it is of one of them."""
    return label_meanings().of(label.phrase, page.spoken)


def taken_at(page: Page, masks: Masks, name: str, start: int, end: int, *, explicit: bool) -> tuple[str, int] | None:
    """The value and where it ends, or None where it is something else (a date, a measure, a phone)."""
    code = page.text[start:end]
    if masks.covers(start, end) or _is_a_count(page, code, end, explicit=explicit):
        return None
    if name in {"part", "lot"} and (is_material(code) or names_material(page.text, start)):
        return None
    if followed_by_unit(page.text, end) and code.replace(".", "").replace(",", "").isdigit():
        return None
    if name in {"part", "serial"} and explicit and code.isalnum():
        code, end = _with_spaced_rest(page, code, end)
    elif name in {"serial", "delivery_note", "po", "invoice"} and _GROUP.fullmatch(code):
        code, end = _with_groups(page, code, end)
    decimals = _DECIMALS.match(page.text, end) if name == "part" and not code.isdigit() else None
    if decimals:
        code, end = code + decimals.group(), decimals.end()
    return (code, end) if fits(name, code, explicit=explicit) else None


def _is_a_count(page: Page, code: str, end: int, *, explicit: bool) -> bool:
    """ "The whole lot of 1.500 pieces", "Los 1.500 Stück"; but "lot 4711 pcs 20" has a number, and then counts."""
    behind = _QUANTITY_BEHIND.match(page.text, end)
    if behind is None or not (_THOUSANDS.fullmatch(code) or (code.isdigit() and not explicit)):
        return False
    return not _NUMBER_BEHIND.match(page.text, behind.end())


def _with_groups(page: Page, code: str, end: int) -> tuple[str, int]:
    """ "FP 0331 8842", "5310 0772": groups of four digits."""
    rest = _MORE_GROUPS.match(page.text, end)
    return (code + rest.group(), rest.end()) if rest else (code, end)


def _with_spaced_rest(page: Page, code: str, end: int) -> tuple[str, int]:
    """ "A 205 820 12 34", "1000 553": groups of digits and single capitals that go on behind a space."""
    if len(code) > 6 or not (code.isdigit() or (len(code) == 1 and code.isupper())):
        return code, end
    for _ in range(5):
        match = _SPACED_REST.match(page.text, end)
        if match is None or not any(character.isdigit() for character in match[1]) or is_quantity(page, match.end()):
            break
        code, end = f"{code} {match[1]}", match.end()
    return code, end


def is_quantity(page: Page, end: int) -> bool:
    """Pieces are counted behind this number."""
    return bool(_QUANTITY_BEHIND.match(page.text, end))
