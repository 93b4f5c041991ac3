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
from handlers.intake.reading.fields.dates import LESS_LIKELY, RELATIVE, Day, later
from handlers.intake.reading.fields.languages import defect_phrases, label_meanings, languages
from handlers.intake.reading.fields.numbers import numbers_in
from handlers.intake.reading.fields.turning_points import CHANGING, ENDING, turning_point
from handlers.intake.reading.fields.words import Found, Phrases, fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from handlers.intake.reading.fields.page import Page

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
_BEFORE = 24
_UNNAMED_EVENT, _UNNAMED_DELIVERY, _UNNAMED_DEADLINE = 0.7, 0.75, 0.85
_ANSWER_NEAR = 18
_FAR = 70  # characters between a day and the word that says what happened on it
_HARM_BEHIND = 25  # a defect is named in many sentences; a word of arriving must be further away to lose against it
_SENTENCE_END = re.compile(r"[.!?;。！？](?=\s|$)(?<![\s(]\d\.)(?<![\s(]\d\d\.)|[。！？]|\n[ \t]*\n")
# Words that stand behind a deadline: Japanese, Chinese, Korean, Finnish, Turkish, Hungarian.
_BEHIND_DEADLINE = re.compile(
    r"[ \t]?(?:までに|まで|之前|以前|前(?!後)|까지|(?:\([^)\n]{1,20}\) ?)?mennessä|(?:['’]?\w{0,3} |tarihine )kadar|-?ig\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;](?=\s+[A-ZÄÖÜ])|\n")
_CLAUSE = re.compile(r"[.!?;](?=\s+[A-ZÄÖÜ])|,(?=\s)|\n|\s[–—-]\s")
_RECENT = 0.6
_NEAR = 22
_SHORTEST_WEEKDAY = 4
_DIGITS_NEAR = re.compile(r"[ ,.]{0,3}(?:der |the |den |le |el |il )?\d")
_DATED = re.compile(r"\b(?:of|dated|from|vom|du|del|de|van|z dnia|ze dne)\s{1,2}$", re.IGNORECASE)
_ONLY_JOINTS = re.compile(r"[\s:：=\-–|*()\"']{0,12}")


def moments(page: Page, days: Sequence[Day], sent: date | None) -> list[Candidate]:
    """`days` are all that stand in the page (`dates.days_in`)."""
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
    first, last = _sentence_around(page, day.start, day.end)
    point = _turning_point(page, day, first, last)
    if point:
        yield from _both(point, day, _UNNAMED_DEADLINE)
        return
    before = _phrases("before_deadline", page.spoken)
    deadline = _stands_before(page, before, day) or _BEHIND_DEADLINE.match(page.text, day.end) is not None
    if deadline and not _is_no_deadline(page, day):
        yield from _both("answer_by", day, _UNNAMED_DEADLINE)
        return
    what = _spoken_of(page, day.start, day.end)
    if what == "delivery_date" and len(day.iso) == 10:
        yield from _both(what, day, _UNNAMED_DELIVERY)
    elif what == "event_date" and _is_past(day, sent):
        yield from _both(what, day, _UNNAMED_EVENT)


def _turning_point(page: Page, day: Day, first: int, last: int) -> str:
    """Only in a page that tells of an end or a change: a complaint too has a last delivery."""
    if len(day.iso) < len("2026-10") or not (ENDING.search(page.text) or CHANGING.search(page.text)):
        return ""
    answer = _nearest_word(page, _phrases("answering", page.spoken), (first, last), day.start, day.end)
    part = page.text[first:last]
    point = turning_point(part, day.start - first, day.end - first, whole=page.text)
    return point if answer > _ANSWER_NEAR else ""


def _spoken_of(page: Page, start: int, end: int) -> str:
    """What the sentence around a day speaks of: the nearest word of arriving, or of happening and harm."""
    first, last = _sentence_around(page, start, end)
    arriving = _nearest_word(page, _phrases("delivered", page.spoken), (first, last), start, end)
    happening = _nearest_word(page, _phrases("happened", page.spoken), (first, last), start, end)
    harm = _nearest_word(page, defect_phrases(page.spoken), (first, last), start, end)
    if min(arriving, happening, harm) > _FAR:
        return ""
    return "delivery_date" if arriving <= min(happening, harm + _HARM_BEHIND) else "event_date"


