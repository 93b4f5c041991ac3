"""What can be done to any record. `act` moves a state and is the only door that does; the rest add to a record or correct it.

Every verb takes the version that its button showed and refuses when the record has moved on since.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session, object_session

from models.kernel.errors import (
    GateUnmet,
    InvalidFields,
    NotAllowed,
    ReasonMissing,
    Refusal,
    Stale,
    UnknownRecord,
    WrongState,
)
from models.kernel.forms import Field, FieldKind, Unmet
from models.kernel.text import one_line
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY, Authority, holders_of, may
from models.people.person import Person, Site
from models.unit_of_work import Unit
from models.workflow import numbering
from models.workflow.common import DUPLICATE, REOPENED
from models.workflow.companions import Attachment, Link, LinkType, Note
from models.workflow.fields import named, read
from models.workflow.lifecycle import Ask, Situation, Transition, state_label
from models.workflow.notices import announce
from models.workflow.record import Record, by_number

R = TypeVar("R", bound=Record)

REASON = Field(
    "Reason",
    FieldKind.TEXT,
    name="reason",
    longest=1000,
    required=True,
    help="Kept with the record for ever.",
)
COMMENT = Field("Comment", FieldKind.TEXT, name="text", longest=3000, required=True)
#: Asked by “duplicate of” and “link”.
OTHER = Field(
    "Other record",
    FieldKind.RECORD,
    name="other",
    longest=40,
    required=True,
    help="Its number, such as NCR-2026-0001.",
)


class SelfLink(Refusal):
    """A record cannot be linked to itself."""


class AlreadyLinked(Refusal):
    """{number} and {other} are linked like that already."""


def open_record(
    unit: Unit,
    kind: type[R],
    site: Site,
    values: Mapping[str, object],
    person: Person | None,
    received_at: datetime | None = None,
) -> R:
    """A new record, taken through its registering transition at once: it has its number when this returns."""
    start = kind.type.lifecycle
    record = kind(
        id=uuid4(),
        site_code=site.code,
        site=site,
        state=start.start,
        state_since=unit.now,
        created_at=unit.now,
        received_at=received_at or unit.now,
        originator_id=person.id if person else None,
    )
    registering = next(t for t in start.transitions if t.registers)
    fill(record, {n: f for n, f in kind.fields().items() if n not in registering.asks}, values)
    _entitle(record, values)
    _pass(unit, record, registering, values, person)
    unit.add(record)
    announce(unit, registering.event, record, registering.done)
    return record


def act(
    unit: Unit,
    typed: str,
    verb: str,
    values: Mapping[str, object],
    person: Person | None,
    expected: int | None = None,
) -> Record:
    """Take a record through one transition. Raises a Refusal, and then nothing of it has happened."""
    record = load(unit.session, typed, expected)
    transition = transition_of(record, verb)
    _pass(unit, record, transition, values, person)
    unit.session.flush()
    told = [f"{f.label}: {f.shown(value)}" for f, value in _told(record, transition)]
    announce(unit, transition.event, record, transition.done, reason=reason_of(values, needed=False), told=told)
    return record


def _told(record: Record, transition: Transition) -> list[tuple[Field, object]]:
    fields = record.fields()
    values = [(fields[name], getattr(record, name)) for name in transition.tells]
    return [(field, value) for field, value in values if value not in (None, "")]


def load(session: Session, typed: str, expected: int | None = None) -> Record:
    record = by_number(session, typed)
    if expected is not None and record.version != expected:
        raise Stale(number=record.printed)
    return record


def transition_of(record: Record, verb: str) -> Transition:
    """The transition `verb` from where the record stands; WrongState where it does not leave from there."""
    transition = record.type.lifecycle.named(verb)
    if transition is None or record.state not in transition.sources:
        label = transition.label if transition else verb
        raise WrongState(number=record.printed, state=state_label(record.state), act=label)
    return transition


def authorise(unit_now: date, person: Person | None, authority: Authority, record: Record, doing: str) -> None:
    if person is None:
        return
    permission = may(person, authority, record, unit_now)
    if not permission.allowed:
        session = object_session(record)
        names = holders_of(session, authority, record, unit_now) if session else ()
        raise NotAllowed(
            act=doing, number=record.printed, because=permission.because, whom=" or ".join(names) or "nobody yet"
        )


def _pass(
    unit: Unit, record: Record, transition: Transition, values: Mapping[str, object], person: Person | None
) -> None:
    _in_own_name(unit, person)
    authorise(record.site.day(unit.now), person, transition.who, record, transition.label.lower())
    with unit.session.no_autoflush:  # a gate's question must not write half of the change
        fill(record, asked(record, transition), values)
        unit.name_act(record.id, transition.event, reason_of(values, needed=transition.reason))
        _check_gates(transition, Situation(record, unit.session, unit.now, person))
    if transition.registers:
        record.number = numbering.allot(unit.session, record.type.prefix, record.site, unit.now)
    _move(record, transition.target, unit.now)
    if OTHER.name in transition.asks:
        _link(unit, record, str(values.get(OTHER.name) or ""), LinkType.DUPLICATE_OF, again=True)
    if transition.then:
        transition.then(unit, record)


def _move(record: Record, target: str, now: datetime) -> None:
    record.state, record.state_since = target, now
    record.closed_at = now if record.is_closed else None


def _in_own_name(unit: Unit, person: Person | None) -> None:
    if unit.actor.person_id != (person.id if person else None):
        raise ValueError("a person acts in their own name, and only a job acts in nobody's")


def asked(record: Record, transition: Transition) -> dict[str, Field]:
    """The fields of the transition's form, as this record requires them."""
    known = record.fields()
    extra = {OTHER.name: OTHER}
    return {
        name: named(known[name] if name in known else extra[name], name, required=ask is Ask.REQUIRED)
        for name, ask in transition.asks.items()
    }


