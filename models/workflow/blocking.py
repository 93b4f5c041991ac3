"""It cannot go on: reminders are silent for a while, and the date does not move."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.kernel.errors import InvalidFields, Refusal
from models.people.authority import OWNER_OR_QUALITY
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import due as clock
from models.workflow.companions import Note
from models.workflow.due import Due
from models.workflow.extensions import UNTIL
from models.workflow.moving import authorise
from models.workflow.notices import announce

#: Reminders are silent for so long at the most.
LONGEST_SNOOZE = timedelta(days=3)


class SnoozedBefore(Refusal):
    """The reminders of this were put off once already."""

    way_out = "If it takes longer, ask for more time."


def block(unit: Unit, due: Due, until: datetime, reason: str, person: Person) -> datetime:
    """A note on the record, and no reminder for a while. Returns until when it is quiet."""
    clock.refuse_ended(due)
    if person.id != due.responsible_id:
        authorise(due.record.site.day(unit.now), person, OWNER_OR_QUALITY, due.record, "block")
    if due.snoozed_until is not None:
        raise SnoozedBefore
    if until <= unit.now:
        raise InvalidFields(fields={UNTIL.name: "That is over already."})
    due.blocked_because, due.blocked_until = reason, until
    due.snoozed_until = min(until, unit.now + LONGEST_SNOOZE)
    unit.name_act(due.record_id, "RecordBlocked", reason)
    day = due.record.site.day(until).isoformat()
    unit.add(
        Note(
            record_id=due.record_id, record=due.record, at=unit.now, author=person.name, author_id=person.id,
            text=f"{due.label} is blocked until {day}: {reason}",
        )
    )  # fmt: skip
    announce(unit, "RecordBlocked", due.record, f"cannot go on with {due.label.lower()} until {day}", reason=reason)
    return due.snoozed_until
