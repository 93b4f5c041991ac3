"""The sandbox's clock can be moved, and only the sandbox's: time passes hour by hour, and each hour ticks."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.installation import Installation
from models.kernel.clock import MovableClock
from models.kernel.errors import Misconfigured
from models.unit_of_work import Actor, ActorKind, Cause, Database
from schedules.timetable import Job, tick

MOST_HOURS = 24 * 366
_MOVER = Actor(ActorKind.OPERATOR, "sandbox clock")


def clock_route(database: Database, jobs: tuple[Job, ...]) -> Route:
    under_way = threading.Lock()

    def alone(until: datetime) -> None:
        with under_way:
            move(database, jobs, until)

    async def answer(request: Request) -> Response:
        if request.method == "POST":
            try:
                wanted = _target(database, await request.json())
            except (ValueError, KeyError, TypeError, OverflowError) as error:
                return JSONResponse({"error": f"that is no time to move to: {error}"}, status_code=400)
            await run_in_threadpool(alone, wanted)
        return JSONResponse(_told(database, moving=under_way.locked()))

    return Route("/clock", answer, methods=["GET", "POST"])


def move(database: Database, jobs: tuple[Job, ...], until: datetime) -> None:
    """Let time pass until `until`, an hour at a time. Going back moves the clock at once and wakes nothing."""
    clock = _clock(database)
    while clock.now() < until:
        clock.advance(min(timedelta(hours=1), until - clock.now()))
        tick(database, jobs, clock.now())
    clock.advance(until - clock.now())
    with database.acting(_MOVER, Cause("sandbox", "clock")) as unit:
        unit.session.get_one(Installation, 1).clock_offset = clock.offset.total_seconds()


def _target(database: Database, wanted: dict[str, Any]) -> datetime:
    now = database.clock.now()
    if wanted.get("reset"):
        return database.wall.now()
    until = (
        datetime.fromisoformat(str(wanted["until"]))
        if "until" in wanted
        else now + timedelta(hours=float(wanted["advance_hours"]))
    )
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    if abs(until - now) > timedelta(hours=MOST_HOURS):
        raise ValueError("a year at a time at the most")
    return until


def _told(database: Database, *, moving: bool) -> dict[str, Any]:
    clock = _clock(database)
    return {"now": clock.now().isoformat(), "offset_seconds": clock.offset.total_seconds(), "moving": moving}


def _clock(database: Database) -> MovableClock:
    if not isinstance(database.clock, MovableClock):
        raise Misconfigured("Only a sandbox's clock can be moved.")
    return database.clock
