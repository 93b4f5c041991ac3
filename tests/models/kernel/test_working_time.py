"""Working time stays right over weekends, holidays, month ends, night shifts and every change of summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kernel.errors import Misconfigured
from models.kernel.working_time import WorkingCalendar, calendar_of
from models.people.person import Site

OFFICE = WorkingCalendar("Europe/Berlin", "12345", "08:00-17:00", "DE-BY")
HOUR = timedelta(hours=1)
#: The same examples every time, however slow the machine.
PLAINLY = settings(deadline=None, derandomize=True, database=None)
#: Zone, and the days of 2026 on which its clocks change (Lord Howe by half an hour; Casablanca for Ramadan).
CHANGES = (
    ("Europe/Berlin", date(2026, 3, 29), date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8), date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5), date(2026, 10, 4)),
    ("Africa/Casablanca", date(2026, 2, 15), date(2026, 3, 22)),
)
EVERY_CHANGE = [(zone, day) for zone, *days in CHANGES for day in days]


def berlin(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo("Europe/Berlin"))  # type: ignore[arg-type,misc]


MOMENTS = st.integers(0, 730 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
CALENDARS = st.builds(
    WorkingCalendar,
    st.sampled_from([zone for zone, *_ in CHANGES]),
    st.sets(st.sampled_from("1234567"), min_size=1).map("".join),
    st.sampled_from(["08:00-17:00", "22:00-06:00", "06:30-14:45", "00:00-24:00", "09:00-09:00"]),
    st.sampled_from(["", "DE-BY", "US"]),
)


@PLAINLY
@given(CALENDARS, MOMENTS, st.integers(0, 10_000))
def test_working_time_that_was_added_has_passed(calendar: WorkingCalendar, start: datetime, minutes: int) -> None:
    amount = timedelta(minutes=minutes)
    end = calendar.add_working_time(start, amount)
    assert end >= start
    assert calendar.working_time_between(start, end) == amount


@PLAINLY
@given(CALENDARS, MOMENTS, st.integers(0, 40))
def test_working_days_that_were_added_lie_between(calendar: WorkingCalendar, start: datetime, days: int) -> None:
    end = calendar.add_working_days(start, days)
    assert end > start
    last_day = calendar.day(calendar.shift(calendar.first_day(end - timedelta(seconds=1)))[0])
    assert calendar.is_working_day(last_day)
    assert calendar.working_days_between(start, calendar.at(last_day, time(12))) == days


@PLAINLY
@given(CALENDARS, MOMENTS)
def test_the_next_working_moment_is_one_and_the_earliest(calendar: WorkingCalendar, moment: datetime) -> None:
    found = calendar.next_working_moment(moment)
    assert found >= moment
    assert calendar.is_working_time(found)
    assert calendar.working_time_between(moment, found) == timedelta()


@PLAINLY
@given(CALENDARS, MOMENTS, st.integers(0, 2000), st.integers(0, 2000))
def test_two_spans_add_up(calendar: WorkingCalendar, start: datetime, first: int, second: int) -> None:
    whole = calendar.add_working_time(start, timedelta(minutes=first + second))
    halfway = calendar.add_working_time(start, timedelta(minutes=first))
    assert calendar.add_working_time(halfway, timedelta(minutes=second)) == whole


@pytest.mark.parametrize(("zone", "day"), EVERY_CHANGE)
def test_a_day_on_which_the_clocks_change_is_longer_or_shorter_by_the_change(zone: str, day: date) -> None:
    """A watch without a break works what really passes, not what the clock shows."""
    round_the_clock = WorkingCalendar(zone, "1234567", "00:00-24:00")
    opens, closes = round_the_clock.shift(day)
    change = _offset(zone, day + timedelta(days=1)) - _offset(zone, day)
    assert change != timedelta()
    assert round_the_clock.working_time_between(opens, closes) == timedelta(days=1) - change
    assert round_the_clock.add_working_time(opens, timedelta(days=1) - change) == closes


@pytest.mark.parametrize(("zone", "day"), EVERY_CHANGE)
def test_office_hours_stand_at_the_same_clock_time_before_and_after_a_change(zone: str, day: date) -> None:
    office = WorkingCalendar(zone, "12345", "08:00-17:00")
    friday = day - timedelta(days=2)
    end = office.add_working_time(office.at(friday, time(16)), 2 * HOUR)
    assert end.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day + timedelta(days=1), time(9))
    due = office.add_working_days(office.at(friday, time(16)), 1).astimezone(ZoneInfo(zone))
    assert (due.date(), due.time()) == (day + timedelta(days=1), time(17))


def _offset(zone: str, day: date) -> timedelta:
    found = datetime.combine(day, time(), ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


def test_what_came_after_hours_begins_on_the_next_working_day() -> None:
    assert OFFICE.add_working_days(berlin(2026, 11, 27, 17, 30), 1) == berlin(2026, 12, 1, 17)
    assert OFFICE.add_working_days(berlin(2026, 11, 28, 9), 1) == berlin(2026, 12, 1, 17)
    assert OFFICE.add_working_days(berlin(2026, 11, 28, 9), 0) == berlin(2026, 11, 30, 17)
    assert OFFICE.add_working_days(berlin(2026, 11, 27, 16, 59), 1) == berlin(2026, 11, 30, 17)


def test_holidays_of_the_state_are_not_worked() -> None:
    """24 December 2026 is a Thursday; Christmas ends on the Saturday, and Epiphany is kept in Bavaria."""
    assert OFFICE.add_working_days(berlin(2026, 12, 24, 10), 1) == berlin(2026, 12, 28, 17)
    assert not OFFICE.is_working_day(date(2027, 1, 6))
    assert WorkingCalendar("Europe/Berlin", "12345", "08:00-17:00", "DE-BE").is_working_day(date(2027, 1, 6))


def test_five_work_days_after_a_friday_are_the_next_friday() -> None:
    """The domain's own example: aware on 2026-03-06, five work days, 2026-03-13; thirty days, 2026-04-05."""
    plain = WorkingCalendar("Europe/Berlin", "12345", "08:00-17:00")
    aware = berlin(2026, 3, 6, 11)
    assert plain.day(plain.add_working_days(aware, 5)) == date(2026, 3, 13)
    assert plain.day(plain.add_days(aware, 30)) == date(2026, 4, 5)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ((2026, 1, 31), 30, date(2026, 3, 2)),
        ((2028, 1, 30), 30, date(2028, 2, 29)),
        ((2026, 12, 31), 1, date(2027, 1, 1)),
    ],
)
def test_calendar_days_run_over_the_ends_of_months(start: tuple[int, int, int], days: int, end: date) -> None:
    assert OFFICE.add_days(berlin(*start, 23, 59), days) == OFFICE.end_of_day(end)


def test_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    nights = WorkingCalendar("Europe/Berlin", "12345", "22:00-06:00")
    saturday_early = berlin(2026, 11, 28, 3)
    assert nights.is_working_time(saturday_early)
    assert nights.add_working_time(saturday_early, 4 * HOUR) == berlin(2026, 11, 30, 23)
    assert nights.add_working_days(saturday_early, 0) == berlin(2026, 11, 28, 6)


def test_what_is_no_calendar_says_so() -> None:
    with pytest.raises(Misconfigured, match="ZZ"):
        WorkingCalendar("UTC", "12345", "08:00-17:00", "ZZ").is_working_day(date(2026, 1, 5))
    with pytest.raises(Misconfigured, match="29:00"):
        WorkingCalendar("UTC", "12345", "08:00-29:00")


def test_a_site_has_its_calendar() -> None:
    site = Site(code="X", name="X", time_zone="UTC", working_days="67", working_hours="10:00-12:00", holidays="")
    assert calendar_of(site).next_working_moment(datetime(2026, 11, 26, tzinfo=UTC)) == datetime(
        2026, 11, 28, 10, tzinfo=UTC
    )
