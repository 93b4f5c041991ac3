"""What is added to a record without moving it: an owner, a comment, a file, a link, and the deeds of its type."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from models.kernel.errors import GateUnmet, InvalidFields, Stale, WrongState
from models.kernel.forms import Unmet
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow.asking import COMMENT, answers
from models.workflow.choosing import refuse_changed
from models.workflow.companions import Attachment, LinkType, Note
from models.workflow.consequences import give_back_if_changed
from models.workflow.deeds import Deed
from models.workflow.fields import read
from models.workflow.lifecycle import Situation, state_label
from models.workflow.linking import join
from models.workflow.moving import authorise, in_own_name, load
from models.workflow.notices import announce
from models.workflow.record import Record


def assign(unit: Unit, typed: str, owner: Person, person: Person | None, expected: int | None = None) -> Record:
    record = load(unit.session, typed, expected)
    authorise(record.site.day(unit.now), person, OWNER_OR_QUALITY, record, "assign")
    if record.is_closed:
        raise WrongState(number=record.printed, state=state_label(record.state), act="Assign")
    if record.owner_id != owner.id:
        for projection in record.projections(unit.session):
            unit.mark_stale(projection)  # also the App Home of whoever owned it until now
        record.owner_id, record.owner = owner.id, owner
        unit.name_act(record.id, "RecordAssigned")
        unit.session.flush()
        said = "took it" if person and person.id == owner.id else f"assigned it to {owner.name}"
        announce(unit, "RecordAssigned", record, said, owner=owner.name)
        give_back_if_changed(unit, record)
    return record


def comment(unit: Unit, typed: str, text: str, person: Person) -> Record:
    record = load(unit.session, typed)
    authorise(record.site.day(unit.now), person, EVERYBODY, record, "comment on")
    in_own_name(unit, person)
    cleaned = read([COMMENT], {COMMENT.name: text}).get(COMMENT.name)
    if not cleaned:
        raise InvalidFields(fields={COMMENT.name: "A comment needs words."})
    unit.name_act(record.id, "NoteAdded")
    unit.add(
        Note(
            record_id=record.id,
            record=record,
            at=unit.now,
            author=person.name,
            author_id=person.id,
            text=cleaned,
        )
    )
    announce(unit, "NoteAdded", record, "commented", text=cleaned)
    return record


def attach(unit: Unit, record: Record, file: Attachment) -> Attachment:
    """Put a stored file on a record; the same bytes are put there once."""
    present = sa.select(Attachment).where(Attachment.record_id == record.id, Attachment.sha256 == file.sha256)
    known = unit.session.scalars(present).first()
    if known:
        return known
    file.record_id, file.record = record.id, record
    unit.name_act(record.id, "FileAttached")
    unit.add(file)
    announce(unit, "FileAttached", record, f"attached {file.name}")
    give_back_if_changed(unit, record)
    return file


def link(unit: Unit, typed: str, other: str, how: LinkType, person: Person, expected: int | None = None) -> Record:
    record = load(unit.session, typed, expected)
    authorise(record.site.day(unit.now), person, QUALITY, record, "link")
    target = join(unit, record, other, how)
    announce(unit, "RecordLinked", record, f"linked it: {how.label} {target.printed}")
    return record


def deed_of(record: Record, verb: str) -> Deed:
    """The deed of that name that the record's state offers; WrongState where it does not."""
    deed = next((d for d in record.type.deeds if d.verb == verb), None)
    if deed is None or record.state not in deed.states:
        raise WrongState(number=record.printed, state=state_label(record.state), act=deed.label if deed else verb)
    return deed


def refuse_barred(deed: Deed, situation: Situation) -> None:
    unmet: Unmet | None = deed.barred(situation)
    if unmet:
        raise GateUnmet(
            number=situation.record.printed, act=deed.label.rstrip("…").lower(), because=f"{unmet.because} {unmet.lift}"
        )


def perform(
    unit: Unit, typed: str, verb: str, values: Mapping[str, object], person: Person, expected: int | None = None
) -> Record:
    """Do one of the deeds of the record's type. The record's version moves with it, so that no old form does it again."""
    record = load(unit.session, typed)
    deed = deed_of(record, verb)
    if expected not in {None, deed.shown_in(unit.session, record)}:
        raise Stale(number=record.printed)
    authorise(record.site.day(unit.now), person, deed.who, record, deed.label.rstrip("…").lower())
    in_own_name(unit, person)
    refuse_barred(deed, Situation(record, unit.session, unit.now, person))
    fields = [i.field for i in deed.inputs(unit.session, record)]
    refuse_changed(fields, values)
    given = answers(fields, values)
    if deed.event:
        unit.name_act(record.id, deed.event)
    said = deed.do(unit, record, given, person)
    record.deeds += 1
    unit.session.flush()
    if deed.event:
        announce(unit, deed.event, record, said)
    give_back_if_changed(unit, record)
    if deed.then:
        deed.then(unit, record)
    return record
