"""The schema's history: it ends where the metadata is, may be run again, keeps children and triggers, knows its future."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from models import migrations, schema
from models.database import connect, sqlite_url
from models.ledger import LedgerEntry
from models.migrations import NewerDatabase
from models.workflow import verbs
from models.workflow.companions import Note
from models.workflow.search import is_ours, matching
from tests.database import NOW, World

#: PostgreSQL is asked in tests/on_postgresql.
pytestmark = pytest.mark.sqlite

#: What a later Andon might do: rebuild the parent of many children, and the ledger itself.
NEXT = '''"""Two tables are rebuilt."""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = {before!r}


def upgrade():
    for table in ("record", "person", "ledger_entry"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("later", sa.Integer()))
'''


#: A nonconformance as the first schema kept it.
OF_OLD = (
    "insert into site values ('FAL', 'Falkenau', 'Europe/Berlin', '12345', '08:00-17:00', '')",
    "insert into record (id, kind, number, site_code, state, state_since, created_at, received_at, search_text, version)"
    " values ('0123456789abcdef0123456789abcdef', 'nonconformance', 'NCR-2026-0001', 'FAL', 'executed',"
    " '2026-11-01 09:00:00', '2026-11-01', '2026-11-01', '', 4)",
    "insert into nonconformance (id, part, quantity_affected, disposition, rationale, evidence, costs)"
    " values ('0123456789abcdef0123456789abcdef', 'HX-20', 12, 'scrap', 'Gone', 'Note 17', '240 EUR')",
)


#: More time for an action item, asked for as it once was.
WAITING_OF_OLD = (
    OF_OLD[0].replace("'')", "'', null)"),
    "insert into record (id, kind, number, site_code, state, state_since, created_at, received_at, search_text, version)"
    " values ('0123456789abcdef0123456789abcdef', 'action_item', 'ACT-2026-0001', 'FAL', 'accepted',"
    " '2026-11-01 09:00:00', '2026-11-01', '2026-11-01', '', 4)",
    "insert into action_item (id, task) values ('0123456789abcdef0123456789abcdef', 'Line the chute')",
    "insert into approval (id, record_id, grants, returns, title, policy, snapshot, digest, asked_at, asked, state, because,"
    " version) values ('1123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef', 'extend:2026-12-22',"
    " 'keep_due:', 'More time', '{}', '{}', '', '2026-11-02 09:00:00', '[]', 'pending', '', 1)",
    "insert into approval_seat (id, approval_id, position, label, roles, grade) values ('2123456789abcdef0123456789abcdef',"
    " '1123456789abcdef0123456789abcdef', 1, 'Supervisor', '[]', 'acknowledge')",
    *(
        "insert into due (id, record_id, clock, label, started_at, opened_at, due_original, due_current, basis, reference,"
        f" extensions, promised, ladder, blocked_because, version) values ('{id_}', '0123456789abcdef0123456789abcdef',"
        f" '{clock}', '', '2026-11-02', '2026-11-02', '2026-12-02', '2026-12-02', '', '{reference}', 0, '{{}}', '[]', '', 1)"
        for id_, clock, reference in (
            ("3" * 32, "action", ""),
            ("4" * 32, "approval_seat", "21234567-89ab-cdef-0123-456789abcdef"),
        )
    ),
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return connect(sqlite_url(tmp_path / "fresh.sqlite"), durable=False)


@pytest.fixture
def a_later_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    """This program, one revision older than what the folder knows."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    text = NEXT.format(before=migrations.current(world.database.engine))
    (folder / "versions" / "9999_later.py").write_text(text)
    monkeypatch.setattr(migrations, "_FOLDER", folder)


def test_the_migrated_schema_is_that_of_the_metadata(world: World) -> None:
    with world.database.engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, schema.METADATA) == []


def test_the_migrated_checks_are_those_of_the_metadata(world: World, engine: Engine) -> None:
    schema.METADATA.create_all(engine)
    assert _checks(world.database.engine) == _checks(engine)
    assert len([c for checks in _checks(engine).values() for c in checks]) > 10


def test_a_fresh_database_needs_migrating_and_a_migrated_one_does_not(engine: Engine) -> None:
    assert migrations.current(engine) is None
    assert migrations.is_needed(engine)
    migrations.upgrade(engine)
    assert not migrations.is_needed(engine)


def test_migrating_again_changes_nothing(world: World) -> None:
    number = world.ncr()
    before = _schema(world.database.engine), world.look(number), world.head()
    migrations.upgrade(world.database.engine)
    assert (_schema(world.database.engine), world.look(number), world.head()) == before


def test_a_disposition_of_old_becomes_the_first_line(engine: Engine) -> None:
    migrations.upgrade(engine, "0001")
    with engine.begin() as connection:
        for statement in OF_OLD:
            connection.exec_driver_sql(statement)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        lines = connection.exec_driver_sql(
            "select position, quantity, disposition, rationale, executed_at from disposition_line"
        )
        assert lines.all() == [(1, 12, "scrap", "Gone", "2026-11-01 09:00:00")]
        kept = connection.exec_driver_sql("select part, no_costs_reason from nonconformance").all()
    assert kept == [("HX-20", "240 EUR")]


