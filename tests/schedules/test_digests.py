"""Everybody's day at their own eight o'clock: once, caught up once, nothing lost to a crash, a clock that jumps, or an outage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from bot.delivery.deliverer import Deliverer
from bot.outcome import DeliveryFailed
from models import outbox
from models.ledger import LedgerHead
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.people.person import Person, Site
from models.unit_of_work import Unit
from models.workflow import due, extensions, verbs
from models.workflow.blocking import block
from models.workflow.due import Due
from schedules import digests
from schedules.digests import NOTHING, REPLACED, write_digests
from schedules.nudges import FOLDED
from tests.database import PEOPLE, World
from tests.models.boards import in_review
from tests.schedules.clockwork import QUARTER, Said, at, change, due_of, every, own, said, sent, wake


def facts(world: World, who: str, day: str) -> dict[str, Any]:
    with world.database.reading() as session:
        person = world.ids.get(who, who)
        found: dict[str, Any] = session.scalars(
            sa.select(OutboxRow.facts).where(OutboxRow.once == f"digest/{person}/{day}")
        ).one()
        return found


def section(told: dict[str, Any], heading: str) -> list[str]:
    entries = next((part["entries"] for part in told["sections"] if part["heading"] == heading), [])
    return [f"{entry['number']} {entry['what']} {entry['note']}".strip() for entry in entries]


@pytest.fixture
def ncr(world: World) -> str:
    """Wanda's; its containment is due on Wednesday the 25th at 10:30."""
    number = world.ncr("quentin")
    own(world, number, "wanda")
    return number


def test_a_day_is_sorted_by_what_is_urgent(world: World, ncr: str) -> None:
    late = world.ncr("quentin", description="Late")
    own(world, late, "wanda")
    soon = world.complaint("quentin")
    own(world, soon, "wanda")
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Due, due_of(world, late).id).due_current = at(24, 16)
    wake(world, at(25, 8))
    told = facts(world, "wanda", "2026-11-25")
    assert section(told, "Overdue") == [
        f"{soon} Evaluation was due", f"{late} Containment was due", f"{soon} Acknowledgement was due",
    ]  # fmt: skip
    assert section(told, "Due today") == [f"{ncr} Containment due"]
    assert told["counts"] == "3 overdue, 1 due today"
    pressable = [e["number"] for part in told["sections"] for e in part["entries"] if e["actions"]]
    assert pressable == [soon, late, soon, ncr]


def test_an_empty_day_is_not_sent_and_the_silence_has_its_reason(world: World, ncr: str) -> None:
    wake(world, at(25, 8))
    assert sent(world, "digest") == [("2026-11-25", "Wanda")]
    assert Said("2026-11-25", "Adam", NOTHING) in said(world, "digest")


def test_whoever_waits_for_others_sees_it_when_there_is_something_else_to_say(world: World, ncr: str) -> None:
    with world.acting("quentin") as (unit, _):
        record = verbs.load(unit.session, ncr)
        seat = {"label": "Decision", "due_at": at(27, 17), "person_id": world.ids["quirina"], "reference": "seat"}
        due.start(unit, record, "measurement", **seat)
    wake(world, at(25, 8))
    told = facts(world, "wanda", "2026-11-25")
    assert section(told, "Yours, and waiting for others") == [f"{ncr} Decision due with Quirina Engström"]
    assert section(facts(world, "quirina", "2026-11-25"), "This week") == [f"{ncr} Decision due"]


def test_what_waits_for_a_decision_can_be_decided_in_the_digest(world: World, ncr: str) -> None:
    world.clock.frozen = at(24, 15)
    with world.acting("wanda") as (unit, person):
        row = unit.session.get_one(Due, due_of(world, ncr).id)
        extensions.request(unit, row, at(27, 17), "Gauge away", person)
    wake(world, at(25, 8))
    entry = facts(world, "magda", "2026-11-25")["sections"][0]["entries"][0]
    assert entry["what"] == (
        f"More time for containment of {ncr}, until 2026-11-27 instead of 2026-11-25: Gauge away – your approval is asked for"
    )
    assert [a["label"] for a in entry["actions"]] == ["Approve", "Reject…", "Look…"]


def test_an_approval_is_decided_in_the_digest_and_its_seat_has_a_clock(world: World) -> None:
    number = in_review(world)
    wake(world, at(24, 8))
    for who in ("quirina", "dorian"):
        told = facts(world, who, "2026-11-24")
        entry = told["sections"][0]["entries"][0]
        assert entry["what"].endswith("your approval is asked for")
        assert [a["label"] for a in entry["actions"]] == ["Approve", "Reject…", "Look…"]
        assert "Approval:" not in str(told["sections"][1:])
    world.decide("quirina", number)
    wake(world, at(26, 12))
    with world.database.reading() as session:
        seats = [d for d in due.dues_of(session, verbs.load(session, number)) if d.clock == "approval_seat"]
        assert sorted(str(d.ended) for d in seats) == ["None", "None", "met"]
        assert {d.due_current for d in seats} == {at(25, 17, 0)}
    assert not [s for s in said(world) if not s.silence and s.whom == "Quirina"]
    with world.acting("quentin") as (unit, person):
        verbs.act(unit, number, "void", {"reason": "Sent twice"}, person)
    with world.database.reading() as session:
        assert due.open_dues(session, verbs.load(session, number)) == []


