"""What is due when. A row a job; an occurrence is claimed by a unique key, so that a job runs once however often it is woken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from models.kernel.errors import AlreadyDone
from models.unit_of_work import Actor, ActorKind, Cause, Database

log = structlog.get_logger()

CLOCK = Actor(ActorKind.JOB, "clock")


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done once in every period; `run` gets the moment for which it is woken."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def tick(database: Database, jobs: tuple[Job, ...], now: datetime) -> list[str]:
    """Run what is due at `now` and was not run in its period yet; the names of what ran."""
    return [job.name for job in jobs if _claim(database, job, now) and _ran(job, now)]


def _claim(database: Database, job: Job, now: datetime) -> bool:
    period = int(now.timestamp() // job.every.total_seconds())
    key = f"job/{job.name}/{period}"
    try:
        with database.acting(CLOCK, Cause("clock", key)) as unit:
            unit.once(key, job.name)
    except AlreadyDone:
        return False
    return True


def _ran(job: Job, now: datetime) -> bool:
    """A job that fails stops no other; it has its next turn in its next period."""
    try:
        job.run(now)
    except Exception:
        log.exception("clock.job_failed", job=job.name)
        return False
    return True
