"""Numbers have no gaps: per type and year of the site, across threads, rollbacks and junk."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from models.casework import triage
from models.intake import IntakeItem, ItemDecided, Verdict
from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed
from models.people.person import Person, Site
from models.records import Nonconformance
from models.unit_of_work import Cause
from models.workflow import verbs
from models.workflow.numbering import normalised
from models.workflow.record import Record
from tests.database import JOB, NCR, World


def test_numbers_of_four_threads_have_no_gap(world: World) -> None:
    threads = [threading.Thread(target=lambda: [world.ncr() for _ in range(6)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(world) == [f"NCR-2026-{n:04d}" for n in range(1, 25)]


def test_a_transaction_that_fails_gives_its_number_back(world: World) -> None:
    world.ncr()
    with pytest.raises(RuntimeError), world.acting() as (unit, person):
        assert verbs.open_record(unit, Nonconformance, person.site, NCR, person).number == "NCR-2026-0002"
        raise RuntimeError
    assert world.ncr() == "NCR-2026-0002"


def test_a_refused_opening_takes_no_number(world: World) -> None:
    with pytest.raises(InvalidFields):
        world.ncr(description="")
    with pytest.raises(NotAllowed):
        world.complaint("wanda")
    assert (world.ncr(), world.complaint()) == ("NCR-2026-0001", "CMP-2026-0001")


def test_rollbacks_among_threads_leave_no_gap(world: World) -> None:
    def run(seed: int) -> None:
        for n in range(6):
            try:
                with world.acting() as (unit, person):
                    verbs.open_record(unit, Nonconformance, person.site, NCR, person)
                    if (n + seed) % 3 == 0:
                        raise RuntimeError  # noqa: TRY301  (a transaction that fails at its very end)
            except RuntimeError:
                continue

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = numbers(world)
    assert found == [f"NCR-2026-{n:04d}" for n in range(1, len(found) + 1)]
    assert len(found) == 16


def test_each_type_counts_for_itself(world: World) -> None:
    assert [world.ncr(), world.complaint(), world.ncr()] == ["NCR-2026-0001", "CMP-2026-0001", "NCR-2026-0002"]


@pytest.mark.parametrize(
    ("zone", "moment", "number"),
    [
        ("Europe/Berlin", datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), "NCR-2026-0001"),
        ("Europe/Berlin", datetime(2026, 12, 31, 23, 0, 0, tzinfo=UTC), "NCR-2027-0001"),
        ("America/Los_Angeles", datetime(2027, 1, 1, 7, 59, tzinfo=UTC), "NCR-2026-0001"),
        ("Pacific/Kiritimati", datetime(2026, 12, 31, 10, 0, tzinfo=UTC), "NCR-2027-0001"),
        ("UTC", datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "NCR-2026-0001"),
    ],
)
def test_the_year_is_the_sites_year_at_new_years_eve(world: World, zone: str, moment: datetime, number: str) -> None:
    with world.acting() as (unit, _):
        unit.session.get_one(Site, "FAL").time_zone = zone
    world.clock.frozen = moment
    assert world.ncr() == number


def test_each_year_begins_at_one_and_the_old_one_goes_on_where_it_was(world: World) -> None:
    world.ncr()
    world.clock.frozen = datetime(2027, 2, 1, tzinfo=UTC)
    assert world.ncr() == "NCR-2027-0001"
    world.clock.frozen = datetime(2026, 12, 1, tzinfo=UTC)
    assert world.ncr() == "NCR-2026-0002"


def test_the_ten_thousandth_number_is_longer_and_not_a_repetition(world: World) -> None:
    world.ncr()
    with world.acting() as (unit, _):
        unit.session.execute(sa.text("update number_series set last = 9998"))
    assert [world.ncr(), world.ncr()] == ["NCR-2026-9999", "NCR-2026-10000"]


@pytest.mark.parametrize(
    "typed", ["NCR-2026-0007", "ncr 2026 7", " ncr-2026-7 ", "Ncr_2026_0007", "NCR2026-07", "NCR–2026–0007"]
)
def test_a_number_is_known_however_it_is_typed(typed: str) -> None:
    assert normalised(typed) == "NCR-2026-0007"


@pytest.mark.parametrize(
    "typed", ["", "   ", "7", "NCR", "NCR-2026", "NCR-26-7", "drop table", "NCR-2026-0007-1", "x" * 5000]
)
def test_what_is_no_number_comes_back_in_capitals(typed: str) -> None:
    assert normalised(typed) == typed.strip().upper()


def test_junk_takes_no_number_and_the_next_complaint_follows_on(world: World) -> None:
    verdicts = [Verdict.SPAM, Verdict.NOT_A_COMPLAINT]
    first = register(world, item(world, 1))
    for uid, verdict in enumerate(verdicts, start=2):
        with world.acting("cosima") as (unit, person):
            triage.dismiss(unit, unit.session.get_one(IntakeItem, item(world, uid, unit)), verdict, person)
    for uid, verdict in enumerate((Verdict.DUPLICATE, Verdict.AUTO_REPLY, Verdict.BOUNCE, Verdict.MACHINE), start=10):
        with world.database.acting(JOB, Cause("mail", f"<{uid}@norrby.example>")) as unit:
            triage.file_away(unit, unit.session.get_one(IntakeItem, item(world, uid, unit)), verdict, "by a rule")
    assert [first, register(world, item(world, 30))] == ["CMP-2026-0001", "CMP-2026-0002"]


def test_a_mail_is_registered_once_however_often_it_is_pressed(world: World) -> None:
    mail = item(world, 1)
    register(world, mail)
    with pytest.raises(ItemDecided, match="Cosima"):
        register(world, mail)
    assert register(world, item(world, 2)) == "CMP-2026-0002"


def test_a_gate_that_refuses_takes_no_number(world: World) -> None:
    number = world.complaint(complainant_email="")
    with pytest.raises(GateUnmet):
        world.act("cosima", number, "acknowledge", acknowledgement="Thank you.")
    assert world.complaint() == "CMP-2026-0002"


def item(world: World, uid: int, unit: object = None) -> object:
    """A mail that waits for a decision."""
    row = IntakeItem(
        mailbox="complaints@falkenau.example", uid_validity=1, uid=uid, sha256=f"{uid:064d}", size=10,
        kept_at=world.clock.now(), message_id=f"<{uid}@norrby.example>", verdict=Verdict.TRIAGE,
        understood={"description": "It leaks", "complainant_email": "elin@norrby.example"},
    )  # fmt: skip
    if unit is not None:
        return unit.add(row).id  # type: ignore[attr-defined]
    with world.database.acting(JOB, Cause("mail")) as own:
        return own.add(row).id


def register(world: World, item_id: object) -> str | None:
    with world.acting("cosima") as (unit, person):
        found = unit.session.get_one(IntakeItem, item_id)
        return triage.register(unit, found, person.site, unit.session.get_one(Person, person.id)).number


def numbers(world: World) -> list[str]:
    with world.database.reading() as session:
        return sorted(n for n in session.scalars(sa.select(Record.number)) if n)
