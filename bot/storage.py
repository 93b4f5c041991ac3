"""Where a home's rows lie: the SQLite file in it, or the PostgreSQL database that the settings name.

The tables are the same. On PostgreSQL the mails and attachments still lie in the home, so that one database belongs to one home.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

from bot.home import Home, HomeInUse
from bot.settings import Settings
from models import migrations
from models.database import connect, sqlite_url
from models.kernel.errors import Misconfigured

#: `create or replace trigger` is of this version.
OLDEST_POSTGRESQL = 14
#: The advisory lock of the one Andon that runs on a database.
_RUNNING = 0x414E_5550
_MAKE = "create database andon encoding 'UTF8' locale 'C.UTF-8' template template0"


def engine_of(settings: Settings) -> Engine:
    """Raises Misconfigured where PostgreSQL is named and cannot be used."""
    if settings.database_url is None:
        return connect(sqlite_url(Home(settings.home).database))
    try:
        engine = connect(settings.database_url.get_secret_value())
    except ModuleNotFoundError:
        raise Misconfigured(
            "ANDON_DATABASE_URL names PostgreSQL, whose driver is not installed: pip install 'andon[postgres]'."
        ) from None
    _refuse_unfit(engine)
    return engine


def is_empty(settings: Settings, engine: Engine) -> bool:
    """Nothing of Andon was ever there. A file is not made by looking."""
    if settings.database_url is None:
        return not Home(settings.home).database.exists()
    return migrations.current(engine) is None


def named(settings: Settings) -> str:
    """For people: which database it is, without its password."""
    if settings.database_url is None:
        return str(Home(settings.home).database)
    url = make_url(settings.database_url.get_secret_value())
    return f"PostgreSQL, database {url.database} on {settings.database_host or 'this machine'}"


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """The database is ours until the block ends, from whatever home or machine another Andon may come.

    A server that is restarted in between forgets who held it; the home's own lock stands.
    """
    if settings.database_url is None:
        yield  # the home is held, and the file lies in it
        return
    with closing(engine_of(settings).raw_connection()) as connection:
        driver = connection.driver_connection
        assert driver is not None
        connection.detach()  # not the pool's any more: it is closed when the block ends, and the lock with it
        driver.autocommit = True
        if not driver.execute("select pg_try_advisory_lock(%s)", (_RUNNING,)).fetchone()[0]:
            raise HomeInUse(f"Another Andon is running on {named(settings)}. Stop it first, or name another database.")
        yield


def refuse_postgresql(settings: Settings, what: str) -> None:
    """For what only the SQLite file can do."""
    if settings.database_url is not None:
        raise Misconfigured(
            f"{what} is for SQLite only, and this Andon keeps its rows in {named(settings)}. Use pg_dump and pg_restore for "
            f"the database, and copy the folder {Home(settings.home).files} after it: its files never change."
        )


def _refuse_unfit(engine: Engine) -> None:
    ask = "select current_setting('server_version_num')::int / 10000, current_setting('server_encoding')"
    try:
        with engine.connect().execution_options(read_only=True) as connection:
            version, encoding = connection.exec_driver_sql(ask).one()
            letters = encoding == "UTF8" and connection.exec_driver_sql("select 'ж' ~ '[[:alnum:]]'").scalar_one()
    except sa.exc.OperationalError as error:
        said = str(error.orig).strip().partition("\n")[0]
        raise Misconfigured(f"The database of ANDON_DATABASE_URL cannot be used: {said}") from None
    if version < OLDEST_POSTGRESQL:
        raise Misconfigured(f"PostgreSQL {version} is too old for Andon: it needs {OLDEST_POSTGRESQL} or newer.")
    if not letters:
        raise Misconfigured(
            f"The database of ANDON_DATABASE_URL knows only the letters of English (encoding {encoding}). Make one with:\n"
            f"  {_MAKE}"
        )
