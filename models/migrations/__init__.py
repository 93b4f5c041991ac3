"""The schema's history, run by Alembic without a configuration file.

Alembic's batch mode on SQLite rebuilds tables, and with foreign keys on that deletes child rows silently: they are off while a
migration runs and checked afterwards; triggers, which a rebuilt table loses (the ledger's, those of the index of words), are
created again at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import ledger
from models.kernel.errors import Misconfigured
from models.workflow import search

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine import Connection, Engine

_FOLDER = Path(__file__).parent


class NewerDatabase(Misconfigured):
    """The database was written by a newer Andon than this one."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to this program's schema. Safe to run by several processes: the first takes the lock."""
    from alembic import command  # noqa: PLC0415  (half a second that only migrating needs)

    with engine.connect().execution_options(sqlite_begin="EXCLUSIVE") as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                command.upgrade(_config(connection), to)
                for statement in ledger.TRIGGERS[engine.dialect.name]:
                    connection.exec_driver_sql(statement)
                search.watch(connection)
                _check_foreign_keys(connection)
        finally:
            _foreign_keys(connection, on=True)


def current(engine: Engine) -> str | None:
    """The revision of the database; None for an empty one."""
    from alembic.migration import MigrationContext  # noqa: PLC0415

    with engine.connect().execution_options(read_only=True) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_needed(engine: Engine) -> bool:
    """Raises NewerDatabase for a revision that this program has never heard of."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    present = current(engine)
    script = ScriptDirectory.from_config(_config(None))
    known = {revision.revision for revision in script.walk_revisions()}
    if present is not None and present not in known:
        raise NewerDatabase(
            f"This database is at revision {present}, which this Andon does not know: a newer version has written it. "
            "Start that version, or restore a backup made before the upgrade."
        )
    return present != script.get_current_head()


def _config(connection: Connection | None) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Below SQLAlchemy, because SQLite ignores this pragma inside a transaction."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"pragma foreign_keys={'on' if on else 'off'}")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("pragma foreign_key_check").all()
    if broken:
        raise sa.exc.IntegrityError(
            "foreign_key_check", None, Exception(f"{len(broken)} rows point nowhere: {broken[:5]}")
        )
