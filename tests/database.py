"""A migrated database with a small company in it, made once and copied for each test: real files, no waiting for the disk."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from models import ledger, migrations, records
from models.casework.actions import add_action
from models.database import connect, sqlite_url
from models.installation import Installation
from models.kernel.clock import MovableClock
from models.ledger import LedgerEntry, LedgerHead
from models.people.person import Person, Role, RoleHeld, Site
from models.records import Complaint, Nonconformance
from models.records.nonconformance import DispositionLine
from models.unit_of_work import Actor, ActorKind, Cause, Database, Unit
from models.workflow import deciding, verbs
from models.workflow.approvals import DecisionVerdict, all_pending
from models.workflow.record import Record
from tests import switches
from tests.postgresql import PostgreSQL, postgresql

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OPERATOR = Actor(ActorKind.OPERATOR, "stage hand")
JOB = Actor(ActorKind.JOB, "intake")
TEAM = "T0FALKENAU"
#: Handle, name, roles.
PEOPLE: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("wanda", "Wanda Operator-Lutz", (Role.OPERATOR,)),
    ("quentin", "Quentin Engels", (Role.QUALITY_ENGINEER,)),
    ("quirina", "Quirina Engström", (Role.QUALITY_ENGINEER,)),
    ("magda", "Magda Quast", (Role.QUALITY_MANAGER,)),
    ("cosima", "Cosima Servatius", (Role.CUSTOMER_SERVICE,)),
    ("dorian", "Dorian Konstruk", (Role.DESIGN_AUTHORITY,)),
    ("sunita", "Sunita Schicht", (Role.SUPERVISOR,)),
    ("adam", "Adam Minister", (Role.ADMINISTRATOR,)),
)
NCR = {
    "description": "Sealing face scratched across the land",
    "part": "HX-20",
    "detected_where": "line 3",
    "quantity": "12 of 400",
}
CMP = {"description": "The pump leaks at its flange", "complainant_email": "elin@norrby.example"}
CAPA = {"problem": "Housings leave line 3 with a scratched sealing face", "capa_type": "corrective"}
ACT = {"task": "Line the chute with felt", "purpose": "corrective", "due_original": "2026-12-15"}


@dataclass
class World:
    """The database under test and everybody in it; the clock stands still until a test moves it."""

    database: Database
    path: Path
    clock: MovableClock
    ids: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def acting(self, who: str = "quentin", **cause: Any) -> Iterator[tuple[Unit, Person]]:
        with self.database.reading() as session:
            actor = session.get_one(Person, self.ids[who]).actor
        with self.database.acting(actor, Cause("test", **cause)) as unit:
            yield unit, unit.session.get_one(Person, self.ids[who])

    def ncr(self, who: str = "wanda", **values: object) -> str:
        with self.acting(who) as (unit, person):
            return str(verbs.open_record(unit, Nonconformance, person.site, {**NCR, **values}, person).number)

    def complaint(self, who: str = "quentin", **values: object) -> str:
        with self.acting(who) as (unit, person):
            return str(verbs.open_record(unit, Complaint, person.site, {**CMP, **values}, person).number)

    def capa(self, who: str = "quentin", **values: object) -> str:
        with self.acting(who) as (unit, person):
            return str(verbs.open_record(unit, records.CAPA, person.site, {**CAPA, **values}, person).number)

    def action(self, who: str, number: str, owner: str, **values: object) -> str:
        """An action item for the record of this number."""
        with self.acting(who) as (unit, person):
            given = {**ACT, "owner": str(self.ids[owner]), **values}
            return str(add_action(unit, number, given, person).number)

    def act(self, who: str, number: str, verb: str, **values: object) -> None:
        with self.acting(who) as (unit, person):
            verbs.act(unit, number, verb, values, person)

    def do(self, who: str, number: str, verb: str, **values: object) -> None:
        """A deed of the record's type."""
        with self.acting(who) as (unit, person):
            verbs.perform(unit, number, verb, values, person)

    def carry_out(self, who: str, number: str, **values: object) -> None:
        """The first disposition that is not carried out yet."""
        with self.database.reading() as session:
            lines = DispositionLine.of(verbs.load(session, number))
            line = next(line for line in lines if line.missing)
        self.do(who, number, "execute_disposition", line=line.reference, **{"evidence": "Note 17", **values})

    def decide(self, who: str, number: str, verdict: str = "approved", reason: str = "") -> None:
        """A voice on the only case that waits for this record's sake."""
        with self.acting(who) as (unit, person):
            (case,) = all_pending(unit.session, verbs.load(unit.session, number))
            deciding.decide(unit, case.id, DecisionVerdict(verdict), person, reason)

    def put(self, number: str, **values: object) -> None:
        """Bring a record where a test needs it, past the lifecycle; the ledger still gets its line."""
        with self.acting("magda") as (unit, _):
            record = verbs.load(unit.session, number)
            for name, value in values.items():
                setattr(record, name, value)

    def look(self, number: str) -> dict[str, object]:
        """Every column of a record, as plain values."""
        with self.database.reading() as session:
            record = verbs.load(session, number)
            return {a.key: getattr(record, a.key) for a in sa.inspect(record).mapper.column_attrs}

    def head(self) -> tuple[int, str]:
        with self.database.reading() as session:
            head = session.get(LedgerHead, 1)
            return (head.seq, head.hash) if head else (0, ledger.GENESIS)

    def lines(self, number: str) -> list[str]:
        """The ledger's texts about a record, oldest first."""
        with self.database.reading() as session:
            about = sa.select(LedgerEntry.text).join(Record, Record.id == LedgerEntry.subject_id)
            return list(session.scalars(about.where(Record.number == number).order_by(LedgerEntry.seq)))

    def verify(self) -> ledger.Verdict:
        with self.database.reading() as session:
            return ledger.verify(session)


