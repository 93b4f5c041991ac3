"""All phrases of all tables in one index: a text is looked through once, whatever is asked about it then."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import chain
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.words import Phrases, folded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from handlers.intake.reading.fields.words import Found, Words

NO_PHRASES: frozenset[str] = frozenset()


def key_of(phrase: str) -> str:
    """A phrase as the lexicon names it: its folded words, and a star behind a stem."""
    return " ".join(folded_words(phrase)) + ("*" if phrase.endswith("*") else "")


class Lexicon:
    """Lists of phrases by name, "defects de", each phrase by its key; one phrase may stand in many lists."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        lists_of: dict[str, list[str]] = {}
        for name, keys in lists.items():
            for key in dict.fromkeys(keys):
                lists_of.setdefault(key, []).append(name)
        self._every: Mapping[str, Sequence[str]] = lists_of
        self._lists_of = self._every
        self._phrases = Phrases(self._lists_of, are_keys=True)

    def only(self, is_asked: Callable[[str], bool]) -> Lexicon:
        """Some of its lists, by their names. Most words of a text begin a phrase in some language, few in one of its own."""
        some = copy(self)
        some._lists_of = _Asked(self._every, is_asked)
        some._phrases = self._phrases.only(lambda phrase: bool(some._lists_of[phrase]))
        return some

    def places(self, text: str, words: Words) -> dict[str, list[tuple[int, Found]]]:
        """What stands in the text of each list, numbered from left to right, the longest of one word first."""
        places = words.places.get(self)
        if places is None:
            places = words.places[self] = {}
            for numbered in enumerate(self._phrases.every(text, words)):
                for name in self._lists_of[numbered[1].phrase]:
                    if name in places:
                        places[name].append(numbered)
                    else:
                        places[name] = [numbered]
        return places

    def is_in(self, phrase: str, names: Iterable[str]) -> bool:
        return not set(names).isdisjoint(self._every.get(phrase, ()))


class _Asked(dict[str, Sequence[str]]):
    """Of each phrase that was found the lists that are asked for."""

    def __init__(self, every: Mapping[str, Sequence[str]], is_asked: Callable[[str], bool]) -> None:
        super().__init__()
        self._every, self._is_asked = every, is_asked

    def __missing__(self, phrase: str) -> Sequence[str]:
        asked = self[phrase] = tuple(filter(self._is_asked, self._every[phrase]))
        return asked


class Selection:
    """The phrases of some lists; `without` some that mean something else here."""

    __slots__ = ("_lexicon", "_names", "_without")

    def __init__(self, lexicon: Lexicon, names: Iterable[str], without: frozenset[str] = NO_PHRASES) -> None:
        self._lexicon, self._names, self._without = lexicon, tuple(names), without

    def __contains__(self, phrase: str) -> bool:
        return phrase not in self._without and self._lexicon.is_in(phrase, self._names)

    def find(self, text: str, words: Words) -> list[Found]:
        """All phrases from left to right; they do not overlap, the longest wins."""
        places = self._lexicon.places(text, words)
        lists = [places[name] for name in self._names if name in places]
        if not lists:
            return []
        found: list[Found] = []
        floor = 0
        for _, hit in sorted(chain(*lists)) if len(lists) > 1 else chain(*lists):
            if hit.first >= floor and hit.phrase not in self._without:
                found.append(hit)
                floor = hit.last + 1
        return found

    def begins_at(self, text: str, words: Words, at: int, longest: int) -> bool:
        """A phrase of at most so many words begins with that word."""
        places = self._lexicon.places(text, words)
        hits = chain.from_iterable(places[name] for name in self._names if name in places)
        return any(hit.first == at and hit.last < at + longest and hit.phrase not in self._without for _, hit in hits)
