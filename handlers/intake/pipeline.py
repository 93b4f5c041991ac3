"""From raw bytes to a decision: keep, read, decide. Each step is a transaction of its own, and each can be repeated.

Kept first: whatever happens later, the mail is there byte-exact, and what was not finished is finished at the next start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from handlers.intake.deciding.decision import Case, Decision, Post
from handlers.intake.deciding.steps import decide
from handlers.intake.reading.facts import Attachment as ReadAttachment
from handlers.intake.reading.facts import Bounce, Reading, Value
from handlers.intake.reading.fields import Fields
from handlers.intake.reading.fields.found import FIELD_NAMES
from handlers.intake.reading.understanding import Understanding
from models.casework import triage
from models.intake import IntakeItem, MailCursor, Verdict
from models.kernel.errors import Busy, InvalidFields
from models.kernel.text import clean, one_line
from models.people.organisation import organisation_of
from models.people.person import Person, Site, by_email
from models.store import Store
from models.unit_of_work import Actor, ActorKind, Cause, Database, Unit
from models.workflow.companions import Attachment

log = structlog.get_logger()

INTAKE = Actor(ActorKind.JOB, "intake")
#: Before this, and further ahead than this, a date in a mail is a mistake and not a fact.
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)
#: Below this confidence a value is not put into a form.
SURE = 0.6
#: Two values whose confidence differs by less than this compete.
CLOSE = 0.1


@dataclass(frozen=True, slots=True)
class Room:
    """What the intake works with; made once by bot."""

    database: Database
    store: Store
    post: Post
    site_code: str
    understand: Callable[[bytes], Understanding]


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


def settle(room: Room, item_id: UUID) -> Verdict:
    """Read and decide one kept mail. A mail that cannot be handled is quarantined with its reason; the next one always runs.

    Raises Busy: that is no fault of the mail's, which stays unread and is settled later.
    """
    with room.database.reading() as session:
        item = session.get_one(IntakeItem, item_id)
        digest, verdict = item.sha256, item.verdict
    if verdict not in {Verdict.UNREAD, Verdict.QUARANTINED}:
        return verdict
    try:
        return _settle(room, item_id, room.store.get(digest))
    except Busy:
        raise
    except Exception as error:
        log.exception("intake.failed", item=str(item_id))
        return _quarantine(room, item_id, f"{type(error).__name__}: {one_line(str(error), 300)}")


def unsettled(room: Room) -> list[UUID]:
    """Mails that were kept and not decided before the last stop, oldest first."""
    with room.database.reading() as session:
        kept = sa.select(IntakeItem.id).where(IntakeItem.verdict == Verdict.UNREAD).order_by(IntakeItem.kept_at)
        return list(session.scalars(kept))


def _settle(room: Room, item_id: UUID, raw: bytes) -> Verdict:
    said = room.understand(raw)
    reading = said.reading
    files = [(file, room.store.put(file.content)) for file in _files(reading)]
    reference = reading.message_id or reading.sha256
    with room.database.acting(INTAKE, Cause("mail", reference)) as unit:
        item = unit.session.get_one(IntakeItem, item_id)
        if item.verdict not in {Verdict.UNREAD, Verdict.QUARANTINED}:
            return item.verdict
        sender = by_email(unit.session, reading.sender.address) if reading.sender else None
        _describe(unit, item, said, sender)
        _attach(unit, item, files, reference)
        case = Case(unit.session, item, reading, said.kind, room.post, sender)
        _carry_out(unit, case, decide(case), unit.session.get_one(Site, room.site_code))
        log.info("intake.decided", item=str(item.id), verdict=item.verdict.value, message_id=item.message_id)
        return item.verdict


def _carry_out(unit: Unit, case: Case, decision: Decision, site: Site) -> None:
    item = case.item
    if decision.warning:
        item.warnings = [*item.warnings, decision.warning]
    if decision.register:
        _register(unit, item, site)
    elif decision.verdict is Verdict.FOLLOW_UP and decision.record:
        author = case.reading.sender.name or case.reading.sender.address if case.reading.sender else "somebody"
        triage.follow_up(unit, item, decision.record, author, case.reading.reply_text or case.reading.text)
    elif decision.verdict is Verdict.TRIAGE:
        triage.hold(unit, item, decision.because)
    else:
        triage.file_away(unit, item, decision.verdict, decision.because, decision.record)
        if decision.verdict is Verdict.BOUNCE and decision.record:
            bounce = case.reading.bounce
            triage.take_back(unit, decision.record, bounce.message_id if bounce else "", _told(bounce, decision))


def _told(bounce: Bounce | None, decision: Decision) -> str:
    return f"{decision.because} ({bounce.status})" if bounce and bounce.status else decision.because


def _register(unit: Unit, item: IntakeItem, site: Site) -> None:
    """What was understood may not fit the record's fields; then a person puts it right, and nothing is lost."""
    try:
        triage.register(unit, item, site, None)
    except InvalidFields as wrong:
        triage.hold(unit, item, f"what was understood does not fit: {', '.join(wrong.fields)}")


def _describe(unit: Unit, item: IntakeItem, said: Understanding, sender: Person | None) -> None:
    reading = said.reading
    item.message_id = reading.message_id[:400]
    item.content_hash = content_hash(reading)
    item.says = _says(said)
    item.warnings = [*_warnings(said)]
    item.received_at = _written_at(item, reading)
    item.forwarder = sender if reading.forwarded else None
    item.forwarder_id = sender.id if sender and reading.forwarded else None
    item.understood = understood(unit.session, said, sender)
    _mark_changed_content(unit.session, item)


