"""Dates in a text, in every spelling that mails hold; ISO 8601 comes out.

03/04/2026 can be read both ways: both readings are given with a lower confidence, the likelier first.
What makes one likelier: a date in the same mail that can be read in one way only, the language, the
sender's time zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.language_files import languages
from handlers.intake.reading.fields.weeks import weeks_in
from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.page import Page

CERTAIN, WITHOUT_YEAR, RELATIVE, LIKELIER, LESS_LIKELY = 0.95, 0.85, 0.8, 0.6, 0.35
_WHOLE_DAY, _NEAR = len("2026-10-21"), 24
_EARLIEST, _LATEST = 1990, 2060

# As in `masks`: a pattern begins with the signs that may begin it, then looks behind itself; or looks ahead for its digit first.
_ISO = re.compile(
    r"([12](?:(?<=1)9|(?<=2)0)\d\d)(?:(?<![\w-]....)[-/.](\d{1,2})[-/.](\d{1,2})(?![\w-]|T?\d)"
    r"| ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号일])"
)
_NUMERIC = re.compile(r"(\d(?<![\w/.-].)\d?)([./-]) ?(\d{1,2})\2 ?((?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)")
_DAY_MONTH = re.compile(r"(\d(?<![\w/.,-].)(?:(?<=[0-3])\d)?)\. ?(0?\d|1[0-2])\.(?! ?\d)")
_DAY_NAME = re.compile(
    r"(\d(?<![\w/.-].)(?:(?<=[0-3])\d)?)(?:st|nd|rd|th|er|º|°|\.)?(?:[ .-]{1,2}|\n)(?:of |de "
    r"|d')?([^\W\d_]{3,12})\b\.?(?:(?:,? ?(?:de |del )?|-)((?:19|20)\d\d|(?<=-)\d\d))?(?![\w])"
)
_NAME_DAY = re.compile(r"\b([^\W\d_]{3,12}+)\.?[ \n]([0-3]?\d)(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?(?![\w:.,]\d|\w)")
_NAME_YEAR = re.compile(r"\b([^\W\d_]{3,12}+)\.? ((?:19|20)\d\d)(?!\w)")
_EAST_ASIAN_DAY = re.compile(r"(\d(?<![\d年년].)(?<!年 .)\d?)[月월] ?(\d{1,2})[日号일]")
_SLASHED = re.compile(
    r"\b(?=[^\W\d_][^\d/]{1,22}+\d\d?/\d)"
    r"(?:on|by|before|until|till|since|found|from|of|dated|le|du|au|el|del|il|dal|entro il|entro|em|dia|op|hasta|avant"
    r"|senast|den|är|inden|am|vom|bis|tot|uiterlijk|até"
    r"|jusqu'au|antes de|voor"
    r"|for|until)[ \t]{1,3}(?:the |le |el |il )?((\d{1,2})/(\d{1,2}))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
# "by the 28th", "on the 12th", "bis zum 28.": the month is the one that fits.
_ORDINAL = re.compile(
    r"\b(?=[^\W\d_]\D{1,24}+\d)"
    r"(?<!\d )(?P<word>by|before|until|till|not later than|no later than|on|from|since|of|bis zum|bis|zum|am|vom"
    r"|seit dem)[ \t]{1,3}(?:the[ \t]{1,3})?"
    r"(?P<day>[0-3]?\d)(?P<mark>st|nd|rd|th|\.)(?![\w/-]|[ \t]?\d)",
    re.IGNORECASE,
)
# What stands in all that some of the patterns fit: few texts have it, and the patterns need not be tried in the others.
THREE_NUMBERS = re.compile(r"\d[./-] ?\d{1,2}[./-] ?\d|[年년]")
_MONTH_SIGN, _SLASH = re.compile("[月월]"), re.compile(r"\d/\d")
_ORDINAL_MARK = re.compile(r"\d(?:st|nd|rd|th|\.)(?![\w/-])", re.IGNORECASE)
_AHEAD = frozenset({"by", "before", "until", "till", "not later than", "no later than", "bis zum", "bis", "zum"})
_MAY_BE = re.compile(r"may (?:be|have|not|also|contain|need)\b", re.IGNORECASE)  # "17 may be short" is no date
_END_OF = re.compile(
    r"\b(?:(?:the )?end (?:of )?|ende |fin(?: de)? |fine (?:di )?|finales de |final de |eind(?: van)? |koniec |końca "
    r"|końcem |konce |koncem |slutet av |udgangen af |fim de )$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in the text. `iso` may be a week (2026-W40) or a month (2026-07); `other` the other reading."""

    iso: str
    confidence: float
    start: int
    end: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class _Habits:
    sent: date | None
    month_first: bool


