"""What one decision on a case costs the database: its transaction with all that it writes, next to a bare one-row commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from models.database import connect, sqlite_url
from models.ledger import LedgerEntry
from models.outbox import OutboxRow
from models.unit_of_work import Database
from tests import database as databases
from tests.benchmarks.figure import Figure, timed
from tests.benchmarks.intake import commits
from tests.database import World

CASES = 40
REVIEW = {
    "severity": "major", "requirement": "Drawing", "quantity_affected": "12", "customer_part": "no",
    "disposition": "scrap", "rationale": "Gone",
}  # fmt: skip
MEANING = "Whoever approves waits for nothing that they could notice."


def figures(folder: Path) -> Iterator[Figure]:
    """Seconds of each single decision, durable as in production; the last of a case also moves its record."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = databases.build(folder / "template.sqlite")
    with databases.copied(folder / "template.sqlite", ids, folder) as world:
        durable = World(_durable(world), world.path, world.clock, ids)
        numbers = [_in_review(durable, n) for n in range(CASES)]
        before = _rows(durable)
        voice = [timed(lambda number=number: durable.decide("dorian", number)) for number in numbers]
        between = _rows(durable)
        for number in numbers:
            durable.decide("sunita", number)
        last = [timed(lambda number=number: durable.decide("quirina", number)) for number in numbers]
        durable.database.engine.dispose()
    bare = commits(folder / "bare.sqlite")
    rows = "/".join(f"{(b - a) / CASES:.0f}" for a, b in zip(before, between, strict=True))
    against = "bare one-row commit, synchronous=FULL"
    yield Figure(f"one voice of a board (ledger lines/outbox rows: {rows})", voice, bare, against, MEANING)
    yield Figure("the last voice, which decides and moves the record", last, bare, against, MEANING)


def _durable(world: World) -> Database:
    world.database.engine.dispose()
    return Database(connect(sqlite_url(world.path)), world.clock, wall=world.clock)


def _in_review(world: World, number: int) -> str:
    ncr = world.ncr("wanda", description=f"Sealing face scratched, cart {number}")
    world.act("quentin", ncr, "contain", containment="Lot locked", shipped="no")
    world.act("quentin", ncr, "request_review", **REVIEW)
    return ncr


def _rows(world: World) -> tuple[int, int]:
    with world.database.reading() as session:
        counted = (sa.select(sa.func.count()).select_from(kind) for kind in (LedgerEntry, OutboxRow))
        ledger, outbox = (session.scalar(count) or 0 for count in counted)
    return ledger, outbox
