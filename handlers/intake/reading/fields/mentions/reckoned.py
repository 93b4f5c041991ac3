"""Days reckoned from another one: weekdays, edges of weeks and months, lengths of time."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.intake.reading.fields.dates import later

_FRIDAY = 4
_MIDDLE = 15
_LENGTHS = {"day": 24, "hour": 1, "week": 168}
MOST_OF = {"hour": 500, "day": 120, "workday": 60, "week": 30, "month": 18}


def of_weekday(sent: date, number: int) -> list[date]:
    """The last day of that name and the next one, and today when it has it."""
    past = sent - timedelta(days=(sent.weekday() - number - 1) % 7 + 1)
    ahead = sent + timedelta(days=(number - sent.weekday() - 1) % 7 + 1)
    return [past, *([sent] if sent.weekday() == number else []), ahead]


def in_week(sent: date, week: int, number: int) -> date:
    return sent - timedelta(days=sent.weekday()) + timedelta(days=7 * week + number)


def pointed_weekday(sent: date, number: int, which: int) -> list[date]:
    """ "Last Friday" said on a Monday is three days ago, or ten."""
    past, *_, ahead = of_weekday(sent, number)
    nearest = {-1: past, 0: in_week(sent, 0, number), 1: ahead}[which]
    return list(dict.fromkeys((nearest, ahead if which == 0 else in_week(sent, which, number))))


def edge(sent: date, which: str, unit: str, shift: int) -> date:
    """The first, the middle or the last day of this, the last or the next week, month or year."""
    if unit == "week":
        return in_week(sent, shift, {"first": 0, "middle": 2}.get(which, _FRIDAY))
    if unit == "year":
        return date(sent.year + shift, *{"first": (1, 1), "middle": (6, 30)}.get(which, (12, 31)))
    if unit == "month":
        return edge_of_month(*_shifted(sent, shift), which)
    return sent + timedelta(days=shift)


def edge_of_month(year: int, month: int, which: str) -> date:
    if which != "last":
        return date(year, month, _MIDDLE if which == "middle" else 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _shifted(sent: date, months: int) -> tuple[int, int]:
    counted = sent.year * 12 + sent.month - 1 + months
    return counted // 12, counted % 12 + 1


def after(sent: date, unit: str, count: int) -> date:
    """So many units behind the day, or before it when `count` is negative."""
    if unit == "workday":
        return date.fromisoformat(later(sent, workdays=count)) if count > 0 else _workdays_back(sent, -count)
    if unit == "month":
        year, month = _shifted(sent, count)
        return min(date(year, month, 1) + timedelta(days=sent.day - 1), edge_of_month(year, month, "last"))
    return sent + timedelta(days=(1 if count > 0 else -1) * -(-abs(count) * _LENGTHS[unit] // 24))


def _workdays_back(sent: date, count: int) -> date:
    day = sent
    while count > 0:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day


def nearest(sent: date, month: int, day: int) -> date | None:
    """The day of that name nearest to the day of sending."""
    readings = [found for year in (sent.year - 1, sent.year, sent.year + 1) if (found := real(year, month, day))]
    return min(readings, key=lambda found: abs((found - sent).days), default=None)


def real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def numbered(sent: date, number: int) -> list[date]:
    """The last and the next day of a month that have the number."""
    steps = [*range(-40, 1)][::-1], range(1, 41)
    found = [next((day for step in some if (day := sent + timedelta(days=step)).day == number), None) for some in steps]
    return [day for day in found if day]
