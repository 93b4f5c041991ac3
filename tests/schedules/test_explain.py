"""What would be said, and why something was not: without writing a row."""

from __future__ import annotations

import sqlalchemy as sa

from models.outbox import OutboxRow
from models.workflow import verbs
from schedules.explain import explain
from schedules.preview import preview
from tests.database import World
from tests.schedules.clockwork import at, every, own, said, sent, wake


def explained(world: World, number: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    with world.database.reading() as session:
        found = explain(session, verbs.load(session, number), world.clock.now())
        return [(heading, [(line.what, line.whom, line.how) for line in lines]) for heading, lines in found]


def rows(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(OutboxRow)) or 0


def test_every_step_of_a_clock_is_explained_and_the_next_one_is_named(world: World) -> None:
    number = world.ncr("quentin")
    own(world, number, "wanda")
    wake(world, at(25), digests=False)
    every(world, at(26, 8), at(26, 9))
    [(heading, lines)] = explained(world, number)
    assert heading.startswith("Containment: due 2026-11-25 09:30 UTC (48 h after it became open, severity not known")
    assert heading.endswith("; running")
    assert [(what, whom, how.partition(" 20")[0]) for what, whom, how in lines] == [
        ("step +0d", "Wanda Operator-Lutz", "told in Slack –"),
        ("the day's digest", "Wanda Operator-Lutz", "told in Slack –"),
        ("step +1d", "Wanda Operator-Lutz", "not told: it stood in the digest of that morning"),
        ("step +2d", "Wanda Operator-Lutz", "will be told at 09:00 of their own time"),
    ]  # fmt: skip


def test_an_unowned_clock_names_who_will_be_told_in_its_owners_place(world: World) -> None:
    [(_, lines)] = explained(world, world.ncr("wanda"))
    assert lines == [
        (
            "step +0d",
            "Quentin Engels, Quirina Engström",
            "will be told at 09:00 of their own time (nobody owns it, so that it falls to each quality engineer)",
        )
    ]


def test_a_clock_that_was_met_has_nothing_to_come(world: World) -> None:
    number = world.ncr("wanda")
    world.act("quentin", number, "contain", containment="Blocked", shipped="no")
    (contained, lines), (running, _) = explained(world, number)
    assert "; met 2026-11-23" in contained
    assert lines == []
    assert running.startswith("Disposition")


def test_a_preview_says_what_the_jobs_then_say_and_writes_nothing(world: World) -> None:
    number = world.ncr("quentin")
    own(world, number, "wanda")
    before = rows(world)
    with world.database.reading() as session:
        morning = preview(session, at(25, 8))
        nine = preview(session, at(25, 9), "wanda@falkenau.example")
    assert rows(world) == before
    assert [(t.whom, t.what) for t in morning if not t.silence] == [
        ("Wanda Operator-Lutz", "Your day: 1 due today"), ("#quality", "Quality today, 2026-11-25"),
    ]  # fmt: skip
    assert [t.what.partition(" 2026")[0] for t in nine] == ["Your day: 1 due today", f"{number}: Containment is due"]
    assert any("Containment due" in t.text for t in morning)
    wake(world, at(25, 8))
    assert sent(world, "digest") == [("2026-11-25", "Wanda")]
    with world.database.reading() as session:
        again = preview(session, at(25, 9), "wanda@falkenau.example")
    assert [t.silence for t in again] == ["it stood in the digest of that morning"]
    assert said(world) == []
