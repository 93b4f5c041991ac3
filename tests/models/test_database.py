"""The two doors' promises: nothing lost, nothing naive, nothing past the ledger, nobody waits long."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
import sqlalchemy as sa

from models.inbox import InboxRow
from models.intake import Correspondence, Direction
from models.kernel.errors import Busy
from models.ledger import LedgerEntry
from models.placement import Placement
from models.records import Complaint, Nonconformance
from models.unit_of_work import BulkChangeRefused, Cause, Database
from models.workflow.companions import Note
from models.workflow.numbering import NumberSeries
from models.workflow.record import Record
from tests.database import OPERATOR, World

CAUSE = Cause("test")


def test_every_increment_of_four_threads_counts(world: World) -> None:
    with world.database.acting(OPERATOR, CAUSE) as unit:
        unit.add(NumberSeries(prefix="TST", year=2026, last=0))

    def count() -> None:
        for _ in range(25):
            with world.database.acting(OPERATOR, CAUSE) as unit:
                unit.session.get_one(NumberSeries, ("TST", 2026)).last += 1

    _at_once(count, 4)
    with world.database.reading() as session:
        assert session.get_one(NumberSeries, ("TST", 2026)).last == 100


def test_two_records_changed_at_once_make_two_ledger_lines_in_one_chain(world: World) -> None:
    before = world.head()[0]
    _at_once(lambda: [world.ncr() for _ in range(5)], 4)
    assert world.head()[0] == before + 20
    assert world.verify().bad is None


def test_a_naive_time_never_reaches_the_database(world: World) -> None:
    with (
        pytest.raises(sa.exc.StatementError, match="naive"),
        world.database.acting(OPERATOR, CAUSE) as unit,
    ):
        unit.session.add(InboxRow(key="k", at=datetime(2026, 1, 1), who="w", what="x"))  # noqa: DTZ001  (the test's point)


def test_a_time_of_another_zone_comes_back_as_aware_utc(world: World) -> None:
    tokyo = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.add(InboxRow(key="k", at=tokyo, who="w", what="x"))
    with world.database.reading() as session:
        at = session.scalars(sa.select(InboxRow.at).where(InboxRow.key == "k")).one()
    assert at == tokyo
    assert at.utcoffset() == timedelta(0)
    assert at.tzinfo is UTC


def test_times_compare_as_moments_whatever_their_zone(world: World) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.add(InboxRow(key="k", at=noon, who="w", what="x"))
    earlier = datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))
    with world.database.reading() as session:
        assert session.scalar(sa.select(InboxRow.id).where(InboxRow.at > earlier))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("outbox", "state"),
        ("outbox", "kind"),
        ("role_held", "role"),
        ("record", "severity"),
        ("nonconformance", "shipped"),
    ],
)
def test_the_database_refuses_a_value_that_is_no_member(world: World, table: str, column: str) -> None:
    number = world.ncr()
    assert number
    with pytest.raises(sa.exc.IntegrityError, match="(?i)check"), world.database.engine.begin() as connection:
        connection.exec_driver_sql(f"update {table} set {column} = 'nonsense'")


def test_a_foreign_key_that_points_nowhere_is_refused(world: World) -> None:
    with pytest.raises(sa.exc.IntegrityError), world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.add(
            Correspondence(message_id="<a@b>", record_id=uuid4(), direction=Direction.IN, at=datetime.now(UTC))
        )
        unit.session.flush()


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_entry set text = '{}' where seq = 1",
        "delete from ledger_entry where seq = 1",
        "delete from ledger_entry",
        "insert into ledger_entry select seq, at, subject_id, '{}', previous_hash, hash from ledger_entry where seq = 1 "
        "on conflict (seq) do update set text = excluded.text",
    ],
)
def test_no_statement_changes_a_ledger_line(world: World, statement: str) -> None:
    _is_refused(world, statement)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "statement",
    [
        "insert or replace into ledger_entry select seq, at, subject_id, '{}', previous_hash, hash from ledger_entry "
        "where seq = 1",
        "replace into ledger_entry select seq, at, subject_id, '{}', previous_hash, 'x' from ledger_entry where seq = 1",
        "update or replace ledger_entry set seq = 2 where seq = 1",
    ],
)
def test_no_statement_of_sqlites_own_changes_a_ledger_line(world: World, statement: str) -> None:
    _is_refused(world, statement)


def _is_refused(world: World, statement: str) -> None:
    before = world.verify()
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.connection().exec_driver_sql(statement)
    assert world.verify() == before


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Record).values(title="x"),
        sa.update(Nonconformance).values(part="x"),
        sa.delete(Complaint),
        sa.delete(Note),
    ],
)
def test_a_bulk_change_of_records_is_refused(world: World, statement: sa.Executable) -> None:
    number = world.ncr()
    with pytest.raises(BulkChangeRefused), world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.execute(statement)
    assert world.look(number)["part"] == "HX-20"


def test_a_bulk_change_by_the_old_query_is_refused(world: World) -> None:
    world.ncr()
    with pytest.raises(BulkChangeRefused), world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.query(Record).update({"title": "x"})


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(Record.__table__).values(title="x"),
        sa.delete(Note.__table__),
        sa.insert(Note).values(author="n", text="t", at=datetime(2026, 1, 1, tzinfo=UTC), record_id=uuid4()),
    ],
)
def test_a_bulk_change_by_way_of_the_table_is_refused_too(world: World, statement: sa.Executable) -> None:
    world.ncr()
    with pytest.raises(BulkChangeRefused), world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.execute(statement)


def test_what_is_no_record_may_be_changed_in_bulk(world: World) -> None:
    with world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.execute(sa.delete(Placement))


def test_a_gesture_that_waits_too_long_is_busy_and_nothing_of_it_runs_later(world: World) -> None:
    ran = []
    with _held_writer(world):
        began = time.monotonic()
        with pytest.raises(Busy), world.database.acting(OPERATOR, CAUSE, lock_wait=120) as unit:
            ran.append(unit)
        waited = time.monotonic() - began
    assert not ran
    assert 0.1 < waited < 0.6
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Record)) == 0


def test_a_gesture_waits_one_and_a_half_seconds(world: World) -> None:
    with _held_writer(world):
        began = time.monotonic()
        with pytest.raises(Busy), world.database.gesture(OPERATOR, CAUSE):
            pass
    assert 1.4 < time.monotonic() - began < 2.5


def test_a_short_wait_does_not_stick_to_the_connection(world: World) -> None:
    with _held_writer(world), pytest.raises(Busy), world.database.acting(OPERATOR, CAUSE, lock_wait=1):
        pass
    holder = _held_writer(world)
    holder.__enter__()
    timer = threading.Timer(0.3, lambda: holder.__exit__(None, None, None))
    timer.start()
    with world.database.acting(OPERATOR, CAUSE):  # a job has its own, longer patience
        pass
    timer.join()


def test_reading_goes_on_while_somebody_writes(world: World) -> None:
    with _held_writer(world), world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry))


def test_one_look_sees_one_state_though_another_writes_meanwhile(world: World) -> None:
    with world.database.reading() as session:
        count = sa.select(sa.func.count()).select_from(LedgerEntry)
        before = session.scalar(count)
        world.ncr()
        assert session.scalar(count) == before


def test_an_error_inside_the_door_leaves_no_trace(world: World) -> None:
    before = world.head()
    with pytest.raises(RuntimeError, match="half way"), world.acting() as (unit, person):
        unit.session.add(InboxRow(key="k", at=unit.now, who="w", what="x"))
        unit.session.flush()
        raise RuntimeError("half way")
    assert world.head() == before
    with world.database.reading() as session:
        assert session.scalar(sa.select(InboxRow.id).where(InboxRow.key == "k")) is None


def test_what_is_changed_behind_the_reading_door_is_never_saved(world: World) -> None:
    number = world.ncr()
    with pytest.raises(Exception, match="."), world.database.reading() as session:
        session.scalars(sa.select(Record).where(Record.number == number)).one().title = "Slipped past"
        session.commit()
    assert world.look(number)["title"] != "Slipped past"


def test_delivery_is_woken_after_the_commit_and_not_after_a_failure(world: World) -> None:
    seen: list[int] = []
    world.database.woken = lambda: seen.append(world.head()[0])
    world.ncr()
    assert seen == [world.head()[0]]
    with pytest.raises(RuntimeError), world.acting():
        raise RuntimeError
    assert len(seen) == 1


class _held_writer:  # noqa: N801  (used like a function)
    """Somebody else's connection that is the one writer."""

    def __init__(self, world: World) -> None:
        self.engine = world.database.engine

    def __enter__(self) -> None:
        self.connection = self.engine.connect()
        self.connection.begin()

    def __exit__(self, *_: object) -> None:
        self.connection.rollback()
        self.connection.close()


def _at_once(work: object, threads: int) -> None:
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()  # type: ignore[operator]  # a plain callable
        except BaseException as error:  # noqa: BLE001  (told to the test below)
            failed.append(error)

    running = [threading.Thread(target=guarded) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert not failed


def test_two_doors_of_one_database_share_nothing_but_the_file(world: World) -> None:
    other = Database(world.database.engine, world.clock)
    with world.database.acting(OPERATOR, CAUSE) as unit:
        unit.session.add(InboxRow(key="k", at=unit.now, who="w", what="x"))
        unit.session.flush()
        with other.reading() as session:
            assert session.scalar(sa.select(InboxRow.id).where(InboxRow.key == "k")) is None
