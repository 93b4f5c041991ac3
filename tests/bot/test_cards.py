"""Cards: one message for one case, also when the case changes while its card is on the wire."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

import sqlalchemy as sa

from bot.delivery.cards import Channels, Projector
from bot.slack_sender import Message, SlackSender
from models import placement
from models.casework import triage
from models.intake import ITEM_CARD, IntakeItem, Verdict
from models.outbox import OutboxKind, OutboxRow
from models.placement import Placement
from models.store import Store
from models.workflow.record import QUALITY_CHANNEL
from tests.database import CMP, NOW, World

CHANNEL = "C0QUALITY"


class Channel:
    """Slack's side: the messages that stand in the channel, and what happens while one of them is being edited."""

    def __init__(self) -> None:
        self.standing: dict[str, str] = {}
        self.meanwhile: Callable[[], None] = lambda: None

    def post(self, channel: str, message: Message, reference: str, thread: str | None = None) -> str:
        ts = f"{len(self.standing) + 1}.0"
        self.standing[ts] = message.text
        self._meanwhile()
        return ts

    def edit(self, channel: str, ts: str, message: Message, reference: str) -> None:
        self.standing[ts] = message.text
        self._meanwhile()

    def _meanwhile(self) -> None:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()


def test_a_mail_registered_while_its_card_is_edited_has_one_card_that_of_the_complaint(
    world: World, tmp_path: Path
) -> None:
    slack = Channel()
    sender = cast(SlackSender, slack)
    projector = Projector(
        world.database, Store(tmp_path), sender, Channels(sender, {"quality": "quality"}, {"quality": CHANNEL})
    )
    item = _waiting_mail(world)
    _show(world, projector)
    slack.meanwhile = lambda: _register(world, item)
    with world.acting("cosima") as (unit, _):
        unit.session.get_one(IntakeItem, item).because = "looked at twice"
    _show(world, projector)
    _show(world, projector)
    assert list(slack.standing) == ["1.0"]
    assert "CMP-2026-0001" in slack.standing["1.0"]
    with world.database.reading() as session:
        assert [p.view for p in session.scalars(sa.select(Placement))] == ["record_card"]
        assert placement.find(session, ITEM_CARD, item, QUALITY_CHANNEL) is None


def test_a_mail_registered_before_its_card_is_noted_has_one_card_too(world: World, tmp_path: Path) -> None:
    slack = Channel()
    sender = cast(SlackSender, slack)
    projector = Projector(
        world.database, Store(tmp_path), sender, Channels(sender, {"quality": "quality"}, {"quality": CHANNEL})
    )
    item = _waiting_mail(world)
    slack.meanwhile = lambda: _register(world, item)
    _show(world, projector)
    _show(world, projector)
    assert list(slack.standing) == ["1.0"]
    assert "CMP-2026-0001" in slack.standing["1.0"]
    with world.database.reading() as session:
        assert [p.view for p in session.scalars(sa.select(Placement))] == ["record_card"]
        assert placement.find(session, ITEM_CARD, item, QUALITY_CHANNEL) is None


def _waiting_mail(world: World) -> UUID:
    with world.acting("cosima") as (unit, _):
        item = IntakeItem(
            mailbox="complaints@falkenau.example", sha256="0" * 64, size=1, kept_at=NOW, received_at=NOW,
            verdict=Verdict.TRIAGE, understood={**CMP, "title": "Leaking pump"}, warnings=[],
        )  # fmt: skip
        return unit.add(item).id


def _register(world: World, item: UUID) -> None:
    with world.acting("cosima") as (unit, person):
        triage.register(unit, unit.session.get_one(IntakeItem, item), person.site, person)


def _show(world: World, projector: Projector) -> None:
    """Deliver the cards that are stale now, as they were written."""
    with world.acting() as (unit, _):
        stale = sa.select(OutboxRow).where(OutboxRow.kind == OutboxKind.PROJECTION, OutboxRow.once.is_not(None))
        rows = list(unit.session.scalars(stale.order_by(OutboxRow.seq)))
        for row in rows:
            row.once, row.attempts = None, 1
    for row in rows:
        if row.name != "home":
            projector.deliver(row)
