"""Numbers as people write them: 1,200 and 1.200 and 1 200, and words such as "a dozen" or "drei"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import number_phrases, number_words
from handlers.intake.reading.fields.shapes import LETTER
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.page import Page

_DIGITS = re.compile(  # behind an East Asian character a comma is no decimal one
    # and behind a Hebrew letter, "from-80", a hyphen is no minus
    rf"\d(?:(?<![{LETTER}-].)|(?<=[\u05d0-\u05ea]-.))(?<![^\u2e80-\u9fff][.,].)(?<![^\d\s]/.)"
    rf"(?:\d{{0,2}}(?:([., '\u202f])\d{{3}})(?:\1\d{{3}}){{0,3}}(?![{LETTER}]|[.,]\d)"
    r"|\d{0,8}(?:[.,]\d{1,3})?(?!\d|[.,]\d{4}))"
)
_LEADING_ZERO = re.compile(r"0\d{1,8}$|0 \d")
_COLON_BEHIND = re.compile(r":\d|(?:st|nd|rd|th)\b")
_GROUPED = re.compile(r"\d{1,3}(?:[., '\u202f]\d{3})+")
_CJK_TIMES = frozenset("日月号號年天周週点點时時分秒期次")  # "十五日" is a day
_AMBIGUOUS_WORDS = frozenset({"one", "ein", "eine", "einen", "un", "une", "uno", "una", "een", "jeden", "jedna"})


@dataclass(frozen=True, slots=True)
class Number:
    """`amount` is a float only where a fraction was written; `from_word` for "three" and "a dozen"."""

    amount: float
    start: int
    end: int
    from_word: bool = False

    @property
    def text(self) -> str:
        return str(int(self.amount)) if self.amount == int(self.amount) else f"{self.amount:g}"


def numbers_in(page: Page) -> list[Number]:
    found = [*_written_in_digits(page), *_written_in_words(page)]
    return sorted(found, key=lambda number: number.start)


def _written_in_digits(page: Page) -> Iterator[Number]:
    for match in _DIGITS.finditer(page.text):
        amount = amount_of(match.group())
        if amount is not None and not _is_no_amount(page.text, match):
            yield Number(amount, *match.span())


def _is_no_amount(text: str, match: re.Match[str]) -> bool:
    """ "0202 5550 61" and "0 433 7710" are dialled or ordered, "86:50" is a price or a time."""
    return bool(_LEADING_ZERO.match(match.group()) or _COLON_BEHIND.match(text, match.end())) or (
        text[max(0, match.start() - 1) : match.start()] == ":"
        and text[max(0, match.start() - 2) : match.start() - 1].isdigit()
    )


def _written_in_words(page: Page) -> Iterator[Number]:
    for found in number_phrases(page.spoken).find(page.text, page.words):
        amount = _amount_of_word(found.phrase, page.spoken)
        behind = page.text[found.end : found.end + 1]
        if amount is not None and found.phrase not in _AMBIGUOUS_WORDS and behind not in _CJK_TIMES:
            yield Number(float(amount), found.start, found.end, from_word=True)


def _amount_of_word(key: str, spoken: tuple[str, ...]) -> int | None:
    """By its key in the lexicon, in the first of two languages that has it."""
    if key not in number_phrases(spoken):
        return None
    return next((number_words(code)[key] for code in spoken[:2] if key in number_words(code)), None)


def amount_of(written: str) -> float | None:
    """1,200 → 1200; 1.5 → 1.5; 0,8 → 0.8; three digits behind one separator are thousands."""
    digits = written.strip()
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return float(re.sub(r"\D", "", digits))
    try:
        return float(digits.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None


def whole_word(word: str, spoken: tuple[str, ...]) -> int | None:
    """The amount of one number word, for cells of tables."""
    return _amount_of_word(" ".join(fold(word).split()), spoken)
