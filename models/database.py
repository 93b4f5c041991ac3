"""The engine, the base of every table, and portable column types.

SQLite or PostgreSQL with the same tables: times are aware UTC, enumerations are text with a CHECK, nothing uses a type that only
one of them has. The settings of the SQLite connection are the cure of traps that lose data silently: the driver's own transactions
lose updates, `INSERT OR REPLACE` slips past triggers, foreign keys are off. On PostgreSQL both doors are made what they are on
SQLite: one writer at a time, and a reader who sees one state for as long as it looks.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from models.kernel.errors import Busy

#: How long a job waits, in milliseconds, for its turn to write; a person's gesture waits GESTURE_WAIT.
JOB_WAIT = 10_000
GESTURE_WAIT = 1_500
#: The advisory lock that PostgreSQL's one writer holds until its transaction ends.
WRITER = 0x414E_444F
_LOCK_NOT_AVAILABLE = "55P03"
#: A connection that the server has closed meanwhile is replaced unseen, and whatever its environment says, text is UTF-8.
_ON_POSTGRESQL = {"pool_pre_ping": True, "connect_args": {"client_encoding": "utf8"}}


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """Aware in, aware UTC out, on every database; a naive time is a programming error."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime must not reach the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(kind: type[Enum], called: str = "") -> sa.Enum:
    """An enumeration stored as its values, with a CHECK, so that adding one is an ordinary migration on both databases.

    `called` names the CHECK where a table has the same enumeration twice.
    """
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=called or kind.__name__.lower(),
        values_callable=lambda members: [m.value for m in members],
    )


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UTCDateTime,
        UUID: sa.Uuid(as_uuid=True),
        dict[str, Any]: sa.JSON,
        list[str]: sa.JSON,
        date: sa.Date,
    }


def connect(url: str, *, durable: bool = True) -> Engine:
    """An engine for `url`. `durable=False` skips SQLite's disk flush of each commit: for tests only."""
    postgresql = sa.make_url(url).get_backend_name() == "postgresql"
    more: dict[str, Any] = _ON_POSTGRESQL if postgresql else {}
    engine = sa.create_engine(url, pool_size=20, max_overflow=20, hide_parameters=True, **more)
    if postgresql:
        event.listen(engine, "begin", _begin_on_postgresql)
    else:
        _prepare_sqlite(engine, synchronous="full" if durable else "off")
    return engine


def sqlite_url(path: Path) -> str:
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _prepare_sqlite(engine: Engine, synchronous: str) -> None:
    def on_connect(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver's implicit transactions lose updates
        _use_wal(connection)
        for pragma in (
            f"synchronous={synchronous}",
            "foreign_keys=on",
            "recursive_triggers=on",  # else INSERT OR REPLACE deletes without firing the ledger's triggers
        ):
            connection.execute(f"pragma {pragma}")

    def on_begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(f"pragma busy_timeout={int(options.get('lock_wait', JOB_WAIT))}")
        read_only = bool(options.get("read_only"))
        connection.exec_driver_sql(f"pragma query_only={int(read_only)}")
        mode = "" if read_only else options.get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def _use_wal(connection: sqlite3.Connection) -> None:
    """SQLite answers “locked” at once, whatever its timeout, while another process turns the same fresh file to WAL."""
    for patience in (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, None):
        try:
            connection.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError:
            if patience is None:
                raise
            time.sleep(patience)
        else:
            return


def _begin_on_postgresql(connection: Connection) -> None:
    """The lock comes before the first look, so that this sees what the writer before has committed."""
    options = connection.get_execution_options()
    if options.get("read_only"):
        connection.exec_driver_sql("set transaction isolation level repeatable read, read only")
        return
    connection.exec_driver_sql(f"set local lock_timeout = {int(options.get('lock_wait', JOB_WAIT))}")
    connection.exec_driver_sql(f"select pg_advisory_xact_lock({WRITER})")


def is_lock_timeout(error: sa.exc.OperationalError) -> bool:
    return getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE or "database is locked" in str(error.orig)


def refuse_when_locked(error: sa.exc.OperationalError) -> Exception:
    return Busy() if is_lock_timeout(error) else error
