"""The ladder, step by step, and the rules of decency; every silence has its reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from models.inbox import InboxRow
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.people.person import Role, RoleHeld
from models.records import ActionItem
from models.workflow import due, verbs
from models.workflow.blocking import block
from models.workflow.due import Due
from schedules.nudges import FOLDED
from tests.database import ACT, World
from tests.models.boards import in_review
from tests.schedules.clockwork import Said, at, change, due_of, every, own, said, sent, silences, supervise, wake


@pytest.fixture
def ncr(world: World) -> str:
    """Reported by Quentin on Monday the 23rd and given to Wanda; its containment is due on Wednesday at 10:30."""
    number = world.ncr("quentin")
    own(world, number, "wanda")
    return number


def two_weeks(world: World) -> None:
    every(world, at(23, 11), at(7, 20, month=12), timedelta(hours=1), digests=False)


def test_the_ladder_is_told_step_by_step_on_working_days(world: World, ncr: str) -> None:
    supervise(world, wanda="cosima")
    two_weeks(world)
    assert sent(world) == [
        ("+0d", "Wanda"), ("+1d", "Wanda"), ("+2d", "Wanda"),
        ("+4d", "Wanda"), ("+4d", "Cosima"),
        ("+8d", "Wanda"), ("+8d", "Cosima"), ("+8d", "Magda"), ("+8d", "channel:quality"),
    ]  # fmt: skip
    assert [(s.what, s.whom, s.also) for s in said(world) if s.also] == [("+4d", "Wanda", "+3d")]


def test_it_never_ends_and_reaches_top_management(world: World, ncr: str) -> None:
    with world.acting("magda") as (unit, _):
        unit.add(RoleHeld(person_id=world.ids["adam"], role=Role.TOP_MANAGEMENT, from_day=date(2026, 1, 1)))
    every(world, at(1, 10, month=12), at(31, 10, month=12), timedelta(days=1), digests=False)
    assert ("+15d", "Adam") in sent(world)
    assert [what for what, whom in sent(world) if whom == "Wanda"] == ["+4d", "+8d", "+15d", "+22d", "+29d", "+36d"]


def test_a_reminder_carries_the_buttons_for_whoever_holds_it_and_for_nobody_else(world: World, ncr: str) -> None:
    supervise(world, wanda="cosima")
    wake(world, at(30), digests=False)
    with world.database.reading() as session:
        rows = {row.place: row.facts for row in session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "nudge"))}
    mine, hers = rows[f"person:{world.ids['wanda']}"], rows[f"person:{world.ids['cosima']}"]
    assert [a["label"] for a in mine["actions"]] == ["Done", "Blocked…", "Need more time…", "Reassign…"]
    assert hers["actions"] == []
    assert hers["why"] == "you are Wanda Operator-Lutz's supervisor"
    assert mine["late"]


def test_nothing_is_said_before_nine_after_six_or_on_a_free_day_of_the_persons_own(world: World, ncr: str) -> None:
    for moment in (at(25, 8, 55), at(25, 18, 0), at(28, 12)):
        wake(world, moment, digests=False)
    assert said(world) == []
    wake(world, at(25, 9, 0), digests=False)
    assert sent(world) == [("+0d", "Wanda")]


def test_nine_o_clock_is_the_persons_own(world: World, ncr: str) -> None:
    change(world, "wanda", time_zone="America/New_York")
    wake(world, datetime(2026, 11, 25, 13, 59, tzinfo=UTC), digests=False)
    assert said(world) == []
    wake(world, datetime(2026, 11, 25, 14, 0, tzinfo=UTC), digests=False)
    assert sent(world) == [("+0d", "Wanda")]


def test_somebody_without_a_zone_lives_in_that_of_the_site(world: World, ncr: str) -> None:
    for zone in ("", "Mars/Olympus"):
        change(world, "wanda", time_zone=zone)
        wake(world, at(25, 8, 59), digests=False)
        assert said(world) == []
    wake(world, at(25, 9, 0), digests=False)
    assert sent(world) == [("+0d", "Wanda")]


def test_what_stood_in_the_digest_of_the_morning_is_not_said_again(world: World, ncr: str) -> None:
    every(world, at(25, 8), at(25, 17))
    assert sent(world, "digest") == [("2026-11-25", "Wanda")]
    assert said(world) == [Said("+0d", "Wanda", FOLDED)]


def test_what_only_came_after_the_digest_is_said(world: World, ncr: str) -> None:
    every(world, at(25, 8), at(25, 9))
    late = world.ncr("quentin", description="Another one")
    own(world, late, "wanda")
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Due, due_of(world, late).id).due_current = at(25, 16)
    every(world, at(25, 10), at(25, 17))
    assert [s for s in said(world) if not s.silence] == [Said("+0d", "Wanda")]


def test_whoever_has_just_acted_is_left_alone(world: World, ncr: str) -> None:
    world.clock.frozen = at(25, 8, 30)
    with world.acting("wanda") as (unit, person):
        verbs.comment(unit, ncr, "I am at it", person)
    wake(world, at(25), digests=False)
    assert said(world) == [Said("+0d", "Wanda", "they acted on it within the last four hours")]
    wake(world, at(26), digests=False)
    assert sent(world) == [("+1d", "Wanda")]


def test_put_off_silences_whoever_holds_it_and_says_why(world: World, ncr: str) -> None:
    world.clock.frozen = at(24, 8)
    with world.acting("wanda") as (unit, person):
        row = unit.session.get_one(Due, due_of(world, ncr).id)
        block(unit, row, at(4, 17, month=12), "No gauge", person)
    every(world, at(25, 9), at(30, 9), timedelta(days=1), digests=False)
    assert [(s.what, s.silence.partition(" until")[0]) for s in said(world) if s.silence][:2] == [
        ("+0d", "put off"), ("+1d", "put off"),
    ]  # fmt: skip
    assert "No gauge" in said(world)[0].silence
    assert sent(world) == [("+2d", "Wanda"), ("+4d", "Wanda")]  # the supervisor's rung is empty, and says so
    assert ("+4d", "channel:quality", "Wanda Operator-Lutz has no supervisor") in list(silences(world))


def test_who_has_left_is_stood_in_for_by_their_supervisor(world: World, ncr: str) -> None:
    supervise(world, wanda="cosima", cosima="magda")
    change(world, "wanda", active=False)
    change(world, "cosima", active=False)
    wake(world, at(25), digests=False)
    assert said(world) == [
        Said("+0d", "Magda"),
        Said("+0d", "Wanda", "Wanda Operator-Lutz is no longer active"),
    ]


def test_supervision_in_a_circle_ends(world: World, ncr: str) -> None:
    supervise(world, wanda="cosima", cosima="wanda")
    change(world, "cosima", active=False)
    wake(world, at(30), digests=False)
    assert sent(world) == [("+4d", "Wanda")]
    assert any("has no supervisor" in silence for _, _, silence in silences(world))


def test_when_everybody_has_left_the_channel_is_told(world: World, ncr: str) -> None:
    for who in world.ids:
        change(world, who, active=False)
    wake(world, at(25), digests=False)
    assert sent(world) == [("+0d", "channel:quality")]
    with world.database.reading() as session:
        row = session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "nudge", OutboxRow.state != "skipped")).one()
        assert row.facts["why"].endswith("and there is nobody else to tell")


def test_what_nobody_owns_is_told_to_the_holders_of_its_role_or_to_the_quality_manager(world: World) -> None:
    world.ncr("wanda")
    wake(world, at(25), digests=False)
    assert sent(world) == [("+0d", "Quentin"), ("+0d", "Quirina")]
    for who in ("quentin", "quirina"):
        change(world, who, active=False)
    wake(world, at(26), digests=False)
    assert sent(world)[2:] == [("+1d", "Magda")]


def test_whom_nothing_reaches_has_a_supervisor_who_hears_of_it(world: World, ncr: str) -> None:
    supervise(world, wanda="cosima")
    wake(world, at(25), digests=False)
    with world.acting("magda") as (unit, _):
        row = unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "nudge")).one()
        row.state, row.error = OutboxState.DEAD, "user_not_found"
    wake(world, at(26), digests=False)
    assert sent(world)[1:] == [("+1d", "Wanda"), ("+1d", "Cosima")]  # and this one reached her
    wake(world, at(27), digests=False)
    assert sent(world)[3:] == [("+2d", "Wanda")]


def test_a_critical_clock_is_told_by_its_parts_and_only_at_work_unless_the_company_chooses(world: World) -> None:
    number = world.ncr("quentin", severity="critical")
    own(world, number, "wanda")
    supervise(world, wanda="cosima")
    every(world, at(23, 11), at(24, 18), timedelta(minutes=30), digests=False)
    assert sent(world)[:3] == [("80%", "Wanda"), ("80%", "Cosima"), ("100%", "Wanda")]
    assert said(world)[0] == Said("80%", "Wanda", also="50%")


def test_a_critical_clock_pages_at_night_where_the_company_chooses(world: World) -> None:
    with world.acting("magda") as (unit, person):
        person.site.sla = {"nudges": {"critical_outside_hours": True}}
    own(world, world.ncr("quentin", severity="critical"), "wanda")
    every(world, at(23, 11), at(24, 6), timedelta(minutes=30), digests=False)
    assert sent(world) == [("50%", "Wanda"), ("80%", "Wanda")]


def test_an_extended_date_begins_the_ladder_anew(world: World, ncr: str) -> None:
    wake(world, at(25), digests=False)
    with world.acting("magda") as (unit, person):
        row = unit.session.get_one(Due, due_of(world, ncr).id)
        due.extend(unit, row, at(2, 17, month=12))
    every(world, at(26, 10), at(3, 10, month=12), timedelta(days=1), digests=False)
    assert sent(world) == [("+0d", "Wanda"), ("-2d", "Wanda"), ("+0d", "Wanda"), ("+1d", "Wanda")]


def test_nothing_is_said_twice_when_the_clock_is_set_back(world: World, ncr: str) -> None:
    every(world, at(25, 8), at(27, 12), timedelta(hours=1))
    before = said(world), said(world, "digest"), said(world, "team_digest")
    every(world, at(24, 8), at(27, 12), timedelta(hours=1))
    again = said(world), said(world, "digest"), said(world, "team_digest")
    assert [s for s in again[0] if s.what != "-2d"] == before[0]
    assert {s.what for s in again[1]} - {s.what for s in before[1]} == {"2026-11-24"}


def test_a_later_step_replaces_one_that_still_waits(world: World, ncr: str) -> None:
    wake(world, at(25), digests=False, delivered=False)
    wake(world, at(26), digests=False, delivered=False)
    assert said(world)[0] == Said("+0d", "Wanda", "a later reminder took its place before it could be delivered")
    assert sent(world) == [("+1d", "Wanda")]


def test_a_card_is_shown_anew_once_its_date_has_passed(world: World, ncr: str) -> None:
    def stale() -> int:
        with world.database.reading() as session:
            rows = sa.select(sa.func.count()).where(OutboxRow.kind == OutboxKind.PROJECTION)
            return session.scalar(rows.where(OutboxRow.name == "record_card")) or 0

    wake(world, at(24, 20))
    before = stale()
    wake(world, at(25, 10, 29), digests=False)
    assert stale() == before
    for minute in (31, 45):
        wake(world, at(25, 10, minute), digests=False)
        assert stale() == before + 1
    with world.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).where(InboxRow.key.startswith("passed/"))) == 1


def test_of_a_seat_only_those_are_reminded_who_may_fill_it(world: World) -> None:
    """Dorian reported it, so that his own seat falls to the quality manager, who stands in."""
    number = in_review(world, "dorian")
    world.decide("sunita", number)
    wake(world, at(27), digests=False)
    seats = [(s.what, s.whom) for s in said(world) if not s.silence]
    quality, design = [("+2d", who) for who in ("Magda", "Quentin", "Quirina")], [("+2d", "Magda")]
    assert sorted(seats) == sorted([*quality, *design])
    assert "Dorian" not in {whom for _, whom in seats}
    assert "Sunita" not in {whom for _, whom in seats}, "her seat is decided"


def test_a_blocked_action_item_is_quiet_for_a_while(world: World) -> None:
    with world.acting("quentin") as (unit, person):
        values = {**ACT, "due_original": "2026-11-25"}
        item = str(verbs.open_record(unit, ActionItem, person.site, values, person).number)
    own(world, item, "wanda")
    world.act("wanda", item, "accept")
    world.do("wanda", item, "block", reason="The gauge is away", until="2026-11-27")
    wake(world, at(25), digests=False)
    assert sent(world) == []
    wake(world, at(30), digests=False)
    assert "Wanda" in {whom for _, whom in sent(world)}
