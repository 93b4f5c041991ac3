"""Projections: a card in a channel, a person's App Home. Rendered from the present, edited where it stands already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog

from bot.delivery import faces
from bot.outcome import DeliveryFailed
from bot.slack_sender import Message, MessageGone, SlackSender
from models import placement
from models.outbox import OutboxRow
from models.people.person import Person
from models.placement import Placement, SharedFile
from models.store import FileMissing, Store
from models.unit_of_work import Actor, ActorKind, Cause, Database
from models.workflow.record import HOME
from templates.cards import card_message

log = structlog.get_logger()

DELIVERY = Actor(ActorKind.JOB, "delivery")


@dataclass(slots=True)
class Channels:
    """The channels behind our names for them; looked up once."""

    slack: SlackSender
    named: dict[str, str]
    known: dict[str, str] = field(default_factory=dict)

    def id_of(self, place: str) -> str:
        key = place.partition(":")[2]
        if key not in self.known:
            name = self.named[key]
            found = self.slack.channel_id(name)
            if found is None:
                raise DeliveryFailed(f"there is no channel #{name.lstrip('#')}, or the bot is not in it", after=60)
            self.known[key] = found
        return self.known[key]


@dataclass(frozen=True, slots=True)
class Projector:
    """Makes one stale view true again."""

    database: Database
    store: Store
    slack: SlackSender
    channels: Channels

    def deliver(self, row: OutboxRow) -> dict[str, Any] | None:
        assert row.subject_id is not None
        if row.name == HOME:
            return self._home(row.subject_id)
        return self._card(row, row.subject_id)

    def _home(self, person: UUID) -> dict[str, Any] | None:
        with self.database.reading() as session:
            opened = placement.find(session, HOME, person, f"person:{person}")
            shown = faces.home(session, person, self.database.clock.now()) if opened else None
        if shown is None:
            return None
        self.slack.publish_home(*shown)
        return {"view": "home"}

    def _card(self, row: OutboxRow, subject: UUID) -> dict[str, Any] | None:
        rendered = self._render(row.name, subject)
        if rendered is None:
            return None
        message, settled = rendered
        channel, reference = self._channel(row.place), f"{row.name}/{subject}/{row.place}"
        if channel is None:
            return None
        with self.database.reading() as session:
            standing = placement.find(session, row.name, subject, row.place)
            where = (standing.channel, standing.ts) if standing else None
        if where is None and row.attempts > 1:
            found = self.slack.find(channel, reference)
            where = (channel, found) if found else None
        if where is None and settled:
            return None
        try:
            where = self._stand(where, channel, message, reference)
        except DeliveryFailed as failed:
            plain = [block for block in message.blocks if block["type"] != "image"]
            if not failed.for_good or len(plain) == len(message.blocks):
                raise
            # A file that calls itself a picture and is none, or one that Slack has not looked at yet.
            log.warning("delivery.pictures_refused", error=str(failed))
            message = Message(message.text, plain)
            where = self._stand(where, channel, message, reference)
        self._place(row, subject, *where)
        return {"channel": where[0], "ts": where[1], "text": message.text, "blocks": message.blocks}

    def _channel(self, place: str) -> str | None:
        """Of one of our places; None for a person whom Slack does not know."""
        kind, _, person = place.partition(":")
        if kind != "person":
            return self.channels.id_of(place)
        with self.database.reading() as session:
            slack_user = session.get_one(Person, UUID(person)).slack_user_id
        return self.slack.direct(slack_user) if slack_user else None

    def _stand(self, where: tuple[str, str] | None, channel: str, message: Message, reference: str) -> tuple[str, str]:
        """Edit the message that stands; post one where there is none, or somebody deleted it."""
        if where:
            try:
                self.slack.edit(*where, message, reference)
            except MessageGone:
                log.warning("delivery.message_gone", channel=where[0], ts=where[1])
            else:
                return where
        return channel, self.slack.post(channel, message, reference)

    def _place(self, row: OutboxRow, subject: UUID, channel: str, ts: str) -> None:
        with self.database.acting(DELIVERY, Cause("delivery", str(row.id))) as unit:
            view, subject = faces.successor(unit.session, row.name, subject, row.place)
            standing = placement.find(unit.session, view, subject, row.place)
            if standing is None and placement.at_message(unit.session, channel, ts):
                return  # handed over while it was being edited: the message is another subject's card now
            if standing is None or (standing.channel, standing.ts) != (channel, ts):
                unit.session.merge(
                    Placement(
                        view=view, subject_id=subject, place=row.place, channel=channel, ts=ts, placed_at=unit.now
                    )
                )

    def _render(self, view: str, subject: UUID) -> tuple[Message, bool] | None:
        """The message, and whether it only corrects one that stands."""
        with self.database.reading() as session:
            shown = faces.card(session, view, subject, self.database.clock.now())
            if shown is None:
                return None
            shown, missing = faces.with_pictures(session, shown)
        if missing and self._upload(missing):
            return self._render(view, subject)
        return Message(*card_message(shown)), shown.settled

    def _upload(self, missing: tuple[faces.Missing, ...]) -> bool:
        """Upload what the card will show. A picture that Slack does not take never keeps the card back."""
        uploaded = False
        for picture in missing:
            try:
                file_id = self.slack.upload(picture.name, self.store.get(picture.sha256))
            except FileMissing:
                log.exception("delivery.picture_missing", sha256=picture.sha256)
                continue
            except DeliveryFailed as failed:
                if not failed.for_good:
                    raise
                log.warning("delivery.picture_refused", sha256=picture.sha256, error=str(failed))
                continue
            with self.database.acting(DELIVERY, Cause("delivery", picture.sha256)) as unit:
                unit.session.merge(SharedFile(sha256=picture.sha256, file_id=file_id))
            uploaded = True
        return uploaded


Deliver = Callable[[OutboxRow], dict[str, Any] | None]
