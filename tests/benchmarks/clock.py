"""A morning in a large company: everybody's digest and reminders, with the number of questions that the database was asked."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import event

from models import migrations
from models.database import connect, sqlite_url
from models.installation import Installation
from models.kernel.clock import MovableClock
from models.outbox import OutboxRow
from models.people.person import Person, Role, RoleHeld, Site
from models.records.nonconformance import Nonconformance
from models.unit_of_work import Cause, Database
from models.workflow import ladder
from models.workflow.due import Due
from models.workflow.record import Record, Severity
from schedules.digests import write_digests
from schedules.nudges import remind
from tests.benchmarks.figure import Figure, timed
from tests.database import OPERATOR

#: A Wednesday, eight in the morning in Berlin.
EIGHT = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
NINE = EIGHT + timedelta(hours=1)
PEOPLE, ITEMS, ROUNDS = (500, 1000, 2000), 20_000, 3
#: Clocks for each person where people alone are compared.
EACH = 10


def figures(folder: Path) -> Iterator[Figure]:
    """An ordinary day, the one before has been told: a person's share by the size of the company, and the largest one's day."""
    folder.mkdir(parents=True, exist_ok=True)
    shares: dict[int, list[float]] = {}
    for people in PEOPLE:
        with _companies(folder, people, people * EACH) as rounds:
            shares[people] = [seconds / people * 1000 for seconds, _ in rounds]
    for people in PEOPLE[1:]:
        yield Figure(
            f"daily run, {people:,} people, for 1,000 of them", shares[people], shares[PEOPLE[0]],
            f"with {PEOPLE[0]} people", "Linear: the ratio stays near 1.",
        )  # fmt: skip
    with _companies(folder, PEOPLE[-1], ITEMS) as rounds:
        bare = [_bare(folder, PEOPLE[-1]) for _ in rounds]
        asked = ", ".join(str(count) for count in sorted({count for _, count in rounds}))
        yield Figure(
            f"daily run, {PEOPLE[-1]:,} people, {ITEMS:,} open clocks, {asked} statements", [s for s, _ in rounds], bare,
            "bare insert of as many letters", "Everybody has their day by 08:01.",
        )  # fmt: skip


@contextmanager
def _companies(folder: Path, people: int, items: int) -> Iterator[list[tuple[float, int]]]:
    """Seconds and statements of the digests of eight and the reminders of nine, in so many fresh copies of one company."""
    template = folder / f"{people}-{items}.sqlite"
    if not template.exists():
        _found(template, people, items)
    yield [_morning(template, folder / "copy.sqlite") for _ in range(ROUNDS)]


def _morning(template: Path, path: Path) -> tuple[float, int]:
    shutil.copyfile(template, path)
    clock = MovableClock(frozen=EIGHT)
    database = Database(connect(sqlite_url(path)), clock, wall=MovableClock(frozen=EIGHT))
    asked = [0]
    event.listen(database.engine, "before_cursor_execute", lambda *_: asked.__setitem__(0, asked[0] + 1))
    try:
        seconds = timed(lambda: write_digests(database, EIGHT))
        clock.frozen = NINE
        return seconds + timed(lambda: remind(database, NINE)), asked[0]
    finally:
        database.engine.dispose()
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink()


def _bare(folder: Path, letters: int) -> float:
    """As many rows of the same size, inserted with nothing decided."""
    path = folder / "bare.sqlite"
    engine = connect(sqlite_url(path))
    OutboxRow.__table__.create(engine)  # type: ignore[attr-defined]  # SQLAlchemy's Table
    entry = {"number": "NCR-2026-000001", "title": "x" * 40, "what": "Containment was due", "at": EIGHT.isoformat()}
    rows: list[dict[str, Any]] = [
        {
            "id": uuid4(), "kind": "letter", "name": "digest", "place": f"person:{n}", "facts": {"entries": [entry] * 10},
            "once": str(n), "order_key": str(n), "seq": n, "state": "waiting", "attempts": 0, "due_at": EIGHT,
            "written_at": EIGHT, "error": "", "correlation": "",
        }
        for n in range(letters)
    ]  # fmt: skip

    def insert() -> None:
        with engine.begin() as connection:
            connection.execute(sa.insert(OutboxRow), rows)

    seconds = timed(insert)
    engine.dispose()
    path.unlink()
    return seconds


def _found(path: Path, people: int, items: int) -> None:
    """A company of many people, a supervisor for every ten of them, and open clocks from three weeks late to two weeks ahead."""
    engine = connect(sqlite_url(path), durable=False)
    migrations.upgrade(engine)
    database = Database(engine, MovableClock(frozen=EIGHT - timedelta(days=30)))
    with database.acting(OPERATOR, Cause("bench")) as unit:
        unit.session.add(Installation(id=1, sandbox=False, created_at=EIGHT, clock_offset=0.0))
        unit.add(Site(code="FAL", name="Falkenau works", time_zone="Europe/Berlin"))
    ids = [uuid4() for _ in range(people)]
    with engine.begin() as connection:
        connection.execute(sa.insert(Person), [_person(n, ids) for n in range(people)])
        roles = (Role.QUALITY_MANAGER, Role.QUALITY_ENGINEER, Role.QUALITY_ENGINEER, Role.TOP_MANAGEMENT)
        connection.execute(sa.insert(RoleHeld), [_seat(ids[n], role) for n, role in enumerate(roles)])
        records = [(uuid4(), n) for n in range(items)]
        connection.execute(sa.insert(Record.__table__), [_record(record, n, ids) for record, n in records])
        connection.execute(sa.insert(Nonconformance.__table__), [{"id": record} for record, _ in records])
        connection.execute(sa.insert(Due.__table__), [_due(record, n) for record, n in records])
    database.clock = MovableClock(frozen=EIGHT - timedelta(days=1))
    write_digests(database, EIGHT - timedelta(days=1))
    remind(database, NINE - timedelta(days=1))
    with engine.connect() as connection:
        connection.exec_driver_sql("commit")
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
        connection.exec_driver_sql("begin")
    engine.dispose()


def _person(n: int, ids: list[UUID]) -> dict[str, Any]:
    return {
        "id": ids[n], "name": f"Person {n}", "email": f"p{n}@falkenau.example", "title": "", "site_code": "FAL",
        "time_zone": "Europe/Berlin", "supervisor_id": ids[n // 10] if n else None, "slack_user_id": f"U{n}",
        "slack_team_id": "T0", "active": True, "version": 1,
    }  # fmt: skip


def _seat(person: UUID, role: Role) -> dict[str, Any]:
    return {"id": uuid4(), "person_id": person, "role": role, "from_day": date(2026, 1, 1)}


def _record(record: UUID, n: int, ids: list[UUID]) -> dict[str, Any]:
    return {
        "id": record, "kind": "nonconformance", "number": f"NCR-2026-{n:06}", "title": f"Sealing face scratched {n}",
        "site_code": "FAL", "state": "open", "state_since": EIGHT - timedelta(days=30), "severity": Severity.MAJOR,
        "owner_id": ids[n % len(ids)] if n % 50 else None, "originator_id": ids[0], "created_at": EIGHT - timedelta(days=30),
        "received_at": EIGHT - timedelta(days=30), "search_text": "", "version": 1,
    }  # fmt: skip


def _due(record: UUID, n: int) -> dict[str, Any]:
    at = EIGHT + timedelta(days=n % 35 - 21, hours=9)
    return {
        "id": uuid4(), "record_id": record, "clock": "containment", "label": "Containment", "role": "quality_engineer",
        "started_at": EIGHT - timedelta(days=30), "opened_at": EIGHT - timedelta(days=30), "due_original": at,
        "due_current": at, "basis": "48 h after it became open, major", "reference": "", "extensions": 0, "promised": {},
        "ladder": ladder.frozen(ladder.standard("standard")), "blocked_because": "", "version": 1,
    }  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="clock-") as work:
        for figure in figures(Path(work)):
            sys.stdout.write("  ".join(figure.row()) + "\n")
