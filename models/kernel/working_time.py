"""When people work, and how long a promise in working time lasts.

Everything is computed between moments in UTC; only the edges of a day are looked up in the zone. That is why a change of summer
time, a half-hour one too, neither loses nor doubles an hour: a shift that holds the change is shorter or longer by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from models.kernel.errors import Misconfigured

if TYPE_CHECKING:
    from holidays import HolidayBase

DAY = timedelta(days=1)


class Workplace(Protocol):
    """What a site says about its time."""

    @property
    def time_zone(self) -> str: ...
    @property
    def working_days(self) -> str: ...
    @property
    def working_hours(self) -> str: ...
    @property
    def holidays(self) -> str: ...


class WorkingCalendar:
    """Working days and hours of one place. Hours that end before they begin end on the next day; equal ones last a day."""

    def __init__(self, zone: str, days: str, hours: str, holidays: str = "") -> None:
        self.zone = ZoneInfo(zone)
        self.days = frozenset(int(day) for day in days)
        opens, closes = hours.split("-")
        self._opens, self._closes = _minutes(opens, hours), _minutes(closes, hours)
        if self._closes <= self._opens:
            self._closes += 24 * 60
        if not self.days:
            raise Misconfigured("No working days are set: a promise in working time would never end.")
        self._holiday_code = holidays

    @cached_property
    def _holidays(self) -> HolidayBase | None:
        if not self._holiday_code:
            return None
        from holidays import country_holidays  # noqa: PLC0415  (a twentieth of a second that not everybody needs)

        country, _, subdivision = self._holiday_code.partition("-")
        try:
            return country_holidays(country, subdiv=subdivision or None)
        except NotImplementedError as unknown:
            raise Misconfigured(
                f"There are no public holidays for “{self._holiday_code}” ({unknown}). Set ANDON_HOLIDAYS to a country "
                "or a part of it, such as DE-BY, or leave it empty."
            ) from None

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() in self.days and (self._holidays is None or day not in self._holidays)

    def at(self, day: date, clock: time) -> datetime:
        """The moment of a local clock time; one that the change of summer time leaves out is the same span after midnight."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def shift(self, day: date) -> tuple[datetime, datetime]:
        """When the day's working hours begin and end, whether it is worked or not."""
        return self._edge(day, self._opens), self._edge(day, self._closes)

    def _edge(self, day: date, minutes: int) -> datetime:
        days, rest = divmod(minutes, 24 * 60)
        return self.at(day + days * DAY, time(*divmod(rest, 60)))

    def end_of_day(self, day: date) -> datetime:
        """When a promise for that day runs out: at the end of its working hours."""
        return self.shift(day)[1]

    def is_working_time(self, moment: datetime) -> bool:
        return self.next_working_moment(moment) == moment

    def next_working_moment(self, moment: datetime) -> datetime:
        """The moment itself inside working hours, otherwise the next beginning of them."""
        opens, _ = next(shift for shift in self._shifts(moment) if shift[1] > moment)
        return max(opens, moment.astimezone(UTC))

    def next_working_day(self, day: date) -> date:
        """The day itself, or the first one after it that is worked."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which `amount` of working hours has passed since `start`; with none, the next working moment."""
        moment = self.next_working_moment(start)
        for opens, closes in self._shifts(moment):
            begins = max(opens, moment)
            if begins < closes and amount <= closes - begins:
                return begins + amount
            amount -= max(closes - begins, timedelta())
        raise AssertionError("shifts never end")

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """The working hours that lie between two moments; none where the end is not after the start."""
        passed = timedelta()
        for opens, closes in self._shifts(start):
            if opens >= end:
                return passed
            passed += max(min(closes, end) - max(opens, start), timedelta())
        raise AssertionError("shifts never end")

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The end of the n-th working day after the one on which it began; what comes after hours or on a free day
        begins on the next working day. With 0 it is the end of that first day."""
        day = self.first_day(start)
        for _ in range(days):
            day = self.next_working_day(day + DAY)
        return self.end_of_day(day)

    def working_days_between(self, start: datetime, end: datetime) -> int:
        """How many working days after the first one have begun by `end`."""
        day, last = self.first_day(start), self.day(end)
        return sum(self.is_working_day(day + n * DAY) for n in range(1, (last - day).days + 1))

    def first_day(self, start: datetime) -> date:
        """The working day to which a moment belongs: that of its shift, or the next one."""
        return next(day for day in self._days(start) if self.end_of_day(day) > start)

    def add_days(self, start: datetime, days: int) -> datetime:
        """The end of working hours that many calendar days after the local day of `start`, worked or not."""
        return self.end_of_day(self.day(start) + days * DAY)

    def _shifts(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        return (self.shift(day) for day in self._days(moment))

    def _days(self, moment: datetime) -> Iterator[date]:
        """The working days from the local day before `moment` on: its night shift may last until now."""
        day = self.day(moment) - DAY
        while True:
            day = self.next_working_day(day)
            yield day
            day += DAY


def _minutes(clock: str, hours: str) -> int:
    hour, minute = (int(part) for part in clock.split(":"))
    if hour * 60 + minute > 24 * 60 or minute > 59:
        raise Misconfigured(f"“{hours}” are no working hours; they look like 08:00-17:00.")
    return hour * 60 + minute


@cache
def calendar(zone: str, days: str, hours: str, holidays: str) -> WorkingCalendar:
    return WorkingCalendar(zone, days, hours, holidays)


def calendar_of(place: Workplace) -> WorkingCalendar:
    return calendar(place.time_zone, place.working_days, place.working_hours, place.holidays)
