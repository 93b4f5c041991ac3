"""What becomes of a mail: registered as a complaint, filed with the record that it answers, or laid aside with a reason."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import placement
from models.intake import ITEM_CARD, Correspondence, Direction, IntakeItem, ItemDecided, Verdict
from models.kernel.errors import NotAllowed, Stale
from models.kernel.text import clean
from models.people.authority import FRONT_DESK, either, holders_of, may
from models.people.person import Person, Site
from models.records.complaint import Channel, Complaint
from models.unit_of_work import Unit
from models.workflow import post
from models.workflow.companions import Attachment, Note
from models.workflow.consequences import give_back_if_changed
from models.workflow.fields import read
from models.workflow.notices import announce, tell
from models.workflow.record import CARD, Record
from models.workflow.verbs import open_record

#: What a person may correct before deciding, and what the card shows as understood.
UNDERSTOOD = (
    "title", "complainant_name", "complainant_email", "organisation", "description", "part", "lot", "serial", "quantity",
    "order_number", "event_date",
)  # fmt: skip
#: The fields of the “Correct” form.
CORRECTABLE = (
    "complainant_name",
    "complainant_email",
    "organisation",
    "title",
    "description",
    "part",
    "lot",
    "quantity",
)


def register(unit: Unit, item: IntakeItem, site: Site, person: Person | None, expected: int | None = None) -> Complaint:
    """Turn a mail into a complaint. `person` is None where the job `intake` registers an employee's trusted forward."""
    _decidable(unit, item, person, expected)
    values = {name: item.understood.get(name) for name in UNDERSTOOD}
    complaint = open_record(unit, Complaint, site, values, person, item.received_at)
    complaint.channel = Channel.EMAIL
    complaint.message_id = item.message_id
    _hand_over(unit, item, complaint)
    _settle(
        unit, item, Verdict.COMPLAINT, person.name if person else "", f"registered as {complaint.number}", complaint
    )
    _tell_forwarder(unit, item, complaint)
    return complaint


def dismiss(unit: Unit, item: IntakeItem, verdict: Verdict, person: Person, expected: int | None = None) -> None:
    """Lay a mail aside by a person's decision: not a complaint, or spam."""
    _decidable(unit, item, person, expected)
    _settle(unit, item, verdict, person.name, f"{person.name} decided", None)
    if item.forwarder_id and item.forwarder_id != person.id:
        facts = {"title": str(item.understood.get("title") or ""), "who": person.name, "verdict": verdict.label}
        tell(unit, item.forwarder_id, "forward_dismissed", facts, once=f"forward_dismissed/{item.id}")


def reconsider(unit: Unit, item: IntakeItem, person: Person, expected: int | None = None) -> None:
    """Take a person's dismissal back: the mail waits for a decision again."""
    if item.verdict not in {Verdict.NOT_A_COMPLAINT, Verdict.SPAM}:
        raise ItemDecided(who=item.decided_by or "A rule", verdict=item.verdict.label)
    if expected is not None and item.version != expected:
        raise Stale(number="This mail")
    _may_decide(unit, person)
    item.decided_by = ""
    unit.name_act(item.id, "MailTakenBack")
    hold(unit, item, f"{person.name} took the decision back")


def file_away(unit: Unit, item: IntakeItem, verdict: Verdict, because: str, record: Record | None = None) -> None:
    """Lay a mail aside by a rule: a duplicate, an auto-reply, a bounce, a report."""
    _settle(unit, item, verdict, "", because, record)


def hold(unit: Unit, item: IntakeItem, because: str) -> None:
    """Put a mail before people."""
    item.verdict, item.because = Verdict.TRIAGE, because
    unit.name_act(item.id, "MailHeldForTriage")
    unit.session.flush()
    if item.forwarder_id:
        facts = {"title": str(item.understood.get("title") or ""), "because": because}
        tell(unit, item.forwarder_id, "forward_held", facts, once=f"forward_held/{item.id}")


