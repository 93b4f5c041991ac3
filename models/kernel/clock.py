"""Time comes in by the door, so that a test or the sandbox can move it and nothing reads the wall by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The clock of the sandbox and of tests: real time plus an offset, or frozen where `frozen` is given."""

    def __init__(self, *, offset: timedelta = timedelta(), frozen: datetime | None = None) -> None:
        self.offset = offset
        self.frozen = frozen

    def now(self) -> datetime:
        return (self.frozen or datetime.now(UTC)) + self.offset

    def advance(self, by: timedelta) -> datetime:
        self.offset += by
        return self.now()
