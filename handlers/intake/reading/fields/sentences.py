"""What the sentence around a day speaks of: of arriving, of happening, of an answer that is wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.language_files import languages
from handlers.intake.reading.fields.languages import defect_phrases, phrases
from handlers.intake.reading.fields.words import fold, words_of

if TYPE_CHECKING:
    from handlers.intake.reading.fields.lexicon import Selection
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Words

FAR = 70  # characters between a day and the word that says what happened on it
_HARM_BEHIND = 25  # a defect is named in many sentences; a word of arriving must be further away to lose against it
_SENTENCE_END = re.compile(r"[.!?;。！？](?=\s|$)(?<![\s(]\d\.)(?<![\s(]\d\d\.)|[。！？]|\n[ \t]*\n")
_CLAUSE = re.compile(r"[.!?;](?=\s+[A-ZÄÖÜ])|,(?=\s)|\n|\s[–—-]\s")
_ARTICLES = frozenset({
    "the", "den", "dem", "zum", "le", "il", "el", "de", "on", "am", "day", "tag", "at", "latest", "eod", "cob",
    "close", "of", "business", "end", "noon", "du", "jour", "heures", "h", "hrs", "uhr", "mittag", "ende",
    "spatestens", "dia", "giorno", "dnia", "dne", "dzien", "fin", "soir", "afternoon", "morning", "soon", "as",
})  # fmt: skip


def spoken_of(page: Page, start: int, end: int) -> str:
    """What the sentence around a day speaks of: the nearest word of arriving, or of happening and harm."""
    first, last = sentence_around(page, start, end)
    arriving = nearest_word(page, phrases("delivered", page.spoken), (first, last), start, end)
    happening = nearest_word(page, phrases("happened", page.spoken), (first, last), start, end)
    harm = nearest_word(page, defect_phrases(page.spoken), (first, last), start, end)
    if min(arriving, happening, harm) > FAR:
        return ""
    return "delivery_date" if arriving <= min(happening, harm + _HARM_BEHIND) else "event_date"


def sentence_around(page: Page, start: int, end: int) -> tuple[int, int]:
    first, last = page.line_at(start)[0], page.line_at(end)[1]
    if start - first < FAR and first > 0 and page.text[first - 2 : first - 1] not in {".", "!", "?", ":", "\n", ""}:
        first = page.line_at(first - 1)[0]  # a wrapped line
    cuts = [match.end() for match in _SENTENCE_END.finditer(page.text, first, start)]
    stop = _SENTENCE_END.search(page.text, end, last + FAR)
    if stop is None or stop.start() > last + FAR:
        return (cuts[-1] if cuts else first), last
    return (cuts[-1] if cuts else first), stop.start()


def nearest_word(page: Page, wanted: Selection, span: tuple[int, int], start: int, end: int) -> int:
    part = page.text[span[0] : span[1]]
    places = [(span[0] + hit.start, span[0] + hit.end) for hit in wanted.find(part, _words_of_sentence(part))]
    return min(
        (left - end if left >= end else start - right for left, right in places if right <= start or left >= end),
        default=1 << 30,
    )


@lru_cache(maxsize=8)
def _words_of_sentence(part: str) -> Words:
    """A sentence is asked for one list of words after another."""
    return words_of(part)


def only_small_words(page: Page, between: str) -> bool:
    return all(word in _ARTICLES or word in weekdays(page.spoken) for word in words_of(between).texts)


def is_no_deadline(page: Page, first: int, last: int) -> bool:
    """A word of orders, prices or stock stands in the clause of the day, and none of an answer nearer to it."""
    start, end = page.line_at(first)
    cut = [match.end() for match in _CLAUSE.finditer(page.text, start, first)]
    span = max([start, *cut, first - 80]), min(end, last + 30)
    other = nearest_word(page, phrases("not_deadline", page.spoken), span, first, last)
    answer = nearest_word(page, phrases("answering", page.spoken), span, first, last)
    return other < (1 << 30) and other < answer


@lru_cache(maxsize=16)
def weekdays(spoken: tuple[str, ...]) -> dict[str, int]:
    """Folded names of weekdays, Monday is 0."""
    return {
        fold(name): number
        for code in spoken
        for number, names in enumerate(languages()[code].calendar["weekdays"])
        for name in names.split()
        if len(name) > 2
    }


def small_words() -> frozenset[str]:
    """What may stand between "by" and its day."""
    return _ARTICLES