def fill(record: Record, fields: Mapping[str, Field], values: Mapping[str, object]) -> None:
    """Read and set what was given; InvalidFields also for what is required and stays empty."""
    given = read(fields.values(), values)
    declared = record.fields()
    for name, value in given.items():
        if name in declared:
            record.put(name, value)
    missing = {
        name: f"{field.label} is needed."
        for name, field in fields.items()
        if field.required and given.get(name, getattr(record, name, None)) in (None, "")
    }
    if missing:
        raise InvalidFields(fields=missing)


def _entitle(record: Record, values: Mapping[str, object]) -> None:
    given = (str(values.get(name) or "").strip() for name in ("title", record.type.title_from))
    source = next((text for text in given if text), record.type.noun)
    record.title = one_line(source.partition("\n")[0], 150)


def reason_of(values: Mapping[str, object], *, needed: bool) -> str:
    """The reason as it is kept and told."""
    reason = read([REASON], values).get(REASON.name) or ""
    if needed and not reason:
        raise InvalidFields(fields={REASON.name: "A reason is needed."})
    return str(reason)


def open_gates(transition: Transition, situation: Situation) -> list[Unmet]:
    return [unmet for gate in transition.gates if (unmet := gate.check(situation))]


def refuse_before_asking(transition: Transition, situation: Situation) -> None:
    """What no answer to the form could lift is said before anybody types."""
    hopeless = [unmet for unmet in open_gates(transition, situation) if unmet.field not in transition.asks]
    _refuse(transition, situation, hopeless)


def _check_gates(transition: Transition, situation: Situation) -> None:
    _refuse(transition, situation, open_gates(transition, situation))


def _refuse(transition: Transition, situation: Situation, unmet: list[Unmet]) -> None:
    if not unmet:
        return
    raise GateUnmet(
        number=situation.record.printed,
        act=transition.label.lower(),
        because=" ".join(u.because for u in unmet),
        fields={u.field: u.because for u in unmet if u.field in transition.asks},
    )


