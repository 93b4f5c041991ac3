"""The words of a page that speak of days, each with its neighbours."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.mentions.vocabulary import SMALL, Token, longest_small_phrase, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.page import Page

_LONGEST_GAP = 4
_BREAKS = frozenset(".!?;:。！？；\n")
_MOST_GLUE = 3


class Sequence:
    """Tokens by the place of their first and last words; digits are tokens of the kind "number"."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = tokens_of(page)
        self.digits = [at for at, text in enumerate(page.words.texts) if text[0].isdigit()]
        self._from: dict[int, list[Token]] = {}
        self._to: dict[int, list[Token]] = {}
        numbers = [*self._in_words(), *self._in_digits()]
        for token in (*self.tokens, *numbers):
            self._from.setdefault(token.first, []).append(token)
            self._to.setdefault(token.last, []).append(token)
        reach = range(1, longest_small_phrase() + 2)
        self._before_numbers = {
            at - step for at in (*self.digits, *(number.first for number in numbers)) for step in reach
        }

    def _in_words(self) -> Iterator[Token]:
        """Number words that the page's languages have; asked for only where something may be counted by them."""
        if not any(token.kind == "unit" for token in self.tokens):
            return
        words = self.page.words
        for number in self.page.numbers:
            if number.from_word:
                first, last = bisect_left(words.starts, number.start), bisect_left(words.starts, number.end) - 1
                yield Token("number", str(int(number.amount)), first, last, number.start, number.end)

    def _in_digits(self) -> Iterator[Token]:
        words = self.page.words
        for at in self.digits:
            text = words.texts[at]
            if text.isdecimal() and len(text) <= 4:
                yield Token("number", text, at, at, words.starts[at], words.end(at))

    def may_lead(self, token: Token) -> bool:
        """A number stands behind it, with one small phrase between at the most."""
        return token.last in self._before_numbers

    def behind(self, token: Token, *kinds: str, glue: int = _MOST_GLUE) -> Token | None:
        return self._beside(token, kinds, glue, forward=True)

    def before(self, token: Token, *kinds: str, glue: int = _MOST_GLUE) -> Token | None:
        return self._beside(token, kinds, glue, forward=False)

    def _beside(self, token: Token, kinds: tuple[str, ...], glue: int, *, forward: bool) -> Token | None:
        """The next token of one of the kinds, with nothing between but a few small words."""
        here = token
        for _ in range(glue + 1):
            there = self._from.get(here.last + 1, ()) if forward else self._to.get(here.first - 1, ())
            close = [other for other in there if self._is_close(here, other)]
            for other in close:
                if other.kind in kinds:
                    return other
            small = [other for other in close if other.kind in SMALL]
            if not small:
                return None
            here = small[0]
        return None

    def _is_close(self, one: Token, other: Token) -> bool:
        start, end = sorted((one.end, other.start)) if one.end <= other.start else sorted((other.end, one.start))
        gap = self.page.text[start:end]
        if len(gap) > _LONGEST_GAP:
            return False
        return gap.isspace() or not _BREAKS.intersection(gap) or (gap[0] == "." and end - start <= 2)