def days_in(page: Page, sent: date | None, zone_hours: float | None) -> list[Day]:
    """`sent` is the mail's own date, for days without a year; `zone_hours` its offset from UTC."""
    if not page.stretches:
        return []
    habits = _Habits(sent, _month_first(page, zone_hours))
    found: list[Day] = []
    for day in (
        *_iso(page),
        *_numeric(page, habits),
        *_with_names(page, habits),
        *_short(page, habits),
        *_weeks(page, habits),
        *_slashed(page, habits),
        *_ordinals(page, habits),
    ):
        if not any(day.start < other.end and other.start < day.end for other in found):
            found.append(day)
    found.sort(key=lambda day: day.start)
    return [day for day, following in zip_longest(found, found[1:]) if not _is_told_better(page, day, following)]


def _is_told_better(page: Page, day: Day, following: Day | None) -> bool:
    """ "KW 3/2027, Montag 18.01.2027": a week or month, and right behind it the day."""
    if following is None or len(day.iso) == _WHOLE_DAY or len(following.iso) != _WHOLE_DAY:
        return False
    between = page.text[day.end : following.start]
    return len(between) <= _NEAR and not any(sign in between for sign in ".\n;")


def _month_first(page: Page, zone_hours: float | None) -> bool:
    """American order: shown by a date that can be read so only, else by the zone of an English mail."""
    for match in page.numbered(_NUMERIC, THREE_NUMBERS):
        first, second = int(match[1]), int(match[3])
        if match[2] == "/" and first <= 12 < second <= 31:
            return True
        if match[2] == "/" and second <= 12 < first <= 31:
            return False
    return page.spoken[0] == "en" and zone_hours is not None and -10 <= zone_hours <= -4


def _real(year: int, month: int, day: int) -> str:
    """ISO text, "" for a day that is in no calendar."""
    if not _EARLIEST <= year <= _LATEST:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _iso(page: Page) -> Iterator[Day]:
    for match in page.numbered(_ISO, THREE_NUMBERS):
        year, month, day = (int(part) for part in match.groups() if part)
        iso = _real(year, month, day)
        if iso:
            yield Day(iso, CERTAIN, *match.span())


def _numeric(page: Page, habits: _Habits) -> Iterator[Day]:
    for match in page.numbered(_NUMERIC, THREE_NUMBERS):
        first, second, year = int(match[1]), int(match[3]), _full_year(int(match[4]))
        by_day, by_month = _real(year, second, first), _real(year, first, second)
        if match[2] == "." or (page.spoken[0] != "en" and match[2] != "/"):
            by_month = ""
        if by_day and by_month and by_day != by_month:
            yield from _both(page, habits, by_day, by_month, match)
        elif by_day or by_month:
            yield Day(by_day or by_month, CERTAIN, *match.span())


