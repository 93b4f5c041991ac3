"""What is done to an action item without moving it: more time, blocked, cancelling it, giving a declined one to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.kernel.forms import Field, FieldKind, Input, Unmet
from models.kernel.working_time import calendar_of
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY, QUALITY_MANAGER, may
from models.people.person import Person, Role
from models.records.action_item.clocks import ACTION
from models.records.action_item.terms import FINISHED, OPEN_STATES, UNDONE, State
from models.unit_of_work import Unit
from models.workflow import due, extensions
from models.workflow.action_items import whole_of
from models.workflow.approvals import Policy, SeatPlan, pending
from models.workflow.asking import REASON
from models.workflow.deeds import Deed
from models.workflow.fields import named
from models.workflow.lifecycle import Situation
from models.workflow.moving import move_by_itself
from models.workflow.notices import announce
from models.workflow.record import Record
from models.workflow.requesting import ask
from models.workflow.waivers import Rule, waiver_deed

if TYPE_CHECKING:
    from models.records.action_item.record import ActionItem

#: Being blocked silences reminders for so long at the most.
LONGEST_SNOOZE = timedelta(days=3)
MANAGER = SeatPlan("Quality manager", (Role.QUALITY_MANAGER,))
TO = Field("Who is to do it?", FieldKind.PERSON, name="to", required=True)


def _item(record: Record) -> ActionItem:
    return cast("ActionItem", record)


def _undecided(s: Situation) -> Unmet | None:
    waits = pending(s.session, s.record)
    return Unmet(f"It waits for a decision already: {waits.title}.", "Decide on it first.") if waits else None


# More time


def _extending(_session: Session, _record: Record) -> tuple[Input, ...]:
    return Input(extensions.UNTIL, required=True), Input(extensions.REASON, required=True)


def _ask_for_time(unit: Unit, record: Record, given: Mapping[str, Any], person: Person) -> str:
    clock = next(d for d in due.open_dues(unit.session, record) if d.clock == ACTION)
    extensions.request(unit, clock, extensions.end_of(clock, given["until"]), given["reason"], person)
    return "asked for more time"


# Blocked


def _blocking(_session: Session, _record: Record) -> tuple[Input, ...]:
    return Input(named(REASON, "reason", label="What blocks it?"), required=True), Input(
        extensions.UNTIL, required=True
    )


def _block(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    """Its reminders are quiet for a while; its date does not move."""
    if given["until"] < record.site.day(unit.now):
        raise InvalidFields(fields={"until": "That day is over already."})
    item = _item(record)
    item.blocked_because, item.blocked_until = given["reason"], given["until"]
    quiet = calendar_of(record.site).end_of_day(min(given["until"], record.site.day(unit.now + LONGEST_SNOOZE)))
    for row in due.open_dues(unit.session, record):
        row.blocked_because, row.blocked_until, row.snoozed_until = given["reason"], quiet, quiet
    return f"is blocked until {given['until']}: {given['reason']}"


def _unblock(unit: Unit, record: Record, _given: Mapping[str, Any], _person: Person) -> str:
    item = _item(record)
    item.blocked_because, item.blocked_until = None, None
    for row in due.open_dues(unit.session, record):
        row.blocked_because, row.blocked_until, row.snoozed_until = "", None, None
    return "is no longer blocked"


def _not_blocked(s: Situation) -> Unmet | None:
    return None if _item(s.record).blocked_because else Unmet("Nothing blocks it.", "Go on.")


# Cancelling


def _cancelling(_session: Session, record: Record) -> tuple[Input, ...]:
    fields = _item(record).fields()
    return Input(named(fields["cancel_reason"], "cancel_reason", required=True), required=True), Input(
        fields["substitute"]
    )


def _cancel(unit: Unit, record: Record, given: Mapping[str, Any], person: Person) -> str:
    """At once by whoever it was decided for; anybody else asks them."""
    item, reason = _item(record), str(given["cancel_reason"])
    item.cancel_reason, item.substitute = reason, given.get("substitute")
    if _decides(unit.session, item, person, record.site.day(unit.now)):
        move_by_itself(unit, record, "cancel", because=reason)
        return "cancelled it"
    ask(unit, record, _cancel_policy(unit.session, item, person), "act:cancel", "", person)
    return "asked to cancel it"


def _decides(session: Session, item: ActionItem, person: Person, day: date) -> bool:
    """The owner of what it is part of, or a quality manager; nobody for an action of their own."""
    whole = whole_of(session, item)
    if person.id == item.owner_id:
        return False
    return may(person, QUALITY_MANAGER, item, day).allowed or (whole is not None and whole.owner_id == person.id)


def _cancel_policy(session: Session, item: ActionItem, requester: Person) -> Policy:
    whole = whole_of(session, item)
    named_one = whole.owner_id if whole else None
    seat = SeatPlan(f"Owner of {whole.printed}", (Role.QUALITY_MANAGER,), named_one) if whole and named_one else MANAGER
    without = tuple({p for p in (item.owner_id, requester.id) if p})
    return Policy(f"Cancelling {item.printed}", (seat,), without=without)


def _not_theirs(s: Situation) -> Unmet | None:
    """Offered to the owner, to quality and to the owner of what it is part of."""
    if s.person is None or may(s.person, OWNER_OR_QUALITY, s.record, s.record.site.day(s.now)).allowed:
        return None
    whole = whole_of(s.session, s.record)
    if whole is not None and whole.owner_id == s.person.id:
        return None
    return Unmet(f"That is for {OWNER_OR_QUALITY}, or the owner of what it is part of.", "Ask one of them.")


def _cancel_barred(s: Situation) -> Unmet | None:
    return _undecided(s) or _not_theirs(s)


def _substituting(_session: Session, record: Record) -> tuple[Input, ...]:
    return (Input(named(_item(record).fields()["substitute"], "substitute", required=True), required=True),)


def _substitute(_unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    _item(record).substitute = given["substitute"]
    return f"recorded what replaces it: {given['substitute']}"


def _substitute_barred(s: Situation) -> Unmet | None:
    item = _item(s.record)
    if item.substitute:
        return Unmet("What replaces it is on record.", "Nothing more is needed.")
    if s.person is None or _decides(s.session, item, s.person, item.site.day(s.now)):
        return None
    if may(s.person, QUALITY, item, item.site.day(s.now)).allowed and s.person.id != item.owner_id:
        return None
    return Unmet("That is for the owner of what it is part of, or for quality.", "Ask one of them.")


# Declined


def _proposing(_session: Session, _record: Record) -> tuple[Input, ...]:
    return (Input(TO, required=True),)


def _propose_again(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    item, to = _item(record), unit.session.get_one(Person, given["to"])
    if to.id == item.verifier_id:
        raise InvalidFields(fields={"to": f"{to.name} verifies it, and so cannot own it."})
    for projection in record.projections(unit.session):
        unit.mark_stale(projection)  # also the App Home of whoever declined it
    item.owner_id, item.owner, item.declined_because = to.id, to, None
    unit.session.flush()
    announce(unit, "RecordAssigned", record, f"assigned it to {to.name}", owner=to.name)
    move_by_itself(unit, record, "propose_again")
    return f"gave it to {to.name}"


DEEDS: tuple[Deed, ...] = (
    Deed(
        "need_more_time", "Need more time…", OWNER_OR_QUALITY, UNDONE, "", _ask_for_time, _extending,
        introduction=extensions.INTRODUCTION,
    ),
    Deed("block", "Blocked…", OWNER_OR_QUALITY, UNDONE, "ActionBlocked", _block, _blocking),
    Deed("unblock", "No longer blocked", OWNER_OR_QUALITY, UNDONE, "ActionUnblocked", _unblock, barred=_not_blocked),
    Deed(
        "cancel_item", "Cancel…", EVERYBODY, OPEN_STATES, "CancellationAsked", _cancel, _cancelling, _cancel_barred,
        introduction="The owner of what it is part of decides. What it was meant to do has to be done by something else.",
    ),
    Deed(
        "substitute", "Record what replaces it…", EVERYBODY, (FINISHED[1],), "SubstituteRecorded", _substitute, _substituting,
        _substitute_barred, front=True,
    ),
    Deed(
        "propose_to", "Give it to somebody…", EVERYBODY, (State.DECLINED.value,), "ActionGivenAway", _propose_again, _proposing,
        _not_theirs, front=True, style="primary",
    ),
    waiver_deed(OPEN_STATES, Rule.DOER_VERIFIES),
)  # fmt: skip
