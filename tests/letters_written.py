"""Has every letter written by the verb that writes it, with the shortest and with the longest facts."""

from __future__ import annotations

from models.casework import triage
from models.intake import IntakeItem, Verdict
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import verbs
from models.workflow.companions import Attachment, LinkType
from models.workflow.notices import NOTICES, announce
from models.workflow.record import QUALITY_CHANNEL, Record
from tests.clock_faces import write_clock_letters
from tests.specimens import LARGEST, Specimens, employee, nasty

#: Who acts (with the longest name there is), and who is told.
ACTING, TOLD = "U0CROWD0", "U0INES"


def copy_of(unit: Unit, item: IntakeItem) -> IntakeItem:
    same = ("mailbox", "sha256", "size", "kept_at", "verdict", "message_id", "says", "understood")
    return unit.add(IntakeItem(warnings=[], because="", **{name: getattr(item, name) for name in same}))


def write_letters(unit: Unit, kept: Specimens, size: str) -> None:
    """By the verbs that write them; a notice of a transition is announced as `act` announces it."""
    words = nasty(3000, lines=True) if size == LARGEST else "x"
    person = employee(unit.session, ACTING)
    records = [unit.session.get_one(Record, kept.records[prefix, size]) for prefix in ("NCR", "CMP")]
    for notice in NOTICES:
        if notice.letter == "happened":
            announce(unit, notice.event, records[0], f"attached {words[:255]}", reason=words[:1000])
    _write_companions(unit, records[0], records[1], person, words)
    item = copy_of(unit, unit.session.get_one(IntakeItem, kept.items[size]))
    triage.follow_up(unit, item, records[1], words[:120], words)
    _write_registration(unit, kept, size, words)
    write_clock_letters(unit, records[0], person, employee(unit.session, TOLD), size, words)
    unit.letter(
        "alert", QUALITY_CHANNEL, {"what": words[:100], "place": "channel", "error": words}, once=f"alert/{size}"
    )


def _write_companions(unit: Unit, record: Record, other: Record, person: Person, words: str) -> None:
    verbs.comment(unit, record.printed, words, person)
    verbs.assign(unit, record.printed, employee(unit.session, TOLD), person)
    verbs.assign(unit, record.printed, person, person)
    verbs.link(unit, record.printed, other.printed, LinkType.CORRECTS, person)
    digest = words[:1].encode().hex().ljust(64, "f")
    file = Attachment(sha256=digest, name=words[:255], media_type="application/pdf", size=1, source="", at=unit.now)
    verbs.attach(unit, record, file)


def _write_registration(unit: Unit, kept: Specimens, size: str, words: str) -> None:
    """A forward that waits and is laid aside, one that is registered, and its acknowledgement."""
    known = unit.session.get_one(IntakeItem, kept.items[size])
    item = copy_of(unit, known)
    item.understood = {**known.understood, "complainant_email": "elin.sandstrom@norrby.example"}
    item.understood.setdefault("description", words)
    forwarder = employee(unit.session, TOLD)
    item.forwarder_id, item.forwarder = forwarder.id, forwarder
    person = employee(unit.session, ACTING)
    held = copy_of(unit, item)
    held.forwarder_id, held.forwarder = forwarder.id, forwarder
    triage.hold(unit, held, words[:300])
    triage.dismiss(unit, held, Verdict.NOT_A_COMPLAINT, person)
    complaint = triage.register(unit, item, person.site, person)
    verbs.act(unit, complaint.printed, "acknowledge", {"acknowledgement": words}, person)
