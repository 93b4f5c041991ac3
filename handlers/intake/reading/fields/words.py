"""Words and phrases of a text, found in one pass.

Tables of labels hold a few thousand phrases in many languages; one big alternation of them would be slow
and easy to slow down on purpose. Here a text is cut into words once and phrases are looked up by their
first word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_GAP = frozenset(" \t\u00a0.-/°#'’_")  # what may stand between two words of one phrase
_LONGEST_GAP = 4
_SHORTEST_STEM = 2


class _Folding(dict[int, str]):
    """Lower case without accents, one character for one, so that places in both texts are the same."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKD", "s" if character == "ß" else character)[0].lower()[0]
        self[code] = {"ł": "l", "ø": "o", "đ": "d", "ı": "i"}.get(folded, folded)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Of the same length as the text."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Word:
    text: str  # folded
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in the text; `first` and `last` count words, `start` and `end` count characters."""

    phrase: str
    first: int
    last: int
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(fold(text))]


class Phrases:
    """A set of phrases; a last word that ends in * matches by its beginning. The longest phrase wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        self._by_stem: dict[str, str] = {}
        for phrase in dict.fromkeys(phrases):
            self._add(phrase)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)
        self._longest_stem = max(map(len, self._by_stem), default=0)

    def _add(self, phrase: str) -> None:
        parts = tuple(_WORD.findall(fold(phrase)))
        if not parts:
            return
        is_stem = phrase.endswith("*")
        if is_stem and len(parts) == 1:
            self._by_stem[parts[0]] = phrase
        else:
            self._by_first.setdefault(parts[0], []).append((parts, is_stem, phrase))

    def find(self, text: str, words: Sequence[Word]) -> list[Found]:
        """All phrases from left to right; they do not overlap."""
        found: list[Found] = []
        at = 0
        while at < len(words):
            hit = self._at(text, words, at)
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last + 1
        return found

    def every(self, text: str, words: Sequence[Word]) -> Iterator[Found]:
        """All phrases, also those inside or across others."""
        for at, word in enumerate(words):
            for parts, is_stem, phrase in self._by_first.get(word.text, ()):
                if _fits(text, words, at, parts, is_stem):
                    last = at + len(parts) - 1
                    yield Found(phrase, at, last, word.start, words[last].end)
            for length in range(_SHORTEST_STEM, min(len(word.text), self._longest_stem) + 1):
                phrase = self._by_stem.get(word.text[:length], "")
                if phrase:
                    yield Found(phrase, at, at, word.start, word.end)

    def _at(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        for parts, is_stem, phrase in self._by_first.get(words[at].text, ()):
            if _fits(text, words, at, parts, is_stem):
                last = at + len(parts) - 1
                return Found(phrase, at, last, words[at].start, words[last].end)
        stem = self._stem_of(words[at].text)
        return Found(stem, at, at, words[at].start, words[at].end) if stem else None

    def _stem_of(self, word: str) -> str:
        for length in range(min(len(word), self._longest_stem), _SHORTEST_STEM - 1, -1):
            phrase = self._by_stem.get(word[:length])
            if phrase:
                return phrase
        return ""


def _fits(text: str, words: Sequence[Word], at: int, parts: tuple[str, ...], is_stem: bool) -> bool:
    if at + len(parts) > len(words):
        return False
    if not all(_same(words[at + step].text, part, is_stem, step, parts) for step, part in enumerate(parts)):
        return False
    return all(_joined(text, words[at + step], words[at + step + 1]) for step in range(len(parts) - 1))


def _same(word: str, part: str, is_stem: bool, step: int, parts: tuple[str, ...]) -> bool:
    return word == part or (is_stem and step == len(parts) - 1 and word.startswith(part))


def _joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    if len(left.text) == 1 and len(right.text) == 1:  # "p/n", "s/n", "d/c": two letters alone are nothing
        return gap.strip() in {"/", "."}
    return len(gap) <= _LONGEST_GAP and _GAP.issuperset(gap)
