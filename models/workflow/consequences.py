"""What follows from the end of a case, and from a change of what was to be approved.

A consequence is `kind:what`. `act:<verb>` is a transition of the record; `extend:` gives one of its clocks the later date that the
case carries.
"""

from __future__ import annotations

from models.unit_of_work import Unit
from models.workflow import extensions
from models.workflow.action_items import whole_of
from models.workflow.approvals import Approval
from models.workflow.moving import move_by_itself
from models.workflow.notices import announce
from models.workflow.record import Record
from models.workflow.requesting import changed_meanwhile


def carry_out(unit: Unit, approval: Approval, consequence: str, because: str) -> None:
    kind, _, what = consequence.partition(":")
    if kind == "act":
        voices = tuple(f"{s.label}: {s.decision.person.name}" for s in approval.seats if s.decision)
        move_by_itself(unit, approval.record, what, because=because, told=voices)
    elif kind == "extend":
        extensions.grant(unit, approval)
    _give_whole_back(unit, approval.record)


def give_back_if_changed(unit: Unit, record: Record) -> None:
    """A case whose subject was changed is void, and its record stands again where it was asked from."""
    _give_back(unit, record)
    _give_whole_back(unit, record)


def _give_whole_back(unit: Unit, record: Record) -> None:
    whole = whole_of(unit.session, record)
    if whole is not None and whole.type.action_items_decided:
        _give_back(unit, whole)


def _give_back(unit: Unit, record: Record) -> None:
    for approval in changed_meanwhile(unit, record):
        _void(unit, record, approval)


def _void(unit: Unit, record: Record, approval: Approval) -> None:
    said = f"changed what was to be approved, so that the approval is void: {approval.title}"
    announce(unit, "ApprovalVoided", record, said)
    kind, _, verb = approval.returns.partition(":")
    known = record.type.lifecycle.named(verb)
    if kind != "act" or (known and record.state in known.sources):
        carry_out(unit, approval, approval.returns, approval.because)
