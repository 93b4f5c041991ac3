"""One server for all of them, and the small company in a database that is put back after each test: faster than a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from models import schema
from models.database import connect
from tests.database import World, found, world_of
from tests.postgresql import PostgreSQL, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as running:
        yield running


@pytest.fixture
def fresh(server: PostgreSQL) -> Iterator[str]:
    """The address of an empty database."""
    name = server.new()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def company(server: PostgreSQL) -> Iterator[tuple[Engine, dict[str, UUID]]]:
    engine = connect(server.url(server.new()))
    ids = found(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("create schema pristine")
        for table in _tables():
            connection.exec_driver_sql(f"create table pristine.{table} as select * from {table}")
    yield engine, ids
    engine.dispose()


@pytest.fixture
def world(company: tuple[Engine, dict[str, UUID]], tmp_path: Path) -> Iterator[World]:
    engine, ids = company
    yield world_of(engine, tmp_path / "andon.sqlite", ids)
    _put_back(engine)


def _put_back(engine: Engine) -> None:
    """Past triggers and foreign keys, as only the owner of the server can."""
    everything = [
        "set local session_replication_role = replica",
        "alter table ledger_entry enable trigger user",
        *(f"delete from {table}" for table in _tables()),
        *(f"insert into {table} select * from pristine.{table}" for table in _tables()),
    ]
    with engine.begin() as connection:
        for statement in everything:
            connection.exec_driver_sql(statement)


def _tables() -> list[str]:
    return [table.name for table in schema.METADATA.sorted_tables if isinstance(table, sa.Table)]
