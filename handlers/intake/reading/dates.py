"""Dates as mail clients write them into forwards, in every language that the labels know.

The words decide the month, the language decides the order of bare numbers, and what stays open is settled
by the date of the mail around it: a forwarded mail is older than the mail that carries it. Without a zone
in the text the zone of the carrying mail is taken, since clients show times of their own clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from handlers.intake.reading.headers import date_of
from handlers.intake.reading.languages.months import (
    AFTER_NOON,
    BEFORE_NOON,
    BUDDHIST_YEARS,
    HALVES_BY_LANGUAGE,
    STEMS_BY_LANGUAGE,
    YEAR_FIRST,
    ZONES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

CLOCK = re.compile(
    r"(?<![\d:.+−])(?<!\s-)(?<!GMT-)(?<!UTC-)(\d{1,2})(?::|\.(?!\s\d{1,2}[:.]\d)|\s?h\s?|\s[Uu]hr\s|時|时|點|点|"
    r"시)\s?([0-5]\d)(?:\s?[:.分분]\s?([0-5]\d))?(?![\d:])"
)

TIME_WITH_POINTS = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d\.[0-5]\d(?![\d.])")
DAY_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+\-−])(\d{1,2}):?(\d{2})?(?!\d)")
NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d{2,4})(?!\d)")
EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
VIETNAMESE = re.compile(r"(\d{1,2})\s+(?:tháng|thg)\s?(\d{1,2}),?\s+(?:năm\s+)?(\d{4})", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_][^\s\d,;()]*|\d+")  # Thai and Hindi vowels are no letters to \w
ELISION = re.compile(r"^[dl]['’]")
HALF_APART = re.compile(r"(?<=\d)\s?([ap])\.?\s?m\.?(?!\w)", re.IGNORECASE)  # "6:05 p. m."
HEBREW_IN = "ב"
ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙", "0123456789" * 4)
SHORT_DAY = re.compile(r"(?<![\d./-])(\d{1,2})\s?[./-]\s?(\d{1,2})\.?(?![\d./-])")
WEEKDAY = re.compile(r"^[^\W\d]+\.?,?\s+(?=\d)")  # "mar." is a Tuesday in French and a month in Spanish
SOME_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d")
MIDNIGHT = {"00:00", "0:00", "12:00"}
LANGUAGES_OF_HEADERS = ("de", "fr", "es", "it", "nl", "pt", "da", "sv", "en")  # of mailers that translate them
MAX_DATE = 160
FRESH, OLD = timedelta(days=10), timedelta(days=400)

Day = tuple[int, int, int]


def parse_date(text: str, languages: Iterable[str] = (), carrier: datetime | None = None) -> datetime | None:
    """`carrier` is the date of the mail in which this text was found."""
    text = HALF_APART.sub(r" \1m", text[:MAX_DATE].translate(ARABIC_DIGITS)).strip()
    if re.match(r"[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", text):
        return date_of(text)
    zone = _zone(text) or (carrier.tzinfo if carrier else None) or UTC
    order = [*dict.fromkeys(languages), "en"]
    hour, minute, second, rest = _clock(text, order[0])
    days = list(_days(rest, order, text))
    if not days and carrier is not None:
        days = list(_days_of_this_year(rest, order, carrier))
    moments = [moment for day in days if (moment := _moment(day, hour, minute, second, zone)) is not None]
    if carrier is not None and len(moments) > 1:
        moments = _likely(moments, carrier)
    return moments[0] if moments else None


def header_date(text: str, received: datetime | None) -> datetime | None:
    """A Date header, also one that a mailer wrote in the language of its user; None where its time is one that no clock shows."""
    found = date_of(text) or parse_date(WEEKDAY.sub("", text), LANGUAGES_OF_HEADERS, received)
    found = found or parse_date(text, LANGUAGES_OF_HEADERS, received)
    clock = SOME_CLOCK.search(text)
    impossible = clock and found and (found.hour, found.minute) == (0, 0) and clock.group() not in MIDNIGHT
    return None if impossible else found


def _likely(moments: list[datetime], carrier: datetime) -> list[datetime]:
    """Of several readings of one date: most are passed on within days, hardly any after a year."""
    earlier = [moment for moment in moments if moment <= carrier + timedelta(days=1)]
    for days in (FRESH, OLD):
        recent = [moment for moment in earlier if moment > carrier - days]
        if recent:
            return recent
    return earlier or moments


def _days_of_this_year(text: str, languages: list[str], carrier: datetime) -> Iterator[Day]:
    """Clients leave out the year of the present one: "2/11 14:30", "Thu 5 Nov, 14:30"."""
    found = [(int(day), int(month)) for day, month in SHORT_DAY.findall(text)[:1]]
    if not found and (named := _named_day(f"{text} {carrier.year}", languages)):
        found = [(named[2], named[1])]
    elif found and languages[0] in YEAR_FIRST:
        found = [(month, day) for day, month in found]
    for day, month in (*found, *((month, day) for day, month in found)):
        moment = _moment((carrier.year, month, day), 0, 0, 0, carrier.tzinfo or UTC) if month <= 12 else None
        if moment:
            yield carrier.year - (moment > carrier + timedelta(days=1)), month, day


def _moment(day: Day, hour: int, minute: int, second: int, zone: tzinfo) -> datetime | None:
    year, month, number = day
    if year < 100:
        year += 2000 if year < 70 else 1900
    if 2400 < year < 2700:
        year -= BUDDHIST_YEARS
    try:
        return datetime(year, month, number, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _clock(text: str, language: str) -> tuple[int, int, int, str]:
    """Hour, minute, second and the text without them. The last time in the text is the one."""
    found = None
    for candidate in CLOCK.finditer(text):
        if not (candidate.group(0).count(".") and _may_be_a_day(text, candidate.start())):
            found = candidate if found is None or ":" in candidate.group(0) or ":" not in found.group(0) else found
    if found is None:
        return _bare_hour(text)
    hour, minute, second = int(found.group(1)), int(found.group(2)), int(found.group(3) or 0)
    hour = _half_of_day(hour, text, language)
    rest = f"{text[: found.start()]} {OFFSET.sub(' ', text[found.end() :])}"
    return (hour, minute, second, rest) if hour < 24 else (0, 0, 0, rest)


def _may_be_a_day(text: str, start: int) -> bool:
    """12.10.26 may be one, 16.20.11 is a time, and so is 13.02.44 behind a day."""
    found = NUMERIC.match(text, start)
    if found is None or int(found.group(2)) > 12:
        return False
    return not (TIME_WITH_POINTS.match(text, start) and DAY_BEFORE.search(text, 0, start))


def _bare_hour(text: str) -> tuple[int, int, int, str]:
    found = re.search(r"(?<!\d)(\d{1,2})\s?([ap])\.?m\b", text, re.IGNORECASE)
    if found and int(found.group(1)) <= 12:
        return (
            int(found.group(1)) % 12 + 12 * (found.group(2) in "pP"),
            0,
            0,
            text[: found.start()] + text[found.end() :],
        )
    return 0, 0, 0, text


def _half_of_day(hour: int, text: str, language: str) -> int:
    words = {word.lower() for word in re.split(r"[\s\d:,()]+", text) if word}
    words |= {bare for word in words if (bare := word.rstrip("."))}
    before, after = HALVES_BY_LANGUAGE.get(language, ("", ""))
    if hour < 12 and (words & AFTER_NOON or after in words):
        return hour + 12
    return 0 if hour == 12 and (words & BEFORE_NOON or before in words) else hour


def _days(text: str, languages: list[str], whole: str) -> Iterator[Day]:
    for pattern, order in ((EAST_ASIAN, (0, 1, 2)), (VIETNAMESE, (2, 1, 0))):
        found = pattern.search(text)
        if found:
            numbers = [int(group) for group in found.groups()]
            yield numbers[order[0]], numbers[order[1]], numbers[order[2]]
            return
    named = _named_day(text, languages)
    if named:
        yield named
        return
    found = NUMERIC.search(text)
    if found:
        yield from _numeric_day([int(group) for group in found.groups()], found.group(1), languages, whole)


def _numeric_day(numbers: list[int], first: str, languages: list[str], whole: str) -> Iterator[Day]:
    """The likeliest reading first. 5/1/2026 is May 1 where the month comes first, else January 5."""
    one, two, three = numbers
    if len(first) == 4:
        yield one, two, three
        return
    if languages[0] in YEAR_FIRST and three <= 31:
        yield one, two, three
    month_first = languages[0] == "en" and "/" in whole and bool(re.search(r"[ap]\.?m\b", whole, re.IGNORECASE))
    readings = [(three, two, one), (three, one, two)]
    for year, month, day in reversed(readings) if month_first else readings:
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield year, month, day


def _named_day(text: str, languages: list[str]) -> Day | None:
    """A day, a month in words and a year, in any order. Weekdays that look like months stand before it."""
    tokens = [found.group() for found in WORD.finditer(text)]
    for language in languages:
        for place in range(len(tokens) - 1, -1, -1):
            month = _month(tokens[place], language)
            day_and_year = _around(tokens, place) if month else None
            if month and day_and_year:
                return day_and_year[1], month, day_and_year[0]
    return None


def _month(word: str, language: str) -> int:
    word = ELISION.sub("", word.lower().strip(".-/"))
    if not word or word.isdecimal():
        return 0
    stems = STEMS_BY_LANGUAGE.get(language, ())
    number = next((number for stem, number in stems if word.startswith(stem)), 0)
    if not number and word.startswith(HEBREW_IN):
        number = next((number for stem, number in stems if word[1:].startswith(stem)), 0)
    return number


def _around(tokens: list[str], place: int) -> tuple[int, int] | None:
    """Day and year near the month: "5. Januar 2026", "January 5th, 2026", "2026. január 5."."""
    near = [int(token) for token in tokens[max(place - 3, 0) : place + 6] if token.isdecimal() and len(token) <= 4]
    days = [number for number in near if 1 <= number <= 31]
    years = [number for number in near if number > 1900]
    if not years and len(days) >= 2:  # "5 Jan 26"
        return days[0], days[1]
    return (days[0], years[0]) if days and years else None


def _zone(text: str) -> tzinfo | None:
    clock = CLOCK.search(text)
    tail = text[clock.end() :] if clock else text
    found = OFFSET.search(tail)
    if found and int(found.group(2)) <= 14:
        minutes = int(found.group(2)) * 60 + int(found.group(3) or 0)
        return timezone(timedelta(minutes=-minutes if found.group(1) in "-−" else minutes))
    for word in re.findall(r"[A-Za-z]{1,5}", tail):
        if word.lower() in ZONES and word.isupper():
            return timezone(timedelta(minutes=ZONES[word.lower()]))
    return None
