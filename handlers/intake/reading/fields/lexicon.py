"""All phrases of all tables in one index: a text is looked through once, whatever is asked about it then."""

from __future__ import annotations

from functools import reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.phrases import ANYWHERE, Phrases
from handlers.intake.reading.fields.words import folded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from handlers.intake.reading.fields.words import Found, Words

NO_PHRASES: frozenset[str] = frozenset()


def key_of(phrase: str) -> str:
    """A phrase as the lexicon names it: its folded words, and a star behind a stem."""
    return " ".join(folded_words(phrase)) + ("*" if phrase.endswith("*") else "")


class Lexicon:
    """Lists of phrases by name, "defects de", each phrase by its key; one phrase may stand in many lists.

    `tongues` says in which languages a list is asked for, as bits.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]], tongues: Callable[[str], int] = lambda _: ANYWHERE) -> None:
        self._lists_of: dict[str, list[tuple[str, int]]] = {}
        for name, keys in lists.items():
            for key in dict.fromkeys(keys):
                self._lists_of.setdefault(key, []).append((name, tongues(name)))
        asked = {key: reduce(or_, (bits for _, bits in lists)) for key, lists in self._lists_of.items()}
        self._phrases = Phrases(asked, are_keys=True)

    def places(self, text: str, words: Words, asked: int) -> dict[str, list[tuple[int, Found]]]:
        """What stands in the text of each list of some languages, numbered from left to right, the longest of one word first."""
        places = words.places.get((self, asked))
        if places is None:
            places = words.places[self, asked] = {}
            for numbered in enumerate(self._phrases.every(text, words, asked)):
                for name, tongues in self._lists_of[numbered[1].phrase]:
                    if not tongues & asked:
                        continue
                    if name in places:
                        places[name].append(numbered)
                    else:
                        places[name] = [numbered]
        return places

    def is_in(self, phrase: str, names: Iterable[str]) -> bool:
        return not set(names).isdisjoint(name for name, _ in self._lists_of.get(phrase, ()))


class Selection:
    """The phrases of some lists, asked for in a text of some languages; `without` some that mean something else here."""

    __slots__ = ("_asked", "_lexicon", "_names", "_without")

    def __init__(
        self, lexicon: Lexicon, names: Iterable[str], asked: int = ANYWHERE, without: frozenset[str] = NO_PHRASES
    ) -> None:
        self._lexicon, self._names, self._asked, self._without = lexicon, tuple(names), asked, without

    def __contains__(self, phrase: str) -> bool:
        return phrase not in self._without and self._lexicon.is_in(phrase, self._names)

    def find(self, text: str, words: Words) -> list[Found]:
        """All phrases from left to right; they do not overlap, the longest wins."""
        places = self._lexicon.places(text, words, self._asked)
        lists = [places[name] for name in self._names if name in places] if places else ()
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
        places = self._lexicon.places(text, words, self._asked)
        hits = chain.from_iterable(places[name] for name in self._names if name in places)
        return any(hit.first == at and hit.last < at + longest and hit.phrase not in self._without for _, hit in hits)
