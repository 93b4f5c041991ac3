"""The tables that a printed record may contain, by name. To add one: write its provider, name it here.

A provider gives None, or a table without rows, where a record has nothing of the kind; it is then not printed. A section of a
type (`RecordType.paper`) names the tables that stand in it; a table that no section names is printed in the last one. The lines
that a type declares need no provider: their table has the name of the database's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.kernel.papers import PaperTable
from models.people.person import Person
from models.records.nonconformance.lines import CONCESSIONS, DispositionLine
from models.reports import paper_deciding
from models.workflow.action_items import actions_of
from models.workflow.lifecycle import state_label
from models.workflow.lines import RecordLine
from models.workflow.record import Record
from models.workflow.showing import shown

Provider = Callable[[Session, Record], PaperTable | None]


def concessions(_session: Session, record: Record) -> PaperTable | None:
    """What is used or repaired although it does not conform (ISO 9001:2015 8.7.2 c)."""
    if DispositionLine not in record.type.lines:
        return None
    rows = tuple(
        (
            line.quantity,
            line.fields()["disposition"].shown(line.disposition),
            line.rationale,
            line.customer_authorization or "–",
        )
        for line in DispositionLine.of(record)
        if line.disposition in CONCESSIONS
    )
    return PaperTable("Concessions", ("Pieces", "Disposition", "Because", "Customer's authorization"), rows)


def actions(session: Session, record: Record) -> PaperTable | None:
    """Its action items, each with its honest date, where it stands and what shows it."""
    rows = tuple((a.printed, a.title or "", _by_whom(a), _outcome(a)) for a in actions_of(session, record))
    return PaperTable("Action items", ("Number", "What", "Who and until when", "Where it stands"), rows)


def _by_whom(action: Any) -> str:
    strength = f"\n{action.fields()['strength'].shown(action.strength)}" if action.strength else ""
    return f"{action.owner.name if action.owner else 'nobody'}, {action.until}{strength}"


def _outcome(action: Any) -> str:
    said = (action.evidence, action.verification, action.cancel_reason, action.substitute)
    return "\n".join((state_label(action.state), *(text for text in said if text)))


TABLES: dict[str, Provider] = {
    "decisions": paper_deciding.decisions,
    "approvals": paper_deciding.approvals,
    "approval_questions": paper_deciding.questions,
    "concessions": concessions,
    "actions": actions,
}


def names(kind: type[Record]) -> tuple[str, ...]:
    """The tables that a record of this type may have."""
    return (*(lines.__tablename__ for lines in kind.type.lines), *TABLES)


def table(name: str, session: Session, record: Record) -> PaperTable | None:
    lines = next((kind for kind in record.type.lines if kind.__tablename__ == name), None)
    return _lines(lines, session, record) if lines else TABLES[name](session, record)


def _lines(kind: type[RecordLine], session: Session, record: Record) -> PaperTable:
    """Three columns for every type of line: its number, the line in a few words, and all that it says."""
    rows = tuple((line.position, line.said, _told(session, record, line)) for line in kind.of(record))
    return PaperTable(kind.heading, ("#", "What", "In detail"), rows)


def _told(session: Session, record: Record, line: RecordLine) -> str:
    told = [
        f"{field.label}{'' if field.label.endswith('?') else ':'} {shown(session, field, value)}"
        for name, field in line.fields().items()
        if (value := getattr(line, name)) not in (None, "")
    ]
    return "\n".join((*told, *_executed(session, record, line)))


def _executed(session: Session, record: Record, line: RecordLine) -> tuple[str, ...]:
    at, executor = getattr(line, "executed_at", None), getattr(line, "executor_id", None)
    if not isinstance(at, datetime):
        return ()
    person = session.get(Person, executor) if executor else None
    on = at.astimezone(ZoneInfo(record.site.time_zone)).strftime("%Y-%m-%d %H:%M %Z")
    return (f"Carried out: {on}{f', {person.name}' if person else ''}",)