def understood(session: Session, said: Understanding, sender: Person | None) -> dict[str, Any]:
    """What a complaint would start with. Nobody is named who is not certain, and an employee is not the complainant."""
    reading = said.reading
    customer = reading.customer if reading.forwarded else None if sender else reading.sender
    first = reading.chain[0] if reading.chain else None
    organisation = organisation_of(session, customer.address) if customer else None
    text = reading.original_text or reading.text
    return {
        "title": one_line((first.subject if first else "") or reading.subject, 150),
        "description": clean(text, 3000) or one_line(reading.subject, 150) or "(no text)",
        "complainant_name": one_line(customer.name, 120) if customer else None,
        "complainant_email": one_line(customer.address, 254) if customer else None,
        "organisation": organisation.name if organisation else None,
        **_fields(said.fields),
    }


def _fields(fields: Fields) -> dict[str, str | None]:
    """The surest value of each; what is not sure enough is left for a person to fill in."""
    sure = {name: _surest(fields.of(name)) for name in FIELD_NAMES}
    affected, total = sure["quantity_affected"], sure["quantity_total"]
    order = next((sure[name] for name in ("po", "sales_order", "delivery_note", "invoice") if sure[name]), None)
    return {
        "part": _line(sure["part"], 120),
        "lot": _line(sure["lot"], 80),
        "serial": _line(sure["serial"], 80),
        "quantity": _line(f"{affected} of {total}" if affected and total else affected, 80),
        "order_number": _line(order, 120),
        "event_date": sure["event_date"] if _is_day(sure["event_date"]) else None,
    }


def _surest(values: tuple[Value, ...]) -> str | None:
    """None also where two different values are about as sure: then a person looks."""
    sure = [v for v in values if v.confidence >= SURE]
    rivals = {v.value for v in sure if v.confidence >= sure[0].confidence - CLOSE}
    return sure[0].value if len(rivals) == 1 else None


def _is_day(value: str | None) -> bool:
    """A month or a week is a date too, but not one of a date field."""
    try:
        return value is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _line(value: str | None, longest: int) -> str | None:
    return one_line(value, longest) if value else None


def _warnings(said: Understanding) -> Iterator[str]:
    yield from (_FLAGS[flag] for flag in said.reading.flags if flag in _FLAGS)
    injury = next((value.value for value in said.fields.injury), None)
    if injury:
        yield f"Safety: the mail says “{one_line(injury, 60)}”. Look today whether anybody was or could be harmed."


def content_hash(reading: Reading) -> str:
    """Of what a mail says, not of how it travelled: sender, subject, words and attachments."""
    sender = reading.sender.address.casefold() if reading.sender else ""
    parts = [sender, reading.subject, " ".join(reading.text.split()), *sorted(a.sha256 for a in reading.attachments)]
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest() if any(parts) else ""


def _says(said: Understanding) -> dict[str, Any]:
    original = said.reading.chain[0].message_id if said.reading.chain else ""
    return {**said.as_json(), "original_message_id": original}


#: What reading flags and people should see.
_FLAGS = {
    "several_from": "The mail names several senders.",
    "name_is_address": "The sender's displayed name is another address.",
}


def _written_at(item: IntakeItem, reading: Reading) -> datetime:
    """When the customer wrote: the clock starts there. An impossible date gives way to the day on which it was kept."""
    written = (reading.chain[0].date if reading.chain else None) or reading.date
    if written is None:
        return item.kept_at
    if EARLIEST <= written <= item.kept_at + AHEAD:
        return min(written, item.kept_at)
    item.warnings = [*item.warnings, f"The mail claims to be of {written.date().isoformat()}; that cannot be."]
    return item.kept_at


def _mark_changed_content(session: Session, item: IntakeItem) -> None:
    if not item.message_id:
        return
    same = sa.select(IntakeItem.id).where(
        IntakeItem.message_id == item.message_id, IntakeItem.id != item.id, IntakeItem.content_hash != item.content_hash
    )
    if session.scalars(same).first():
        item.warnings = [*item.warnings, "Another mail came with the same Message-ID and other content."]


def _files(reading: Reading) -> list[ReadAttachment]:
    """Real attachments before pictures of the body, each content once."""
    inner = reading.chain[0].attachments if reading.chain else ()
    found = {file.sha256: file for file in sorted((*inner, *reading.attachments), key=lambda f: f.inline)}
    return list(found.values())


def _attach(unit: Unit, item: IntakeItem, files: list[tuple[ReadAttachment, str]], source: str) -> None:
    present = set(unit.session.scalars(sa.select(Attachment.sha256).where(Attachment.item_id == item.id)))
    for file, digest in files:
        if digest not in present:
            attachment = Attachment(
                item_id=item.id, sha256=digest, name=file.name[:255], media_type=file.type[:120], size=file.size,
                source=source[:400], at=unit.now,
            )  # fmt: skip
            unit.session.add(attachment)
    unit.session.flush()


def _quarantine(room: Room, item_id: UUID, because: str) -> Verdict:
    with room.database.acting(INTAKE, Cause("mail", str(item_id))) as unit:
        item = unit.session.get_one(IntakeItem, item_id)
        if item.verdict in {Verdict.UNREAD, Verdict.QUARANTINED}:  # else another process has decided it meanwhile
            triage.file_away(unit, item, Verdict.QUARANTINED, because)
        return item.verdict


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
