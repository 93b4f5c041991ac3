"""How long a new record waits for its likes among many: against one indexed query, and beside the loosest question of all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.text import fold
from models.records import Nonconformance
from models.reports.similar import recurrences, similar
from models.workflow.record import Record
from tests import database as databases
from tests.benchmarks.figure import Figure, repeated
from tests.database import NOW, World

RECORDS, ROUNDS = 50_000, 15
PARTS, LOTS = 800, 9_000
WHERE = ("flange", "housing", "sealing", "thread", "shaft", "cover", "bearing", "rib", "gasket", "impeller", "nozzle")
WHAT = (
    "porous",
    "scratched",
    "cracked",
    "bent",
    "oversize",
    "undersize",
    "burr",
    "corroded",
    "missing",
    "loose",
    "stained",
)
HOW = (
    "milling",
    "casting",
    "coating",
    "transport",
    "assembly",
    "turning",
    "storage",
    "washing",
    "deburring",
    "packing",
)
MEANING = "The likes of a new record stand on its card before anybody opens it."


def figures(folder: Path) -> Iterator[Figure]:
    folder.mkdir(parents=True, exist_ok=True)
    ids = databases.build(folder / "template.sqlite")
    with databases.copied(folder / "template.sqlite", ids, folder) as world:
        number = _filled(world)
        with world.database.reading() as session:
            record = session.scalars(sa.select(Nonconformance).where(Record.number == number)).one()
            bare = repeated(lambda: _by_number(session, number), ROUNDS)
            against = "one record by its number"
            name = f"similar records, among {RECORDS:,}"
            yield Figure(name, repeated(lambda: similar(session, record), ROUNDS), bare, against, MEANING)
            name = f"recurrences in 90 days, among {RECORDS:,}"
            found = repeated(lambda: recurrences(session, record), ROUNDS)
            yield Figure(name, found, bare, against, "A trigger of a CAPA is counted at once.")


def _by_number(session: Session, number: str) -> object:
    session.expire_all()
    return session.scalars(sa.select(Record).where(Record.number == number)).one()


def _filled(world: World) -> str:
    """Written past the unit of work: 50,000 ledger lines are another benchmark's matter."""
    chance = random.Random(11)
    with world.database.engine.connect() as connection, connection.begin():
        records, ncrs = zip(*(_row(number, chance) for number in range(RECORDS)), strict=True)
        connection.execute(sa.insert(Record.__table__), list(records))
        connection.execute(sa.insert(Nonconformance.__table__), list(ncrs))
    return world.ncr(description="Porous flange after casting, burr at the thread", part="HX-204", lot="L-4711")


def _row(number: int, chance: random.Random) -> tuple[dict[str, object], dict[str, object]]:
    words = f"{chance.choice(WHAT)} {chance.choice(WHERE)} after {chance.choice(HOW)}, {chance.choice(WHAT)} {chance.choice(WHERE)}"
    part, lot, known = f"HX-{chance.randrange(PARTS)}", f"L-{chance.randrange(LOTS)}", uuid4()
    at, printed = NOW - timedelta(minutes=20 * number), f"NCR-2025-{number:05}"
    record = {
        "id": known, "kind": "nonconformance", "number": printed, "title": words, "site_code": "FAL", "state": "open",
        "state_since": at, "created_at": at, "received_at": at, "version": 1,
        "search_text": fold(f"{printed} {words} {words} {part} {lot}"),
    }  # fmt: skip
    return record, {"id": known, "description": words, "part": part, "lot": lot}
