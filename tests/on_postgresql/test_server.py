"""What a server adds: a schema from nothing, several processes at once, one Andon a database, sentences where it will not do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from typer.testing import CliRunner

from bot import storage
from bot.cli import app
from bot.home import Home, HomeInUse
from bot.opening import NothingHere, SandboxMixup, open_existing, open_home
from bot.sandbox.server import load_from, standing
from bot.settings import Settings
from models import ledger, migrations, schema
from models.database import connect
from models.kernel.errors import Misconfigured
from models.outbox import OutboxRow
from models.people.person import Site
from models.unit_of_work import Cause
from models.workflow.search import is_ours
from tests.database import OPERATOR, World
from tests.models.test_migrations import NEXT, OF_OLD, WAITING_OF_OLD
from tests.postgresql import PostgreSQL

#: A process that claims and delivers until nothing is left, and says what it had.
CLAIMING = """
import sys
from models import outbox, schema
from models.database import connect
from models.kernel.clock import SystemClock
from models.unit_of_work import Actor, ActorKind, Cause, Database

database = Database(connect(sys.argv[1]), SystemClock())
print("ready", flush=True)
sys.stdin.readline()
while True:
    with database.acting(Actor(ActorKind.JOB, "claiming"), Cause("test")) as unit:
        rows = outbox.claim(unit.session, unit.wall, 3)
        for row in rows:
            outbox.sent(row, unit.wall, {})
            print(row.facts["text"])
    if not rows:
        break
"""
#: One that dies as the writer.
DYING = """
import sys
from models import schema
from models.database import connect
from models.inbox import InboxRow
from models.kernel.clock import SystemClock
from models.unit_of_work import Actor, ActorKind, Cause, Database

database = Database(connect(sys.argv[1]), SystemClock())
with database.acting(Actor(ActorKind.JOB, "dying"), Cause("test")) as unit:
    unit.add(InboxRow(key="never", at=unit.now, who="w", what="x"))
    print("ready", flush=True)
    sys.stdin.readline()
