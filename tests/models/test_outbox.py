"""What leaves: in order, once, leased, coalesced, retried with patience, and never silently lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from models import outbox
from models.outbox import BACK_OFF, LEASE, MOST_ATTEMPTS, OutboxKind, OutboxRow, OutboxState
from models.unit_of_work import Cause, Projection, Unit
from tests.database import NOW, OPERATOR, World

T = TypeVar("T")
SUBJECT = UUID(int=1)


def inside(world: World, work: Callable[[Unit], T]) -> T:
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        return work(unit)


def letter(world: World, text: str, *, order: str = "", once: str = "") -> None:
    facts = {"text": text}
    inside(
        world, lambda unit: unit.letter("happened", "channel:quality", facts, once=once or text, order=order or text)
    )


def stale(world: World, place: str = "channel:quality") -> None:
    inside(world, lambda unit: unit.mark_stale(Projection("record_card", SUBJECT, place)))


def claim(world: World, at: datetime = NOW, most: int = 10) -> list[OutboxRow]:
    return inside(world, lambda unit: outbox.claim(unit.session, at, most))


def end(world: World, row: OutboxRow, at: datetime = NOW) -> None:
    inside(world, lambda unit: outbox.sent(unit.session.get_one(OutboxRow, row.id), at, {"ts": "1.0"}))


def fail(
    world: World, row: OutboxRow, at: datetime = NOW, *, for_good: bool = False, after: float | None = None
) -> OutboxRow:
    def work(unit: Unit) -> OutboxRow:
        kept = unit.session.get_one(OutboxRow, row.id)
        outbox.failed(kept, at, "channel_not_found", for_good=for_good, after=after)
        return kept

    return inside(world, work)


def texts(rows: list[OutboxRow]) -> list[str]:
    return [row.facts["text"] for row in rows]


def rows(world: World) -> list[OutboxRow]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(OutboxRow).order_by(OutboxRow.seq)))


def test_rows_leave_in_the_order_in_which_they_were_written(world: World) -> None:
    for text in ("first", "second", "third"):
        letter(world, text)
    assert texts(claim(world)) == ["first", "second", "third"]


def test_no_more_are_claimed_than_asked_for(world: World) -> None:
    for text in ("first", "second", "third"):
        letter(world, text)
    assert texts(claim(world, most=2)) == ["first", "second"]


def test_a_row_waits_for_the_earlier_one_of_its_order(world: World) -> None:
    letter(world, "first", order="case")
    letter(world, "second", order="case")
    letter(world, "beside")
    (first, beside) = claim(world)
    assert texts([first, beside]) == ["first", "beside"]
    assert claim(world) == []
    end(world, first)
    assert texts(claim(world)) == ["second"]


def test_a_failure_keeps_back_its_own_order_and_no_other(world: World) -> None:
    for text, order in (("first", "case"), ("second", "case"), ("beside", "other")):
        letter(world, text, order=order)
    failed, beside = claim(world)
    end(world, beside)
    fail(world, failed)
    letter(world, "later", order="other")
    assert texts(claim(world)) == ["later"]


def test_a_dead_row_keeps_nothing_back(world: World) -> None:
    letter(world, "first", order="case")
    letter(world, "second", order="case")
    fail(world, claim(world)[0], for_good=True)
    assert texts(claim(world)) == ["second"]


def test_a_leased_row_is_nobody_elses_until_its_lease_ends(world: World) -> None:
    letter(world, "only")
    assert len(claim(world)) == 1
    assert claim(world, NOW + LEASE) == []
    (again,) = claim(world, NOW + LEASE + timedelta(seconds=1))
    assert again.attempts == 2  # the deliverer looks back on the wire before it repeats this


def test_a_transaction_that_fails_writes_no_letter(world: World) -> None:
    with pytest.raises(RuntimeError), world.database.acting(OPERATOR, Cause("test")) as unit:
        unit.letter("happened", "channel:quality", {"text": "never"}, once="never")
        raise RuntimeError
    assert rows(world) == []


def test_what_was_told_once_is_not_written_again(world: World) -> None:
    for _ in range(3):
        letter(world, "hello", once="acknowledgement/1")
    assert len(rows(world)) == 1


def test_what_was_told_once_stays_told_after_it_was_sent(world: World) -> None:
    letter(world, "hello", once="acknowledgement/1")
    end(world, claim(world)[0])
    letter(world, "hello", once="acknowledgement/1")
    assert claim(world) == []


def test_two_long_keys_that_differ_at_their_end_are_two_letters(world: World) -> None:
    letter(world, "one", once="k" * 260 + "1")
    letter(world, "other", once="k" * 260 + "2")
    assert len(rows(world)) == 2


def test_facts_are_frozen_when_they_are_written(world: World) -> None:
    facts = {"text": "as decided", "list": ["one"]}

    def work(unit: Unit) -> None:
        unit.letter("happened", "channel:quality", facts, once="frozen")
        facts["list"].append("two")  # type: ignore[attr-defined]  # a list
        facts["text"] = "as changed"

    inside(world, work)
    assert rows(world)[0].facts == {"text": "as decided", "list": ["one"]}


def test_a_silence_keeps_its_reason_and_is_never_sent(world: World) -> None:
    inside(world, lambda unit: unit.skip("happened", "person:1", {}, once="k", because="they did it themselves"))
    assert claim(world) == []
    assert (rows(world)[0].state, rows(world)[0].error) == (OutboxState.SKIPPED, "they did it themselves")


def test_stale_marks_of_one_view_are_one_row_while_they_wait(world: World) -> None:
    for _ in range(3):
        stale(world)
    stale(world, "channel:elsewhere")
    assert len(rows(world)) == 2


def test_a_stale_mark_during_delivery_is_not_lost(world: World) -> None:
    stale(world)
    (first,) = claim(world)
    stale(world)  # the record moved while its card was being rendered
    assert claim(world) == []  # it waits for the one that is under way
    end(world, first)
    (second,) = claim(world)
    assert second.id != first.id
    end(world, second)
    assert claim(world, NOW + timedelta(hours=1)) == []


def test_a_stale_mark_during_a_failed_delivery_is_not_lost_either(world: World) -> None:
    stale(world)
    (first,) = claim(world)
    stale(world)
    fail(world, first)
    later = NOW + timedelta(hours=1)
    (again,) = claim(world, later)
    assert again.id == first.id
    end(world, again, later)
    assert len(claim(world, later)) == 1


def test_a_stale_mark_after_delivery_is_a_row_of_its_own(world: World) -> None:
    stale(world)
    end(world, claim(world)[0])
    stale(world)
    assert len(claim(world)) == 1


def test_back_off_grows_and_its_last_step_repeats(world: World) -> None:
    letter(world, "only")
    now, waits = NOW, []
    for _ in range(len(BACK_OFF) + 2):
        (row,) = claim(world, now)
        kept = fail(world, row, now)
        waits.append((kept.due_at - now).total_seconds())
        assert claim(world, kept.due_at - timedelta(milliseconds=1)) == []
        now = kept.due_at
    assert waits == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]


def test_the_other_sides_wish_goes_before_our_own_patience(world: World) -> None:
    letter(world, "only")
    kept = fail(world, claim(world)[0], after=42)
    assert kept.due_at == NOW + timedelta(seconds=42)


def test_an_hours_outage_is_survived(world: World) -> None:
    assert sum(BACK_OFF) + BACK_OFF[-1] * (MOST_ATTEMPTS - 1 - len(BACK_OFF)) > 3600


def test_a_row_is_dead_after_its_attempts_with_its_last_error(world: World) -> None:
    letter(world, "only")
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        (row,) = claim(world, now)
        row = fail(world, row, now)
        now = row.due_at
    assert (row.state, row.error) == (OutboxState.DEAD, "channel_not_found")
    assert claim(world, now + timedelta(days=1)) == []


def test_a_dead_row_is_tried_again_when_somebody_says_so(world: World) -> None:
    letter(world, "only")
    row = fail(world, claim(world)[0], for_good=True)
    inside(world, lambda unit: outbox.retry(unit.session.get_one(OutboxRow, row.id), NOW))
    assert texts(claim(world)) == ["only"]


def test_a_retried_row_still_knows_that_it_may_stand_there_already(world: World) -> None:
    letter(world, "only")
    row = fail(world, claim(world)[0], for_good=True)
    inside(world, lambda unit: outbox.retry(unit.session.get_one(OutboxRow, row.id), NOW))
    assert claim(world)[0].attempts > 1


def test_the_next_due_moment_is_that_of_the_earliest_row(world: World) -> None:
    assert next_due(world) is None
    letter(world, "first")
    letter(world, "second")
    assert next_due(world) == NOW
    for row in claim(world):
        fail(world, row, after=90 if row.facts["text"] == "first" else 30)
    assert next_due(world) == NOW + timedelta(seconds=30)


def test_a_leased_row_is_due_when_its_lease_ends(world: World) -> None:
    letter(world, "only")
    claim(world)
    assert next_due(world) == NOW + LEASE


def test_a_row_that_waits_behind_another_is_not_due_before_it(world: World) -> None:
    letter(world, "first", order="case")
    letter(world, "second", order="case")
    fail(world, claim(world)[0], after=600)
    assert claim(world) == []
    assert next_due(world) == NOW + timedelta(seconds=600)


def test_an_errand_is_written_once_for_each_file(world: World) -> None:
    for file in ("F1", "F2", "F1"):
        inside(world, lambda unit, f=file: unit.errand("fetch_slack_file", {"file_id": f}, once=f"fetch/{f}"))
    assert [row.kind for row in rows(world)] == [OutboxKind.ERRAND] * 2


def test_a_record_change_marks_its_card_before_its_thread_speaks(world: World) -> None:
    world.ncr()
    kinds = [(row.kind, row.name) for row in rows(world)]
    assert kinds.index((OutboxKind.PROJECTION, "record_card")) < kinds.index((OutboxKind.LETTER, "happened"))


def test_the_sequence_never_repeats(world: World) -> None:
    for _ in range(4):
        letter(world, str(uuid4()))
    found = [row.seq for row in rows(world)]
    assert found == sorted(set(found))


def next_due(world: World) -> datetime | None:
    with world.database.reading() as session:
        return outbox.next_due(session)
