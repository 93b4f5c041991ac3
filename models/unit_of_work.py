"""The two doors to the database: `reading()` looks, `acting(actor, cause)` changes, and only it commits.

What was changed behind the second door is compared once, before the commit, and written to the ledger; no caller can forget it
and none can write it otherwise. Nothing is sent, rendered or called out to while the door is open: SQLite has one writer.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from models import inbox, ledger, outbox
from models.database import GESTURE_WAIT, JOB_WAIT, Base, refuse_when_locked
from models.kernel.clock import Clock, SystemClock
from models.kernel.forms import Field

T = TypeVar("T")


def now_of(session: Session) -> datetime:
    """Domain time at the door by which this session came."""
    now: datetime = session.info["now"]
    return now


class ActorKind(StrEnum):
    PERSON = "person"
    JOB = "job"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by id, a job of Andon's own, or whoever runs the command line on the server."""

    kind: ActorKind
    name: str
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made them act: the surface, what it calls the occasion, and the id that joins ledger, outbox and log."""

    surface: str
    reference: str = ""
    correlation: str = field(default_factory=lambda: secrets.token_hex(6))


@dataclass(frozen=True, slots=True)
class Projection:
    """A view of a subject in a place that has to be made true again."""

    view: str
    subject: UUID
    place: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One of many letters that are written at once; with `silence` the reason why it is not sent."""

    name: str
    place: str
    facts: dict[str, Any]
    once: str
    subject: UUID | None = None
    silence: str = ""


class Kept:
    """A mapped class whose every change belongs in the ledger."""

    #: Columns that say nothing of their own (search text, versions).
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version"})

    def ledger_subject(self) -> tuple[UUID, str]:
        """The id and the printed name of what the change is about."""
        raise NotImplementedError

    def ledger_name(self) -> str:
        """Which of the subject's things it is, where its class does not say that."""
        return ""

    def projections(self, session: Session) -> tuple[Projection, ...]:
        """The views that show this and are stale now."""
        return ()


class BulkChangeRefused(Exception):
    """A bulk UPDATE or DELETE would change records behind the ledger's back."""


@dataclass
class _Touched:
    before: dict[str, object]
    created: bool = False
    deleted: bool = False


