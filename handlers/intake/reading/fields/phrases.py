"""Phrases of a text, found in one pass.

Tables of labels hold a few thousand phrases in many languages; one big alternation of them would be slow
and easy to slow down on purpose. Here a text is cut into words once and phrases are looked up by their
first word.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.words import FIRST_UNSPACED, THAI, Found, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.words import Words

_GAP = frozenset(" \t\u00a0.-/°#'’_")  # what may stand between two words of one phrase
_LONGEST_GAP = 4
_SHORTEST_STEM = 2
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 40  # words, and characters of one
ANYWHERE = -1  # the tongues of a phrase that counts in a text of any language


class Entry(NamedTuple):
    """A phrase that begins with some word: its words, whether the last one is a stem, and as it stands in the table.

    `tongues` are the languages in which it counts, as bits.
    """

    parts: tuple[str, ...]
    is_stem: bool
    phrase: str
    tongues: int


class Beginning(NamedTuple):
    """What begins with one word: longer phrases by their second word, the longest first; that word alone; stems of it."""

    by_second: dict[str, tuple[Entry, ...]]
    stemmed: tuple[Entry, ...]  # of two words, the second one a stem
    single: tuple[tuple[str, int], ...]  # the word itself, then its stems, the longest first; with their tongues
    short: int  # the tongues of all but the longer ones
    tongues: int  # of any of them


class _Remembered(dict[str, "Beginning | None"]):
    """What begins with a word: most words begin nothing, and mails repeat their words."""

    def __init__(self, by_first: dict[str, list[Entry]], by_stem: dict[str, tuple[str, int]]) -> None:
        super().__init__()
        self._by_first, self._by_stem = by_first, by_stem
        self._longest_stem = max(map(len, by_stem), default=0)

    def __missing__(self, word: str) -> Beginning | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        entries = self._by_first.get(word, ())
        lengths = range(min(len(word), self._longest_stem), _SHORTEST_STEM - 1, -1)
        stems = tuple(phrase for length in lengths if (phrase := self._by_stem.get(word[:length])))
        beginning = _beginning(entries, stems) if entries or stems else None
        if len(word) <= _LONGEST_REMEMBERED:
            self[word] = beginning
        return beginning


class Phrases:
    """A set of phrases, each with the languages in which it counts (`Entry`); a last word that ends in * matches by its beginning.

    Those that are keys of a lexicon are folded, and their words stand apart, already.
    """

    def __init__(self, phrases: Mapping[str, int], *, are_keys: bool = False) -> None:
        by_first: dict[str, list[Entry]] = {}
        by_stem: dict[str, tuple[str, int]] = {}
        for phrase, tongues in phrases.items():
            parts = tuple(phrase.rstrip("*").split() if are_keys else folded_words(phrase))
            is_stem = phrase.endswith("*")
            if is_stem and len(parts) == 1:
                by_stem[parts[0]] = phrase, tongues
            elif parts:
                by_first.setdefault(parts[0], []).append(Entry(parts, is_stem, phrase, tongues))
        for entries in by_first.values():
            entries.sort(key=lambda entry: len(entry.parts), reverse=True)
        self._remembered = _Remembered(by_first, by_stem)

    def every(self, text: str, words: Words, asked: int = ANYWHERE) -> Iterator[Found]:
        """All phrases from left to right, also those inside or across others; of those at one word the longest first.

        Only those of the languages `asked`: most words of a text begin a phrase of some language, few one of its own.
        """
        texts, starts = words.texts, words.starts
        last_word = len(texts) - 1
        for at, beginning in enumerate(map(self._remembered.__getitem__, texts)):
            if beginning is None:
                continue
            by_second, stemmed, single, _, tongues = beginning
            if not tongues & asked:
                continue
            longer = by_second.get(texts[at + 1]) if at < last_word else None
            for entry in (*longer, *stemmed) if longer else stemmed:
                if entry.tongues & asked and _fits(text, words, at, entry):
                    last = at + len(entry.parts) - 1
                    yield Found(entry.phrase, at, last, starts[at], words.end(last))
            if single:
                start, end = starts[at], starts[at] + len(texts[at])
                for phrase, tongues in single:
                    if tongues & asked:
                        yield Found(phrase, at, at, start, end)

    def openings(self, words: Words, asked: int) -> Iterator[int]:
        """Words with which a phrase of the languages `asked` may begin, as far as the word and the next one tell."""
        texts = words.texts
        for at, beginning in enumerate(map(self._remembered.__getitem__, texts)):
            if beginning is None:
                continue
            by_second, _, _, short, tongues = beginning
            if short & asked:
                yield at
            elif tongues & asked and at + 1 < len(texts):
                longer = by_second.get(texts[at + 1])
                if longer and any(entry.tongues & asked for entry in longer):
                    yield at

    def apart(self, text: str, words: Words, first: int, stop: int) -> Iterator[tuple[str, int, int]]:
        """Of some of the words those of `every` that begin behind the one before them, with their first and last word."""
        free = first
        for at, beginning in enumerate(map(self._remembered.__getitem__, words.texts[first:stop]), start=first):
            if beginning is None or at < free:
                continue
            entry = _longest(text, words, at, beginning) if beginning.by_second or beginning.stemmed else None
            if entry is not None:
                free = at + len(entry.parts)
                yield entry.phrase, at, free - 1
            elif beginning.single:
                yield beginning.single[0][0], at, at


def _longest(text: str, words: Words, at: int, beginning: Beginning) -> Entry | None:
    """Of several words."""
    longer = beginning.by_second.get(words.texts[at + 1], ()) if at + 1 < len(words) else ()
    return next((entry for entry in (*longer, *beginning.stemmed) if _fits(text, words, at, entry)), None)


def line_of(text: str, words: Words, at: int) -> tuple[int, int]:
    """The first word of the line around a word, and the first one behind it: no phrase reaches across.

    Where one might, by the letters of an abbreviation, the lines count as one.
    """
    first, stop = _line_begin(text, words, at), _line_end(text, words, at)
    while first and _joined(text, words, first - 1):
        first = _line_begin(text, words, first - 1)
    while stop < len(words) and _joined(text, words, stop - 1):
        stop = _line_end(text, words, stop)
    return first, stop


def _line_begin(text: str, words: Words, at: int) -> int:
    return bisect_left(words.starts, text.rfind("\n", 0, words.starts[at]) + 1)


def _line_end(text: str, words: Words, at: int) -> int:
    end = text.find("\n", words.starts[at])
    return len(words) if end < 0 else bisect_left(words.starts, end)


def _beginning(entries: Sequence[Entry], stems: tuple[tuple[str, int], ...]) -> Beginning:
    by_second: dict[str, list[Entry]] = {}
    short = reduce(or_, (tongues for _, tongues in stems), 0)
    for entry in entries:
        if len(entry.parts) > 1 and not _ends_early(entry):
            by_second.setdefault(entry.parts[1], []).append(entry)
        else:
            short |= entry.tongues
    return Beginning(
        {second: tuple(some) for second, some in by_second.items()},
        tuple(entry for entry in entries if _ends_early(entry)),
        (*((entry.phrase, entry.tongues) for entry in entries if len(entry.parts) == 1), *stems),
        short,
        reduce(or_, (entry.tongues for entry in entries), short),
    )


def _ends_early(entry: Entry) -> bool:
    return len(entry.parts) == 2 and entry.is_stem


def _fits(text: str, words: Words, at: int, entry: Entry) -> bool:
    """The first word is the entry's already."""
    parts = entry.parts
    last = len(parts) - 1
    if at + last >= len(words.texts):
        return False
    for step in range(1, last + 1):
        word = words.texts[at + step]
        if word != parts[step] and not (step == last and entry.is_stem and word.startswith(parts[step])):
            return False
    return all(_joined(text, words, at + step) for step in range(last))


def _joined(text: str, words: Words, at: int) -> bool:
    """With the next word."""
    left, right = words.texts[at], words.texts[at + 1]
    gap = text[words.end(at) : words.starts[at + 1]]
    if len(left) == 1 and len(right) == 1 and left < FIRST_UNSPACED and not THAI[0] <= left <= THAI[1]:
        return gap.strip() in {"/", "."}  # "p/n", "s/n", "d/c": two letters alone are nothing
    return len(gap) <= _LONGEST_GAP and _GAP.issuperset(gap)