def _both(page: Page, habits: _Habits, by_day: str, by_month: str, match: re.Match[str]) -> Iterator[Day]:
    if page.spoken[0] != "en":  # nobody on the continent writes the month first
        yield Day(by_day, 0.85, *match.span(), other=by_month)
        return
    likelier, other = (by_month, by_day) if habits.month_first else (by_day, by_month)
    yield Day(likelier, LIKELIER, *match.span(), other=other)


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Every name and short name of a month in every language, folded."""
    return {
        fold(name): number
        for language in reversed(tuple(languages().values()))
        for number, names in enumerate(language.calendar["months"], start=1)
        for name in names.split()
    }


def _month(name: str) -> int:
    return _months().get(fold(name), 0)


def _with_names(page: Page, habits: _Habits) -> Iterator[Day]:
    if not page.may_tell(_months().keys()):
        return
    for match in page.numbered(_DAY_NAME):
        if not _MAY_BE.match(page.text, match.start(2)):
            yield from _named(match, _month(match[2]), int(match[1]), match[3], habits)
    for match in page.numbered(_NAME_DAY):
        yield from _named(match, _month(match[1]), int(match[2]), match[3], habits)
    for match in page.numbered(_NAME_YEAR):
        month = _month(match[1])
        if month and _EARLIEST <= int(match[2]) <= _LATEST:
            end = _END_OF.search(page.text, max(0, match.start() - 24), match.start())
            if end:
                yield Day(_last_of(int(match[2]), month), WITHOUT_YEAR, end.start(), match.end())
                continue
            yield Day(f"{match[2]}-{month:02}", WITHOUT_YEAR, *match.span())


def _last_of(year: int, month: int) -> str:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).isoformat()


def _named(match: re.Match[str], month: int, day: int, year: str | None, habits: _Habits) -> Iterator[Day]:
    if not month:
        return
    iso = _real(_full_year(int(year)), month, day) if year else _nearest(habits.sent, month, day)
    if iso:
        yield Day(iso, CERTAIN if year else WITHOUT_YEAR, *match.span())


def _nearest(sent: date | None, month: int, day: int) -> str:
    """The day of that name nearest to the day of sending; "" when that is not known."""
    if sent is None:
        return ""
    readings = [iso for year in (sent.year - 1, sent.year, sent.year + 1) if (iso := _real(year, month, day))]
    return min(readings, key=lambda iso: abs((date.fromisoformat(iso) - sent).days), default="")


def _short(page: Page, habits: _Habits) -> Iterator[Day]:
    for match in page.numbered(_EAST_ASIAN_DAY, _MONTH_SIGN):
        iso = _nearest(habits.sent, int(match[1]), int(match[2])) if 1 <= int(match[1]) <= 12 else ""
        if iso:
            yield Day(iso, WITHOUT_YEAR, *match.span())
    for match in page.numbered(_DAY_MONTH):
        iso = _nearest(habits.sent, int(match[2]), int(match[1])) if 1 <= int(match[2]) <= 12 else ""
        if iso:
            yield Day(iso, WITHOUT_YEAR, *match.span())


def _slashed(page: Page, habits: _Habits) -> Iterator[Day]:
    """9/29 behind a word such as "on" or "by"; without a year."""
    for match in page.numbered(_SLASHED, _SLASH):
        first, second = int(match[2]), int(match[3])
        month_first = second > 12 or (habits.month_first and first <= 12)
        month, day = (first, second) if month_first else (second, first)
        iso = _nearest(habits.sent, month, day) if 1 <= month <= 12 else ""
        if iso:
            yield Day(iso, WITHOUT_YEAR, *match.span(1))


def _ordinals(page: Page, habits: _Habits) -> Iterator[Day]:
    for match in page.numbered(_ORDINAL, _ORDINAL_MARK):
        if habits.sent is None or (match["mark"] == "." and page.spoken[0] == "en"):
            continue
        following = page.text[match.end() : match.end() + 14].split()
        if following and _month(following[0].strip(".,")):
            continue
        iso = _day_alone(habits.sent, int(match["day"]), ahead=match["word"].lower() in _AHEAD)
        if iso:
            yield Day(iso, RELATIVE, match.start("day"), match.end("mark"))


def _day_alone(sent: date, number: int, *, ahead: bool) -> str:
    """The next day of that number, or the last one."""
    for step in range(40):
        day = sent + timedelta(days=step if ahead else -step)
        if day.day == number:
            return day.isoformat()
    return ""


def _weeks(page: Page, habits: _Habits) -> Iterator[Day]:
    for iso, start, end in weeks_in(page, habits.sent):
        yield Day(iso, WITHOUT_YEAR, start, end)


def later(sent: date, *, days: int = 0, workdays: int = 0) -> str:
    """The day so many days, or Monday-to-Friday days, behind the day of sending."""
    day = sent + timedelta(days=days)
    while workdays > 0:
        day += timedelta(days=1)
        workdays -= day.weekday() < 5
    return day.isoformat()
