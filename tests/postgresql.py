"""A real PostgreSQL for the tests: Debian's server programs with a cluster of its own, on a Unix socket, nobody's privileges
needed.

Where the tests run as root it is started as `nobody`, since it refuses root. Its files lie in a short folder of their own (Unix
sockets allow about 100 characters, and `nobody` may not enter pytest's). It does not flush to the disk: nothing of it is kept.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests import switches

READY_WITHIN = 20.0  # seconds; it takes less than one
_PLAIN = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "listen_addresses=")


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running server; `new` makes a database in it."""

    folder: Path
    pid: int
    _serial: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://andon@/{database}?host={self.folder}"

    def new(self, template: str = "template0", more: str = "") -> str:
        """The name of a fresh database; a copy of `template`, to which nobody may be connected."""
        name = f"andon_{next(self._serial)}"
        self.command(f"create database {name} template {template} {more}")
        return name

    def drop(self, name: str) -> None:
        self.command(f"drop database if exists {name} with (force)")

    def command(self, statement: str) -> None:
        engine = sa.create_engine(self.url("postgres"), poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    programs = _programs()
    identity = _identity()
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, data = Path(name), Path(name) / "data"
        if identity:
            shutil.chown(folder, identity["user"], identity["group"])
        _run(
            [programs / "initdb", "-D", data, "-U", "andon", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            identity,
        )
        with (folder / "log").open("wb") as log:
            command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), *_PLAIN]
            process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, cwd=folder, **identity)
        try:
            server = PostgreSQL(folder, process.pid)
            _wait_until_it_answers(process, server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # SIGTERM would wait for pooled connections
            process.wait(timeout=20)


def _programs() -> Path:
    """The folder of the newest server on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    on_path = shutil.which("postgres")
    if on_path is None:
        switches.missing("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")
    return Path(on_path).resolve().parent


def _identity() -> dict[str, int | list[int]]:
    """Who runs it: whoever runs the tests, but `nobody` instead of root."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: list[str | Path], identity: dict[str, int | list[int]]) -> None:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, cwd="/", **identity)
    if done.returncode:
        pytest.fail(f"{command[0]} failed: {done.stderr}")


def _wait_until_it_answers(process: subprocess.Popen[bytes], server: PostgreSQL) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.command("select 1")
        except sa.exc.OperationalError:
            threading.Event().wait(0.02)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {(server.folder / 'log').read_text()}")