def correct(
    unit: Unit, typed: str, values: Mapping[str, object], person: Person, expected: int | None = None
) -> Record:
    """Change declared fields; a registered record keeps the reason beside the previous values."""
    record = load(unit.session, typed, expected)
    authorise(record.site.day(unit.now), person, OWNER_OR_QUALITY, record, "correct")
    _in_own_name(unit, person)
    reason = reason_of(values, needed=False)
    if record.number and not reason:
        raise ReasonMissing(number=record.printed, fields={"reason": "A reason is needed."})
    if record.is_closed:
        raise WrongState(number=record.printed, state=state_label(record.state), act="Correct")
    needed = {
        n for t in record.type.lifecycle.transitions if t.registers for n, a in t.asks.items() if a is Ask.REQUIRED
    }
    fields = {n: named(f, n, required=n in {"title", *needed}) for n, f in record.fields().items() if n in values}
    with unit.session.no_autoflush:  # as in `_pass`
        passed = _passed(record)
        before = _unmet(passed, Situation(record, unit.session, unit.now))
        fill(record, fields, values)
        names = [name for name in fields if sa.inspect(record).attrs[name].history.has_changes()]
        _keep_decided(unit, record, [t for t in passed if t.asks.keys() & set(names)], person, before)
    changed = [fields[name].label for name in names]
    unit.name_act(record.id, "RecordCorrected", reason)
    unit.session.flush()
    if changed:
        announce(unit, "RecordCorrected", record, f"corrected {', '.join(changed)}", reason=reason)
    return record


def _passed(record: Record) -> list[Transition]:
    """The arrows that lie behind the record; none of a reopened one, which is decided anew."""
    order = [state.value for state in record.type.lifecycle.states]
    if record.state == REOPENED:
        return []
    behind = order.index(record.state)
    return [
        t
        for t in record.type.lifecycle.transitions
        if not t.registers and record.state not in t.sources and order.index(t.target) <= behind
    ]


def _unmet(transitions: list[Transition], situation: Situation) -> set[str]:
    return {unmet.because for t in transitions for unmet in open_gates(t, situation)}


def _keep_decided(unit: Unit, record: Record, deciding: list[Transition], person: Person, before: set[str]) -> None:
    """What was decided is corrected only by whoever may decide it, and opens no gate that was passed."""
    for transition in deciding:
        authorise(record.site.day(unit.now), person, transition.who, record, "correct")
    opened = _unmet(_passed(record), Situation(record, unit.session, unit.now))
    opened |= _unmet(deciding, Situation(record, unit.session, unit.now, person))
    if deciding and opened - before:
        because = " ".join(sorted(opened - before))
        raise GateUnmet(number=record.printed, act="correct", because=because)


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
    return record


def comment(unit: Unit, typed: str, text: str, person: Person) -> Record:
    record = load(unit.session, typed)
    authorise(record.site.day(unit.now), person, EVERYBODY, record, "comment on")
    _in_own_name(unit, person)
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
    return file


def link(unit: Unit, typed: str, other: str, how: LinkType, person: Person, expected: int | None = None) -> Record:
    record = load(unit.session, typed, expected)
    authorise(record.site.day(unit.now), person, QUALITY, record, "link")
    target = _link(unit, record, other, how)
    announce(unit, "RecordLinked", record, f"linked it: {how.label} {target.printed}")
    return record


def _link(unit: Unit, record: Record, other: str, how: LinkType, *, again: bool = False) -> Record:
    """Join two records; `again` where the same edge may be there from an earlier time."""
    try:
        target = by_number(unit.session, other)
    except UnknownRecord as unknown:
        raise InvalidFields(fields={OTHER.name: unknown.sentence}) from unknown
    if target.id == record.id:
        raise SelfLink(fields={OTHER.name: SelfLink().sentence})
    same = sa.select(Link.id).where(Link.source_id == record.id, Link.target_id == target.id, Link.type == how)
    if how is LinkType.DUPLICATE_OF:
        _check_duplicate(record, target)
    if unit.session.scalar(same):
        if again:
            return target
        raise AlreadyLinked(number=record.printed, other=target.printed)
    edge = Link(source_id=record.id, source=record, target_id=target.id, target=target, type=how, at=unit.now)
    unit.name_act(record.id, "RecordLinked")
    unit.add(edge)
    return target


def _check_duplicate(record: Record, target: Record) -> None:
    if target.kind != record.kind:
        sentence = (
            f"{target.printed} is a {target.type.noun}; a {record.type.noun} can only be a duplicate of its own kind."
        )
        raise InvalidFields(fields={OTHER.name: sentence})
    if target.state == DUPLICATE:
        sentence = f"{target.printed} is a duplicate itself; name the one that it is a duplicate of."
        raise InvalidFields(fields={OTHER.name: sentence})


def person_of(session: Session, person_id: UUID) -> Person:
    return session.get_one(Person, person_id)
