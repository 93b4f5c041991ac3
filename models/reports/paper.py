"""A record on paper: everything that it says and everything that happened to it, as facts, with their hash.

ISO 9001:2015 7.5.3 and 8.7.2; 21 CFR 11.10(b): a human-readable copy of the record with its trail.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import ledger
from models.kernel.forms import Fact, FieldKind
from models.kernel.papers import Paper, PaperFile, PaperHead, PaperNote, PaperPart, PaperSection, PaperTable
from models.reports.paper_tables import names, table
from models.reports.trail import trail_of
from models.workflow.common import DUPLICATE, VOID
from models.workflow.companions import LinkType, attachments_of, links_of, notes_of
from models.workflow.lifecycle import state_label
from models.workflow.record import Record
from models.workflow.showing import shown

#: Said in the head, or told in a section of its own.
_ELSEWHERE = frozenset({"title", "severity"})
FURTHER = PaperSection("Further details")


def paper_of(session: Session, record: Record, company: str) -> Paper:
    lines, last = trail_of(session, record)
    return Paper(
        head=_head(session, record, company),
        parts=_parts(session, record),
        links=_links(session, record),
        files=tuple(PaperFile(a.name, a.media_type, a.size, a.at, a.sha256) for a in attachments_of(session, record)),
        notes=tuple(PaperNote(n.at, n.author, n.text) for n in notes_of(session, record)),
        trail=lines,
        trail_hash=last,
    )


def fingerprint(paper: Paper) -> str:
    """SHA-256 of the canonical JSON of the printed facts: the same for two papers that say the same."""
    return hashlib.sha256(ledger.canonical(_plain(asdict(paper))).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime | date) else value


def _head(session: Session, record: Record, company: str) -> PaperHead:
    people = (("Owner", record.owner), ("Reported by", record.originator))
    severity = record.fields()["severity"].shown(record.severity)
    closed = ((state_label(record.state).capitalize(), record.closed_at),) if record.closed_at else ()
    return PaperHead(
        company=company,
        site=f"{record.site.name} ({record.site.code})",
        time_zone=record.site.time_zone,
        noun=record.type.paper_noun or record.type.noun,
        number=record.printed,
        title=record.title or "",
        state=state_label(record.state),
        version=record.version,
        facts=(Fact("Severity", severity), *(Fact(label, p.name if p else "nobody") for label, p in people)),
        moments=(("Received", record.received_at), ("Recorded", record.created_at), *closed),
        warning=_warning(session, record),
    )


def _warning(session: Session, record: Record) -> str:
    if not record.number:
        return "DRAFT: not registered; it has no number and is no record yet."
    if record.state == VOID:
        return "VOID: this record was voided and does not count. The trail says by whom and why."
    if record.state == DUPLICATE:
        edges = [e for e in links_of(session, record) if e.source_id == record.id]
        of = [e.target.printed for e in edges if e.type is LinkType.DUPLICATE_OF]
        return f"DUPLICATE of {', '.join(of) or 'another record'}: what counts stands there."
    return ""


def _parts(session: Session, record: Record) -> tuple[PaperPart, ...]:
    """The declared sections; then whatever fields and tables they do not name, so that nothing is left out."""
    declared = record.type.paper or (PaperSection("Details", record.type.shown),)
    fields = {name for section in declared for name in section.fields} | _ELSEWHERE
    tables = {name for section in declared for name in section.tables}
    rest = PaperSection(
        FURTHER.title,
        tuple(name for name in record.fields() if name not in fields),
        tuple(name for name in names(type(record)) if name not in tables),
    )
    further = _part(session, record, rest)
    return (*(_part(session, record, s) for s in declared), *([further] if further.facts or further.tables else []))


def _part(session: Session, record: Record, section: PaperSection) -> PaperPart:
    found = (table(name, session, record) for name in section.tables)
    tables: tuple[PaperTable, ...] = tuple(t for t in found if t and t.rows)
    return PaperPart(section.title, section.clause, _facts(session, record, section.fields), tables, section.empty)


def _facts(session: Session, record: Record, names: tuple[str, ...]) -> tuple[Fact, ...]:
    declared = record.fields()
    values = [(declared[name], getattr(record, name)) for name in names]
    return tuple(
        Fact(field.label, shown(session, field, value), quoted=field.kind is FieldKind.TEXT)
        for field, value in values
        if value not in (None, "")
    )


def _links(session: Session, record: Record) -> tuple[tuple[str, str, str], ...]:
    """How, which, and its title; seen from this record."""
    found = []
    for edge in links_of(session, record):
        outgoing = edge.source_id == record.id
        other = edge.target if outgoing else edge.source
        how = edge.type.label if outgoing else f"{edge.type.label} this"
        found.append((how, other.printed, other.title or ""))
    return tuple(found)