def test_it_comes_at_eight_of_a_working_day_in_ones_own_zone(world: World, ncr: str) -> None:
    change(world, "wanda", time_zone="America/New_York")
    wake(world, datetime(2026, 11, 25, 12, 59, tzinfo=UTC))
    assert sent(world, "digest") == []
    wake(world, datetime(2026, 11, 25, 13, 0, tzinfo=UTC))
    assert sent(world, "digest") == [("2026-11-25", "Wanda")]
    wake(world, at(28, 15))
    assert len(sent(world, "digest")) == 1


def test_after_an_outage_it_is_caught_up_once_and_not_at_night(world: World, ncr: str) -> None:
    wake(world, at(25, 8))
    wake(world, at(30, 20))
    assert sent(world, "digest") == [("2026-11-25", "Wanda")]
    every(world, at(1, 14, month=12), at(1, 17, 55, month=12))
    assert sent(world, "digest")[1:] == [("2026-12-01", "Wanda")]


def test_one_that_still_waits_is_replaced_by_the_next_days(world: World, ncr: str) -> None:
    wake(world, at(25, 8), delivered=False)
    wake(world, at(26, 8), delivered=False)
    assert [s for s in said(world, "digest") if s.whom == "Wanda"] == [
        Said("2026-11-25", "Wanda", REPLACED), Said("2026-11-26", "Wanda"),
    ]  # fmt: skip


class Flaky:
    """A Slack that is down until an hour."""

    def __init__(self, world: World, up_from: datetime) -> None:
        self.world, self.up_from = world, up_from
        self.delivered: list[tuple[str, str]] = []

    def deliver(self, row: OutboxRow) -> dict[str, Any] | None:
        if self.world.clock.now() < self.up_from:
            raise DeliveryFailed("connection refused")
        self.delivered.append((row.name, row.place))
        return {}


@pytest.mark.parametrize(("up_from", "days"), [(at(25, 8, 40), 1), (at(25, 11), 1), (at(27, 8, 30), 1)])
def test_with_slack_down_at_eight_there_is_one_digest_when_it_is_back(
    world: World, ncr: str, up_from: datetime, days: int
) -> None:
    slack = Flaky(world, up_from)
    delivery = Deliverer(world.database, dict.fromkeys(OutboxKind, slack.deliver))
    moment = at(25, 8)
    while moment <= up_from + timedelta(hours=1):
        world.database.wall.frozen = moment  # type: ignore[attr-defined]  # the world's is movable
        wake(world, moment, delivered=False)
        while delivery.deliver_due():
            pass
        moment += QUARTER
    whom = f"person:{world.ids['wanda']}"
    assert [place for name, place in slack.delivered if name == "digest"].count(whom) == days
    assert [place for name, place in slack.delivered if name == "team_digest"] == ["channel:quality"]


def test_a_process_killed_in_the_middle_says_nothing_twice_and_forgets_nobody(
    world: World, ncr: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in world.ids:
        own(world, world.ncr("quentin", description=f"For {who}"), who)
    monkeypatch.setattr(digests, "CHUNK", 2)
    whole, runs = Unit.letters, 0

    def killed(unit: Unit, many: Any) -> int:
        nonlocal runs
        runs += 1
        wrote = whole(unit, many)
        if runs == 2:
            raise KeyboardInterrupt  # between the letters and their commit
        return wrote

    with monkeypatch.context() as patched:
        patched.setattr(Unit, "letters", killed)
        with pytest.raises(KeyboardInterrupt):
            write_digests(world.database, at(25, 8))
    assert len(said(world, "digest")) == 2
    write_digests(world.database, at(25, 8, 5))
    told = sorted(s.whom for s in said(world, "digest"))
    assert told == sorted(name.partition(" ")[0] for _, name, _ in PEOPLE)


def test_the_team_hears_what_only_the_whole_team_can_see(world: World, ncr: str) -> None:
    other = world.ncr("quentin", description="Nobody's")
    gone = world.ncr("quentin", description="Left behind")
    own(world, gone, "adam")
    change(world, "adam", active=False)
    with world.acting("wanda") as (unit, person):
        row = unit.session.get_one(Due, due_of(world, ncr).id)
        block(unit, row, at(4, 17, month=12), "No gauge", person)
    with world.acting("magda") as (unit, _):
        unit.letter("alert", f"person:{world.ids['cosima']}", {}, once="lost")
        lost = unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.once == "lost")).one()
        lost.state, lost.error = OutboxState.DEAD, "user_not_found"
    wake(world, at(24, 8), delivered=False)
    told = facts(world, "FAL", "2026-11-24")
    assert [line.partition(" ")[0] for line in section(told, "New")] == [ncr, other, gone]
    assert section(told, "Blocked") == [f"{ncr} Containment due with Wanda Operator-Lutz; blocked: No gauge"]
    assert section(told, "Owned by nobody") == [
        f"{other} Containment due nobody owns it, so that it falls to each quality engineer"
    ]
    assert section(told, "Owned by somebody who left") == [f"{gone} Containment due Adam Minister is no longer active"]
    assert [e["title"] for e in told["sections"][-2]["entries"]] == ["to person: user_not_found"]
    assert [e["number"] for e in told["sections"][-1]["entries"]] == ["Cosima Servatius"]
    with world.database.reading() as session:
        head = session.get_one(LedgerHead, 1)
        assert (told["seq"], told["hash"]) == (head.seq, head.hash)
    wake(world, at(25, 8))
    assert section(facts(world, "FAL", "2026-11-25"), "New") == []


