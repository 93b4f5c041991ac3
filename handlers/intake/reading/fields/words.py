"""A text as words: folded, and cut in one pass (`phrases` looks them up)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    pass

# Chinese, Japanese and Thai write no spaces: each of their characters is a word, and a phrase is several of them in a row.
_UNSPACED = "\u0e01-\u0e3a\u0e40-\u0e4e\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0900-\u0903\u093a-\u094f\u0962\u0963"  # the vowels of Hindi are marks at its letters
_WORD = re.compile(rf"((?:[^\W_{_UNSPACED}]+[{_MARKS}]*)+|[{_UNSPACED}])")
_ASCII_WORD = re.compile(r"([a-z0-9]+)")  # the same of a folded text that is ASCII alone; twice as fast
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
FIRST_UNSPACED, THAI = "\u2e80", ("\u0e01", "\u0e4e")


class _Folding(dict[int, str]):
    """Lower case without accents, one character for one, so that places in both texts are the same."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if "\uac00" <= character <= "\ud7a3":  # a Korean syllable would fall apart into its first letter
            self[code] = character
            return character
        folded = unicodedata.normalize("NFKD", "s" if character == "ß" else character)[0].lower()[0]
        self[code] = {"ł": "l", "ø": "o", "đ": "d", "ı": "i"}.get(folded, folded)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Of the same length as the text."""
    return (text if text.isascii() else _NOT_ASCII.sub(_folded, text)).lower()


def _folded(letters: re.Match[str]) -> str:
    return letters.group().translate(_FOLDING)


class Word(NamedTuple):
    text: str  # folded
    start: int
    end: int


class Words(Sequence[Word]):
    """The words of a text from left to right. `texts` and `starts` stand side by side: most words are looked up, never placed.

    `folded` is the whole text; in `places` each lexicon keeps what it has found among these words.
    """

    __slots__ = ("folded", "places", "starts", "texts")

    def __init__(self, texts: Sequence[str], starts: Sequence[int], folded: str) -> None:
        self.texts, self.starts, self.folded = texts, starts, folded
        self.places: dict[object, dict[str, list[tuple[int, Found]]]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Word | Words:
        if isinstance(at, slice):
            return Words(self.texts[at], self.starts[at], self.folded)
        return Word(self.texts[at], self.starts[at], self.end(at))

    def __iter__(self) -> Iterator[Word]:
        return map(self.__getitem__, range(len(self.texts)))

    def end(self, at: int) -> int:
        return self.starts[at] + len(self.texts[at])


class Found(NamedTuple):
    """A phrase in the text; `first` and `last` count words, `start` and `end` count characters."""

    phrase: str
    first: int
    last: int
    start: int
    end: int


def folded_words(text: str) -> Iterator[str]:
    return map(re.Match.group, _WORD.finditer(fold(text)))


def words_of(text: str) -> Words:
    """Gap, word, gap, word …, gap: a word begins where the gap before it ends."""
    folded = fold(text)
    parts = (_ASCII_WORD if folded.isascii() else _WORD).split(folded)
    ends = tuple(accumulate(map(len, parts)))
    return Words(tuple(parts[1::2]), ends[:-1:2], folded)
