"""The words of `calendar.toml`, and what those of one page mean in the languages that the page speaks."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache, reduce
from importlib import resources
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from handlers.intake.reading.fields.language_files import languages
from handlers.intake.reading.fields.lexicon import key_of
from handlers.intake.reading.fields.phrases import Phrases
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handlers.intake.reading.fields.page import Page

_READ_FOR_LANGUAGE = 400  # words
_FEW = 4  # different small words of a language; below it any language may be meant
_SHORTEST_ANYWHERE = 4  # letters of a word that counts in whatever language
_SHORTEST_NAME = 3  # letters of a weekday's short name that needs nothing before it
_MOST_REMEMBERED = 128  # languages in which a mail was read
_WHEREVER = 1  # the bit of phrases that may count in any language
_LAST_LATIN = "\u036f"
SMALL = frozenset({"glue", "lead"})  # kinds of phrases that may stand between others
_NEEDS_ITS_LANGUAGE = frozenset({"glue", "lead", "one", "unit", "ago", "which", "edge"})


class Token(NamedTuple):
    """A word or phrase; `first` and `last` count words, `start` and `end` characters. `value` is by `kind`:

    day: days from the day of writing; weekday: 0 is Monday; month: 1 to 12; which and week: -1, 0, 1;
    edge: first, middle, last; edge_of: "last month"; unit: hour, day, workday, week, month, year.
    """

    kind: str
    value: str
    first: int
    last: int
    start: int
    end: int

    @property
    def number(self) -> int:
        return int(self.value)


Meaning = tuple[str, str]


class Sense(NamedTuple):
    """What a phrase means on a page; `is_small` when it only stands between words that speak of days."""

    meanings: tuple[Meaning, ...]
    is_small: bool


Hit = tuple[Sense, int, int]  # with the first and the last word of the phrase


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files(__package__) / "calendar.toml"
    return tomllib.loads(file.read_text("utf-8"))


def _entries(code: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Phrases with what they mean; where one means two things, the later one counts."""
    named = languages()[code].calendar if code in languages() else {}
    for kind in ("weekdays", "months"):
        for names in (named.get(kind, ()), table.get(kind, ())):
            for number, line in enumerate(names, start=kind == "months"):
                yield from ((name, (kind.removesuffix("s"), str(number))) for name in line.split())
    for key, kind in (("glue", "glue"), ("leads", "lead"), ("one", "one"), ("ago", "ago")):
        yield from ((phrase, (kind, "")) for phrase in table.get(key, ()))
    for key, kind in (
        *(("which", "which"), ("units", "unit"), ("edges", "edge")),
        *(("weeks", "week"), ("edge_of", "edge_of"), ("days", "day")),
    ):
        for value, phrases in table.get(key, {}).items():
            yield from ((phrase, (kind, value)) for phrase in phrases)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[Phrases, Mapping[str, Mapping[str, tuple[Meaning, ...]]]]:
    """All phrases, and for each the meanings in each language."""
    meanings: dict[str, dict[str, tuple[Meaning, ...]]] = {}
    for code, table in _tables().items():
        for phrase, meaning in _entries(code, table):
            by_code = meanings.setdefault(key_of(phrase), {})
            by_code[code] = tuple(dict.fromkeys((*by_code.get(code, ()), meaning)))
    return Phrases({phrase: _tongues(phrase, known) for phrase, known in meanings.items()}), meanings


def _tongues(phrase: str, known: Mapping[str, tuple[Meaning, ...]]) -> int:
    """In which languages a phrase may be more than a small one, as bits."""
    telling = [code for code, several in known.items() if not all(kind in SMALL for kind, _ in several)]
    wherever = len(phrase) >= _SHORTEST_ANYWHERE or phrase[0] > _LAST_LATIN
    return reduce(or_, map(_bits().__getitem__, telling), _WHEREVER if telling and wherever else 0)


@lru_cache(maxsize=1)
def _bits() -> Mapping[str, int]:
    """A bit for each language, in the order of the file; the first bit is of what may count in any of them."""
    return {code: 2 << at for at, code in enumerate(_tables())}


@lru_cache(maxsize=1)
def _small_words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, table in _tables().items():
        own = languages()[code].small_words if code in languages() else frozenset(map(fold, table.get("small", ())))
        for word in own:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def tongues(page: Page) -> tuple[tuple[str, ...], bool]:
    """The languages of a page, best first, and whether too little speaks for any."""
    words = _small_words().keys() & page.words.texts[:_READ_FOR_LANGUAGE]
    score = Counter(chain.from_iterable(map(_small_words().__getitem__, words)))
    best = max(score.values(), default=0)
    likely = (code for code, points in score.items() if points * 2 >= best)
    ranked = sorted(likely, key=lambda code: (-score[code], _bits()[code]))  # of equally likely ones the first
    spoken = page.spoken if best < _FEW else ()
    return tuple(dict.fromkeys((*spoken, *ranked))), best < _FEW


