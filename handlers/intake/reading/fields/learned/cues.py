"""Words by what they mean, whatever the language: of harm, of the whole, of arriving, of an answer, of a deadline.

A word is learned only where mails of its language were read; a meaning is learned from all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.languages import ask_meanings, label_meanings, phrases

if TYPE_CHECKING:
    from handlers.intake.reading.fields.page import Page

_LISTS = (
    *("affected_words", "total_words", "between", "defects", "answering", "happened", "delivered", "today", "tomorrow"),
    *("yesterday", "before_deadline", "within", "not_deadline"),
)
_MOST_REMEMBERED = 2_000  # labels


class Cue(NamedTuple):
    start: int
    end: int
    meanings: tuple[str, ...]


def cues_in(page: Page) -> tuple[Cue, ...]:
    """Labels, and words of the languages that the page speaks, from left to right."""
    found = [Cue(hit.start, hit.end, _of_label(hit.phrase)) for hit in page.labels]
    found += [Cue(hit.start, hit.end, ("asks",)) for hit in ask_meanings().find(page.text, page.words, page.spoken)]
    for name in _LISTS:
        found += [Cue(hit.start, hit.end, (name,)) for hit in phrases(name, page.spoken).find(page.text, page.words)]
    return tuple(sorted(found))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _of_label(phrase: str) -> tuple[str, ...]:
    return tuple(f"label {name}" for name in label_meanings().all_of(phrase))