def correct(
    unit: Unit, item: IntakeItem, values: Mapping[str, object], person: Person, expected: int | None = None
) -> None:
    """Change what was understood, before it is decided."""
    _decidable(unit, item, person, expected)
    fields = {n: f for n, f in Complaint.fields().items() if n in CORRECTABLE}
    item.understood = {**item.understood, **read(fields.values(), values)}
    unit.name_act(item.id, "UnderstandingCorrected")
    unit.session.flush()


def follow_up(unit: Unit, item: IntakeItem, record: Record, author: str, text: str) -> None:
    """File a mail with the record that it answers; a closed record's owner has to look."""
    for file in _files(unit.session, item):
        file.item_id, file.record_id, file.record = None, record.id, record
    body = clean(text, 3000) or "(no text)"
    unit.add(Note(record_id=record.id, record=record, at=unit.now, author=author[:120], text=body))
    remember(unit.session, item.message_id, record, Direction.IN, unit)
    _settle(unit, item, Verdict.FOLLOW_UP, "", f"answers {record.printed}", record)
    unit.name_act(record.id, "MailArrived")
    said = "wrote on a closed record" if record.is_closed else "wrote"
    announce(unit, "MailArrived", record, said, author=author, text=body, closed=record.is_closed)
    give_back_if_changed(unit, record)


def take_back(unit: Unit, record: Record, message_id: str, because: str) -> None:
    """A mail of this record came back: it did not reach whom it was written to."""
    post.mark_returned(unit.session, record, message_id, because, unit.now)
    announce(unit, "MailBounced", record, "got a mail of this record back", told=[because])


def remember(session: Session, message_id: str, record: Record, direction: Direction, unit: Unit) -> None:
    if message_id and session.get(Correspondence, message_id[:400]) is None:
        session.add(Correspondence(message_id=message_id[:400], record_id=record.id, direction=direction, at=unit.now))


def _decidable(unit: Unit, item: IntakeItem, person: Person | None, expected: int | None) -> None:
    if expected is not None and item.version != expected and item.verdict is Verdict.TRIAGE:
        raise Stale(number="This mail")
    if item.verdict not in {Verdict.TRIAGE, Verdict.UNREAD, Verdict.QUARANTINED}:
        raise ItemDecided(who=item.decided_by or "A rule", verdict=item.verdict.label)
    if person is not None:
        _may_decide(unit, person)


def _may_decide(unit: Unit, person: Person) -> None:
    permission = may(person, FRONT_DESK, None, person.site.day(unit.now))
    if not permission.allowed:
        names = holders_of(unit.session, FRONT_DESK, None, person.site.day(unit.now))
        raise NotAllowed(
            act="decide on", number="this mail", because=permission.because, whom=either(names or ["nobody yet"])
        )


def _settle(unit: Unit, item: IntakeItem, verdict: Verdict, who: str, because: str, record: Record | None) -> None:
    item.verdict, item.decided_by, item.because = verdict, who, because
    item.record_id, item.record = (record.id, record) if record else (None, None)
    unit.name_act(item.id, "MailDecided", because)
    unit.session.flush()


def _hand_over(unit: Unit, item: IntakeItem, complaint: Complaint) -> None:
    for file in _files(unit.session, item):
        file.item_id, file.record_id, file.record = None, complaint.id, complaint
    remember(unit.session, item.message_id, complaint, Direction.IN, unit)
    original = str((item.says or {}).get("original_message_id") or "")
    remember(unit.session, original, complaint, Direction.IN, unit)
    placement.hand_over(unit.session, ITEM_CARD, item.id, CARD, complaint.id)
    unit.session.flush()


def _tell_forwarder(unit: Unit, item: IntakeItem, complaint: Complaint) -> None:
    if item.forwarder_id is None or item.forwarder_id == unit.actor.person_id:
        return
    facts = {
        "number": complaint.number,
        "title": complaint.title or "",
        "customer": complaint.complainant_name or complaint.complainant_email or "",
        "received_at": complaint.received_at.isoformat(),
    }
    tell(unit, item.forwarder_id, "forward_registered", facts, once=f"forward_registered/{item.id}")


def _files(session: Session, item: IntakeItem) -> list[Attachment]:
    return list(session.scalars(sa.select(Attachment).where(Attachment.item_id == item.id)))
