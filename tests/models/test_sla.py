"""The matrix of promises is data, a company may say otherwise, and a mistake in it is a sentence."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.onboarding.check import check
from bot.opening import open_home
from bot.settings import load
from models.kernel.working_time import WorkingCalendar
from models.people.person import Site
from models.records import RECORD_TYPES
from models.workflow import ladder, sla
from models.workflow.record import Severity

OFFICE = WorkingCalendar("Europe/Berlin", "12345", "08:00-17:00")
THURSDAY = datetime(2026, 11, 26, 15, 47, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "end"),
    [
        ("48 h", datetime(2026, 11, 28, 15, 47, tzinfo=UTC)),
        ("4 wh", datetime(2026, 11, 27, 10, 47, tzinfo=UTC)),
        ("1 wd", datetime(2026, 11, 27, 16, 0, tzinfo=UTC)),
        ("0 wd", datetime(2026, 11, 26, 16, 0, tzinfo=UTC)),
        ("30d", datetime(2026, 12, 26, 16, 0, tzinfo=UTC)),
    ],
)
def test_a_promise_runs_out_by_its_unit(written: str, end: datetime) -> None:
    assert sla.Promise.read(written).after(THURSDAY, OFFICE) == end


def test_a_record_without_a_severity_is_promised_what_a_major_one_is() -> None:
    row = sla.standard()["containment"]
    assert row.for_severity(None) == row.for_severity(Severity.MAJOR) == sla.Promise.read("48 h")


def test_every_declared_clock_has_its_row() -> None:
    clocks = [clock for kind in RECORD_TYPES for clock in kind.type.clocks if clock.until is None]
    declared = {clock.promise or clock.name for clock in clocks}
    assert declared <= set(sla.standard().clocks)


def test_the_clocks_of_a_type_name_states_that_it_has() -> None:
    for kind in RECORD_TYPES:
        states = {state.value for state in kind.type.lifecycle.states}
        for clock in kind.type.clocks:
            assert set(clock.runs) | set(clock.met) <= states, clock.name
            assert not set(clock.runs) & set(clock.met)


def test_a_company_says_otherwise_clock_by_clock() -> None:
    over = sla.read_over('[clocks.containment]\ncritical = "8 h"\n[nudges]\ncritical_outside_hours = true\n')
    mine = sla.matrix_with(over)
    assert (str(mine["containment"].critical), str(mine["containment"].major)) == ("8 h", "48 h")
    assert mine["disposition"] == sla.standard()["disposition"]
    assert mine.critical_outside_hours


def test_every_mistake_of_a_companys_file_is_named_at_once() -> None:
    text = '[clocks.containmint]\nmajor = "1 d"\n[clocks.closing]\nmajor = "soon"\nhuge = "1 d"\n[nudges]\nsnooze = 3\n[extra]\n'
    with pytest.raises(sla.WrongPromises) as wrong:
        sla.read_over(text)
    for part in ("containmint", "“soon” is no span", "huge", "snooze", "[extra]"):
        assert part in str(wrong.value)
    with pytest.raises(sla.WrongPromises, match="no TOML"):
        sla.read_over("clocks = [")
    with pytest.raises(sla.WrongPromises, match="section"):
        sla.read_over('clocks = "none"')


def test_the_file_in_the_home_is_kept_with_the_site_and_its_mistakes_stop_the_start(tmp_path: Path) -> None:
    settings = load(home=tmp_path / "home", site="FAL")
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / "sla.toml"
    file.write_text('[clocks.closing]\nminor = "1 wd"\n')
    with open_home(settings).reading() as session:
        assert session.get_one(Site, "FAL").sla == {"clocks": {"closing": {"minor": "1 wd"}}}
    assert any("closing" in found.what and found.ok for found in check(settings))
    file.write_text('[clocks.closing]\nminor = "1 month"\n')
    assert any("1 month" in found.what and not found.ok for found in check(settings))
    with pytest.raises(sla.WrongPromises, match="1 month"):
        open_home(settings)


@pytest.mark.parametrize("name", ["standard", "critical"])
def test_a_ladder_is_frozen_and_read_again_and_loses_nobody_on_the_way_up(name: str) -> None:
    steps = ladder.standard(name)
    assert ladder.thawed(ladder.frozen(steps)) == steps
    for lower, higher in itertools.pairwise(steps):
        assert (lower.percent is None, lower.days, lower.percent or 0) < (higher.percent is None, higher.days, 200)


def test_behind_the_last_step_comes_one_every_week() -> None:
    steps, due = ladder.standard("standard"), date(2026, 11, 30)
    told = {n: ladder.reached_day(steps, due, date.fromordinal(due.toordinal() + n)) for n in range(-9, 40)}
    assert told[-9] is None
    assert [told[n].name for n in (-7, -2, 0, 3, 4, 7, 8, 14, 15, 21, 22, 28, 29)] == [  # type: ignore[union-attr]
        "-7d", "-2d", "+0d", "+3d", "+4d", "+4d", "+8d", "+8d", "+15d", "+15d", "+22d", "+22d", "+29d",
    ]  # fmt: skip
    for n in range(-9, 39):
        day, step = ladder.coming(steps, due, date.fromordinal(due.toordinal() + n))
        assert (day - due).days == step.days > n
