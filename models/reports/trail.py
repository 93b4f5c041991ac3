"""What happened to a record, as the ledger tells it, in words: who, when, old and new value, and why.

Personal values stand in the ledger as hashes; they are read from their side rows, or said to be erased.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.forms import FieldKind
from models.kernel.papers import Change, TrailLine
from models.ledger import LedgerEntry, LedgerPersonal, canonical
from models.people.person import Person
from models.reports.trail_of_dates import DUE, dates_told
from models.workflow.approvals import Approval, Seat
from models.workflow.record import Record

ERASED = "(personal data, erased)"
#: A printing changes nothing; were it part of the trail, no two papers of an unchanged record would be alike.
PRINTED = "RecordPrinted"
#: What a line says already, or what only says where a row belongs.
_TECHNICAL = frozenset({"at", "author_id", "created_at", "kind", "record_id", "source_id", "state_since"})
_PERSONAL = "personal:"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
#: A value of one of our enumerations, such as “duplicate_of”.
_TERM = re.compile(r"[a-z]+(_[a-z]+)+")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def trail_of(session: Session, record: Record) -> tuple[tuple[TrailLine, ...], str]:
    """The lines about the record, oldest first, and the hash of the last of them."""
    about = sa.select(LedgerEntry).where(LedgerEntry.subject_id == record.id).order_by(LedgerEntry.seq)
    entries = [(entry, json.loads(entry.text)) for entry in session.scalars(about)]
    told = [(entry, line) for entry, line in entries if line["act"] != PRINTED]
    names = _Names(session, record, [line for _, line in told])
    return tuple(_line(entry, line, names) for entry, line in told), told[-1][0].hash if told else ""


def _line(entry: LedgerEntry, line: Mapping[str, Any], names: _Names) -> TrailLine:
    actor = line["actor"]
    return TrailLine(
        seq=entry.seq,
        at=entry.at,
        who=actor["name"] if actor["kind"] == "person" else f"{actor['name']} ({actor['kind']})",
        surface=line["surface"],
        act=spoken(line["act"]),
        reason=line["reason"],
        changes=tuple(_changes(line["changes"], names)),
    )


def spoken(act: str) -> str:
    """“DispositionDecided” is “Disposition decided”."""
    return _WORDS.sub(" ", act).capitalize()


def _changes(changes: list[dict[str, Any]], names: _Names) -> Iterator[Change]:
    for change in changes:
        if change["in"] == DUE:
            yield from dates_told(change, names.site, names.known)
            continue
        for column, (old, new) in names.in_order(change["in"], change["values"]):
            if column not in _TECHNICAL:
                before, after = (names.shown(change["in"], column, value) for value in (old, new))
                if before or after:
                    yield Change(names.label(change["in"], column), before, after)


class _Names:
    """What the ledger's keys are called, looked up once for a whole trail."""

    def __init__(self, session: Session, record: Record, lines: list[dict[str, Any]]) -> None:
        self.own = type(record).__name__
        self.site = record.site
        #: The declared fields of the record and of its lines, by the class that the ledger names.
        self.fields = {self.own: record.fields()} | {kind.__name__: kind.fields() for kind in record.type.lines}
        values = [v for line in lines for c in line["changes"] for pair in c["values"].values() for v in pair]
        each = (one for v in values for one in (v if isinstance(v, list) else [v]))
        texts = {one for one in each if isinstance(one, str)}
        self.personal = _personal(session, {t.removeprefix(_PERSONAL) for t in texts if t.startswith(_PERSONAL)})
        self.known = _known(session, {found for t in texts if (found := _uuid(t))})

    def in_order(self, kind: str, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """What fields say comes first, in the order of their declaration."""
        fields = list(self.fields.get(kind, ()))
        return sorted(values.items(), key=lambda item: fields.index(item[0]) if item[0] in fields else len(fields))

    def label(self, kind: str, column: str) -> str:
        """What hangs on the record (a note, a link) is told with what it is."""
        field = self.fields.get(kind, {}).get(column)
        words = field.label if field else column.removesuffix("_id").replace("_", " ")
        if kind != self.own:
            return f"{spoken(kind)}: {words}"
        return words[:1].upper() + words[1:]

    def shown(self, kind: str, column: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return ", ".join(self._plain(each) for each in value)
        if isinstance(value, dict | list):  # a frozen copy of what stands elsewhere
            return f"SHA-256 {hashlib.sha256(canonical({'of': value}).encode()).hexdigest()}"
        if isinstance(value, str) and value.startswith(_PERSONAL):
            return self.personal.get(value.removeprefix(_PERSONAL), ERASED)
        field = self.fields.get(kind, {}).get(column)
        return self._plain(value) if field is None or field.kind is FieldKind.PERSON else field.shown(value)

    def _plain(self, value: Any) -> str:
        """A yes or no, a moment, a term of ours, somebody or something known by id; anything else as it is."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        text = str(value)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
        return text.replace("_", " ") if _TERM.fullmatch(text) else self.known.get(text, text)


def _personal(session: Session, digests: set[str]) -> dict[str, str]:
    query = sa.select(LedgerPersonal.digest, LedgerPersonal.text).where(LedgerPersonal.digest.in_(digests))
    return {row.digest: row.text for row in session.execute(query)}


def _known(session: Session, ids: set[UUID]) -> dict[str, str]:
    """People by name, records by number, approvals by title, seats by label."""
    named = ((Person.id, Person.name), (Record.id, Record.number), (Approval.id, Approval.title), (Seat.id, Seat.label))
    rows = (row for key, name in named for row in session.execute(sa.select(key, name).where(key.in_(ids))))
    return {str(known): name for known, name in rows if name}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
