"""Dates in spellings that the rules leave out: "1. listopada", "2026. 10. 01.", "令和8年10月1日", "8/18", "3月末", "le 17"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.dates import CERTAIN, LESS_LIKELY, THREE_NUMBERS, WITHOUT_YEAR, Day
from handlers.intake.reading.fields.mentions.reckoned import edge_of_month, nearest, numbered, real
from handlers.intake.reading.fields.shapes import followed_by_unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handlers.intake.reading.fields.mentions.sequence import Sequence
    from handlers.intake.reading.fields.mentions.vocabulary import Token
    from handlers.intake.reading.fields.page import Page

_YEARS = range(1990, 2061)
_LONGEST_MONTH, _MONTHS = 31, 12
_LAST_WESTERN = "\u2e80"
_EASTERN = re.compile(rf"[^\x00-{_LAST_WESTERN}]")
_YEAR_FIRST = re.compile(r"([12](?<![\w.].)(?:(?<=1)9|(?<=2)0)\d\d)\. ?(\d{1,2})\. ?(\d{1,2})(?!\d)")
_ERA = re.compile(r"(?:令和|R) ?(\d{1,2}|元)[年.] ?(\d{1,2})[月.] ?(\d{1,2})日?")
_ERA_BEGAN = 2018  # its first year is one later
_SHORT = re.compile(r"(\d(?<![A-Za-z\d/.,-].)\d?)([/.])(\d{1,2})\.?(?![A-Za-z\d/-]|[.,]\d)")
_OF_NEXT_YEAR = re.compile(r"(明年|来年|翌年|내년|今年|올해) ?(\d{1,2})[月월] ?(\d{1,2})[日号일]")
_EDGE_OF_MONTH = re.compile(
    r"(?:((?:20)\d\d) ?[年년] ?|(明年|来年|내년) ?)?(?<!\d)(\d{1,2}) ?[月월](?:份)? ?(末|底|初|中旬|上旬|下旬|말|초)"
)
_EDGES = {"初": "first", "上旬": "first", "초": "first", "中旬": "middle"}
_NUMBERED = re.compile(r"(?<![\d月월년年.])(\d{1,2}) ?[日号일](?![間间以내])")


def written_days(words: Sequence, sent: date) -> Iterator[Day]:
    yield from _with_month_names(words, sent)
    yield from _year_first(words)
    yield from _eastern(words, sent)
    yield from _short(words, sent)
    yield from _bare_numbers(words, sent)


def _with_month_names(words: Sequence, sent: date) -> Iterator[Day]:
    for month in words.tokens:
        if month.kind != "month":
            continue
        before = words.before(month, "number", glue=1)
        behind = words.behind(month, "number", glue=1)
        if before is not None and before.number <= _LONGEST_MONTH:
            yield from _named(before, month, behind, sent, words)
        elif behind is not None and behind.number <= _LONGEST_MONTH:
            year = before or words.behind(behind, "number", glue=1)
            yield from _named(behind, month, year, sent, words)


def _named(day: Token, month: Token, year: Token | None, sent: date, words: Sequence) -> Iterator[Day]:
    if _is_a_time(words, day):
        return
    told = year is not None and year.number in _YEARS
    start, end = min(day.start, month.start), max(day.end, month.end)
    if year is not None and told:
        found = real(year.number, month.number, day.number)
        readings = [found] if found else []
    else:
        readings = _without_year(sent, month.number, day.number)
    for reading in readings:
        yield Day(reading.isoformat(), CERTAIN if told else WITHOUT_YEAR, start, end)


def _without_year(sent: date, month: int, day: int) -> list[date]:
    """The nearest day of that name, and where that is past the next one."""
    close = nearest(sent, month, day)
    ahead = real(close.year + 1, month, day) if close and close < sent else None
    return [found for found in (close, ahead) if found]


def _is_a_time(words: Sequence, number: Token) -> bool:
    return (
        words.page.text[number.end : number.end + 1] == ":"
        and words.page.text[number.end + 1 : number.end + 2].isdigit()
    )


def _year_first(words: Sequence) -> Iterator[Day]:
    for match in words.page.numbered(_YEAR_FIRST, THREE_NUMBERS):
        yield from _real(match, int(match[1]), int(match[2]), int(match[3]))


def _real(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Day]:
    found = real(year, month, day)
    if found:
        yield Day(found.isoformat(), CERTAIN, *match.span())


def _eastern(words: Sequence, sent: date) -> Iterator[Day]:
    text = words.page.text
    if not _speaks_eastern(words.page):
        return
    for match in _ERA.finditer(text):
        year = _ERA_BEGAN + (1 if match[1] == "元" else int(match[1]))
        yield from _real(match, year, int(match[2]), int(match[3]))
    for match in _OF_NEXT_YEAR.finditer(text):
        yield from _real(match, sent.year + (match[1] not in {"今年", "올해"}), int(match[2]), int(match[3]))
    for match in _EDGE_OF_MONTH.finditer(text):
        month = int(match[3])
        close = nearest(sent, month, 15) if 1 <= month <= _MONTHS else None
        if close:
            year = int(match[1]) if match[1] else sent.year + 1 if match[2] else close.year
            found = edge_of_month(year, month, _EDGES.get(match[4], "last"))
            yield Day(found.isoformat(), WITHOUT_YEAR, *match.span())
    for match in _NUMBERED.finditer(text):
        for found in numbered(sent, int(match[1])):
            yield Day(found.isoformat(), LESS_LIKELY, *match.span())


def _speaks_eastern(page: Page) -> bool:
    """A word begins or ends so; most pages hold no such character at all, which is quickly seen."""
    return (
        not page.text.isascii()
        and _EASTERN.search(page.text) is not None
        and any(text[0] > _LAST_WESTERN or text[-1] > _LAST_WESTERN for text in page.words.texts)
    )


def _short(words: Sequence, sent: date) -> Iterator[Day]:
    """Day and month without a year; where both orders fit, both readings."""
    text = words.page.text
    for match in words.page.numbered(_SHORT):
        first, second = int(match[1]), int(match[3])
        if match[2] == "." and (
            (len(match[3]) == 1 and not match[0].endswith(".")) or followed_by_unit(text, match.end())
        ):
            continue
        by_day = nearest(sent, second, first) if 1 <= second <= _MONTHS else None
        by_month = nearest(sent, first, second) if match[2] == "/" and 1 <= first <= _MONTHS else None
        if by_day or by_month:
            here, other = (by_day, by_month) if by_day else (by_month, None)
            other_iso = other.isoformat() if other and other != here else ""
            yield Day(here.isoformat() if here else "", WITHOUT_YEAR, match.start(), match.end(), other_iso)


def _bare_numbers(words: Sequence, sent: date) -> Iterator[Day]:
    """ "le 17", "antes del día 9", "by the 28th": the last and the next day of that number."""
    for lead in words.leads():
        number = words.behind(lead, "number", glue=1) or _ordinal(words, lead)
        if number is None or not 1 <= number.number <= _LONGEST_MONTH or not _is_no_count(words, number):
            continue
        for found in numbered(sent, number.number):
            yield Day(found.isoformat(), LESS_LIKELY, number.start, number.end)


def _ordinal(words: Sequence, lead: Token) -> Token | None:
    """ "17th" and "1er" are single words."""
    at = lead.last + 1
    if at >= len(words.page.words):
        return None
    word = words.page.words[at]
    digits = word.text.rstrip("abcdefghijklmnopqrstuvwxyzаегомй")
    if digits == word.text or not digits.isdecimal() or word.text[len(digits) :] not in _ORDINALS:
        return None
    return lead._replace(kind="number", value=digits, first=at, last=at, start=word.start, end=word.end)


_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "e", "го", "му", "ste", "de"})


def _is_no_count(words: Sequence, number: Token) -> bool:
    """Nothing is counted: the sentence ends, or a word follows that no number counts."""
    text = words.page.text
    if words.behind(number, "month", "unit", "number", glue=1):
        return False
    following = text[number.end : number.end + 2]
    return not (following[:1] and following[0] in "/:-%,." and following[1:].isdigit()) and following[:1] not in {
        "%",
        ":",
        "-",
        "/",
    }