class Unit:
    """One transaction that changes something: its session, its moment, its actor and what it will write about itself."""

    def __init__(self, session: Session, *, now: datetime, wall: datetime, actor: Actor, cause: Cause) -> None:
        self.session = session
        #: Domain time; the sandbox may move it.
        self.now = now
        #: Real time, for leases and retries.
        self.wall = wall
        self.actor = actor
        self.cause = cause
        self._acts: dict[UUID, tuple[str, str]] = {}
        self._touched: dict[Kept, _Touched] = {}
        self._remarks: list[tuple[UUID, dict[str, object]]] = []
        event.listen(session, "before_flush", self._note_changes)

    def add(self, thing: T) -> T:
        self.session.add(thing)
        self.session.flush()
        return thing

    def name_act(self, subject: UUID, act: str, reason: str = "") -> None:
        """What the ledger calls that which happens to `subject` here; the first name wins."""
        self._acts.setdefault(subject, (act, reason))

    def remark(self, subject: Kept, act: str, **values: object) -> None:
        """A line of the ledger of its own about something that changed no row, such as a printing."""
        known, printed = subject.ledger_subject()
        told = {name: [None, _plain(value)] for name, value in values.items()}
        line = self._heading(known, printed) | {"act": act, "changes": [{"in": act, "how": "noted", "values": told}]}
        self._remarks.append((known, line))

    def once(self, key: str, what: str) -> None:
        """Refuse (AlreadyDone) if a gesture or event of this key was handled before."""
        inbox.claim(self.session, key, self.now, self.actor.name, what)

    def letter(
        self,
        name: str,
        place: str,
        facts: dict[str, Any],
        *,
        once: str,
        subject: UUID | None = None,
        order: str = "",
    ) -> None:
        outbox.write(
            self.session,
            self._row(outbox.OutboxKind.LETTER, name, place, facts, once, subject, order or place),
        )

    def letters(self, many: Iterable[Letter]) -> int:
        """`letter` and `skip` for many at once, in a few queries; how many had not been written before."""
        kind, waits, skipped = outbox.OutboxKind.LETTER, outbox.OutboxState.WAITING, outbox.OutboxState.SKIPPED
        rows = (
            {
                **self._values(kind, given.name, given.place, given.facts, given.once, given.subject, given.place),
                "state": skipped if given.silence else waits,
                "error": given.silence,
            }
            for given in many
        )
        return outbox.write_all(self.session, rows)

    def all_stale(self, projections: Iterable[Projection]) -> None:
        kind = outbox.OutboxKind.PROJECTION
        rows = (
            self._values(kind, p.view, p.place, {}, f"{p.view}/{p.subject}/{p.place}", p.subject, str(p.subject))
            for p in projections
        )
        outbox.write_all(self.session, rows)

    def skip(self, name: str, place: str, facts: dict[str, Any], *, once: str, because: str) -> None:
        """Somebody is deliberately not told; the silence keeps its reason."""
        row = self._row(outbox.OutboxKind.LETTER, name, place, facts, once, None, place)
        row.state, row.error = outbox.OutboxState.SKIPPED, because
        outbox.write(self.session, row)

    def errand(self, name: str, facts: dict[str, Any], *, once: str, subject: UUID | None = None) -> None:
        outbox.write(
            self.session,
            self._row(outbox.OutboxKind.ERRAND, name, "", facts, once, subject, f"errand:{once}"),
        )

    def mark_stale(self, projection: Projection) -> None:
        outbox.mark_stale(
            self.session,
            projection.view,
            projection.subject,
            projection.place,
            self.wall,
            self.cause.correlation,
        )

    def _row(
        self,
        kind: outbox.OutboxKind,
        name: str,
        place: str,
        facts: dict[str, Any],
        once: str,
        subject: UUID | None,
        order: str,
    ) -> outbox.OutboxRow:
        return outbox.OutboxRow(**self._values(kind, name, place, facts, once, subject, order))

    def _values(
        self,
        kind: outbox.OutboxKind,
        name: str,
        place: str,
        facts: dict[str, Any],
        once: str,
        subject: UUID | None,
        order: str,
    ) -> dict[str, Any]:
        return {
            "kind": kind, "name": name, "place": place, "facts": facts, "subject_id": subject,
            "once": outbox.bounded_key(once), "order_key": outbox.bounded_key(order, 100),
            "due_at": self.wall, "written_at": self.now, "correlation": self.cause.correlation,
        }  # fmt: skip

    def _note_changes(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        new, deleted = session.new, session.deleted  # each look at them makes a set of all
        for thing in (*new, *session.dirty, *deleted):
            if isinstance(thing, Kept):
                touched = self._touched.setdefault(thing, _Touched({}, created=thing in new))
                touched.deleted = thing in deleted
                if not touched.created:
                    _note_before(thing, touched)

    def close_books(self) -> None:
        """Write what this unit did: ledger lines, and the rows of views that it made stale."""
        self.session.flush()
        lines = self._ledger_lines()
        for projection in {p: None for thing in self._touched for p in thing.projections(self.session)}:
            self.mark_stale(projection)
        if lines:
            ledger.append(self.session, lines, self.now)
        self.session.flush()

    def _ledger_lines(self) -> list[tuple[UUID, dict[str, object]]]:
        by_subject: dict[UUID, dict[str, object]] = {}
        for thing, touched in self._touched.items():
            changes = self._changes(thing, touched)
            if not changes:
                continue
            subject, printed = thing.ledger_subject()
            line = by_subject.setdefault(subject, self._heading(subject, printed))
            entries = line["changes"]
            assert isinstance(entries, list)  # made by _heading
            named = {"of": name} if (name := thing.ledger_name()) else {}
            entries.append({"in": type(thing).__name__, "how": _how(touched), "values": changes, **named})
        return [*by_subject.items(), *self._remarks]

    def _heading(self, subject: UUID, printed: str) -> dict[str, object]:
        act, reason = self._acts.get(subject, ("changed", ""))
        person = str(self.actor.person_id) if self.actor.person_id else None
        return {
            "actor": {"kind": self.actor.kind.value, "name": self.actor.name, "id": person},
            "surface": self.cause.surface,
            "cause": self.cause.reference,
            "correlation": self.cause.correlation,
            "subject": {"id": str(subject), "name": printed},
            "act": act,
            "reason": reason,
            "changes": [],
        }

    def _changes(self, thing: Kept, touched: _Touched) -> dict[str, list[object]]:
        """Old and new value by column; a created thing has only what it was given."""
        state = sa.inspect(thing)
        found: dict[str, list[object]] = {}
        for attribute in state.mapper.column_attrs:
            key, column = attribute.key, attribute.columns[0]
            if key in thing.unwritten or not (touched.created or touched.deleted or key in touched.before):
                continue
            present = getattr(thing, key)
            old = touched.before.get(key, present if touched.deleted else None)
            new = None if touched.deleted else present
            if old != new:
                found[key] = [self._written(column, old), self._written(column, new)]
        return found

    def _written(self, column: sa.ColumnElement[Any], value: object) -> object:
        declared = column.info.get("field") if isinstance(column, sa.Column) else None
        if value and isinstance(declared, Field) and declared.personal:
            return ledger.shield(self.session, str(value), secrets.token_hex(16))
        return _plain(value)


def _note_before(thing: Kept, touched: _Touched) -> None:
    state = sa.inspect(thing)
    attributes = state.attrs
    for column in state.mapper.column_attrs:
        old = attributes[column.key].history.deleted
        if old:
            touched.before.setdefault(column.key, old[0])


def _how(touched: _Touched) -> str:
    return "created" if touched.created else "deleted" if touched.deleted else "changed"


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


class Database:
    """Hands out the two doors. `woken` is called after each commit, so that delivery need not poll."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        wall: Clock | None = None,
        woken: Callable[[], None] = lambda: None,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self.wall = wall or SystemClock()
        self.woken = woken

    @contextmanager
    def reading(self) -> Iterator[Session]:
        connection = self.engine.connect().execution_options(read_only=True)
        with connection, Session(connection, autoflush=False, info={"now": self.clock.now()}) as session:
            yield session

    @contextmanager
    def acting(self, actor: Actor, cause: Cause, *, lock_wait: int = JOB_WAIT) -> Iterator[Unit]:
        """Commits at the end, or leaves no trace at all. Raises Busy when SQLite's writer was not free in time."""
        with (
            self.engine.connect().execution_options(lock_wait=lock_wait) as connection,
            _session(connection) as session,
        ):
            try:
                session.connection()  # BEGIN IMMEDIATE: what is read from here on cannot change under our feet
                now = session.info["now"] = self.clock.now()
                unit = Unit(session, now=now, wall=self.wall.now(), actor=actor, cause=cause)
                yield unit
                unit.close_books()
                session.commit()
            except sa.exc.OperationalError as error:
                raise refuse_when_locked(error) from error
        self.woken()

    def gesture(self, actor: Actor, cause: Cause) -> AbstractContextManager[Unit]:
        """`acting`, for a person who waits: gives up after GESTURE_WAIT milliseconds."""
        return self.acting(actor, cause, lock_wait=GESTURE_WAIT)


@contextmanager
def _session(connection: sa.Connection) -> Iterator[Session]:
    session = Session(connection, expire_on_commit=False)
    event.listen(session, "do_orm_execute", _refuse_bulk_changes)
    try:
        yield session
    finally:
        session.close()


def _refuse_bulk_changes(state: ORMExecuteState) -> None:
    """By way of the class or of its table: only what the unit of work flushes is compared and written."""
    if not isinstance(state.statement, sa.sql.dml.UpdateBase):
        return
    kept = {m.local_table for m in Base.registry.mappers if issubclass(m.class_, Kept)}
    mapper = state.bind_mapper
    if state.statement.table in kept or (mapper is not None and issubclass(mapper.class_, Kept)):
        raise BulkChangeRefused(f"a bulk change of {mapper or state.statement.table} would not reach the ledger")
