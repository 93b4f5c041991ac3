"""An action item for a corrective action, a nonconformance or a complaint: opened, given to somebody, linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields, WrongState
from models.kernel.forms import Form, Input
from models.people.authority import OWNER_OR_QUALITY
from models.people.person import Person
from models.records import CAPA, ActionItem, Complaint, Nonconformance
from models.unit_of_work import Unit
from models.workflow.companions import LinkType
from models.workflow.consequences import give_back_if_changed
from models.workflow.faces import OWNER, opening_form
from models.workflow.lifecycle import state_label
from models.workflow.linking import join
from models.workflow.moving import authorise, open_record
from models.workflow.notices import announce
from models.workflow.record import Record, by_number

#: What may have action items, and what they usually are there.
WHOLES: dict[type[Record], str] = {CAPA: "corrective", Nonconformance: "correction", Complaint: "correction"}


def whole(session: Session, number: str) -> Record:
    """The open record that an action is added to."""
    record = by_number(session, number)
    if type(record) not in WHOLES or record.is_closed:
        raise WrongState(number=record.printed, state=state_label(record.state), act="Add action")
    return record


def action_form(record: Record) -> Form:
    """As any record is opened, and with the one person who does it."""
    values = {"purpose": WHOLES[type(record)]}
    form = opening_form(ActionItem, values, {"part_of": record.printed}, f"For {record.printed}: {record.title or ''}")
    task, *rest = form.inputs
    return replace(form, inputs=(task, Input(OWNER, required=True), *rest))


def add_action(unit: Unit, number: str, values: Mapping[str, object], person: Person) -> ActionItem:
    record = whole(unit.session, number)
    authorise(record.site.day(unit.now), person, OWNER_OR_QUALITY, record, "add an action to")
    owner = _owner(unit.session, values)
    item = open_record(unit, ActionItem, record.site, values, person)
    item.owner_id, item.owner = owner.id, owner
    join(unit, item, record.printed, LinkType.PART_OF)
    announce(unit, "RecordAssigned", item, f"assigned it to {owner.name}", owner=owner.name)
    announce(unit, "ActionAdded", record, f"added {item.printed} for {owner.name}: {item.title}")
    give_back_if_changed(unit, item)
    return item


def _owner(session: Session, values: Mapping[str, object]) -> Person:
    given = str(values.get(OWNER.name) or "")
    if not given:
        raise InvalidFields(fields={OWNER.name: "Choose the one person who does it."})
    if given == str(values.get("verifier_id") or ""):
        raise InvalidFields(fields={"verifier_id": "Somebody other than its owner verifies it."})
    return session.get_one(Person, UUID(given))