def _sentence_around(page: Page, start: int, end: int) -> tuple[int, int]:
    first, last = page.line_at(start)[0], page.line_at(end)[1]
    if start - first < _FAR and first > 0 and page.text[first - 2 : first - 1] not in {".", "!", "?", ":", "\n", ""}:
        first = page.line_at(first - 1)[0]  # a wrapped line
    cuts = [match.end() for match in _SENTENCE_END.finditer(page.text, first, start)]
    stop = _SENTENCE_END.search(page.text, end)
    if stop is None or stop.start() > last + _FAR:
        return (cuts[-1] if cuts else first), last
    return (cuts[-1] if cuts else first), stop.start()


def _nearest_word(page: Page, phrases: Phrases, span: tuple[int, int], start: int, end: int) -> int:
    part = page.text[span[0] : span[1]]
    places = [(span[0] + hit.start, span[0] + hit.end) for hit in phrases.find(part, words_of(part))]
    return min(
        (left - end if left >= end else start - right for left, right in places if right <= start or left >= end),
        default=1 << 30,
    )


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


_ARTICLES = frozenset(
    "the den dem zum le il el de on am day tag at latest eod cob close of business end noon du jour heures h hrs uhr mittag ende spatestens"
    " dia giorno dnia dne dzien fin soir the afternoon morning soon as".split()
)


def _only_small_words(page: Page, between: str) -> bool:
    return all(word.text in _ARTICLES or word.text in _weekdays(page.spoken) for word in words_of(between))


def _is_no_deadline(page: Page, day: Day) -> bool:
    """A word of orders, prices or stock stands in the clause, and none of an answer nearer to the date."""
    start, end = page.line_at(day.start)
    cut = [match.end() for match in _CLAUSE.finditer(page.text, start, day.start)]
    span = max([start, *cut, day.start - 80]), min(end, day.end + 30)
    other = _nearest_word(page, _phrases("not_deadline", page.spoken), span, day.start, day.end)
    answer = _nearest_word(page, _phrases("answering", page.spoken), span, day.start, day.end)
    return other < (1 << 30) and other < answer


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
    for which, day in (("yesterday", sent - timedelta(days=1)), ("today", sent)):
        for found in _phrases(which, page.spoken).find(page.text, page.words):
            what = _spoken_of(page, found.start, found.end)
            if what and not _is_behind_deadline_word(page, found):
                yield Candidate(what, day.isoformat(), _RECENT, found.start, found.end)
    yield from _last_weekday(page, sent)


def _is_behind_deadline_word(page: Page, found: Found) -> bool:
    part = page.text[max(0, found.start - _BEFORE) : found.start]
    return bool(_phrases("before_deadline", page.spoken).find(part, words_of(part)))


def _last_weekday(page: Page, sent: date) -> Iterator[Candidate]:
    """ "The cartons that came in Monday", "letzten Freitag geliefert": the last day of that name."""
    names = _weekdays(page.spoken)
    for word in page.words:
        number = names.get(word.text)
        if number is None or len(word.text) < _SHORTEST_WEEKDAY:
            continue
        behind = Found("", 0, 0, word.start, word.end)
        if _DIGITS_NEAR.match(page.text, word.end) or _is_behind_deadline_word(page, behind):
            continue
        what = _spoken_of(page, word.start, word.end)
        near = (
            what
            and _nearest_word(page, _phrases("delivered", page.spoken), page.line_at(word.start), word.start, word.end)
            <= _NEAR
        )
        if near and what == "delivery_date":
            day = sent - timedelta(days=(sent.weekday() - number - 1) % 7 + 1)
            yield Candidate(what, day.isoformat(), _RECENT, word.start, word.end)


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
