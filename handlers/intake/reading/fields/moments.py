"""Which date is which: event, delivery, last order, last and first shipment, answer wanted by.

A date belongs to the nearest label before it on its line, or alone below its label; deadlines also come
as "by Friday", "within 10 working days", "bis Monatsende", reckoned from the day of sending.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.dates import LESS_LIKELY, Day
from handlers.intake.reading.fields.languages import label_meanings, phrases
from handlers.intake.reading.fields.reckoning import BEFORE, relative
from handlers.intake.reading.fields.sentences import (
    is_no_deadline,
    nearest_word,
    only_small_words,
    sentence_around,
    spoken_of,
)
from handlers.intake.reading.fields.turning_points import tells_of, turning_point
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from handlers.intake.reading.fields.lexicon import Selection
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
_REACH = 60  # characters between a label and its date
_UNNAMED_EVENT, _UNNAMED_DELIVERY, _UNNAMED_DEADLINE = 0.7, 0.75, 0.85
_ANSWER_NEAR = 18
# Words that stand behind a deadline: Japanese, Chinese, Korean, Finnish, Turkish, Hungarian.
_BEHIND_DEADLINE = re.compile(
    r"[ \t]?(?:までに|まで|之前|以前|前(?!後)|까지|(?:\([^)\n]{1,20}\) ?)?mennessä|(?:['’]?\w{0,3} |tarihine )kadar|-?ig\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;](?=\s+[A-ZÄÖÜ])|\n")
_DATED = re.compile(r"\b(?:of|dated|from|vom|du|del|de|van|z dnia|ze dne)\s{1,2}$", re.IGNORECASE)
_ONLY_JOINTS = re.compile(r"[\s:：=\-–|*()\"']{0,12}")


def moments(page: Page, days: Sequence[Day], sent: date | None) -> list[Candidate]:
    """`days` are all that stand in the page (`dates.days_in`)."""
    named = ((found, _date_field(found.phrase, name)) for found, name, _ in page.meant) if days else ()
    labels = [(found, name) for found, name in named if name is not None]
    found = [candidate for at, day in enumerate(days) for candidate in _named(page, day, labels, days[:at], sent)]
    if sent is not None:
        found += _elsewhere(relative(page, sent), days)
    return found


def _elsewhere(reckoned: Iterable[Candidate], days: Sequence[Day]) -> Iterator[Candidate]:
    """The "Wednesday" of "Wednesday of week 46" is no Wednesday of its own."""
    for one in reckoned:
        if not any(day.start < one.end and one.start < day.end for day in days):
            yield one


def _date_field(label: str, first: str) -> str | None:
    """The field of a date behind this label; "" for a date that is none of ours, None for other labels."""
    names = (first, *label_meanings().all_of(label))
    return next((name for name in names if name in DATE_FIELDS), _DATE_OF.get(first))


def _named(
    page: Page, day: Day, labels: Sequence[tuple[Found, str]], earlier: Sequence[Day], sent: date | None
) -> Iterator[Candidate]:
    label = _label_before(page, day, labels, earlier)
    if label is not None:
        yield from _both(label, day, 1.0) if label else ()
        return
    first, last = sentence_around(page, day.start, day.end)
    point = _turning_point(page, day, first, last)
    if point:
        yield from _both(point, day, _UNNAMED_DEADLINE)
        return
    before = phrases("before_deadline", page.spoken)
    deadline = _stands_before(page, before, day) or _BEHIND_DEADLINE.match(page.text, day.end) is not None
    if deadline and not is_no_deadline(page, day.start, day.end):
        yield from _both("answer_by", day, _UNNAMED_DEADLINE)
        return
    what = spoken_of(page, day.start, day.end)
    if what == "delivery_date" and len(day.iso) == 10:
        yield from _both(what, day, _UNNAMED_DELIVERY)
    elif what == "event_date" and _is_past(day, sent):
        yield from _both(what, day, _UNNAMED_EVENT)


def _turning_point(page: Page, day: Day, first: int, last: int) -> str:
    """Only in a page that tells of an end or a change: a complaint too has a last delivery."""
    ends, changes = tells_of(page.text)
    if len(day.iso) < len("2026-10") or not (ends or changes):
        return ""
    answer = nearest_word(page, phrases("answering", page.spoken), (first, last), day.start, day.end)
    part = page.text[first:last]
    point = turning_point(part, day.start - first, day.end - first, ends=ends)
    return point if answer > _ANSWER_NEAR else ""


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


def _stands_before(page: Page, wanted: Selection, day: Day) -> bool:
    """One of the phrases ends right before the date, with at most a weekday or an article between."""
    start = max(0, day.start - BEFORE, page.line_at(day.start)[0])
    part = page.text[start : day.start]
    found = wanted.find(part, words_of(part))
    return any(only_small_words(page, part[hit.end :]) for hit in found)
