"""Days that are reckoned from the day of sending: "by Friday", "within 10 working days", "bis Monatsende", "came in Monday"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.dates import RELATIVE, later
from handlers.intake.reading.fields.languages import phrases
from handlers.intake.reading.fields.sentences import (
    is_no_deadline,
    nearest_word,
    small_words,
    spoken_of,
    weekdays,
)
from handlers.intake.reading.fields.words import Found, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handlers.intake.reading.fields.page import Page

BEFORE = 24  # characters before a day in which its "by" stands
_RECENT = 0.6
_NEAR = 22
_SHORTEST_WEEKDAY = 4
_LONGEST_DAY = 4  # words that name a day
_DIGITS_NEAR = re.compile(r"[ ,.]{0,3}(?:der |the |den |le |el |il )?\d")
_LENGTHS = {"hours": 1, "days": 24, "weeks": 168}


def relative(page: Page, sent: date) -> Iterator[Candidate]:
    yield from _deadline_words(page, sent)
    yield from _within(page, sent)
    for which, day in (("yesterday", sent - timedelta(days=1)), ("today", sent)):
        for found in phrases(which, page.spoken).find(page.text, page.words):
            what = spoken_of(page, found.start, found.end)
            if what and not _is_behind_deadline_word(page, found):
                yield Candidate(what, day.isoformat(), _RECENT, found.start, found.end)
    yield from _last_weekday(page, sent)


def _is_behind_deadline_word(page: Page, found: Found) -> bool:
    part = page.text[max(0, found.start - BEFORE) : found.start]
    return bool(phrases("before_deadline", page.spoken).find(part, words_of(part)))


_LAST = re.compile(
    r"(?:\b(?:last|this past|past|letzten|letzte|letzter|vergangenen|vorigen|am vergangenen|vorige|afgelopen|verleden|laatste"
    r"|lo scorso|scorso|el pasado|pasado|na última|zeszły|zeszłą|ubiegły|ubiegłą|w miniony|minul[ýoéu]\w*|förra|sidste|viime) )$",
    re.IGNORECASE,
)


def _is_told_as_last(page: Page, at: int) -> bool:
    return _LAST.search(page.text, max(0, at - 20), at) is not None


def _last_weekday(page: Page, sent: date) -> Iterator[Candidate]:
    """ "The cartons that came in Monday", "letzten Freitag geliefert": the last day of that name."""
    names = weekdays(page.spoken)
    if names.keys().isdisjoint(page.words.texts):
        return
    for at, name in enumerate(page.words.texts):
        number = names.get(name)
        if number is None or len(name) < _SHORTEST_WEEKDAY:
            continue
        word = page.words[at]
        behind = Found("", 0, 0, word.start, word.end)
        if _DIGITS_NEAR.match(page.text, word.end) or _is_behind_deadline_word(page, behind):
            continue
        what = spoken_of(page, word.start, word.end)
        near = (
            what
            and nearest_word(page, phrases("delivered", page.spoken), page.line_at(word.start), word.start, word.end)
            <= _NEAR
        )
        if (near and what == "delivery_date") or (what and _is_told_as_last(page, word.start)):
            day = sent - timedelta(days=(sent.weekday() - number - 1) % 7 + 1)
            yield Candidate(what, day.isoformat(), _RECENT, word.start, word.end)


def _deadline_words(page: Page, sent: date) -> Iterator[Candidate]:
    """ "by Friday", "until end of month", "bis heute": a word of a deadline, then a word for a day."""
    before = {hit.last + 1 for hit in phrases("before_deadline", page.spoken).find(page.text, page.words)}
    for first in sorted(before):
        if first >= len(page.words) or page.words.starts[first] - page.words.end(first - 1) > 2:
            continue
        at = first + 1 if page.words.texts[first] in small_words() and first + 1 < len(page.words) else first
        iso = _day_of_word(page, at, sent)
        word = page.words[at]
        if iso and not is_no_deadline(page, word.start, word.end):
            yield Candidate("answer_by", iso, 0.7, word.start, word.end)


def _day_of_word(page: Page, at: int, sent: date) -> str:
    weekday = weekdays(page.spoken).get(page.words[at].text)
    if weekday is not None:
        return (sent + timedelta(days=(weekday - sent.weekday() - 1) % 7 + 1)).isoformat()
    for which, reckoned in (
        ("today", _same_day),
        ("tomorrow", _next_day),
        ("end_of_month", _month_end),
        ("end_of_week", _week_end),
    ):
        if phrases(which, page.spoken).begins_at(page.text, page.words, at, _LONGEST_DAY):
            return reckoned(sent).isoformat()
    return ""


def _same_day(sent: date) -> date:
    return sent


def _next_day(sent: date) -> date:
    return sent + timedelta(days=1)


def _month_end(sent: date) -> date:
    return (sent.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _week_end(sent: date) -> date:
    return sent + timedelta(days=(4 - sent.weekday()) % 7)


def _within(page: Page, sent: date) -> Iterator[Candidate]:
    """ "within 10 working days", "binnen 24 Stunden"."""
    within = phrases("within", page.spoken).find(page.text, page.words)
    numbers = {number.start: number for number in page.numbers} if within else {}
    for found in within:
        following = page.words[found.last + 1] if found.last + 1 < len(page.words) else None
        number = numbers.get(following.start) if following else None
        if number is None or not 0 < number.amount <= 400:
            continue
        part = page.text[number.end : number.end + 24].lstrip(" -")
        for which in ("workdays", "hours", "days", "weeks"):
            hits = phrases(f"length {which}", page.spoken).find(part, words_of(part))
            if hits and hits[0].start == 0:
                yield Candidate(
                    "answer_by", _reckoned(sent, which, int(number.amount)), RELATIVE, found.start, number.end
                )
                break


def _reckoned(sent: date, which: str, count: int) -> str:
    if which == "workdays":
        return later(sent, workdays=count)
    return later(sent, days=-(-count * _LENGTHS[which] // 24))
