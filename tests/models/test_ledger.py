"""The trail: it names the first bad row whatever was done to it, and says who changed what from what."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from models import ledger, migrations
from models.database import connect, sqlite_url
from models.kernel.clock import MovableClock
from models.ledger import GENESIS, LedgerEntry, LedgerPersonal
from models.people.organisation import Contact, Organisation, OrganisationKind
from models.unit_of_work import Cause, Database
from models.workflow import verbs
from models.workflow.companions import Note
from tests.database import NOW, OPERATOR, World

Tamper = Callable[[sa.Connection], object]
#: How the chain is spoilt, and the row that has to be named; there are eleven at least.
TAMPERINGS: dict[str, tuple[Tamper, int]] = {
    "text": (
        lambda c: c.exec_driver_sql("update ledger_entry set text = replace(text, 'Wanda', 'Wilma') where seq = 1"),
        1,
    ),
    "text in the middle": (lambda c: c.exec_driver_sql("update ledger_entry set text = text || ' ' where seq = 5"), 5),
    "hash": (lambda c: c.exec_driver_sql("update ledger_entry set hash = 'f00' where seq = 4"), 4),
    "previous hash": (lambda c: c.exec_driver_sql("update ledger_entry set previous_hash = 'f00' where seq = 4"), 4),
    "time": (lambda c: c.exec_driver_sql("update ledger_entry set at = '2020-01-01 00:00:00.000000' where seq = 6"), 6),
    "text and hash": (lambda c: _rewrite(c, 3), 4),
    "missing": (lambda c: c.exec_driver_sql("delete from ledger_entry where seq = 5"), 6),
    "first missing": (lambda c: c.exec_driver_sql("delete from ledger_entry where seq = 1"), 2),
    "reordered": (lambda c: _swap(c, 4, 5), 4),
    "gap in numbers": (lambda c: c.exec_driver_sql("update ledger_entry set seq = seq + 100 where seq > 5"), 106),
    "appended": (lambda c: _append(c, follows=False), -1),
}


def _rewrite(c: sa.Connection, seq: int) -> None:
    text, previous = c.exec_driver_sql(f"select text, previous_hash from ledger_entry where seq = {seq}").one()
    text = text.replace('"act":"', '"act":"x')
    spoilt = sa.text("update ledger_entry set text = :text, hash = :hash where seq = :seq")
    c.execute(spoilt, {"text": text, "hash": ledger.link(previous, text), "seq": seq})


def _swap(c: sa.Connection, one: int, other: int) -> None:
    for old, new in ((one, -1), (other, one), (-1, other)):
        c.exec_driver_sql(f"update ledger_entry set seq = {new} where seq = {old}")


def _append(c: sa.Connection, *, follows: bool, text: str | None = None) -> int:
    """A forged row; with `follows`, one whose hash fits."""
    seq, previous = c.exec_driver_sql("select seq, hash from ledger_entry order by seq desc limit 1").one()
    at = datetime(2026, 12, 1, tzinfo=UTC)
    subject = uuid4()
    forged = {"seq": seq + 1, "at": at.isoformat(), "act": "Forged", "subject": {"id": str(subject), "name": "Nobody"}}
    text = text if text is not None else ledger.canonical(forged)
    stands = previous if follows else GENESIS
    c.execute(
        sa.insert(LedgerEntry.__table__).values(
            seq=seq + 1, at=at, subject_id=subject, text=text, previous_hash=stands, hash=ledger.link(stands, text)
        )
    )
    return int(seq) + 1


def _spoil(world: World, tamper: Tamper) -> None:
    """What the owner of the database can do: the triggers go first."""
    with world.database.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in (
                connection.exec_driver_sql("select name from sqlite_master where type = 'trigger'").scalars().all()
            ):
                connection.exec_driver_sql(f"drop trigger {name}")
        else:
            connection.exec_driver_sql("alter table ledger_entry disable trigger user")
        tamper(connection)


@pytest.fixture
def written(world: World) -> World:
    for _ in range(5):
        world.ncr()
    return world


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_verify_names_the_first_bad_row(written: World, kind: str) -> None:
    tamper, bad = TAMPERINGS[kind]
    last = written.verify().entries
    assert last >= 11
    _spoil(written, tamper)
    verdict = written.verify()
    assert verdict.bad == (bad if bad > 0 else last + 1)
    assert verdict.because


def test_a_whole_chain_is_as_written(written: World) -> None:
    verdict = written.verify()
    assert (verdict.bad, verdict.because) == (None, "")
    assert (verdict.entries, verdict.head) == written.head()


def test_a_tail_cut_off_without_the_head_is_seen(written: World) -> None:
    last = written.verify().entries
    _spoil(written, lambda c: c.exec_driver_sql(f"delete from ledger_entry where seq > {last - 2}"))
    verdict = written.verify()
    assert verdict.bad == last - 1
    assert f"the head says {last}" in verdict.because


def test_a_forged_row_that_fits_the_chain_is_seen_by_the_head(written: World) -> None:
    last = written.verify().entries
    _spoil(written, lambda c: _append(c, follows=True))
    assert "the head says" in written.verify().because
    assert written.verify().entries == last + 1


@pytest.mark.parametrize("forged", ["", "no json", "[]", "{}", '{"seq": 1}'])
def test_a_forged_row_of_any_text_is_named_and_breaks_nothing(written: World, forged: str) -> None:
    last = written.verify().entries
    _spoil(written, lambda c: _append(c, follows=True, text=forged))
    assert written.verify().bad == last + 1


def test_a_line_moved_to_another_record_is_seen(written: World) -> None:
    _spoil(written, lambda c: c.exec_driver_sql(f"update ledger_entry set subject_id = '{uuid4().hex}' where seq = 7"))
    assert written.verify().bad == 7


def test_a_head_that_was_deleted_is_named(written: World) -> None:
    _spoil(written, lambda c: c.exec_driver_sql("delete from ledger_head"))
    assert written.verify().bad is not None


def test_an_empty_ledger_is_whole(tmp_path: Path) -> None:
    engine = connect(sqlite_url(tmp_path / "new.sqlite"), durable=False)
    migrations.upgrade(engine)
    with Database(engine, MovableClock(frozen=NOW)).reading() as session:
        verdict = ledger.verify(session)
    assert (verdict.entries, verdict.bad) == (0, None)


def test_each_touched_record_has_one_line_with_old_and_new_values_and_the_reason(world: World) -> None:
    number = world.ncr()
    with world.acting("quentin", reference="test/7") as (unit, person):
        verbs.correct(unit, number, {"part": "HX-21", "lot": "L-4711", "reason": "Read it wrongly"}, person)
    opened, corrected = (json.loads(text) for text in world.lines(number))
    assert opened["act"] == "NonconformanceReported"
    assert opened["actor"] == {"kind": "person", "name": "Wanda Operator-Lutz", "id": str(world.ids["wanda"])}
    assert (corrected["act"], corrected["reason"], corrected["cause"]) == (
        "RecordCorrected",
        "Read it wrongly",
        "test/7",
    )
    assert corrected["subject"]["name"] == number
    (change,) = corrected["changes"]
    assert change == {
        "in": "Nonconformance",
        "how": "changed",
        "values": {"part": ["HX-20", "HX-21"], "lot": [None, "L-4711"]},
    }


def test_two_records_in_one_transaction_have_a_line_each(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    before = world.head()[0]
    with world.acting() as (unit, person):
        for number in (one, other):
            verbs.assign(unit, number, person, person)
    assert world.head()[0] == before + 2
    assert len(world.lines(one)) == len(world.lines(other)) == 2


def test_a_value_that_went_there_and_back_leaves_no_line(world: World) -> None:
    number = world.ncr()
    before = world.head()
    with world.acting() as (unit, _):
        record = verbs.load(unit.session, number)
        record.title, was = "Something else", record.title
        unit.session.flush()
        record.title = was
    assert world.head() == before


def test_a_value_changed_twice_shows_its_first_and_its_last(world: World) -> None:
    number = world.ncr()
    with world.acting() as (unit, _):
        record = verbs.load(unit.session, number)
        was = record.title
        for title in ("First thought", "Second thought"):
            record.title = title
            unit.session.flush()
    assert json.loads(world.lines(number)[-1])["changes"][0]["values"] == {"title": [was, "Second thought"]}


def test_a_note_and_a_move_in_one_transaction_are_one_line_of_their_record(world: World) -> None:
    number = world.ncr()
    before = world.head()[0]
    with world.acting() as (unit, person):
        verbs.comment(unit, number, "Look at the seal", person)
        verbs.assign(unit, number, person, person)
    assert world.head()[0] == before + 1
    kinds = [change["in"] for change in json.loads(world.lines(number)[-1])["changes"]]
    assert sorted(kinds) == ["Nonconformance", "Note"]


def test_what_is_deleted_keeps_its_old_values_as_old(world: World) -> None:
    number = world.ncr()
    with world.acting() as (unit, person):
        verbs.comment(unit, number, "A slip of the tongue", person)
    with world.acting() as (unit, _):
        unit.session.delete(unit.session.scalars(sa.select(Note)).one())
    (change,) = json.loads(world.lines(number)[-1])["changes"]
    assert change["how"] == "deleted"
    assert change["values"]["text"] == ["A slip of the tongue", None]


SECRETS = {
    "complainant_name": "Elin Sandström",
    "complainant_email": "elin.sandstrom@norrby.example",
    "complainant_phone": "+46 8 555 0199",
}


def test_personal_data_stands_in_the_ledger_only_as_a_hash(world: World) -> None:
    number = world.complaint(**SECRETS)
    with world.acting() as (unit, person):
        values = {"complainant_name": "Elin Sandström-Berg", "reason": "Married"}
        verbs.correct(unit, number, values, person)
    everything = "\n".join(world.lines(number))
    assert not [secret for secret in (*SECRETS.values(), "Sandström-Berg") if secret in everything]
    assert everything.count("personal:") == 5


def test_the_same_personal_data_has_another_hash_each_time(world: World) -> None:
    texts = [
        line for number in (world.complaint(**SECRETS), world.complaint(**SECRETS)) for line in world.lines(number)
    ]
    digests = [
        v[1] for t in texts for c in json.loads(t)["changes"] for v in c["values"].values() if _is_shielded(v[1])
    ]
    assert len(digests) == len(set(digests)) == 6


def test_erasing_the_side_rows_leaves_the_chain_whole(world: World) -> None:
    world.complaint(**SECRETS)
    with world.acting() as (unit, _):
        for row in unit.session.scalars(sa.select(LedgerPersonal)):
            unit.session.delete(row)
    assert world.verify().bad is None
    with world.database.reading() as session:
        assert not session.scalars(sa.select(LedgerPersonal)).all()


def test_a_customers_contact_stands_in_the_ledger_only_as_a_hash(world: World) -> None:
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        norrby = unit.add(Organisation(name="Norrby Pumps AB", kind=OrganisationKind.CUSTOMER))
        unit.add(
            Contact(organisation=norrby, organisation_id=norrby.id, name="Elin Sandström", email="elin@norrby.example")
        )
    with world.database.reading() as session:
        everything = "\n".join(session.scalars(sa.select(LedgerEntry.text)))
    assert "Norrby Pumps AB" in everything
    assert "Elin" not in everything


def _is_shielded(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("personal:")
