"""The two doors, and the hook by which nothing is changed behind the ledger's back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import ORMExecuteState, Session

from models.database import GESTURE_WAIT, JOB_WAIT, Base, refuse_when_locked
from models.kernel.clock import Clock, SystemClock
from models.unit_of_work.acting import Actor, Cause
from models.unit_of_work.kept import Kept
from models.unit_of_work.unit import Unit


def now_of(session: Session) -> datetime:
    """Domain time at the door by which this session came."""
    now: datetime = session.info["now"]
    return now


class BulkChangeRefused(Exception):
    """A bulk UPDATE or DELETE would change records behind the ledger's back."""


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
        """Commits at the end, or leaves no trace at all. Raises Busy when the turn to write did not come in time."""
        with (
            self.engine.connect().execution_options(lock_wait=lock_wait) as connection,
            _session(connection) as session,
        ):
            try:
                session.connection()  # our turn to write: what is read from here on cannot change under our feet
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
