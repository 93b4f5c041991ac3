"""What a type lets people do to its records without moving them: add a line, record what was carried out, ask for more time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.kernel.forms import Input, Unmet
from models.people.authority import Authority
from models.workflow.lifecycle import Situation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.people.person import Person
    from models.unit_of_work import Unit
    from models.workflow.record import Record

#: The field in which a line is chosen.
LINE = "line"


def _nothing(_session: Session, _record: Record) -> tuple[Input, ...]:
    return ()


def _never(_situation: Situation) -> Unmet | None:
    return None


@dataclass(frozen=True, slots=True)
class Deed:
    """One such act; `verb` is its stable name, `event` what has happened when it is done; empty where it says so itself."""

    verb: str
    label: str
    who: Authority
    #: States of the record in which it is offered.
    states: tuple[str, ...]
    event: str
    #: Does it, and returns what has happened as a clause behind the actor's name. Values are read, by field name.
    do: Callable[[Unit, Record, Mapping[str, Any], Person], str]
    #: What its form asks for at present; without inputs it is done at once.
    inputs: Callable[[Session, Record], tuple[Input, ...]] = _nothing
    #: Why it is not possible although the state allows it. What it bars is not offered either.
    barred: Callable[[Situation], Unmet | None] = _never
    #: What follows once it is done and told, such as the last line that moves the record.
    then: Callable[[Unit, Record], None] | None = None
    #: A button of its own, instead of a line in the menu.
    front: bool = False
    style: str = ""
    introduction: str = ""
    confirm: str = ""
    #: It concerns one line: its button stays good while only lines were changed.
    by_line: bool = False

    def shown_by(self, record: Record) -> int:
        """What its button carries of the record, so that it is refused once that has moved on."""
        return record.standing if self.by_line else record.version

    def shown_in(self, session: Session, record: Record) -> int:
        """What its form carries. Where a line is chosen, others may be changed meanwhile; a new one is seen beside all others."""
        chooses = any(each.field.name == LINE for each in self.inputs(session, record))
        return record.standing if chooses else record.version
