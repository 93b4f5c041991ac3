"""What stands behind the names of views: the present facts of a subject, rendered when they are delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from handlers.slack.showing import home_of
from models import placement
from models.casework.faces import item_card, record_card
from models.intake import ITEM_CARD, IntakeItem
from models.kernel.forms import Card
from models.people.person import Person
from models.placement import SharedFile
from models.workflow.approval_faces import approval_card
from models.workflow.approvals import APPROVAL_CARD, Approval
from models.workflow.record import CARD, Record


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture that has to be uploaded before the card can show it."""

    sha256: str
    name: str


def card(session: Session, view: str, subject: UUID, now: datetime) -> Card | None:
    """The card as it stands now; None where there is nothing to show any more."""
    return _CARDS[view](session, subject, now)


def successor(session: Session, view: str, subject: UUID, place: str) -> tuple[str, UUID]:
    """Whose message it is by now: a mail may have become a record while its card was on the wire."""
    item = session.get(IntakeItem, subject) if view == ITEM_CARD else None
    if item is None or item.record_id is None or placement.find(session, CARD, item.record_id, place):
        return view, subject
    return CARD, item.record_id


def home(session: Session, person: UUID, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """The Slack user and the view of a person's App Home."""
    known = session.get(Person, person)
    if known is None or not known.slack_user_id:
        return None
    return known.slack_user_id, home_of(session, known, now)


def with_pictures(session: Session, shown: Card) -> tuple[Card, tuple[Missing, ...]]:
    """The card with the files that Slack has, and those that it has not."""
    pictures, missing = [], []
    for picture in shown.pictures:
        shared = session.get(SharedFile, picture.sha256)
        pictures.append(replace(picture, file_id=shared.file_id if shared else ""))
        if shared is None:
            missing.append(Missing(picture.sha256, picture.name))
    return replace(shown, pictures=tuple(pictures)), tuple(missing)


def _record(session: Session, subject: UUID, now: datetime) -> Card | None:
    record = session.get(Record, subject)
    return record_card(session, record, now) if record else None


def _approval(session: Session, subject: UUID, now: datetime) -> Card | None:
    approval = session.get(Approval, subject)
    return approval_card(session, approval, now) if approval else None


def _item(session: Session, subject: UUID, _now: datetime) -> Card | None:
    item = session.get(IntakeItem, subject)
    return item_card(session, item) if item and item.projections(session) else None


_CARDS: dict[str, Callable[[Session, UUID, datetime], Card | None]] = {
    CARD: _record,
    ITEM_CARD: _item,
    APPROVAL_CARD: _approval,
}
