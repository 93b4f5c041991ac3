"""What is done to an action item without moving it: more time, blocked, cancelling it, giving a declined one to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.kernel.forms import Field, FieldKind, Input, Unmet
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY, QUALITY_MANAGER, may
from models.people.person import Person, Role
from models.records.action_item.lines import Extension, ExtensionOutcome
from models.records.action_item.terms import FINISHED, OPEN_STATES, UNDONE, State
from models.unit_of_work import Unit
from models.workflow import clocks
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

if TYPE_CHECKING:
    from models.records.action_item.record import ActionItem

LONGEST_EXTENSION = timedelta(days=366)
MANAGER = SeatPlan("Quality manager", (Role.QUALITY_MANAGER,))
UNTIL = Field("Until when?", FieldKind.DATE, name="until", required=True)
TO = Field("Who is to do it?", FieldKind.PERSON, name="to", required=True)


def _item(record: Record) -> ActionItem:
    return cast("ActionItem", record)


def _undecided(s: Situation) -> Unmet | None:
    waits = pending(s.session, s.record)
    return Unmet(f"It waits for a decision already: {waits.title}.", "Decide on it first.") if waits else None


# More time


def _extending(_session: Session, _record: Record) -> tuple[Input, ...]:
    return tuple(Input(field, required=True) for field in Extension.fields().values())


def _ask_for_time(unit: Unit, record: Record, given: Mapping[str, Any], person: Person) -> str:
    item, until = _item(record), given["until"]
    _refuse_odd_date(unit, item, until)
    line = Extension.add(unit, record, dict(given))
    line.previous, line.outcome = item.due_current, ExtensionOutcome.ASKED
    ask(unit, record, extension_policy(item, until, person), f"extend:{until}", "keep_due:", person)
    return f"asked for more time: until {until}"


def _refuse_odd_date(unit: Unit, item: ActionItem, until: date) -> None:
    today = item.site.day(unit.now)
    if item.due_current is not None and until <= item.due_current:
        raise InvalidFields(fields={"until": f"Later than {item.due_current}, please: so long there is time already."})
    if until < today:
        raise InvalidFields(fields={"until": "That day is over already."})
    if until > today + LONGEST_EXTENSION:
        raise InvalidFields(fields={"until": "A year at the most."})


def extension_policy(item: ActionItem, until: date, requester: Person) -> Policy:
    """The first extension is for whoever stands one level above the owner, every further one for a quality manager."""
    above = item.owner.supervisor_id if item.owner else None
    first = item.extensions == 0 and above is not None
    seat = SeatPlan("Supervisor", (Role.QUALITY_MANAGER,), above) if first else MANAGER
    without = tuple({p for p in (item.owner_id, requester.id) if p})
    return Policy(f"More time for {item.printed}, until {until}", (seat,), without=without)


def extend(unit: Unit, record: Record, what: str, because: str) -> None:
    """The end of an approved case; the first date stays."""
    item, until = _item(record), date.fromisoformat(what)
    _settle(item, ExtensionOutcome.GRANTED)
    item.due_current, item.extensions = until, item.extensions + 1
    unit.name_act(record.id, "ActionExtended", because)
    unit.session.flush()
    clocks.follow(unit, record)
    announce(unit, "ActionExtended", record, f"granted more time, until {until}", reason=because)


def keep_due(unit: Unit, record: Record, _what: str, _because: str) -> None:
    _settle(_item(record), ExtensionOutcome.NOT_GRANTED)
    unit.session.flush()


def _settle(item: ActionItem, outcome: ExtensionOutcome) -> None:
    for line in Extension.of(item):
        if line.outcome is ExtensionOutcome.ASKED:
            line.outcome = outcome


# Blocked


def _blocking(_session: Session, _record: Record) -> tuple[Input, ...]:
    return Input(named(REASON, "reason", label="What blocks it?"), required=True), Input(UNTIL, required=True)


def _block(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    if given["until"] < record.site.day(unit.now):
        raise InvalidFields(fields={"until": "That day is over already."})
    item = _item(record)
    item.blocked_because, item.blocked_until = given["reason"], given["until"]
    return f"is blocked until {given['until']}: {given['reason']}"


def _unblock(_unit: Unit, record: Record, _given: Mapping[str, Any], _person: Person) -> str:
    item = _item(record)
    item.blocked_because, item.blocked_until = None, None
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
        "need_more_time", "Need more time…", OWNER_OR_QUALITY, UNDONE, "ExtensionAsked", _ask_for_time, _extending, _undecided,
        introduction="Somebody else decides: the owner's supervisor at first, then a quality manager. The first date stays.",
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
)  # fmt: skip
CONSEQUENCES = {"extend": extend, "keep_due": keep_due}
