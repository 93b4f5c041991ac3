"""The deliverer: what fails is tried again, what dies is told once, and nothing that waits makes it spin."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.delivery.deliverer import Deliverer, DeliveryFailed, NotYet
from models import outbox
from models.kernel.clock import MovableClock
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.unit_of_work import Cause
from tests.database import OPERATOR, World


class Wire:
    """The other side: does what it was told to, in turn, and remembers what it got."""

    def __init__(self) -> None:
        self.turns: list[Exception | Callable[[], object]] = []
        self.got: list[OutboxRow] = []

    def __call__(self, row: OutboxRow) -> dict[str, Any]:
        self.got.append(row)
        turn = self.turns.pop(0) if self.turns else None
        if isinstance(turn, Exception):
            raise turn
        if turn:
            turn()
        return {"ts": f"{len(self.got)}.0"}


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def deliverer(world: World, wire: Wire) -> Deliverer:
    return Deliverer(world.database, dict.fromkeys(OutboxKind, wire))


def letter(world: World, text: str = "hello", order: str = "") -> None:
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        unit.letter("happened", "channel:quality", {"text": text}, once=text, order=order or text)


def rows(world: World, name: str = "happened") -> list[OutboxRow]:
    with world.database.reading() as session:
        return list(session.scalars(sa.select(OutboxRow).where(OutboxRow.name == name).order_by(OutboxRow.seq)))


def later(world: World, seconds: float) -> None:
    assert isinstance(world.database.wall, MovableClock)
    world.database.wall.advance(timedelta(seconds=seconds))


def test_what_was_sent_keeps_its_face_as_evidence(world: World, deliverer: Deliverer) -> None:
    letter(world)
    assert deliverer.deliver_due() == 1
    (row,) = rows(world)
    assert (row.state, row.face) == (OutboxState.SENT, {"ts": "1.0"})
    assert deliverer.deliver_due() == 0


def test_what_failed_is_tried_again_when_its_time_has_come(world: World, deliverer: Deliverer, wire: Wire) -> None:
    letter(world)
    wire.turns = [DeliveryFailed("503"), DeliveryFailed("ratelimited", after=40)]
    assert deliverer.deliver_due() == 1
    assert deliverer.deliver_due() == 0
    later(world, 1)
    assert deliverer.deliver_due() == 1
    later(world, 39)
    assert deliverer.deliver_due() == 0
    later(world, 1)
    assert deliverer.deliver_due() == 1
    assert rows(world)[0].state is OutboxState.SENT
    assert [row.attempts for row in wire.got] == [1, 2, 3]


def test_what_fails_for_good_is_dead_and_the_channel_is_told_once(
    world: World, deliverer: Deliverer, wire: Wire
) -> None:
    letter(world)
    wire.turns = [DeliveryFailed("invalid_blocks", for_good=True)]
    deliverer.deliver_due()
    (row,) = rows(world)
    assert (row.state, row.error) == (OutboxState.DEAD, "invalid_blocks")
    (alert,) = rows(world, "alert")
    assert alert.facts == {"what": "letter happened", "place": "channel", "error": "invalid_blocks"}


def test_an_alert_that_dies_alerts_nobody(world: World, deliverer: Deliverer, wire: Wire) -> None:
    letter(world)
    wire.turns = [DeliveryFailed("no", for_good=True), DeliveryFailed("no", for_good=True)]
    deliverer.deliver_due()
    deliverer.deliver_due()
    assert [row.state for row in rows(world, "alert")] == [OutboxState.DEAD]


def test_a_template_that_breaks_is_a_dead_letter_after_three_attempts(
    world: World, deliverer: Deliverer, wire: Wire
) -> None:
    letter(world)
    letter(world, "beside")
    wire.turns = [KeyError("title"), lambda: None, KeyError("title"), KeyError("title")]
    for _ in range(3):
        deliverer.deliver_due()
        later(world, 60)
    broken, beside = rows(world)
    assert (broken.state, beside.state) == (OutboxState.DEAD, OutboxState.SENT)
    assert "KeyError" in broken.error


def test_what_is_not_there_yet_is_waited_for_without_end(world: World, deliverer: Deliverer, wire: Wire) -> None:
    letter(world)
    for _ in range(outbox.MOST_ATTEMPTS + 5):
        wire.turns = [NotYet("its card does not stand yet", after=1)]
        assert deliverer.deliver_due() == 1
        later(world, 1)
    deliverer.deliver_due()
    assert rows(world)[0].state is OutboxState.SENT


def test_a_delivery_that_was_cut_off_is_taken_up_again_and_looks_back(
    world: World, deliverer: Deliverer, wire: Wire
) -> None:
    letter(world)
    wire.turns = [_die]
    with pytest.raises(SystemExit):
        deliverer.deliver_due()
    deliverer._release()
    assert deliverer.deliver_due() == 1
    assert [row.attempts for row in wire.got] == [1, 2]


def _die() -> None:
    """The process ends under the delivery."""
    raise SystemExit


def test_what_becomes_stale_while_it_is_shown_is_shown_again(world: World, deliverer: Deliverer, wire: Wire) -> None:
    number = world.ncr()

    def moved_meanwhile() -> None:
        world.put(number, title="Another title")

    wire.turns = [moved_meanwhile]
    while deliverer.deliver_due():
        pass
    assert [row.name for row in wire.got].count("record_card") == 2


def test_an_outage_leaves_the_deliverer_at_rest(world: World, deliverer: Deliverer, wire: Wire) -> None:
    letter(world, "first", order="case")
    letter(world, "second", order="case")
    wire.turns = [DeliveryFailed("503", after=600)]
    deliverer.deliver_due()
    assert deliverer._patience() > 1


class Rest(threading.Event):
    """What wakes the deliverer; it notes when it begins to wait, and whether it was awake by then."""

    def __init__(self) -> None:
        super().__init__()
        self.awake_already: list[bool] = []
        self.began = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.awake_already.append(self.is_set())
        self.began.set()
        return super().wait(timeout)


def test_after_its_last_delivery_it_rests_and_its_own_commits_do_not_wake_it(
    world: World, deliverer: Deliverer, wire: Wire
) -> None:
    rest = deliverer._awake = Rest()
    world.database.woken = deliverer.wake
    letter(world)
    deliverer.start()
    assert rest.began.wait(20)
    deliverer.stop()
    assert len(wire.got) == 1
    assert rest.awake_already == [False]
