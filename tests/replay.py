"""A story with which many tests begin is played by the first of them; the others begin with a copy of the database that it left."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps

from tests import switches
from tests.database import NOW, World

Story = Callable[..., str]


def once(story: Story) -> Story:
    """Where something happened before, the story is played anew. The same words give the same number and the same records."""
    kept: dict[str, tuple[sqlite3.Connection, timedelta, str]] = {}

    @wraps(story)
    def told(world: World, *said: object, **more: object) -> str:
        if not _fresh(world):
            return story(world, *said, **more)
        key = repr((said, sorted(more.items())))
        if key in kept:
            database, world.clock.offset, number = kept[key]
            with _file_of(world) as file:
                database.backup(file)
            return number
        number, database = story(world, *said, **more), sqlite3.connect(":memory:")
        with _file_of(world) as file:
            file.backup(database)
        kept[key] = database, world.clock.offset, number
        return number

    return told


def _fresh(world: World) -> bool:
    """What is written to a copy of the template stands in the log beside it first."""
    if switches.ON_POSTGRESQL or world.clock.now() != NOW:
        return False
    log = world.path.with_name(f"{world.path.name}-wal")
    return not log.exists() or log.stat().st_size == 0


@contextmanager
def _file_of(world: World) -> Iterator[sqlite3.Connection]:
    connection = world.database.engine.raw_connection()
    try:
        assert isinstance(connection.driver_connection, sqlite3.Connection)
        yield connection.driver_connection
    finally:
        connection.close()
