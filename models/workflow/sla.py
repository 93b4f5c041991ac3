"""How long things may take: a matrix of clocks by severity, read from `sla.toml`, and from the company's own over it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from models.kernel.errors import Misconfigured
from models.kernel.working_time import WorkingCalendar
from models.workflow.record import Severity

FILE = "sla.toml"
#: Ten years: whatever is longer is a slip of the pen.
MOST = 3650
_WRITTEN = re.compile(r"(\d{1,5})\s*(h|wh|wd|d)")


class Span(StrEnum):
    """The unit of a promise."""

    HOURS = "h"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"
    DAYS = "d"


@dataclass(frozen=True, slots=True)
class Promise:
    """So much of a unit, such as 48 h."""

    amount: int
    unit: Span

    @classmethod
    def read(cls, written: str) -> Promise:
        found = _WRITTEN.fullmatch(written.strip())
        if found is None or int(found[1]) > MOST:
            raise ValueError(f"“{written}” is no span; they look like 24 h, 4 wh, 5 wd or 30 d (at most {MOST})")
        return cls(int(found[1]), Span(found[2]))

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}"

    def after(self, start: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment at which it runs out."""
        if self.unit is Span.HOURS:
            return start + timedelta(hours=self.amount)
        if self.unit is Span.WORKING_HOURS:
            return calendar.add_working_time(start, timedelta(hours=self.amount))
        if self.unit is Span.WORKING_DAYS:
            return calendar.add_working_days(start, self.amount)
        return calendar.add_days(start, self.amount)


@dataclass(frozen=True, slots=True)
class Promises:
    """One row of the matrix: what is promised for each severity."""

    label: str
    critical: Promise
    major: Promise
    minor: Promise

    def for_severity(self, severity: Severity | None) -> Promise:
        """A record without a severity is treated as major."""
        found: Promise = getattr(self, (severity or Severity.MAJOR).value)
        return found

    def frozen(self) -> dict[str, str]:
        """As it is kept with a case."""
        return {severity.value: str(self.for_severity(severity)) for severity in Severity}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every clock's promises by the clock's name, and when people may be told."""

    clocks: Mapping[str, Promises]
    critical_outside_hours: bool = False

    def __getitem__(self, clock: str) -> Promises:
        return self.clocks[clock]


class WrongPromises(Misconfigured):
    """The company's matrix has mistakes; `str()` names every one."""


@cache
def standard() -> Matrix:
    return _built(tomllib.loads((Path(__file__).parent / FILE).read_text(encoding="utf-8")))


def read_over(text: str) -> dict[str, Any]:
    """What a company's file says otherwise, checked: as it is kept with the site. Raises WrongPromises."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongPromises(f"{FILE} is no TOML: {error}.") from None
    mistakes = _mistakes(given)
    if mistakes:
        raise WrongPromises(f"{FILE} has mistakes:\n  " + "\n  ".join(mistakes))
    return given


def matrix_with(over: Mapping[str, Any] | None) -> Matrix:
    """Andon's own matrix with what a site says otherwise."""
    if not over:
        return standard()
    known = standard()
    clocks = dict(known.clocks)
    for name, row in (over.get("clocks") or {}).items():
        mine = clocks[name]
        clocks[name] = _promises({"label": mine.label, **mine.frozen(), **row})
    outside = (over.get("nudges") or {}).get("critical_outside_hours", known.critical_outside_hours)
    return Matrix(clocks, bool(outside))


def _mistakes(given: Mapping[str, Any]) -> list[str]:
    found = [f"there is no section [{name}]" for name in given if name not in {"clocks", "nudges"}]
    for section in ("clocks", "nudges"):
        if not isinstance(given.get(section, {}), dict):
            return [*found, f"“{section}” is a section: [{section}]"]
    for name, row in given.get("clocks", {}).items():
        found += _row_mistakes(name, row)
    for name, value in given.get("nudges", {}).items():
        if name != "critical_outside_hours" or not isinstance(value, bool):
            found.append(f"[nudges] knows critical_outside_hours = true or false, not {name} = {value!r}")
    return found


def _row_mistakes(name: str, row: object) -> list[str]:
    if name not in standard().clocks:
        return [f"there is no clock “{name}”; there are {', '.join(standard().clocks)}"]
    if not isinstance(row, dict):
        return [f"[clocks.{name}] is a section with critical, major and minor"]
    found = []
    for key, written in row.items():
        if key not in {"label", *Severity}:
            found.append(f"[clocks.{name}] knows {', '.join(Severity)} and label, not “{key}”")
        elif key != "label":
            try:
                Promise.read(str(written))
            except ValueError as error:
                found.append(f"[clocks.{name}] {key}: {error}")
    return found


def _built(given: Mapping[str, Any]) -> Matrix:
    clocks = {name: _promises(row) for name, row in given["clocks"].items()}
    return Matrix(clocks, bool(given["nudges"]["critical_outside_hours"]))


def _promises(row: Mapping[str, str]) -> Promises:
    return Promises(str(row["label"]), *(Promise.read(str(row[severity.value])) for severity in Severity))
