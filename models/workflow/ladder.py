"""The ladder on which a clock that runs out is told, step by step, to more and more people. It is copied onto every due date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from models.workflow.record import Severity

WEEK = 7


class Rung(StrEnum):
    """Who stands on a step, as seen from the due date."""

    OWNER = "owner"
    SUPERVISOR = "supervisor"
    QUALITY_MANAGER = "quality_manager"
    CHANNEL = "channel"
    TOP_MANAGEMENT = "top_management"

    @property
    def label(self) -> str:
        return {"owner": "whoever holds it", "channel": "#quality", "supervisor": "their supervisor"}.get(
            self.value, self.value.replace("_", " ")
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One step: at so many days from the due date, or at a part of the clock."""

    #: Days after the due date (negative: before it); for a percentage 0.
    days: int
    #: Per cent of the clock; None for a step that is counted in days.
    percent: int | None
    tells: tuple[Rung, ...]
    #: Only a line in the daily digest.
    digest: bool = False

    @property
    def name(self) -> str:
        """Stable, and short enough for a key: “-2d”, “+4d”, “80%”."""
        return f"{self.percent}%" if self.percent is not None else f"{self.days:+d}d"

    def written(self) -> str:
        """As it is frozen: “+4d message owner supervisor”."""
        return " ".join((self.name, "digest" if self.digest else "message", *self.tells))

    def moment(self, started: datetime, due: datetime) -> datetime:
        """For a percentage: when that part of the clock has passed."""
        assert self.percent is not None
        return started + (due - started) * self.percent / 100


Ladder = tuple[Step, ...]


@cache
def standard(name: str) -> Ladder:
    rows = tomllib.loads((Path(__file__).parent / "ladder.toml").read_text(encoding="utf-8"))[name]
    return tuple(_step(row["at"], row["way"] == "digest", tuple(row["tells"])) for row in rows)


def ladder_for(severity: Severity | None) -> Ladder:
    return standard("critical" if severity is Severity.CRITICAL else "standard")


def _step(at: str, digest: bool, tells: tuple[str, ...]) -> Step:
    amount, unit = at.split() if " " in at else (at[:-1], at[-1])
    rungs = tuple(Rung(name) for name in tells)
    return Step(0, int(amount), rungs, digest) if unit == "%" else Step(int(amount), None, rungs, digest)


def frozen(ladder: Ladder) -> list[str]:
    return [step.written() for step in ladder]


def thawed(written: list[str]) -> Ladder:
    return _thawed(tuple(written))


@lru_cache(maxsize=256)
def _thawed(written: tuple[str, ...]) -> Ladder:
    steps = []
    for line in written:
        at, way, *tells = line.split()
        steps.append(_step(at, way == "digest", tuple(tells)))
    return tuple(steps)


def reached_day(ladder: Ladder, due: date, today: date) -> Step | None:
    """The highest of the day's steps that has come by `today`; behind the last one a new one every week."""
    passed = [step for step in ladder if step.percent is None and due + timedelta(days=step.days) <= today]
    if not passed:
        return None
    last = max(passed, key=lambda step: step.days)
    weeks = ((today - due).days - last.days) // WEEK
    if last != ladder[-1] or weeks < 1:
        return last
    return Step(last.days + weeks * WEEK, None, last.tells, last.digest)


def reached_part(ladder: Ladder, started: datetime, due: datetime, now: datetime) -> Step | None:
    """The highest percentage that has passed."""
    passed = [step for step in ladder if step.percent is not None and step.moment(started, due) <= now]
    return passed[-1] if passed else None


def up_to(ladder: Ladder, step: Step) -> Iterator[Step]:
    """The steps below one, in order; the weekly ones too."""
    yield from takewhile(lambda lower: lower.name != step.name, ladder)
    last = ladder[-1]
    yield from (Step(days, None, last.tells, last.digest) for days in range(last.days + WEEK, step.days, WEEK))


def coming(ladder: Ladder, due: date, after: date) -> tuple[date, Step]:
    """The next of the day's steps after a day, and its day; there always is one."""
    for step in ladder:
        if step.percent is None and due + timedelta(days=step.days) > after:
            return due + timedelta(days=step.days), step
    last = ladder[-1]
    weeks = max(1, -(-((after - due).days + 1 - last.days) // WEEK))
    step = Step(last.days + weeks * WEEK, None, last.tells, last.digest)
    return due + timedelta(days=step.days), step
