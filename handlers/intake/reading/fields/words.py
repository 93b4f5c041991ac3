"""Words and phrases of a text, found in one pass.

Tables of labels hold a few thousand phrases in many languages; one big alternation of them would be slow
and easy to slow down on purpose. Here a text is cut into words once and phrases are looked up by their
first word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Chinese and Japanese write no spaces: each of their characters is a word, and a phrase is several of them in a row.
_UNSPACED = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+|[{_UNSPACED}]")
_GAP = frozenset(" \t\u00a0.-/°#'’_")  # what may stand between two words of one phrase
_LONGEST_GAP = 4
_SHORTEST_STEM = 2
_FIRST_UNSPACED = "\u2e80"
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 40  # words, and characters of one


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


class Word(NamedTuple):
    text: str  # folded
    start: int
    end: int


class Found(NamedTuple):
    """A phrase in the text; `first` and `last` count words, `start` and `end` count characters."""

    phrase: str
    first: int
    last: int
    start: int
    end: int


class _Entry(NamedTuple):
    """A phrase that begins with some word: its words, whether the last one is a stem, and as it stands in the table."""

    parts: tuple[str, ...]
    is_stem: bool
    phrase: str


class _Beginning(NamedTuple):
    """What begins with one word: longer phrases by their second word, the longest first; that word alone; stems of it."""

    by_second: dict[str, tuple[_Entry, ...]]
    stemmed: tuple[_Entry, ...]  # of two words, the second one a stem
    alone: tuple[_Entry, ...]
    stems: tuple[str, ...]

    def candidates(self, words: Sequence[Word], at: int) -> Iterator[_Entry]:
        if at + 1 < len(words):
            yield from self.by_second.get(words[at + 1].text, ())
            yield from self.stemmed
        yield from self.alone


def words_of(text: str) -> list[Word]:
    return [Word(match.group(), *match.span()) for match in _WORD.finditer(fold(text))]


class Phrases:
    """A set of phrases; a last word that ends in * matches by its beginning. The longest phrase wins.

    What begins with a word is looked up once and remembered: most words begin nothing, and mails repeat their words.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        self._by_stem: dict[str, str] = {}
        for phrase in dict.fromkeys(phrases):
            self._add(phrase)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry.parts), reverse=True)
        self._longest_stem = max(map(len, self._by_stem), default=0)
        self._remembered: dict[str, _Beginning | None] = {}

    def _add(self, phrase: str) -> None:
        parts = tuple(_WORD.findall(fold(phrase)))
        if not parts:
            return
        is_stem = phrase.endswith("*")
        if is_stem and len(parts) == 1:
            self._by_stem[parts[0]] = phrase
        else:
            self._by_first.setdefault(parts[0], []).append(_Entry(parts, is_stem, phrase))

    def find(self, text: str, words: Sequence[Word]) -> list[Found]:
        """All phrases from left to right; they do not overlap."""
        found: list[Found] = []
        floor = 0
        for at, beginning in self._beginnings(words):
            if at < floor:
                continue
            hit = _longest(text, words, at, beginning)
            if hit is not None:
                found.append(hit)
                floor = hit.last + 1
        return found

    def every(self, text: str, words: Sequence[Word]) -> Iterator[Found]:
        """All phrases, also those inside or across others."""
        for at, beginning in self._beginnings(words):
            for entry in beginning.candidates(words, at):
                if _fits(text, words, at, entry):
                    yield _found(words, at, entry)
            for phrase in beginning.stems:
                yield Found(phrase, at, at, words[at].start, words[at].end)

    def _beginnings(self, words: Sequence[Word]) -> Iterator[tuple[int, _Beginning]]:
        remembered = self._remembered
        for at, word in enumerate(words):
            try:
                beginning = remembered[word.text]
            except KeyError:
                beginning = self._remember(word.text)
            if beginning is not None:
                yield at, beginning

    def _remember(self, word: str) -> _Beginning | None:
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        entries = tuple(self._by_first.get(word, ()))
        lengths = range(min(len(word), self._longest_stem), _SHORTEST_STEM - 1, -1)
        stems = tuple(phrase for length in lengths if (phrase := self._by_stem.get(word[:length])))
        beginning = _beginning(entries, stems) if entries or stems else None
        if len(word) <= _LONGEST_REMEMBERED:
            self._remembered[word] = beginning
        return beginning


def _beginning(entries: Sequence[_Entry], stems: tuple[str, ...]) -> _Beginning:
    by_second: dict[str, list[_Entry]] = {}
    for entry in entries:
        if len(entry.parts) > 1 and not _ends_early(entry):
            by_second.setdefault(entry.parts[1], []).append(entry)
    return _Beginning(
        {second: tuple(some) for second, some in by_second.items()},
        tuple(entry for entry in entries if _ends_early(entry)),
        tuple(entry for entry in entries if len(entry.parts) == 1),
        stems,
    )


def _ends_early(entry: _Entry) -> bool:
    return len(entry.parts) == 2 and entry.is_stem


def _longest(text: str, words: Sequence[Word], at: int, beginning: _Beginning) -> Found | None:
    for entry in beginning.candidates(words, at):
        if _fits(text, words, at, entry):
            return _found(words, at, entry)
    return Found(beginning.stems[0], at, at, words[at].start, words[at].end) if beginning.stems else None


def _found(words: Sequence[Word], at: int, entry: _Entry) -> Found:
    last = at + len(entry.parts) - 1
    return Found(entry.phrase, at, last, words[at].start, words[last].end)


def _fits(text: str, words: Sequence[Word], at: int, entry: _Entry) -> bool:
    """The first word is the entry's already."""
    parts = entry.parts
    last = len(parts) - 1
    if last == 0:
        return True
    if at + last >= len(words):
        return False
    for step in range(1, last + 1):
        word = words[at + step].text
        if word != parts[step] and not (step == last and entry.is_stem and word.startswith(parts[step])):
            return False
    return all(_joined(text, words[at + step], words[at + step + 1]) for step in range(last))


def _joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    if len(left.text) == 1 and len(right.text) == 1 and left.text < _FIRST_UNSPACED:
        return gap.strip() in {"/", "."}  # "p/n", "s/n", "d/c": two letters alone are nothing
    return len(gap) <= _LONGEST_GAP and _GAP.issuperset(gap)