def senses_of(page: Page) -> Senses:
    codes, anything = tongues(page)
    return _senses(codes, page.spoken[0], anything=anything)


def openings(page: Page, senses: Senses) -> Iterator[int]:
    """Words from which on a day, or words of one, may be told."""
    return _vocabulary()[0].openings(page.words, senses.tongues)


def hits_among(page: Page, senses: Senses, first: int, stop: int) -> list[Hit]:
    """Phrases that mean something among some words, from left to right, without overlaps."""
    found = _vocabulary()[0].apart(page.text, page.words, first, stop)
    return [(sense, first, last) for phrase, first, last in found if (sense := senses[phrase]).meanings]


def tokens_of(page: Page, hit: Hit) -> Iterator[Token]:
    """One for each thing that the phrase means."""
    sense, first, last = hit
    start, end = page.words.starts[first], page.words.end(last)
    for kind, value in sense.meanings:
        if not _is_too_short(page, kind, start, end):
            yield Token(kind, value, first, last, start, end)


class Senses(dict[str, Sense]):
    """By phrase; mails of a language repeat their words. `tongues` are the languages, as bits."""

    def __init__(self, codes: tuple[str, ...], first: str, *, anything: bool) -> None:
        super().__init__()
        self._codes, self._first, self._anything = codes, first, anything
        self.tongues = reduce(or_, (_bits().get(code, 0) for code in codes), _WHEREVER)

    def __missing__(self, phrase: str) -> Sense:
        meanings = _meanings_of(phrase, self._codes, self._first, anything=self._anything)
        sense = self[phrase] = Sense(meanings, all(kind in SMALL for kind, _ in meanings))
        return sense


_senses = lru_cache(maxsize=_MOST_REMEMBERED)(Senses)


def _meanings_of(phrase: str, codes: tuple[str, ...], first: str, *, anything: bool) -> tuple[Meaning, ...]:
    """What a phrase means in some languages; a small word of the first language of the page is nothing foreign."""
    known = _vocabulary()[1][phrase]
    meant = _meant(known, codes)
    if meant or phrase in languages()[first].small_words:
        return meant
    return _in_another_language(phrase, known, anything=anything)


def _meant(known: Mapping[str, tuple[Meaning, ...]], codes: tuple[str, ...]) -> tuple[Meaning, ...]:
    """As in the likeliest language; a month as in any of them: listopad is October in one and November in the next."""
    spoken = [known[code] for code in codes if code in known]
    months = [meaning for several in spoken for meaning in several if meaning[0] == "month"]
    return tuple(dict.fromkeys((*spoken[0], *months))) if spoken else ()


def _in_another_language(
    phrase: str, known: Mapping[str, tuple[Meaning, ...]], *, anything: bool
) -> tuple[Meaning, ...]:
    """Long words and those of other scripts mean the same wherever they stand, if they mean one thing alone."""
    every = {meaning for several in known.values() for meaning in several}
    foreign = phrase[0] > _LAST_LATIN
    safe = len(phrase) >= _SHORTEST_ANYWHERE and (
        anything or {kind for kind, _ in every}.isdisjoint(_NEEDS_ITS_LANGUAGE)
    )
    return tuple(every) if len(every) == 1 and (safe or foreign) else ()


def _is_too_short(page: Page, kind: str, start: int, end: int) -> bool:
    """ "Fr." and "Do" are days behind a point or with a capital alone."""
    text = page.text[start:end]
    if kind != "weekday" or len(text) > _SHORTEST_NAME or text[0] > _LAST_LATIN or text[0].isdigit():
        return False
    if len(text) == _SHORTEST_NAME:
        return not (text[0].isupper() or page.text[max(0, start - 3) : start].endswith((" ", "(")))
    return not (text[0].isupper() or page.text[end : end + 1] == ".")


@lru_cache(maxsize=1)
def longest_small_phrase() -> int:
    """Words of the longest phrase that may stand between a day and its number."""
    return max(
        len(phrase.split())
        for phrase, known in _vocabulary()[1].items()
        if not {kind for several in known.values() for kind, _ in several}.isdisjoint(SMALL)
    )


@lru_cache(maxsize=1)
def glued_units() -> Mapping[str, str]:
    """Units that may stand right behind digits: "48h", "10일"."""
    phrases, meanings = _vocabulary()
    del phrases
    return {
        phrase.removesuffix("*"): value
        for phrase, known in meanings.items()
        for several in known.values()
        for kind, value in several
        if kind == "unit" and value != "year"
    }
