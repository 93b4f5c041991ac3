"""The tables that a printed record may contain, by name. To add one: write its provider, name it here.

A provider gives None, or a table without rows, where a record has nothing of the kind; it is then not printed. A section of a
type (`RecordType.paper`) names the tables that stand in it; a table that no section names is printed in the last one. The lines
that a type declares need no provider: their table has the name of the database's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.kernel.papers import PaperTable
from models.records.nonconformance.lines import CONCESSIONS, DispositionLine
from models.reports import paper_deciding
from models.workflow.action_items import actions_of
from models.workflow.lifecycle import state_label
from models.workflow.lines import RecordLine
from models.workflow.record import Record
from models.workflow.showing import person_of, shown

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
    said = (
        ("Shown", action.evidence), ("Verified", action.verification), ("Cancelled because", action.cancel_reason),
        ("Instead", action.substitute),
    )  # fmt: skip
    return "\n".join((state_label(action.state), *(f"{how}: {text}" for how, text in said if text)))


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
    """For every type of line: its number, the line in a few words, and what else it says, where any of them does."""
    rows = [(line.position, line.said, _told(session, record, line)) for line in kind.of(record)]
    if not any(told for _, _, told in rows):
        return PaperTable(kind.heading, ("#", "What"), tuple(row[:2] for row in rows))
    return PaperTable(kind.heading, ("#", "What", "In detail"), tuple(rows))


def _told(session: Session, record: Record, line: RecordLine) -> str:
    values = ((f, getattr(line, name)) for name, f in line.fields().items())
    told = [(f, shown(session, f, value)) for f, value in values if value not in (None, "")]
    told = [(f, value) for f, value in told if not _stands_in(value, line.said)]
    return "\n".join((*(f"{f.heading} {value}" for f, value in told), *_signed(session, record, line)))


def _stands_in(value: str, said: str) -> bool:
    """Words that the line says already; a number is said again, because it may be another one."""
    return not value.isdecimal() and bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said, re.IGNORECASE))


#: Who did something to a line, and when: the two columns, and how it is told.
_SIGNED = (
    ("executed_at", "executor_id", "Carried out"),
    ("checked_at", "checked_by_id", "Checked"),
    ("granted_at", "granted_by_id", "Waived"),
)


def _signed(session: Session, record: Record, line: RecordLine) -> tuple[str, ...]:
    return tuple(
        f"{label}: {_moment(record, at)}{_by(session, getattr(line, who))}"
        for when, who, label in _SIGNED
        if isinstance(at := getattr(line, when, None), datetime)
    )


def _moment(record: Record, at: datetime) -> str:
    return at.astimezone(ZoneInfo(record.site.time_zone)).strftime("%Y-%m-%d %H:%M %Z")


def _by(session: Session, known: object) -> str:
    person = person_of(session, known)
    return f", {person.name}" if person else ""