def test_what_waited_on_an_action_item_is_asked_for_again(engine: Engine) -> None:
    """One way to more time: the lines that went were part of what such a case was about."""
    migrations.upgrade(engine, "0003")
    with engine.begin() as connection:
        for statement in WAITING_OF_OLD:
            connection.exec_driver_sql(statement)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        case = connection.exec_driver_sql("select state, because, due_id from approval").one()
        assert (case[0], case[2]) == ("withdrawn", None)
        assert "ask again" in case[1]
        assert connection.exec_driver_sql("select ended from due order by clock").scalars().all() == [None, "dropped"]


def test_two_processes_may_migrate_at_once(tmp_path: Path) -> None:
    engines = [connect(sqlite_url(tmp_path / "both.sqlite"), durable=False) for _ in range(2)]
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


@pytest.mark.usefixtures("a_later_revision")
def test_children_survive_when_their_parents_table_is_rebuilt(world: World) -> None:
    number = world.ncr()
    with world.acting() as (unit, person):
        verbs.comment(unit, number, "Still here", person)
    migrations.upgrade(world.database.engine)
    with world.database.reading() as session:
        assert session.scalars(sa.select(Note.text)).all() == ["Still here"]
    assert world.look(number)["part"] == "HX-20"
    assert world.verify().bad is None


@pytest.mark.usefixtures("a_later_revision")
def test_the_ledgers_triggers_stand_again_after_its_table_was_rebuilt(world: World) -> None:
    before = _triggers(world.database.engine)
    migrations.upgrade(world.database.engine)
    assert _triggers(world.database.engine) == before
    assert before >= {"ledger_entry_no_delete", "ledger_entry_no_update"}
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), world.acting() as (unit, _):
        unit.session.execute(sa.delete(LedgerEntry))


@pytest.mark.usefixtures("a_later_revision")
def test_the_index_of_words_follows_again_after_its_records_table_was_rebuilt(world: World) -> None:
    before = world.ncr(description="Bent bracket")
    migrations.upgrade(world.database.engine)
    after = world.ncr(description="Bent lever")
    with world.acting() as (unit, person):
        verbs.correct(unit, before, {"title": "Shaft", "description": "Bent shaft", "reason": "Misread."}, person)
    with world.database.reading() as session:
        found = {
            word: matching(session, [[word]], NOW - timedelta(days=1), 9) for word in ("bracket", "shaft", "lever")
        }
        ids = {number: verbs.load(session, number).id for number in (before, after)}
    assert found == {"bracket": [], "shaft": [ids[before]], "lever": [ids[after]]}


def test_what_was_recorded_before_there_was_an_index_stands_in_it(engine: Engine) -> None:
    migrations.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.exec_driver_sql("insert into site values ('FAL', 'Falkenau', 'UTC', '12345', '08:00-17:00', '')")
        columns = "id, kind, number, site_code, state, state_since, created_at, received_at, search_text, version"
        at = "'2026-11-01 00:00:00.000000'"
        connection.exec_driver_sql(
            f"insert into record ({columns}) values ('{'0' * 31}7', 'nonconformance', 'NCR-2026-0001', 'FAL', 'open', "
            f"{at}, {at}, {at}, 'bent bracket', 1)"
        )
    migrations.upgrade(engine)
    with Session(engine) as session:
        assert matching(session, [["bracket"]], NOW - timedelta(days=90), 9) == [UUID(int=7)]


@pytest.mark.usefixtures("a_later_revision")
def test_foreign_keys_are_on_again_after_a_migration(world: World) -> None:
    migrations.upgrade(world.database.engine)
    with world.database.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma foreign_keys").scalar() == 1


def test_a_migration_that_breaks_leaves_the_database_as_it_was(
    world: World, a_later_revision: None, tmp_path: Path
) -> None:
    revision = tmp_path / "migrations" / "versions" / "9999_later.py"
    revision.write_text(revision.read_text() + "    raise RuntimeError('out of disk')\n")
    before = _schema(world.database.engine)
    with pytest.raises(RuntimeError, match="out of disk"):
        migrations.upgrade(world.database.engine)
    assert _schema(world.database.engine) == before
    assert migrations.is_needed(world.database.engine)


def test_a_database_of_a_newer_program_is_refused_with_a_sentence(world: World) -> None:
    with world.database.engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '4242'")
    with pytest.raises(NewerDatabase, match=r"4242.*newer"):
        migrations.is_needed(world.database.engine)


def test_every_connection_keeps_what_the_traps_need(world: World) -> None:
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "recursive_triggers": 1}
    with world.database.engine.connect() as connection:
        assert {name: connection.exec_driver_sql(f"pragma {name}").scalar() for name in wanted} == wanted


def test_a_real_database_flushes_every_commit_to_the_disk(tmp_path: Path) -> None:
    with connect(sqlite_url(tmp_path / "real.sqlite")).connect() as connection:
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2  # FULL


def _schema(engine: Engine) -> list[tuple[str, str | None]]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("select name, sql from sqlite_master order by name").all()
    return [(row[0], row[1]) for row in found]


def _triggers(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.exec_driver_sql("select name from sqlite_master where type = 'trigger'").scalars())


def _checks(engine: Engine) -> dict[str, set[str]]:
    """By table, each CHECK as it is written, whatever its name."""
    looking = sa.inspect(engine)
    tables = [name for name in looking.get_table_names() if name != "alembic_version"]
    return {t: {" ".join(str(c["sqltext"]).split()) for c in looking.get_check_constraints(t)} for t in tables}