def build(path: Path) -> dict[str, UUID]:
    """Migrate an empty database and put the company into it."""
    engine = connect(_SHELF.fresh(path), durable=False)
    ids = found(engine)
    _SHELF.close(engine)
    return ids


def found(engine: Engine) -> dict[str, UUID]:
    """The company, in whatever database this is; who is in it, by handle."""
    migrations.upgrade(engine)
    database = Database(engine, MovableClock(frozen=NOW))
    with database.acting(OPERATOR, Cause("test")) as unit:
        unit.session.add(Installation(id=1, sandbox=False, created_at=NOW, clock_offset=0.0))
        unit.add(Site(code="FAL", name="Falkenau works", time_zone="Europe/Berlin"))
        return {handle: _employ(unit, handle, name, roles) for handle, name, roles in PEOPLE}


def _employ(unit: Unit, handle: str, name: str, roles: tuple[Role, ...]) -> UUID:
    person = Person(
        name=name, email=f"{handle}@falkenau.example", site_code="FAL", time_zone="Europe/Berlin",
        slack_user_id=f"U0{handle.upper()}", slack_team_id=TEAM,
    )  # fmt: skip
    unit.add(person)
    for role in roles:
        unit.add(RoleHeld(person=person, person_id=person.id, role=role, from_day=date(2026, 1, 1)))
    return person.id


@contextmanager
def copied(template: Path, ids: dict[str, UUID], folder: Path) -> Iterator[World]:
    path = folder / "andon.sqlite"
    engine = connect(_SHELF.copy(template, path), durable=False)
    yield world_of(engine, path, ids)
    engine.dispose()
    _SHELF.gone(path)


def world_of(engine: Engine, path: Path, ids: dict[str, UUID]) -> World:
    clock = MovableClock(frozen=NOW)
    return World(Database(engine, clock, wall=MovableClock(frozen=NOW)), path, clock, ids)


@contextmanager
def fresh_url(folder: Path) -> Iterator[str]:
    """For the settings: an empty database where the tests are to run on PostgreSQL, and else nothing."""
    path = folder / "of the stage"
    yield _SHELF.fresh(path) if switches.ON_POSTGRESQL else ""
    if switches.ON_POSTGRESQL:
        _SHELF.gone(path)


class _Files:
    """Databases are SQLite's files."""

    def fresh(self, path: Path) -> str:
        return sqlite_url(path)

    def copy(self, template: Path, path: Path) -> str:
        shutil.copyfile(template, path)
        return sqlite_url(path)

    def close(self, engine: Engine) -> None:
        with engine.connect() as connection:
            connection.exec_driver_sql("commit")
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
            connection.exec_driver_sql("begin")
        engine.dispose()

    def gone(self, path: Path) -> None:
        """Left to pytest."""


class _Server:
    """Databases are PostgreSQL's, of one server that ends with this process; a path stands for one."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        atexit.register(self._stack.close)
        self._names: dict[Path, str] = {}

    @cached_property
    def _server(self) -> PostgreSQL:
        return self._stack.enter_context(postgresql())

    def fresh(self, path: Path) -> str:
        self._names[path] = self._server.new()
        return self._server.url(self._names[path])

    def copy(self, template: Path, path: Path) -> str:
        self._names[path] = self._server.new(self._names[template])
        return self._server.url(self._names[path])

    def close(self, engine: Engine) -> None:
        engine.dispose()

    def gone(self, path: Path) -> None:
        self._server.drop(self._names.pop(path))


_SHELF = _Server() if switches.ON_POSTGRESQL else _Files()
