"""The words of a page that speak of days, each with its neighbours."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.mentions.vocabulary import (
    SMALL,
    Token,
    hits_among,
    longest_small_phrase,
    openings,
    senses_of,
    tokens_of,
)
from handlers.intake.reading.fields.phrases import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlers.intake.reading.fields.mentions.vocabulary import Hit
    from handlers.intake.reading.fields.page import Page

_LONGEST_GAP = 4
_BREAKS = frozenset(".!?;:。！？；\n")
_MOST_GLUE = 3


class Sequence:
    """`tokens` speak of days; small ones are made when a neighbour asks; digits are tokens of the kind "number".

    Most lines have neither a digit nor a word of days, and are read only where a neighbour asks.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._senses = senses_of(page)
        self._read: set[int] = set()  # words whose line was looked through
        self._hit_from: dict[int, Hit] = {}
        self._hit_to: dict[int, Hit] = {}
        self.digits = [at for at, text in enumerate(page.words.texts) if text[0].isdigit()]
        telling = sorted({*self.digits, *openings(page, self._senses)})
        hits = [hit for at in telling for hit in self._read_line(at)]
        self.tokens = [token for hit in hits if not hit[0].is_small for token in tokens_of(page, hit)]
        self._number_from: defaultdict[int, list[Token]] = defaultdict(list)
        self._number_to: defaultdict[int, list[Token]] = defaultdict(list)
        for number in (*self._in_words(), *self._in_digits()):
            self._number_from[number.first].append(number)
            self._number_to[number.last].append(number)

    def _read_line(self, at: int) -> Iterable[Hit]:
        """What stands in the line around a word; nothing, when it was read before."""
        if at in self._read:
            return ()
        first, stop = line_of(self.page.text, self.page.words, at)
        self._read.update(range(first, stop))
        hits = hits_among(self.page, self._senses, first, stop)
        self._hit_from.update((hit[1], hit) for hit in hits)
        self._hit_to.update((hit[2], hit) for hit in hits)
        return hits

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

    def leads(self) -> Iterator[Token]:
        """Those with a number behind, and one small phrase between at the most."""
        reach = range(1, longest_small_phrase() + 2)
        numbers = {*self.digits, *self._number_from}
        for at in sorted({number - step for number in numbers for step in reach}):
            yield from (token for token in self._tokens(self._hit_to, at) if token.kind == "lead")

    def behind(self, token: Token, *kinds: str, glue: int = _MOST_GLUE) -> Token | None:
        return self._beside(token, kinds, glue, forward=True)

    def before(self, token: Token, *kinds: str, glue: int = _MOST_GLUE) -> Token | None:
        return self._beside(token, kinds, glue, forward=False)

    def _beside(self, token: Token, kinds: tuple[str, ...], glue: int, *, forward: bool) -> Token | None:
        """The next token of one of the kinds, with nothing between but a few small words."""
        here = token
        for _ in range(glue + 1):
            close = [other for other in self._next(here, forward=forward) if self._is_close(here, other)]
            for other in close:
                if other.kind in kinds:
                    return other
            small = [other for other in close if other.kind in SMALL]
            if not small:
                return None
            here = small[0]
        return None

    def _next(self, token: Token, *, forward: bool) -> Iterator[Token]:
        if forward:
            at, hits, numbers = token.last + 1, self._hit_from, self._number_from
        else:
            at, hits, numbers = token.first - 1, self._hit_to, self._number_to
        yield from self._tokens(hits, at)
        yield from numbers.get(at, ())

    def _tokens(self, hits: Mapping[int, Hit], at: int) -> Iterator[Token]:
        if 0 <= at < len(self.page.words):
            self._read_line(at)
        hit = hits.get(at)
        return tokens_of(self.page, hit) if hit else iter(())

    def _is_close(self, one: Token, other: Token) -> bool:
        start, end = sorted((one.end, other.start)) if one.end <= other.start else sorted((other.end, one.start))
        gap = self.page.text[start:end]
        if len(gap) > _LONGEST_GAP:
            return False
        return gap.isspace() or not _BREAKS.intersection(gap) or (gap[0] == "." and end - start <= 2)
