"""From raw bytes to a decision: keep, read, decide. Each step is a transaction of its own, and each can be repeated.

Kept first: whatever happens later, the mail is there byte-exact, and what was not finished is finished at the next start.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa
import structlog

from handlers.intake.deciding.decision import Case, Decision
from handlers.intake.deciding.steps import decide
from handlers.intake.describing import describe
from handlers.intake.keeping import Origin, keep, known_item, last_uid, unsettled
from handlers.intake.reading.facts import Attachment as ReadAttachment
from handlers.intake.reading.facts import Bounce, Reading
from handlers.intake.room import INTAKE, Room
from models.casework import triage
from models.intake import IntakeItem, Verdict
from models.kernel.errors import Busy, InvalidFields
from models.kernel.text import one_line
from models.people.person import Site, by_email
from models.unit_of_work import Cause, Unit
from models.workflow.companions import Attachment

__all__ = ["Origin", "Room", "keep", "known_item", "last_uid", "settle", "unsettled"]

log = structlog.get_logger()


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
        describe(unit.session, item, said, sender)
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