def test_what_nobody_owns_and_is_overdue_stands_under_one_head_of_the_teams_digest(world: World) -> None:
    number = world.complaint()
    wake(world, at(25, 8))
    wake(world, at(26, 8))
    told = facts(world, "FAL", "2026-11-26")
    heads = {part["heading"] for part in told["sections"] for e in part["entries"] if e["number"] == number}
    assert heads == {"Overdue"}
    assert section(told, "Overdue") == [
        f"{number} {label} was due nobody owns it, so that it falls to each {role}"
        for label, role in (("Evaluation", "quality engineer"), ("Acknowledgement", "customer service agent"))
    ]


def test_a_seat_that_is_overdue_is_with_whoever_could_fill_it(world: World) -> None:
    in_review(world)
    wake(world, at(30, 8))
    seats = [line for line in section(facts(world, "FAL", "2026-11-30"), "Overdue") if "Approval: Quality" in line]
    assert [line.partition(" was due ")[2] for line in seats] == [
        "with Magda Quast, Quentin Engels or Quirina Engström"
    ]


#: Zone, and the day on which its clocks change.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)), ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)), ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)), ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Casablanca", date(2026, 2, 15)), ("Africa/Casablanca", date(2026, 3, 22)),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_eight_o_clock_stays_eight_o_clock_when_the_clocks_change(world: World, zone: str, day: date) -> None:
    """Three days around the change, all of them worked: one digest and one reminder a day, at the clock's eight and nine."""
    own_time = ZoneInfo(zone)
    start = datetime.combine(day - timedelta(days=1), datetime.min.time(), own_time).astimezone(UTC)
    world.clock.frozen = start - timedelta(days=3)
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Site, "FAL").working_days = "1234567"
    change(world, "wanda", time_zone=zone)
    own(world, world.ncr("quentin"), "wanda")
    moment, seen = start, list[datetime]()
    while moment < start + timedelta(days=3):
        if 6 <= moment.astimezone(own_time).hour < 11:
            before = len(sent(world, "digest"))
            wake(world, moment)
            seen += [moment.astimezone(own_time)] * (len(sent(world, "digest")) - before)
        moment += timedelta(minutes=30)
    assert [(t.date() - day).days for t in seen] == [-1, 0, 1]
    assert {(t.hour, t.minute) for t in seen} == {(8, 0)}
    assert [s.what for s in said(world) if s.silence == FOLDED] == ["+1d", "+2d", "+3d"]


@pytest.fixture
def questions(world: World) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("pragma", "BEGIN")):
            asked.append(statement)

    event.listen(world.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(world.database.engine, "before_cursor_execute", note)


def test_the_number_of_questions_does_not_grow_with_records(world: World, questions: list[str]) -> None:
    counts = []
    for day in (25, 26):
        for n in range(3 if day == 25 else 30):
            world.clock.frozen = at(day - 2, 10)
            own(world, world.ncr("quentin", description=f"{n}"), "wanda")
        questions.clear()
        world.clock.frozen = at(day, 8)
        write_digests(world.database, at(day, 8))
        counts.append(len(questions))
    assert counts[1] <= counts[0] + 2


def test_keys_in_the_outbox_hold_a_day_each(world: World) -> None:
    wake(world, at(25, 8))
    with world.database.reading() as session:
        keys = set(session.scalars(sa.select(OutboxRow.once).where(OutboxRow.name == "digest")))
        people = set(session.scalars(sa.select(Person.id)))
        assert keys == {f"digest/{person}/2026-11-25" for person in people}
        assert outbox.told(session, ["digest/nobody/2026-11-25", *keys]) == keys  # type: ignore[list-item]
