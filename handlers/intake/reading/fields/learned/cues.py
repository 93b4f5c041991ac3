"""Words by what they mean, whatever the language: of harm, of the whole, of arriving, of an answer, of a deadline.

A word is learned only where mails of its language were read; a meaning is learned from all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handlers.intake.reading.fields.languages import ask_meanings, label_meanings, phrases

if TYPE_CHECKING:
    from handlers.intake.reading.fields.page import Page

_LISTS = (
    *("affected_words", "total_words", "between", "defects", "answering", "happened", "delivered", "today", "tomorrow"),
    *("yesterday", "before_deadline", "within", "not_deadline"),
)


class Cue(NamedTuple):
    start: int
    end: int
    meanings: tuple[str, ...]


def cues_in(page: Page) -> tuple[Cue, ...]:
    """Labels, and words of the languages that the page speaks, from left to right."""
    labels = label_meanings()
    found = [
        Cue(hit.start, hit.end, tuple(f"label {name}" for name in labels.all_of(hit.phrase))) for hit in page.labels
    ]
    found += [Cue(hit.start, hit.end, ("asks",)) for hit in ask_meanings().phrases.find(page.text, page.words)]
    for name in _LISTS:
        found += [Cue(hit.start, hit.end, (name,)) for hit in phrases(name, page.spoken).find(page.text, page.words)]
    return tuple(sorted(found))
