"""What is done to a corrective action without moving it: its team, and what the problem is and is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.kernel.forms import Input, Unmet
from models.people.authority import OWNER_OR_QUALITY
from models.people.person import Person
from models.records.capa.lines import IsIsNot, TeamMember
from models.records.capa.terms import DEFINING, OPEN_STATES
from models.unit_of_work import Unit
from models.workflow.asking import REASON
from models.workflow.choosing import chosen, which
from models.workflow.deeds import Deed
from models.workflow.lifecycle import Situation
from models.workflow.lines import RecordLine
from models.workflow.record import Record
from models.workflow.waivers import Rule, waiver_deed

Line = type[TeamMember] | type[IsIsNot]


def _asking(kind: Line) -> Callable[[Session, Record], tuple[Input, ...]]:
    return lambda _session, _record: tuple(Input(f, required=f.required) for f in kind.fields().values())


def _join(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    if given["person_id"] in {member.person_id for member in TeamMember.of(record)}:
        raise InvalidFields(fields={"person_id": "They are in the team already."})
    return f"took into the team: {TeamMember.add(unit, record, dict(given)).said}"


def _compare(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    return f"put down {IsIsNot.add(unit, record, dict(given)).told}"


def _choosing(kind: type[RecordLine]) -> Callable[[Session, Record], tuple[Input, ...]]:
    return lambda _session, record: (Input(which(kind, kind.of(record)), required=True), Input(REASON, required=True))


def _removing(kind: type[RecordLine]) -> Callable[[Unit, Record, Mapping[str, Any], Person], str]:
    def remove(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
        line = chosen(kind, record, given)
        said = f"took back {line.said}, because: {given['reason']}"
        unit.session.delete(line)
        return said

    return remove


def _none_of(kind: type[RecordLine]) -> Callable[[Situation], Unmet | None]:
    return lambda s: None if kind.of(s.record) else Unmet(f"There is no {kind.noun}.", "Add one first.")


DEEDS: tuple[Deed, ...] = (
    Deed("add_member", "Add team member…", OWNER_OR_QUALITY, DEFINING, "TeamChanged", _join, _asking(TeamMember), by_line=True),
    Deed(
        "remove_member", "Remove team member…", OWNER_OR_QUALITY, DEFINING, "TeamChanged", _removing(TeamMember),
        _choosing(TeamMember), _none_of(TeamMember), by_line=True,
    ),
    Deed("add_is_is_not", "Is / is not…", OWNER_OR_QUALITY, DEFINING, "ProblemCompared", _compare, _asking(IsIsNot), by_line=True),
    Deed(
        "remove_is_is_not", "Remove is / is not…", OWNER_OR_QUALITY, DEFINING, "ProblemCompared", _removing(IsIsNot),
        _choosing(IsIsNot), _none_of(IsIsNot), by_line=True,
    ),
    waiver_deed(OPEN_STATES, Rule.OWNER_CHECKS, Rule.CHECKER_CLOSES, Rule.OWNER_CLOSES),
)  # fmt: skip