"""


def settings(folder: Path, url: str, **more: object) -> Settings:
    given = {"slack_api_url": "http://127.0.0.1:9/api/", "database_url": url, **more}
    return Settings(home=folder / "home", _env_file=None, **given)  # type: ignore[arg-type]


def test_the_migrated_schema_is_that_of_the_metadata(world: World) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        return (kind, name) != ("schema", "pristine") and is_ours(name, kind, parents)

    with world.database.engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": ours}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), schema.METADATA) == []


def test_the_migrated_checks_and_indexes_are_those_of_the_metadata(world: World, fresh: str) -> None:
    engine = connect(fresh)
    schema.METADATA.create_all(engine)
    assert _checks(world.database.engine) == _checks(engine)
    assert len([c for checks in _checks(engine).values() for c in checks]) > 10
    assert "ix_record_search_words" in {i["name"] for i in sa.inspect(world.database.engine).get_indexes("record")}
    engine.dispose()


def test_rows_of_old_are_carried_over(fresh: str) -> None:
    engine = connect(fresh)
    migrations.upgrade(engine, "0001")
    _run(engine, OF_OLD)
    migrations.upgrade(engine)
    with engine.begin() as connection:
        lines = connection.exec_driver_sql("select quantity, disposition, rationale from disposition_line").all()
        kept = connection.exec_driver_sql("select part, no_costs_reason from nonconformance").all()
    assert (lines, kept) == ([(12, "scrap", "Gone")], [("HX-20", "240 EUR")])
    engine.dispose()


def test_what_waited_of_old_is_asked_for_again(fresh: str) -> None:
    engine = connect(fresh)
    migrations.upgrade(engine, "0003")
    _run(engine, WAITING_OF_OLD)
    migrations.upgrade(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("select state, due_id from approval").all() == [("withdrawn", None)]
    engine.dispose()


def test_two_may_migrate_at_once(fresh: str) -> None:
    engines = [connect(fresh) for _ in range(2)]
    failed: list[Exception] = []

    def run(engine: Engine) -> None:
        try:
            migrations.upgrade(engine)
        except Exception as error:  # noqa: BLE001  (told to the test below)
            failed.append(error)

    threads = [threading.Thread(target=run, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert not migrations.is_needed(engines[0])
    for engine in engines:
        engine.dispose()


def test_a_migration_that_breaks_leaves_the_database_as_it_was(
    fresh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = connect(fresh)
    migrations.upgrade(engine)
    before = migrations.current(engine)
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = NEXT.format(before=before).replace(', recreate="always"', "") + "    raise RuntimeError('out of disk')\n"
    (folder / "versions" / "9999_later.py").write_text(later)
    monkeypatch.setattr(migrations, "_FOLDER", folder)
    with pytest.raises(RuntimeError, match="out of disk"):
        migrations.upgrade(engine)
    assert migrations.current(engine) == before
    assert "later" not in {column["name"] for column in sa.inspect(engine).get_columns("ledger_entry")}
    engine.dispose()


def test_the_ledger_is_not_emptied_at_a_stroke_either(world: World) -> None:
    before = world.verify()
    with (
        pytest.raises(sa.exc.IntegrityError, match="append-only"),
        world.database.acting(OPERATOR, Cause("test")) as unit,
    ):
        unit.session.connection().exec_driver_sql("truncate ledger_entry cascade")
    assert world.verify() == before


def test_two_processes_claim_every_row_once_and_each_order_in_its_order(world: World) -> None:
    told = [f"{order}{n}" for n in range(8) for order in "abcd"]
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        for text in told:
            unit.letter("happened", "channel:quality", {"text": text}, once=text, order=text[0])
    both = [_process(CLAIMING, world.database.engine) for _ in range(2)]
    for process in both:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    claimed = [process.communicate("go\n", timeout=30)[0].split() for process in both]
    assert sorted(claimed[0] + claimed[1]) == sorted(told)
    for order in "abcd":
        for mine in claimed:
            assert [t for t in mine if t[0] == order] == sorted(t for t in mine if t[0] == order)
    with world.database.reading() as session:
        assert set(session.scalars(sa.select(OutboxRow.attempts))) == {1}


def test_who_dies_as_the_writer_leaves_nothing_and_keeps_nobody_waiting(world: World) -> None:
    dying = _process(DYING, world.database.engine)
    assert dying.stdout
    assert dying.stdout.readline() == "ready\n"
    dying.kill()
    dying.communicate()
    assert world.ncr() == "NCR-2026-0001"
    with world.database.reading() as session:
        assert session.connection().exec_driver_sql("select count(*) from inbox").scalar() == 0


def test_a_connection_that_the_server_closed_is_replaced_unseen(world: World, server: PostgreSQL) -> None:
    world.ncr()
    server.command("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'andon%%'")
    assert world.ncr() == "NCR-2026-0002"


def test_one_andon_a_database_whatever_its_home(fresh: str, tmp_path: Path) -> None:
    one, other = (settings(tmp_path / name, fresh) for name in ("one", "other"))
    refused = pytest.raises(HomeInUse, match="Another Andon is running on PostgreSQL, database")
    with storage.held(one), refused, storage.held(other):
        pass
    with storage.held(other):  # however it ended, the database is free
        pass


def test_a_home_with_its_rows_in_postgresql_has_no_database_of_its_own(fresh: str, tmp_path: Path) -> None:
    given = settings(tmp_path, fresh, site="FAL")
    with pytest.raises(NothingHere, match="There is no Andon in PostgreSQL"):
        open_existing(given)
    database = open_home(given)
    with database.reading() as session:
        assert ledger.verify(session).bad is None
        assert session.get(Site, "FAL")
    assert not Home(given.home).database.exists()
    for opened in (database, open_home(given), open_existing(given)):
        opened.engine.dispose()


def test_a_sandbox_in_postgresql_reaches_nothing_outside(fresh: str, tmp_path: Path) -> None:
    open_home(settings(tmp_path, fresh), sandbox=True).engine.dispose()
    with pytest.raises(SandboxMixup, match="sandbox, for ever"):
        open_home(settings(tmp_path, fresh, slack_api_url="https://slack.com/api/"))


def test_the_sandbox_keeps_to_its_folder_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANDON_DATABASE_URL", "postgresql://andon@db.falkenau.example/andon")
    with standing(tmp_path / "sandbox") as sandbox:
        assert load_from(sandbox.environment).database_url is None


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_what_is_for_sqlite_only_says_so_and_what_to_do_instead(fresh: str, tmp_path: Path, command: str) -> None:
    environment = {"ANDON_DATABASE_URL": fresh, "ANDON_HOME": str(tmp_path / "home")}
    told = CliRunner().invoke(app, [command, str(tmp_path / "kept.tar.gz")], env=environment)
    assert isinstance(told.exception, Misconfigured)
    assert f"“andon {command}” is for SQLite only" in str(told.exception)
    assert "pg_dump" in str(told.exception)
    assert not (tmp_path / "kept.tar.gz").exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("encoding 'SQL_ASCII' locale 'C'", "encoding SQL_ASCII"),
        ("encoding 'UTF8' locale 'C'", "only the letters of English"),
    ],
)
def test_a_database_that_cannot_hold_every_letter_is_refused(
    server: PostgreSQL, tmp_path: Path, more: str, sentence: str
) -> None:
    name = server.new(more=more)
    with pytest.raises(Misconfigured, match=f"(?s){sentence}.*create database"):
        storage.engine_of(settings(tmp_path, server.url(name)))


def test_a_database_that_is_not_there_is_said_without_its_password(server: PostgreSQL, tmp_path: Path) -> None:
    url = server.url("nowhere").replace("andon@", "andon:hunter-22@")
    with pytest.raises(Misconfigured, match='ANDON_DATABASE_URL cannot be used.*"nowhere" does not exist') as refused:
        storage.engine_of(settings(tmp_path, url))
    assert "hunter-22" not in str(refused.value)
    assert "hunter-22" not in repr(settings(tmp_path, url))


def test_without_its_driver_the_sentence_names_the_extra(
    fresh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Misconfigured, match=r"andon\[postgres\]"):
        storage.engine_of(settings(tmp_path, fresh))


def _process(program: str, engine: Engine) -> subprocess.Popen[str]:
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", program, url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _run(engine: Engine, statements: tuple[str, ...]) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def _checks(engine: Engine) -> dict[str, set[str]]:
    """By table, each CHECK as the server tells it, whatever its name."""
    looking = sa.inspect(engine)
    tables = [name for name in looking.get_table_names() if name != "alembic_version"]
    return {t: {str(c["sqltext"]) for c in looking.get_check_constraints(t)} for t in tables}
