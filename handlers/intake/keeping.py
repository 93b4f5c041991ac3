"""Mails as they came, before anybody has read them; and how far a mailbox was fetched."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from handlers.intake.room import INTAKE, Room
from models.intake import IntakeItem, MailCursor, Verdict
from models.unit_of_work import Cause


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a mail was found: a mailbox, and its UID there (None for one that was handed in)."""

    mailbox: str
    uid_validity: int | None = None
    uid: int | None = None


def keep(room: Room, raw: bytes, origin: Origin) -> UUID:
    """Store the bytes and note the item; the same mail of the same mailbox is noted once."""
    digest = room.store.put(raw)
    with room.database.acting(INTAKE, Cause("mail", f"{origin.mailbox}/{origin.uid}")) as unit:
        _advance_cursor(unit.session, origin)
        known = _known(unit.session, origin)
        if known is not None:
            return known.id
        item = IntakeItem(
            mailbox=origin.mailbox, uid_validity=origin.uid_validity, uid=origin.uid, sha256=digest, size=len(raw),
            kept_at=unit.now, verdict=Verdict.UNREAD, understood={}, warnings=[],
        )  # fmt: skip
        unit.add(item)
        unit.name_act(item.id, "MailKept")
        return item.id


def known_item(room: Room, origin: Origin) -> UUID | None:
    with room.database.reading() as session:
        known = _known(session, origin)
        return known.id if known else None


def last_uid(room: Room, mailbox: str, uid_validity: int) -> int:
    """How far a mailbox was read; 0 for one whose UIDs have become others (RFC 3501 section 2.3.1.1)."""
    with room.database.reading() as session:
        cursor = session.get(MailCursor, mailbox)
        return cursor.last_uid if cursor and cursor.uid_validity == uid_validity else 0


def unsettled(room: Room) -> list[UUID]:
    """Mails that were kept and not decided before the last stop, oldest first."""
    with room.database.reading() as session:
        kept = sa.select(IntakeItem.id).where(IntakeItem.verdict == Verdict.UNREAD).order_by(IntakeItem.kept_at)
        return list(session.scalars(kept))


def _known(session: Session, origin: Origin) -> IntakeItem | None:
    if origin.uid is None:
        return None
    same = sa.select(IntakeItem).where(
        IntakeItem.mailbox == origin.mailbox,
        IntakeItem.uid_validity == origin.uid_validity,
        IntakeItem.uid == origin.uid,
    )
    return session.scalars(same).one_or_none()


def _advance_cursor(session: Session, origin: Origin) -> None:
    if origin.uid is None or origin.uid_validity is None:
        return
    cursor = session.get(MailCursor, origin.mailbox)
    if cursor is None:
        session.add(MailCursor(mailbox=origin.mailbox, uid_validity=origin.uid_validity, last_uid=origin.uid))
        return
    if cursor.uid_validity != origin.uid_validity:
        cursor.uid_validity, cursor.last_uid = origin.uid_validity, origin.uid
    cursor.last_uid = max(cursor.last_uid, origin.uid)
