"""What is looked up in the tables of words, and which language a mail seems to be written in.

Labels of all languages are known at once, since people answer a German form in English; words that mean different
things in different languages (once, due, mille) count only in a language that the mail seems to be
written in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.language_files import COMMON, languages
from handlers.intake.reading.fields.lexicon import NO_PHRASES, Lexicon, Selection, key_of
from handlers.intake.reading.fields.spelled import spelled
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.language_files import Language
    from handlers.intake.reading.fields.words import Found, Words

_READ_FOR_LANGUAGE = 400  # words; enough to tell
_FEW = 3  # small words; below it English or German may be meant as well
_MOST_REMEMBERED = 20_000  # phrases with the languages of a page: mails repeat their labels
_ORDER = (  # of equal scores the first wins
    *COMMON,
    *("no", "sk", "hr", "sl", "bg", "uk", "sr", "el", "ko", "he", "ar", "hi", "th", "vi", "id", "et", "lv", "lt"),
    *("ca", "is"),
)
_ALSO = 0.5  # a second language counts when it has this share of the words of the first


def _place_of(code: str) -> int:
    return _ORDER.index(code)


@lru_cache(maxsize=1)
def _spoken_by() -> Mapping[str, tuple[str, ...]]:
    """Each small word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for code, language in languages().items():
        for word in language.small_words:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def languages_of(words: Iterable[str]) -> tuple[str, ...]:
    """The languages that the small words of a folded text speak for, best first; English when nothing speaks."""
    often = Counter(islice(words, _READ_FOR_LANGUAGE))
    score: defaultdict[str, int] = defaultdict(int)
    for word in often.keys() & _spoken_by().keys():
        for code in _spoken_by()[word]:
            score[code] += often[word]
    best = max(score.values(), default=0)
    likely = (code for code, points in score.items() if points >= best * _ALSO)
    spoken = tuple(sorted(likely, key=lambda code: (-score[code], _place_of(code))))
    return spoken if best >= _FEW else tuple(dict.fromkeys((*spoken, "en", "de")))


class Meanings:
    """Phrases of one list of the lexicon that stand for something: what each means, and in which languages."""

    def __init__(self, name: str, entries: Iterable[tuple[str, str, str]]) -> None:
        self._name = name
        self._meanings: dict[str, dict[str, list[str]]] = {}
        self._remembered: dict[tuple[str, tuple[str, ...]], tuple[str, bool]] = {}
        for phrase, meaning, code in entries:
            self._meanings.setdefault(key_of(phrase), {}).setdefault(meaning, []).append(code)

    def __iter__(self) -> Iterator[str]:
        return iter(self._meanings)

    def find(self, text: str, words: Words, spoken: tuple[str, ...] = ()) -> list[Found]:
        """All phrases of all languages, as `Selection.find`; `spoken` are those in which the same words are asked for more."""
        return _everywhere(self._name, spoken).find(text, words)

    def of(self, phrase: str, spoken: Sequence[str]) -> tuple[str, bool]:
        """What a found phrase means, by preference in a spoken language, and whether it is spoken there."""
        key = phrase, tuple(spoken)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = self._looked_up(phrase, spoken)
        return found

    def _looked_up(self, phrase: str, spoken: Sequence[str]) -> tuple[str, bool]:
        meanings = self._meanings[phrase]
        for code in spoken:
            for meaning, codes in meanings.items():
                if code in codes:
                    return meaning, True
        return next(iter(meanings)), False

    def is_meant(self, phrase: str, spoken: Sequence[str]) -> bool:
        """Whether a found phrase is none that counts only in languages that are not spoken: "lô" is found in "lo"."""
        homes = self._homes.get(phrase)
        return homes is None or not homes.isdisjoint(spoken)

    @cached_property
    def _homes(self) -> Mapping[str, frozenset[str]]:
        shy = {phrase for language in languages().values() for phrase in language.only_here}
        homes = {
            key: frozenset(chain.from_iterable(self._meanings[key].values())) for key in shy & self._meanings.keys()
        }
        return {key: codes for key, codes in homes.items() if all(key in languages()[code].only_here for code in codes)}

    def knows(self, phrase: str) -> bool:
        return key_of(phrase) in self._meanings

    def all_of(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._meanings[phrase])


