"""A lifecycle is data: states, and transitions with who may, what is asked, and which gates stand before them.

From these tables come the buttons, the forms, the refusals, `why`, the help and the tests; nothing else decides what is possible.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from models.kernel.forms import Unmet
from models.people.authority import Authority

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.people.person import Person
    from models.unit_of_work import Unit
    from models.workflow.approvals import Policy
    from models.workflow.lines import RecordLine
    from models.workflow.record import Record


@dataclass(frozen=True, slots=True)
class Situation:
    """What a gate looks at: the record with the new values in it already, and who wants to act."""

    record: Record
    session: Session
    now: datetime
    #: None where nobody in particular acts: in `why`, and when a job asks.
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule before a transition, with the clause that it comes from."""

    name: str
    check: Callable[[Situation], Unmet | None]
    source: str = ""


class Ask(StrEnum):
    REQUIRED = "required"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class NeedsApproval:
    """What a transition asks for when it is done: a case by `policy`, and the verbs that its end carries out."""

    policy: Callable[[Session, Record, Person | None], Policy]
    #: Carried out when the case is approved, and when it is not (rejected, withdrawn, void).
    grants: str
    returns: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow of a lifecycle; `verb` is its stable name, `event` what has happened when it is done."""

    verb: str
    label: str
    sources: tuple[str, ...]
    target: str
    event: str
    who: Authority
    #: What has happened, as a clause behind the actor's name: “contained it”.
    done: str
    #: Fields whose values are told with it.
    tells: tuple[str, ...] = ()
    #: Fields by name, in the order in which the form asks for them.
    asks: dict[str, Ask] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    #: The reason is asked for, and kept in the ledger.
    reason: bool = False
    #: Allots the record's number.
    registers: bool = False
    style: str = ""
    confirm: str = ""
    #: Shown in the menu instead of as a button.
    aside: bool = False
    introduction: str = ""
    #: On the form's button, where the label does not say what pressing it does.
    submit: str = ""
    #: The line that is asked for in the same form while there is none yet; it then holds for the whole quantity.
    first_line: type[RecordLine] | None = None
    approval: NeedsApproval | None = None
    #: Only what happens elsewhere does it (the end of a case, the last line); nobody is offered it.
    by_itself: bool = False
    #: What follows in the same transaction (a letter, a mark).
    then: Callable[[Unit, Record], None] | None = None

    @property
    def needs_form(self) -> bool:
        return bool(self.asks) or self.reason or self.first_line is not None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The states of a record type (an enumeration whose order is the usual way) and the arrows between them."""

    states: type[StrEnum]
    start: str
    transitions: tuple[Transition, ...]
    #: States in which nothing is left to do.
    closed: frozenset[str]

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """What people may be offered from there."""
        return tuple(t for t in self.transitions if state in t.sources and not t.by_itself)

    def named(self, verb: str) -> Transition | None:
        return next((t for t in self.transitions if t.verb == verb), None)


def state_label(state: str) -> str:
    return state.replace("_", " ")
