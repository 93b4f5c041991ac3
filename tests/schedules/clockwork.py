"""Lets time pass in a small company and tells what was said to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.people.person import Person
from models.workflow import verbs
from models.workflow.due import Due
from schedules.digests import write_digests
from schedules.nudges import remind
from tests.database import World

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Said:
    """One row of the outbox, as a test reads it: step (or day), to whom, and the reason where it was not sent."""

    what: str
    whom: str
    silence: str = ""
    #: Lower steps that were said with it.
    also: str = ""


def at(day: int, hour: int = 9, minute: int = 5, month: int = 11, year: int = 2026) -> datetime:
    """A time in Falkenau, in winter."""
    return datetime(year, month, day, hour - 1, minute, tzinfo=UTC)


def wake(world: World, moment: datetime, *, digests: bool = True, delivered: bool = True) -> None:
    world.clock.frozen, world.clock.offset = moment, timedelta()
    if digests:
        write_digests(world.database, moment)
    remind(world.database, moment)
    if delivered:
        with world.acting("magda") as (unit, _):
            for row in unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.state == OutboxState.WAITING)):
                row.state, row.once = OutboxState.SENT, row.once if row.kind is OutboxKind.LETTER else None


def every(world: World, start: datetime, end: datetime, step: timedelta = QUARTER, *, digests: bool = True) -> None:
    while start <= end:
        wake(world, start, digests=digests)
        start += step


def said(world: World, name: str = "nudge") -> list[Said]:
    with world.database.reading() as session:
        names = {f"person:{p.id}": p.name.partition(" ")[0] for p in session.scalars(sa.select(Person))}
        rows = session.scalars(sa.select(OutboxRow).where(OutboxRow.name == name).order_by(OutboxRow.seq))
        return [_said(row, names) for row in rows]


def _said(row: OutboxRow, names: dict[str, str]) -> Said:
    key = str(row.once).split("/")
    what = key[3] if key[0] == "nudge" else key[2]
    silence = row.error if row.state is OutboxState.SKIPPED else ""
    return Said(what, names.get(row.place, row.place), silence, ", ".join(row.facts.get("also", ())))


def sent(world: World, name: str = "nudge") -> list[tuple[str, str]]:
    return [(s.what, s.whom) for s in said(world, name) if not s.silence]


def silences(world: World) -> Iterator[tuple[str, str, str]]:
    return ((s.what, s.whom, s.silence) for s in said(world) if s.silence)


def own(world: World, number: str, who: str) -> None:
    with world.acting("magda") as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[who]), person)


def change(world: World, who: str, **values: object) -> None:
    with world.acting("magda") as (unit, _):
        for name, value in values.items():
            setattr(unit.session.get_one(Person, world.ids[who]), name, value)


def supervise(world: World, **above: str) -> None:
    for who, whom in above.items():
        change(world, who, supervisor_id=world.ids[whom])


def due_of(world: World, number: str) -> Due:
    with world.database.reading() as session:
        record = verbs.load(session, number)
        return session.scalars(sa.select(Due).where(Due.record_id == record.id, Due.ended_at.is_(None))).first()  # type: ignore[return-value]
