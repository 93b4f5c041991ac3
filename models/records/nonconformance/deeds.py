"""What is done to a nonconformance without moving it: its disposition lines, their execution, its costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.kernel.forms import Input, Unmet
from models.people.authority import OWNER_OR_QUALITY, QUALITY
from models.people.person import Person
from models.records.nonconformance.gates import remainder
from models.records.nonconformance.lines import CostLine, DispositionLine
from models.records.nonconformance.terms import DECIDING, OPEN_STATES, State
from models.unit_of_work import Unit
from models.workflow.asking import REASON
from models.workflow.choosing import chosen, which
from models.workflow.deeds import Deed
from models.workflow.fields import named, put
from models.workflow.lifecycle import Situation
from models.workflow.moving import move_by_itself
from models.workflow.record import Record
from models.workflow.waivers import Rule, waiver_deed

if TYPE_CHECKING:
    from models.records.nonconformance.record import Nonconformance

_COSTING = tuple(state for state in OPEN_STATES if state != State.OPEN)


def _ncr(record: Record) -> Nonconformance:
    return cast("Nonconformance", record)


def _adding(_session: Session, record: Record) -> tuple[Input, ...]:
    """With the pieces that are left, so that the usual single line needs no arithmetic."""
    ncr = _ncr(record)
    left = remainder(ncr)
    unknown = (
        ()
        if left is not None
        else (Input(named(ncr.fields()["quantity_affected"], "quantity_affected", required=True)),)
    )
    present = {"quantity": str(left) if left and left > 0 else "", "supplier": ncr.supplier or ""}
    lines = (Input(f, present.get(n, ""), required=f.required) for n, f in DispositionLine.deciding().items())
    return (*(Input(i.field, required=True) for i in unknown), *lines)


def _add(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    ncr = _ncr(record)
    if given.get("quantity_affected") is not None:
        ncr.quantity_affected = int(given["quantity_affected"])
    left = remainder(ncr)
    if left is not None and not 0 < given["quantity"] <= left:
        said = f"Between 1 and {left}: so many pieces are left." if left > 0 else "No pieces are left."
        raise InvalidFields(fields={"quantity": said})
    line = DispositionLine.add(unit, record, dict(given))
    still = remainder(ncr)
    rest = f"; {still} pieces are left" if still else "; every piece has its disposition"
    return f"put down {line.said}{rest}"


def _nothing_left(s: Situation) -> Unmet | None:
    left = remainder(_ncr(s.record))
    return (
        Unmet("Every affected piece has its disposition.", "Remove a line first.")
        if left is not None and left <= 0
        else None
    )


def _no_lines(s: Situation) -> Unmet | None:
    return None if DispositionLine.of(s.record) else Unmet("There is no line.", "Add one first.")


def _removing(_session: Session, record: Record) -> tuple[Input, ...]:
    return (Input(which(DispositionLine, DispositionLine.of(record)), required=True), Input(REASON, required=True))


def _remove(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    line = chosen(DispositionLine, record, given)
    said = f"took back {line.said}, because: {given['reason']}"
    unit.session.delete(line)
    return said


def _open_lines(record: Record) -> list[DispositionLine]:
    return [line for line in DispositionLine.of(record) if line.missing]


def _executing(_session: Session, record: Record) -> tuple[Input, ...]:
    lines = _open_lines(record)
    choose = which(DispositionLine, lines)
    first = choose.choices[0].value if len(lines) == 1 else ""
    asked = (Input(field, required=field.required) for field in DispositionLine.executing().values())
    return (Input(choose, first, required=True), *asked)


def _execute(unit: Unit, record: Record, given: Mapping[str, Any], person: Person) -> str:
    line: DispositionLine = chosen(DispositionLine, record, given)
    for name in DispositionLine.executing():
        put(line, name, given.get(name))
    line.executed_at, line.executor_id = unit.now, person.id
    return f"recorded {line.said}{': ' + line.missing if line.missing else ' as carried out'}"


def _move_on(unit: Unit, record: Record) -> None:
    if not _open_lines(record):
        move_by_itself(unit, record, "execute")


def _all_executed(s: Situation) -> Unmet | None:
    return None if _open_lines(s.record) else Unmet("Everything is carried out.", "Go on.")


def _costing(_session: Session, record: Record) -> tuple[Input, ...]:
    before = CostLine.of(record)
    present = {"currency": before[-1].currency if before else "EUR"}
    return tuple(Input(f, present.get(n, ""), required=f.required) for n, f in CostLine.fields().items())


def _cost(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    line = CostLine.add(unit, record, {**given, "currency": str(given["currency"]).upper()})
    return f"recorded costs: {line.said}"


def _removing_cost(_session: Session, record: Record) -> tuple[Input, ...]:
    return (Input(which(CostLine, CostLine.of(record)), required=True), Input(REASON, required=True))


def _remove_cost(unit: Unit, record: Record, given: Mapping[str, Any], _person: Person) -> str:
    line = chosen(CostLine, record, given)
    said = f"took back costs: {line.said}, because: {given['reason']}"
    unit.session.delete(line)
    return said


def _no_costs(s: Situation) -> Unmet | None:
    return None if CostLine.of(s.record) else Unmet("There are no costs.", "Add them first.")


DEEDS: tuple[Deed, ...] = (
    Deed(
        "add_disposition", "Add disposition…", QUALITY, DECIDING, "DispositionLineAdded", _add, _adding, _nothing_left,
        introduction="So many pieces, and what is done with them. The lines together have to be the pieces affected.",
        by_line=True,
    ),
    Deed(
        "remove_disposition", "Remove disposition…", QUALITY, DECIDING, "DispositionLineRemoved", _remove, _removing, _no_lines,
        by_line=True,
    ),
    Deed(
        "execute_disposition", "Carried out…", OWNER_OR_QUALITY, (State.DISPOSITIONED.value,), "DispositionLineExecuted",
        _execute, _executing, _all_executed, then=_move_on, front=True, style="primary", by_line=True,
    ),
    Deed("add_cost", "Add cost…", OWNER_OR_QUALITY, _COSTING, "CostRecorded", _cost, _costing, by_line=True),
    Deed("remove_cost", "Remove cost…", OWNER_OR_QUALITY, _COSTING, "CostRemoved", _remove_cost, _removing_cost, _no_costs,
        by_line=True),
    waiver_deed(OPEN_STATES, Rule.ORIGINATOR_DECIDES, Rule.OWNER_CLOSES, Rule.EXECUTOR_CLOSES),
)  # fmt: skip
