"""Correcting what a record says: with a reason, by whoever decided it, and never so that a passed gate opens again."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from models.kernel.errors import GateUnmet, ReasonMissing, WrongState
from models.people.authority import OWNER_OR_QUALITY
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import clocks
from models.workflow.asking import fill, reason_of
from models.workflow.common import REOPENED
from models.workflow.consequences import give_back_if_changed
from models.workflow.fields import named
from models.workflow.lifecycle import Ask, Situation, Transition, state_label
from models.workflow.moving import authorise, in_own_name, load, open_gates
from models.workflow.notices import announce
from models.workflow.record import Record


def correct(
    unit: Unit, typed: str, values: Mapping[str, object], person: Person, expected: int | None = None
) -> Record:
    """Change declared fields; a registered record keeps the reason beside the previous values."""
    record = load(unit.session, typed, expected)
    authorise(record.site.day(unit.now), person, OWNER_OR_QUALITY, record, "correct")
    in_own_name(unit, person)
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
    clocks.follow(unit, record)
    if changed:
        announce(unit, "RecordCorrected", record, f"corrected {', '.join(changed)}", reason=reason)
        give_back_if_changed(unit, record)
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
