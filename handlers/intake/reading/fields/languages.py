"""The tables of words, one file a language, and which language a mail seems to be written in.

Everything that differs by language is data in `labels/`; adding a language is adding a file. Labels of
all languages are known at once, since people answer a German form in English; words that mean different
things in different languages (once, due, mille) count only in a language that the mail seems to be
written in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.fields.words import Phrases, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handlers.intake.reading.fields.words import Word

_READ_FOR_LANGUAGE = 400  # words; enough to tell
_FEW = 3  # small words; below it English or German may be meant as well
_ORDER = "en de fr it es nl pl cs pt sv da fi ro hu tr ru zh ja others"  # of equal scores the first wins
_ALSO = 0.5  # a second language counts when it has this share of the words of the first


@dataclass(frozen=True, slots=True)
class Language:
    """One table: label phrases by field, units, number words, calendar words, defects, injuries, asks."""

    code: str
    small_words: frozenset[str]
    labels: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, ...]]
    quantity_words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    calendar: Mapping[str, Any]
    defects: tuple[str, ...]
    injuries: tuple[str, ...]
    no_injuries: tuple[str, ...]
    asks: Mapping[str, tuple[str, ...]]


def _language(code: str, table: Mapping[str, Any]) -> Language:
    quantities = dict(table["quantities"])
    return Language(
        code=code,
        small_words=frozenset(map(fold, table["language"]["words"])),
        labels={name: tuple(phrases) for name, phrases in table["labels"].items()},
        units={name: tuple(phrases) for name, phrases in quantities.pop("units").items()},
        quantity_words={name: tuple(phrases) for name, phrases in quantities.items()},
        numbers=dict(table["numbers"]),
        calendar=table["calendar"],
        defects=tuple(table["defects"]["words"]),
        injuries=tuple(table["injury"]["words"]),
        no_injuries=tuple(table["injury"]["not"]),
        asks={name: tuple(phrases) for name, phrases in table["asks"].items()},
    )


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Language]:
    folder = resources.files(__package__) / "labels"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda f: f.name)
    tables = {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in files}
    return {code: _language(code, table) for code, table in tables.items()}


@lru_cache(maxsize=1)
def _spoken_by() -> Mapping[str, tuple[str, ...]]:
    """Each small word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for code, language in languages().items():
        for word in language.small_words:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def languages_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The languages that the small words speak for, best first; English when nothing speaks."""
    score = dict.fromkeys(languages(), 0)
    spoken_by = _spoken_by()
    for word in words[:_READ_FOR_LANGUAGE]:
        for code in spoken_by.get(word.text, ()):
            score[code] += 1
    best = max(score.values())
    ranked = sorted(score, key=lambda code: (-score[code], _ORDER.find(code)))
    spoken = tuple(code for code in ranked if score[code] >= max(1, best * _ALSO))
    return spoken if best >= _FEW else tuple(dict.fromkeys((*spoken, "en", "de")))


class Meanings:
    """Phrases that stand for something: what each phrase means, and in which languages."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        self._meanings: dict[str, dict[str, list[str]]] = {}
        for phrase, meaning, code in entries:
            self._meanings.setdefault(_key(phrase), {}).setdefault(meaning, []).append(code)
        self.phrases = Phrases(self._meanings)

    def of(self, phrase: str, spoken: Sequence[str]) -> tuple[str, bool]:
        """What a found phrase means, by preference in a spoken language, and whether it is spoken there."""
        meanings = self._meanings[phrase]
        for code in spoken:
            for meaning, codes in meanings.items():
                if code in codes:
                    return meaning, True
        return next(iter(meanings)), False

    def knows(self, phrase: str) -> bool:
        return _key(phrase) in self._meanings

    def all_of(self, phrase: str) -> tuple[str, ...]:
        return tuple(self._meanings[phrase])


def _key(phrase: str) -> str:
    return " ".join(word.text for word in words_of(phrase)) + ("*" if phrase.endswith("*") else "")


@lru_cache(maxsize=1)
def label_meanings() -> Meanings:
    return Meanings(
        (phrase, name, code)
        for code, language in languages().items()
        for name, phrases in language.labels.items()
        for phrase in phrases
    )


@lru_cache(maxsize=1)
def unit_meanings() -> Meanings:
    return Meanings(
        (phrase, name, code)
        for code, language in languages().items()
        for name, phrases in language.units.items()
        for phrase in phrases
    )


@lru_cache(maxsize=16)
def quantity_phrases(which: str, spoken: tuple[str, ...]) -> Phrases:
    """`which` is between, affected_words, total_words or about."""
    return Phrases(phrase for code in spoken for phrase in languages()[code].quantity_words.get(which, ()))


@lru_cache(maxsize=1)
def ask_meanings() -> Meanings:
    return Meanings(
        (phrase, name, code)
        for code, language in languages().items()
        for name, phrases in language.asks.items()
        for phrase in phrases
    )


@lru_cache(maxsize=16)
def defect_phrases(spoken: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for code in spoken for phrase in languages()[code].defects)


@lru_cache(maxsize=16)
def injury_phrases(spoken: tuple[str, ...]) -> Meanings:
    entries = []
    for code in spoken:
        entries += [(phrase, "injury", code) for phrase in languages()[code].injuries]
        entries += [(phrase, "none", code) for phrase in languages()[code].no_injuries]
    return Meanings(entries)
