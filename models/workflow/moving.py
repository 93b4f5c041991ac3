"""Taking a record through a transition: `act` moves a state, and with it only the approval that grants a transition does.

Every verb takes the version that its button showed and refuses when the record has moved on since.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy.orm import Session, object_session

from models.kernel.errors import GateUnmet, NotAllowed, Stale, WrongState
from models.kernel.forms import Unmet
from models.people.authority import Authority, either, holders_of, may
from models.people.person import Person, Site
from models.unit_of_work import Unit
from models.workflow import clocks, numbering
from models.workflow.asking import OTHER, asked, entitle, fill, first_line_fields, reason_of
from models.workflow.companions import LinkType
from models.workflow.fields import read
from models.workflow.lifecycle import Situation, Transition, state_label
from models.workflow.linking import join
from models.workflow.notices import announce
from models.workflow.record import Record, by_number
from models.workflow.requesting import ask, drop_ended, end_pending
from models.workflow.showing import shown

R = TypeVar("R", bound=Record)


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
    entitle(record, values)
    _pass(unit, record, registering, values, person)
    unit.add(record)
    clocks.follow(unit, record)
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
    if transition.by_itself:
        raise WrongState(number=record.printed, state=state_label(record.state), act=transition.label)
    _pass(unit, record, transition, values, person)
    unit.session.flush()
    clocks.follow(unit, record)
    end_pending(unit, record, f"{unit.actor.name} {transition.done} meanwhile.")
    announce(
        unit, transition.event, record, transition.done,
        reason=reason_of(values, needed=False), told=_told(record, transition),
    )  # fmt: skip
    if transition.approval:
        policy = transition.approval.policy(unit.session, record, person)
        ask(unit, record, policy, _verb(transition.approval.grants), _verb(transition.approval.returns), person)
    return record


def _verb(name: str) -> str:
    return f"act:{name}" if name else ""


def move_by_itself(unit: Unit, record: Record, verb: str, *, because: str = "", told: tuple[str, ...] = ()) -> None:
    """A transition that follows from something else: the end of a case (with the authority of its seats), the last line."""
    transition = transition_of(record, verb)
    unit.name_act(record.id, transition.event, because)
    _check_gates(transition, Situation(record, unit.session, unit.now))
    _move(record, transition.target, unit.now)
    if transition.then:
        transition.then(unit, record)
    unit.session.flush()
    clocks.follow(unit, record)
    drop_ended(unit, record, f"{unit.actor.name} {transition.done} meanwhile.")
    lines = [*told, *_told(record, transition)]
    announce(unit, transition.event, record, transition.done, reason=because, told=lines)


def _told(record: Record, transition: Transition) -> list[str]:
    fields = record.fields()
    values = [(fields[name], getattr(record, name)) for name in transition.tells]
    return [f"{f.heading} {shown(object_session(record), f, value)}" for f, value in values if value not in (None, "")]


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
            act=doing, number=record.printed, because=permission.because, whom=either(names or ["nobody yet"])
        )


def _pass(
    unit: Unit, record: Record, transition: Transition, values: Mapping[str, object], person: Person | None
) -> None:
    in_own_name(unit, person)
    authorise(record.site.day(unit.now), person, transition.who, record, transition.label.lower())
    with unit.session.no_autoflush:  # a gate's question must not write half of the change
        _fill(unit, record, transition, values)
        unit.name_act(record.id, transition.event, reason_of(values, needed=transition.reason))
        _check_gates(transition, Situation(record, unit.session, unit.now, person))
    if transition.registers:
        record.number = numbering.allot(unit.session, record.type.prefix, record.site, unit.now)
    _move(record, transition.target, unit.now)
    if OTHER.name in transition.asks:
        join(unit, record, str(values.get(OTHER.name) or ""), LinkType.DUPLICATE_OF, again=True)
    if transition.then:
        transition.then(unit, record)


def _fill(unit: Unit, record: Record, transition: Transition, values: Mapping[str, object]) -> None:
    line = first_line_fields(record, transition)
    fill(record, asked(record, transition), values)
    if line and transition.first_line:
        given: dict[str, Any] = read(line.values(), values)
        transition.first_line.add_for_the_whole(unit, record, given)


def _move(record: Record, target: str, now: datetime) -> None:
    record.state, record.state_since = target, now
    record.closed_at = now if record.is_closed else None


def in_own_name(unit: Unit, person: Person | None) -> None:
    if unit.actor.person_id != (person.id if person else None):
        raise ValueError("a person acts in their own name, and only a job acts in nobody's")


def open_gates(transition: Transition, situation: Situation) -> list[Unmet]:
    return [unmet for gate in transition.gates if (unmet := gate.check(situation))]


def refuse_before_asking(transition: Transition, situation: Situation) -> None:
    """What no answer to the form could lift is said before anybody types."""
    fields = asked(situation.record, transition)
    hopeless = [unmet for unmet in open_gates(transition, situation) if unmet.field not in fields]
    _refuse(transition, situation, hopeless)


def _check_gates(transition: Transition, situation: Situation) -> None:
    _refuse(transition, situation, open_gates(transition, situation))


def _refuse(transition: Transition, situation: Situation, unmet: list[Unmet]) -> None:
    if not unmet:
        return
    fields = {*asked(situation.record, transition), *(transition.first_line.fields() if transition.first_line else ())}
    raise GateUnmet(
        number=situation.record.printed,
        act=transition.label.lower(),
        because=" ".join(u.because for u in unmet),
        fields={u.field: f"{u.because} {u.lift}".rstrip() for u in unmet if u.field in fields},
    )
