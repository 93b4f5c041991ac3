"""Which date is which: event, delivery, last order, last and first shipment, answer wanted by.

A date belongs to the nearest label before it on its line, or alone below its label; deadlines also come
as "by Friday", "within 10 working days", "bis Monatsende", reckoned from the day of sending.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.codes import Candidate
from handlers.intake.reading.fields.dates import LESS_LIKELY, RELATIVE, Day, days_in, later
from handlers.intake.reading.fields.languages import label_meanings, languages
from handlers.intake.reading.fields.numbers import numbers_in
from handlers.intake.reading.fields.words import Phrases, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

DATE_FIELDS = (
    "event_date",
    "delivery_date",
    "last_order_date",
    "last_ship_date",
    "first_ship_date",
    "answer_by",
)
# What a date behind one is: "delivery note 80071 of 12 May" dates the delivery, "PO 4500 of 3 May" nothing.
_DATE_OF = {"delivery_note": "delivery_date"} | dict.fromkeys(
    ("po", "sales_order", "invoice", "rma", "pcn_number", "customer_reference", "lot", "revision"), ""
)
_REACH = 45  # characters between a label and its date
_BEFORE = 24
_UNNAMED_EVENT, _UNNAMED_DEADLINE = 0.6, 0.85
_SENTENCE = re.compile(r"[.!?;](?=\s+[A-ZÄÖÜ])|\n")
_DATED = re.compile(r"\b(?:of|dated|from|vom|du|del|de|van|z dnia|ze dne)\s{1,2}$", re.IGNORECASE)
_ONLY_JOINTS = re.compile(r"[\s:：=\-–|*()\"']{0,12}")


def moments(page: Page, sent: date | None, zone_hours: float | None) -> list[Candidate]:
    days = days_in(page, sent, zone_hours)
    labels = [(found, name) for found in page.labels if (name := _date_field(page, found)) is not None]
    found = [candidate for at, day in enumerate(days) for candidate in _named(page, day, labels, days[:at], sent)]
    if sent is not None:
        found += _relative(page, sent)
    return found


def _date_field(page: Page, label: Found) -> str | None:
    """The field of a date behind this label; "" for a date that is none of ours, None for other labels."""
    first = label_meanings().of(label.phrase, page.spoken)[0]
    names = (first, *label_meanings().all_of(label.phrase))
    return next((name for name in names if name in DATE_FIELDS), _DATE_OF.get(first))


def _named(
    page: Page, day: Day, labels: Sequence[tuple[Found, str]], earlier: Sequence[Day], sent: date | None
) -> Iterator[Candidate]:
    label = _label_before(page, day, labels, earlier)
    if label is not None:
        yield from _both(label, day, 1.0) if label else ()
        return
    before = _phrases("before_deadline", page.spoken)
    if _stands_before(page, before, day) and not _is_no_deadline(page, day):
        yield from _both("answer_by", day, _UNNAMED_DEADLINE)
    elif _is_past(day, sent) and _stands_before(page, _phrases("before_event", page.spoken), day):
        yield from _both("event_date", day, _UNNAMED_EVENT)


def _is_past(day: Day, sent: date | None) -> bool:
    """What happened lies before the mail; a week or a month is no event."""
    return "W" not in day.iso and len(day.iso) == 10 and (sent is None or day.iso <= sent.isoformat())


def _both(name: str, day: Day, factor: float) -> Iterator[Candidate]:
    yield Candidate(name, day.iso, round(day.confidence * factor, 2), day.start, day.end)
    if day.other:
        yield Candidate(name, day.other, round(LESS_LIKELY * factor, 2), day.start, day.end)


def _label_before(page: Page, day: Day, labels: Sequence[tuple[Found, str]], earlier: Sequence[Day]) -> str | None:
    """The nearest label before the date with no other date and no full stop between."""
    floor = max((other.end for other in earlier), default=0)
    for found, name in reversed(labels):
        if found.end > day.start:
            continue
        if found.start < floor or day.start - found.end > _REACH:
            return None
        between = page.text[found.end : day.start]
        if name in DATE_FIELDS or _DATED.search(between):
            return _reached(name, between)
        return None
    return None


def _reached(name: str, between: str) -> str | None:
    return name if _ONLY_JOINTS.fullmatch(between) or not _SENTENCE.search(between) else None


@lru_cache(maxsize=64)
def _phrases(which: str, spoken: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for code in spoken for phrase in languages()[code].calendar.get(which, ()))


def _stands_before(page: Page, phrases: Phrases, day: Day) -> bool:
    """One of the phrases ends right before the date, with at most a weekday or an article between."""
    start = max(0, day.start - _BEFORE, page.line_at(day.start)[0])
    part = page.text[start : day.start]
    found = phrases.find(part, words_of(part))
    return any(_only_small_words(page, part[hit.end :]) for hit in found)


_ARTICLES = frozenset({"the", "den", "dem", "zum", "le", "il", "el", "de", "on", "am", "day", "tag", "at", "latest"})


def _only_small_words(page: Page, between: str) -> bool:
    return all(word.text in _ARTICLES or word.text in _weekdays(page.spoken) for word in words_of(between))


def _is_no_deadline(page: Page, day: Day) -> bool:
    start, end = page.line_at(day.start)
    cut = [match.end() for match in _SENTENCE.finditer(page.text, start, day.start)]
    part = page.text[max([start, *cut, day.start - 80]) : min(end, day.end + 30)]
    return bool(_phrases("not_deadline", page.spoken).find(part, words_of(part)))


@lru_cache(maxsize=16)
def _weekdays(spoken: tuple[str, ...]) -> dict[str, int]:
    """Folded names of weekdays, Monday is 0."""
    return {
        fold(name): number
        for code in spoken
        for number, names in enumerate(languages()[code].calendar["weekdays"])
        for name in names.split()
        if len(name) > 2
    }


def _relative(page: Page, sent: date) -> Iterator[Candidate]:
    yield from _deadline_words(page, sent)
    yield from _within(page, sent)
    for found in _phrases("yesterday", page.spoken).find(page.text, page.words):
        yield Candidate("event_date", (sent - timedelta(days=1)).isoformat(), 0.55, found.start, found.end)


def _deadline_words(page: Page, sent: date) -> Iterator[Candidate]:
    """ "by Friday", "until end of month", "bis heute": a word of a deadline, then a word for a day."""
    before = {hit.last + 1 for hit in _phrases("before_deadline", page.spoken).find(page.text, page.words)}
    for first in sorted(before):
        if first >= len(page.words) or page.words[first].start - page.words[first - 1].end > 2:
            continue
        at = first + 1 if page.words[first].text in _ARTICLES and first + 1 < len(page.words) else first
        iso = _day_of_word(page, at, sent)
        word = page.words[at]
        if iso and not _is_no_deadline_at(page, word.start, word.end):
            yield Candidate("answer_by", iso, 0.7, word.start, word.end)


def _is_no_deadline_at(page: Page, start: int, end: int) -> bool:
    return _is_no_deadline(page, Day("", 0.0, start, end))


def _day_of_word(page: Page, at: int, sent: date) -> str:
    weekday = _weekdays(page.spoken).get(page.words[at].text)
    if weekday is not None:
        return (sent + timedelta(days=(weekday - sent.weekday() - 1) % 7 + 1)).isoformat()
    for which, iso in (
        ("today", sent),
        ("tomorrow", sent + timedelta(days=1)),
        ("end_of_month", _month_end(sent)),
        ("end_of_week", _week_end(sent)),
    ):
        hits = _phrases(which, page.spoken).find(page.text, page.words[at : at + 4])
        if hits and hits[0].first == 0:
            return iso.isoformat()
    return ""


def _month_end(sent: date) -> date:
    return (sent.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _week_end(sent: date) -> date:
    return sent + timedelta(days=(4 - sent.weekday()) % 7)


_LENGTHS = {"hours": 1, "days": 24, "weeks": 168}


def _within(page: Page, sent: date) -> Iterator[Candidate]:
    """ "within 10 working days", "binnen 24 Stunden"."""
    numbers = {number.start: number for number in numbers_in(page)}
    for found in _phrases("within", page.spoken).find(page.text, page.words):
        following = page.words[found.last + 1] if found.last + 1 < len(page.words) else None
        number = numbers.get(following.start) if following else None
        if number is None or not 0 < number.amount <= 400:
            continue
        part = page.text[number.end : number.end + 24].lstrip(" -")
        for which in ("workdays", "hours", "days", "weeks"):
            hits = _phrases_of_length(which, page.spoken).find(part, words_of(part))
            if hits and hits[0].start == 0:
                yield Candidate(
                    "answer_by", _reckoned(sent, which, int(number.amount)), RELATIVE, found.start, number.end
                )
                break


@lru_cache(maxsize=64)
def _phrases_of_length(which: str, spoken: tuple[str, ...]) -> Phrases:
    return Phrases(phrase for code in spoken for phrase in languages()[code].calendar["units"].get(which, ()))


def _reckoned(sent: date, which: str, count: int) -> str:
    if which == "workdays":
        return later(sent, workdays=count)
    return later(sent, days=-(-count * _LENGTHS[which] // 24))
