"""Days told by their distance: "yesterday", "next Tuesday", "end of the month", "in 3 days", "two weeks ago"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.dates import RELATIVE, Day
from handlers.intake.reading.fields.mentions.reckoned import (
    MOST_OF,
    after,
    edge,
    edge_of_month,
    in_week,
    nearest,
    numbered,
    of_weekday,
    pointed_weekday,
)
from handlers.intake.reading.fields.mentions.vocabulary import Token, glued_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.mentions.sequence import Sequence

OPEN = 0.5  # one of two readings
_YEARS = range(2000, 2061)
_LONGEST_MONTH = 31
_FRIDAY = 4
_DEADLINES = frozenset({24, 36, 48, 72, 96})  # hours that need no word beside them
_DATES = "月월."  # a number behind one of these is a day's


def relative_days(words: Sequence, sent: date) -> Iterator[Day]:
    for token in words.tokens:
        if token.kind == "day":
            yield _day(sent + timedelta(days=token.number), token)
        elif token.kind == "weekday":
            yield from _weekday(words, token, sent)
        elif token.kind == "edge":
            yield from _edge(words, token, sent)
        elif token.kind == "edge_of":
            yield from _edge_in_one_word(words, token, sent)
        elif token.kind == "week":
            yield _day(in_week(sent, token.number, _FRIDAY), token, OPEN)
        elif token.kind == "unit":
            yield from _length(words, token, sent)
    yield from _glued_lengths(words, sent)


def _day(day: date, first: Token, confidence: float = RELATIVE, last: Token | None = None) -> Day:
    last = last or first
    return Day(day.isoformat(), confidence, min(first.start, last.start), max(first.end, last.end))


def _weekday(words: Sequence, token: Token, sent: date) -> Iterator[Day]:
    number = words.behind(token, "number", glue=2)
    if number is not None and _is_a_date(words, number):
        if 1 <= number.number <= _LONGEST_MONTH and not words.behind(number, "month", glue=1):
            same = [day for day in numbered(sent, number.number) if day.weekday() == token.number]
            yield from (_day(day, token, RELATIVE, number) for day in same)
        return
    week = _week_beside(words, token)
    which = words.before(token, "which", glue=1) or words.behind(token, "which", glue=0)
    if week is not None:
        shift, there = week
        yield _day(in_week(sent, shift, token.number), token, RELATIVE, there)
    elif which is not None:
        for day in pointed_weekday(sent, token.number, which.number):
            yield _day(day, token, RELATIVE, which)
    else:
        for day in of_weekday(sent, token.number):
            yield _day(day, token, OPEN)


def _is_a_date(words: Sequence, number: Token) -> bool:
    """ "Friday 16 October" and "Friday 13" are dates, "Friday 14:00", "Friday 5 pm" and "freitag 12 Stück" are not."""
    text = words.page.text
    following = text[number.end : number.end + 1]
    if following in {":", "h"} or words.behind(number, "unit", glue=0):
        return False
    if following in {".", "/", "-", "月", ")", ",", "", "\n"} or words.behind(number, "month", glue=1):
        return True
    behind = text[number.end : number.end + 4].lower().strip()
    return not behind.startswith(("am", "pm", "uhr", "час", "u "))


def _week_beside(words: Sequence, token: Token) -> tuple[int, Token] | None:
    """How many weeks away, and the last word that says so: "last week Tuesday", "mardi de la semaine prochaine"."""
    single = words.before(token, "week", glue=1) or words.behind(token, "week", glue=2)
    if single is not None:
        return single.number, single
    for unit in (words.before(token, "unit", glue=1), words.behind(token, "unit", glue=2)):
        if unit is not None and unit.value == "week":
            which = _which(words, unit)
            if which is not None:
                return which.number, min(unit, which, key=lambda one: one.start) if unit.end < token.start else unit
    return None


def _which(words: Sequence, unit: Token) -> Token | None:
    """ "next week", "la semaine prochaine"."""
    return words.before(unit, "which", glue=1) or words.behind(unit, "which", glue=0)


def _edge(words: Sequence, token: Token, sent: date) -> Iterator[Day]:
    """ "end of next week", "Ende September 2026", "elokuun loppuun": of what stands behind, else of what stands before."""
    behind = words.behind(token, "unit", "month", "week", "which", "number", "day")
    if behind is not None and behind.kind == "which":
        behind = words.behind(behind, "unit", "month", glue=1) or behind
    for what in (behind, words.before(token, "unit", "month", "week", "number", glue=1)):
        day = _edge_of(words, token.value, what, sent) if what is not None else None
        if what is not None and day is not None:
            yield _day(day, token, RELATIVE, what)
            return


def _edge_of(words: Sequence, which: str, what: Token, sent: date) -> date | None:
    if what.kind == "unit" and what.value in {"week", "month", "year"}:
        pointing = _which(words, what)
        return edge(sent, which, what.value, pointing.number if pointing else 0)
    if what.kind == "month":
        return month_edge(words, which, what, sent)
    if what.kind == "week":
        return edge(sent, which, "week", what.number)
    if what.kind == "number" and what.number in _YEARS:
        return edge(date(what.number, 1, 1), which, "year", 0)
    return None


def month_edge(words: Sequence, which: str, month: Token, sent: date) -> date | None:
    year = words.behind(month, "number", glue=1) or words.before(month, "number", glue=0)
    if year is not None and year.number in _YEARS:
        return edge_of_month(year.number, month.number, which)
    if year is not None and year.number <= _LONGEST_MONTH and year.first == month.first - 1:
        return None
    first = nearest(sent, month.number, 15)
    return edge_of_month(first.year, month.number, which) if first else None


def _edge_in_one_word(words: Sequence, token: Token, sent: date) -> Iterator[Day]:
    which, *shift, unit = token.value.split()
    pointing = words.before(token, "which", glue=0) or words.behind(token, "which", glue=0)
    number = 1 if shift else pointing.number if pointing else 0
    yield _day(edge(sent, which, unit, number), token)


def _length(words: Sequence, unit: Token, sent: date) -> Iterator[Day]:
    """ "within 5 working days", "vor zwei Tagen"; "this week" and "next month" as far as their last day."""
    count = words.before(unit, "number", "one", glue=0)
    if count is None:
        pointing = _which(words, unit)
        if pointing is not None and pointing.number >= 0 and unit.value in {"week", "month", "year"}:
            yield _day(edge(sent, "last", unit.value, pointing.number), unit, OPEN, pointing)
        return
    amount = count.number if count.kind == "number" else 1
    if not _may_be_meant(words, unit.value, amount, count):
        return
    ago = words.behind(unit, "ago", glue=0) or words.before(count, "ago", glue=0)
    yield _day(after(sent, unit.value, -amount if ago else amount), ago or count, RELATIVE, unit)


def _may_be_meant(words: Sequence, unit: str, amount: int, count: Token) -> bool:
    if not 0 < amount <= MOST_OF.get(unit, 0):
        return False
    text = words.page.text
    before = text[max(0, count.start - 1) : count.start]
    if before and before in _DATES:
        return False
    return unit != "hour" or amount in _DEADLINES or text[count.end : count.end + 1].isspace()


def _glued_lengths(words: Sequence, sent: date) -> Iterator[Day]:
    """ "48h", "10일 이내": digits and unit in one word."""
    for at in words.digits:
        word = words.page.words[at]
        if word.text.isdecimal():
            continue
        digits = len(word.text) - len(word.text.lstrip("0123456789"))
        unit = _glued_unit(word.text[digits:])
        count = Token("number", word.text[:digits], at, at, word.start, word.end)
        if unit and digits <= 3 and _stands_alone(words, unit, count):
            ago = words.behind(count, "ago", glue=0)
            yield _day(after(sent, unit, -count.number if ago else count.number), count)


def _stands_alone(words: Sequence, unit: str, count: Token) -> bool:
    """Not the day of a date ("10월 1일") and no time of day ("14h")."""
    before = words.page.text[max(0, count.start - 2) : count.start]
    if "월" in before or "月" in before or not 0 < count.number <= MOST_OF[unit]:
        return False
    return unit != "hour" or count.number in _DEADLINES


def _glued_unit(rest: str) -> str:
    units = glued_units()
    if rest[0] < "가":
        return units.get(rest, "")
    return next((units[rest[:size]] for size in range(len(rest), 0, -1) if rest[:size] in units), "")
