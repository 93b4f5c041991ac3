"""Letters: into a record's thread, to a person (Slack, else mail), or to an address outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from bot.delivery.cards import DELIVERY, Channels
from bot.mail_sender import Letter, MailSender
from bot.outcome import DeliveryFailed, NotYet
from bot.slack_sender import Message, SlackSender
from models import placement
from models.casework.triage import remember
from models.intake import Direction
from models.outbox import OutboxRow
from models.people.person import Person
from models.unit_of_work import Cause, Database
from models.workflow.record import CARD, QUALITY_CHANNEL, Record
from templates.components.lettering import mail_face, slack_face

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Post:
    """Sends one letter, by the kind of its place."""

    database: Database
    slack: SlackSender
    channels: Channels
    #: None where mail is off.
    mail: MailSender | None

    def deliver(self, row: OutboxRow) -> dict[str, Any] | None:
        kind, _, target = row.place.partition(":")
        if kind == "thread":
            return self._to_thread(row, UUID(target))
        if kind == "person":
            return self._to_person(row, UUID(target))
        if kind == "mail":
            return self._by_mail(row, target)
        return self._to_channel(row, self.channels.id_of(row.place))

    def _to_thread(self, row: OutboxRow, subject: UUID) -> dict[str, Any]:
        with self.database.reading() as session:
            card = placement.find(session, CARD, subject, QUALITY_CHANNEL)
            where = (card.channel, card.ts) if card else None
        if where is None:
            young = self.database.wall.now() - row.due_at < timedelta(minutes=1)
            raise NotYet("its card does not stand yet", after=1 if young and row.attempts < 60 else 60)
        return self._to_channel(row, where[0], thread=where[1])

    def _to_person(self, row: OutboxRow, person_id: UUID) -> dict[str, Any]:
        with self.database.reading() as session:
            person = session.get_one(Person, person_id)
            slack_user, email = person.slack_user_id, person.email
        if not slack_user:
            return self._by_mail(row, email)
        try:
            return self._to_channel(row, self.slack.direct(slack_user))
        except DeliveryFailed as failed:
            if not failed.for_good or self.mail is None:
                raise
            log.warning("delivery.by_mail_instead", error=str(failed))
            return self._by_mail(row, email)

    def _to_channel(self, row: OutboxRow, channel: str, thread: str | None = None) -> dict[str, Any]:
        message, reference = Message(*slack_face(row.name, {**row.facts, "in_thread": bool(thread)})), str(row.id)
        ts = self.slack.find(channel, reference, thread) if row.attempts > 1 else None
        ts = ts or self.slack.post(channel, message, reference, thread)
        return {"channel": channel, "ts": ts, "text": message.text, "blocks": message.blocks}

    def _by_mail(self, row: OutboxRow, address: str) -> dict[str, Any]:
        if self.mail is None:
            raise DeliveryFailed("mail is off: no ANDON_SMTP_HOST", for_good=True)
        subject, text = mail_face(row.name, row.facts)
        letter = Letter(
            row=row.id, to=address, subject=subject, text=text, written_at=row.written_at,
            in_reply_to=str(row.facts.get("in_reply_to") or ""), by_a_person=row.place.startswith("mail:"),
        )  # fmt: skip
        message_id = self.mail.send(letter)
        self._remember(row, message_id)
        return {"to": address, "subject": subject, "text": text, "message_id": message_id}

    def _remember(self, row: OutboxRow, message_id: str) -> None:
        """An answer to this mail finds its record by the Message-ID."""
        if row.subject_id is None:
            return
        with self.database.acting(DELIVERY, Cause("delivery", message_id)) as unit:
            record = unit.session.get(Record, row.subject_id)
            if record:
                remember(unit.session, message_id, record, Direction.OUT, unit)
