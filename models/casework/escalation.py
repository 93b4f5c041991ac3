"""From a complaint to a nonconformance, and from that to a corrective action: each is caused by what it was raised from.

A nonconformance carries the complaint's photos and facts; a corrective action may be raised for several nonconformances, which
are linked to it one by one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.casework import parts
from models.kernel.errors import WrongState
from models.people.person import Person
from models.records.capa import CAPA
from models.records.complaint import Complaint
from models.records.nonconformance import Nonconformance
from models.unit_of_work import Unit
from models.workflow.companions import Attachment, Link, LinkType, attachments_of
from models.workflow.lifecycle import state_label
from models.workflow.linking import join
from models.workflow.notices import announce
from models.workflow.record import Record, by_number
from models.workflow.verbs import open_record

#: Which fields of a complaint prefill which of a nonconformance.
CARRIED = {"description": "description", "part": "part", "lot": "lot", "quantity": "quantity"}

CAPA_CARRIED = {"description": "problem", "part": "part", "detected_where": "where_found"}


def prefilled(complaint: Complaint) -> dict[str, str]:
    carried = {target: str(getattr(complaint, source) or "") for source, target in CARRIED.items()}
    return {**carried, "detected_where": f"At the customer{_named(complaint)}"}


def raise_nonconformance(
    unit: Unit, values: Mapping[str, object], person: Person, caused_by: str | None = None
) -> Nonconformance:
    """A new NCR; from a complaint where `caused_by` is its number."""
    complaint = source(unit.session, caused_by) if caused_by else None
    title = {"title": complaint.title} if complaint else {}
    values = {**title, **values, **parts.prefilled(unit.session, values)}
    ncr = open_record(unit, Nonconformance, person.site, values, person)
    if complaint:
        _join(unit, ncr, complaint)
    return ncr


def source(session: Session, number: str) -> Complaint:
    """The open complaint of that number; WrongState for anything else."""
    record = by_number(session, number)
    if not isinstance(record, Complaint) or record.is_closed:
        state = state_label(record.state) if isinstance(record, Complaint) else "no complaint"
        raise WrongState(number=record.printed, state=state, act="Raise NCR")
    return record


def capa_prefilled(ncr: Nonconformance) -> dict[str, str]:
    carried = {target: str(getattr(ncr, source) or "") for source, target in CAPA_CARRIED.items()}
    severity = ncr.severity.value if ncr.severity else ""
    return {**carried, "capa_type": "corrective", "severity": severity}


def raise_capa(unit: Unit, values: Mapping[str, object], person: Person, caused_by: str | None = None) -> CAPA:
    """A new CAPA; from a nonconformance where `caused_by` is its number."""
    ncr = nonconformance(unit.session, caused_by) if caused_by else None
    known = {"title": ncr.title, "how_many": ncr.quantity} if ncr else {}
    capa = open_record(unit, CAPA, person.site, {**known, **values}, person)
    if ncr:
        join(unit, capa, ncr.printed, LinkType.CAUSED_BY)
        announce(unit, "CorrectiveActionRaised", ncr, f"raised {capa.printed} from it")
    return capa


def nonconformance(session: Session, number: str) -> Nonconformance:
    """The open nonconformance of that number; WrongState for anything else."""
    record = by_number(session, number)
    if not isinstance(record, Nonconformance) or record.is_closed:
        state = state_label(record.state) if isinstance(record, Nonconformance) else "no nonconformance"
        raise WrongState(number=record.printed, state=state, act="Raise CAPA")
    return record


def _join(unit: Unit, ncr: Nonconformance, complaint: Record) -> None:
    edge = Link(
        source_id=ncr.id,
        source=ncr,
        target_id=complaint.id,
        target=complaint,
        type=LinkType.CAUSED_BY,
        at=unit.now,
    )
    unit.add(edge)
    for file in attachments_of(unit.session, complaint):
        unit.add(
            Attachment(
                record_id=ncr.id,
                record=ncr,
                sha256=file.sha256,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                source=file.source,
                at=unit.now,
            )
        )


def _named(complaint: Complaint) -> str:
    return f" {complaint.organisation}" if complaint.organisation else ""
