"""Calendar weeks: "KW 42", "week 26, 2027", "W47/2026", "do końca tygodnia 46", "Wednesday of week 49".

A week alone comes out as such (2026-W42), since nobody said which of its days is meant; its end is its Friday, and a weekday
beside it is that day. Without a year it is the week nearest to the day of sending: "KW 2" of a mail in December lies ahead.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.sentences import weekdays
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.page import Page

_LAST_WEEK, _FRIDAY = 53, 4
_NAMED = (
    r"KW|CW|WK|Wk|wk|(?<!\d )(?:kw|cw)|(?:[Cc]alendar |[Pp]roduction )?[Ww]eek|[Kk]alenderwoche|[Ww]oche|[Ss]emaine|[Ss]em\."
    r"|[Ss]emana|[Ss]ettimana|[Tt]ydzie[nń]|[Tt]ygodni(?:a|u|em)|[Tt]yg\.|[Tt][ýy]d(?:en|nu|ne)|[Vv]eckan?|[Uu]ge|[Uu]ke"
    r"|[Vv]iik(?:ko|olla|on)|[Ss]ăptămâna|[Hh]afta|недел[яеюи]|тижд?(?:ень|ня|ні)"
)
_YEAR = r"(?: ?/ ?|,? |\.)(?P<year>20\d\d)|[/.](?P<two>\d\d)(?![./-]?\d| ?[^\W\d])"
_WEEK = re.compile(rf"(?<!\w)(?:{_NAMED}) ?(?:no\.? ?|nr\.? ?)?(?P<week>\d{{1,2}})(?:{_YEAR})?(?![\d-])")
_SIGNED = re.compile(
    r"(?<![\w-])(?:W(?P<week>[0-5]\d)[/ ](?P<year>20\d\d)|(?P<first>20\d\d)-?W(?P<then>[0-5]\d)"
    r"|KW(?P<short>[0-5]\d)(?P<two>\d\d))(?![\w-])"
)
_EAST_ASIAN = re.compile(r"(?:(?P<year>20\d\d)年)?第(?P<week>\d{1,2})[週周]")
# What stands in all that a pattern fits, and in few texts.
_PATTERNS = (
    (_SIGNED, re.compile(r"W[0-5]\d")),
    (_EAST_ASIAN, re.compile("第")),
)
_NAMES = frozenset({
    "kw", "cw", "wk", "week", "kalenderwoche", "woche", "semaine", "sem", "semana", "settimana", "tydzien", "tygodnia",
    "tygodniu", "tygodniem", "tyg", "tyden", "tydnu", "tydne", "vecka", "veckan", "uge", "uke", "viikko", "viikolla",
    "viikon", "saptamana", "hafta",
})  # fmt: skip
_END_OF = re.compile(
    r"(?:\b(?:(?:the )?end (?:of )?(?:the )?|ende (?:der )?|ausgang |fin (?:de )?(?:la )?|fine (?:della )?|final(?:es)? de (?:la )?"
    r"|eind(?:e)? (?:van )?(?:de )?|koniec |końca |końcem |konc[ei] |koncem |slutet av |slutningen af |udgangen af |fim da )"
    r"(?:calendar )?)$",
    re.IGNORECASE,
)
_END_BEHIND = re.compile(r"週?末|[（(]?金曜")
_BEFORE = re.compile(
    r"(?P<day>[^\W\d_]{2,12})\.?,? \(?(?:(?:of|in|der|in der|des|de|de la|van|della|da|w|v|i) )?(?:the )?(?:calendar )?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r",? ?\(?(?P<day>[^\W\d_]{2,12})\.?\)?(?![\w-]|,? ?\(?\d)")  # no "KW 3, Montag 18.01."


def weeks_in(page: Page, sent: date | None) -> Iterator[tuple[str, int, int]]:
    """ISO text, start and end of each; a day where one is named beside the week."""
    named = page.numbered(_WEEK) if page.may_tell(_NAMES) else iter(())
    for matches in (named, *(page.numbered(pattern, sign) for pattern, sign in _PATTERNS)):
        for match in matches:
            said = {name: int(value) for name, value in match.groupdict().items() if value}
            number = said.get("week") or said.get("then") or said.get("short") or 0
            week = _week(number, said.get("year") or said.get("first") or said.get("two"), sent)
            if week is not None:
                yield _told(page, week, *match.span())


def _week(number: int, year: int | None, sent: date | None) -> date | None:
    """Its Monday; None for a week that is in no calendar."""
    if not 1 <= number <= _LAST_WEEK:
        return None
    if year is not None:
        return _monday(year + 2000 if year < 100 else year, number)
    if sent is None:
        return None
    mondays = [_monday(each, number) for each in (sent.year - 1, sent.year, sent.year + 1)]
    return min((day for day in mondays if day), key=lambda day: abs((day - sent).days), default=None)


def _monday(year: int, number: int) -> date | None:
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError:
        return None


def _told(page: Page, monday: date, start: int, end: int) -> tuple[str, int, int]:
    names = weekdays(page.spoken)
    line, stop = page.line_at(start)
    before = _BEFORE.search(page.text, max(line, start - 32), start)
    day = _weekday(before["day"], names) if before else None
    if before and day is not None:
        return _iso(monday, day), before.start("day"), end
    behind = _BEHIND.match(page.text, end, stop)
    day = _weekday(behind["day"], names) if behind else None
    if behind and day is not None:
        return _iso(monday, day), start, behind.end()
    ends = _END_OF.search(page.text, max(line, start - 32), start)
    if ends or _END_BEHIND.match(page.text, end):
        return _iso(monday, _FRIDAY), ends.start() if ends else start, end
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}", start, end


def _weekday(word: str, names: dict[str, int]) -> int | None:
    return next((names[text] for text in words_of(word).texts if text in names), None)


def _iso(monday: date, day: int) -> str:
    return (monday + timedelta(days=day)).isoformat()