def _meanings(name: str, table: Callable[[Language], Mapping[str, Sequence[str]]]) -> Meanings:
    """The phrases of one table of every language, by what each stands for."""
    return Meanings(
        name,
        (
            (phrase, meaning, code)
            for code, language in languages().items()
            for meaning, phrases in table(language).items()
            for phrase in phrases
        ),
    )


@lru_cache(maxsize=1)
def label_meanings() -> Meanings:
    return _meanings("labels", lambda language: language.labels)


@lru_cache(maxsize=1)
def unit_meanings() -> Meanings:
    return _meanings("units", lambda language: language.units)


@lru_cache(maxsize=1)
def ask_meanings() -> Meanings:
    return _meanings("asks", lambda language: language.asks)


@lru_cache(maxsize=32)
def number_words(code: str) -> Mapping[str, int]:
    """The number words of a language, by their keys in the lexicon."""
    return {key_of(word): amount for word, amount in (spelled(code) | dict(languages()[code].numbers)).items()}


@lru_cache(maxsize=32)
def lengths_of_time(code: str) -> frozenset[str]:
    """Hours, days and weeks in a language, folded: they are counted, and are no things."""
    return frozenset(fold(word) for words in languages()[code].calendar["units"].values() for word in words)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Every phrase of every table; the lists of one language end in its code."""
    everywhere = {"labels": label_meanings(), "units": unit_meanings(), "asks": ask_meanings()}
    return Lexicon(
        everywhere | {f"{name} {code}": words for code in languages() for name, words in _lists_of(code)}, _tongues_of
    )


_EVERYWHERE = frozenset({"labels", "units", "asks"})  # lists that count in all languages at once


@lru_cache(maxsize=1)
def _bits() -> Mapping[str, int]:
    """A bit for each language; the first one is of lists that count in all of them."""
    return {code: 2 << at for at, code in enumerate(languages())}


def _tongues_of(name: str) -> int:
    """In which language a list is asked for."""
    return 1 if name in _EVERYWHERE else _bits()[name.rpartition(" ")[2]]


@lru_cache(maxsize=256)
def tongues(spoken: tuple[str, ...]) -> int:
    """Some languages as `Phrases` wants them."""
    return 1 | sum(_bits()[code] for code in spoken)


@lru_cache(maxsize=256)
def _everywhere(name: str, spoken: tuple[str, ...]) -> Selection:
    return Selection(lexicon(), (name,), tongues(spoken))


def _lists_of(code: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Phrases by their keys."""
    yield "numbers", number_words(code)
    yield from ((name, map(key_of, words)) for name, words in _plain_lists_of(languages()[code]))


def _plain_lists_of(language: Language) -> Iterator[tuple[str, Iterable[str]]]:
    yield "defects", language.defects
    yield "injuries", language.injuries
    yield "no injuries", language.no_injuries
    yield from language.quantity_words.items()
    yield from ((f"length {name}", words) for name, words in language.calendar["units"].items())
    yield from ((name, words) for name, words in language.calendar.items() if name not in _NO_LISTS)


_NO_LISTS = frozenset({"months", "weekdays", "units"})  # of the calendar


@lru_cache(maxsize=1024)
def phrases(which: str, spoken: tuple[str, ...]) -> Selection:
    """The phrases of one list (`_lists_of`) in some languages."""
    return Selection(lexicon(), (f"{which} {code}" for code in spoken), tongues(spoken))


def quantity_phrases(which: str, spoken: tuple[str, ...]) -> Selection:
    """`which` is between, affected_words or total_words."""
    return phrases(which, spoken)


def defect_phrases(spoken: tuple[str, ...]) -> Selection:
    return phrases("defects", spoken)


@lru_cache(maxsize=128)
def injury_phrases(spoken: tuple[str, ...]) -> Selection:
    """Those that tell of an injury, and those that tell of none."""
    names = (f"{name} {code}" for code in spoken for name in ("injuries", "no injuries"))
    return Selection(lexicon(), names, tongues(spoken))


@lru_cache(maxsize=512)
def number_phrases(spoken: tuple[str, ...]) -> Selection:
    """The number words of the first two languages; a small word of the first is no number of the second ("due", "mille")."""
    first, *others = spoken[:2]
    names = [f"numbers {code}" for code in (first, *others)]
    without = languages()[first].small_words.difference(number_words(first)) if others else NO_PHRASES
    return Selection(lexicon(), names, tongues(spoken), without or NO_PHRASES)
