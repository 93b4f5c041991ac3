"""Does a nonconformance call for a corrective action? Suggested with its reasons, never opened by itself."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.records.nonconformance import Nonconformance, Source, YesNo, YesNoUnknown
from models.records.nonconformance.gates import counting_capa
from models.workflow.companions import LinkType, links_of
from models.workflow.record import Severity
from models.workflow.recurrence import LOTS_OF_ONE_SUPPLIER, OF_ONE_PART, WINDOW, nonconformances, same, same_part


def reasons(session: Session, ncr: Nonconformance) -> tuple[str, ...]:
    """Why a corrective action is suggested; empty where nothing calls for one, one is linked, or it was decided against."""
    if ncr.is_closed or ncr.capa_needed is YesNo.NO or counting_capa(session, ncr):
        return ()
    found = (_critical(ncr), _escaped(session, ncr), _part_again(session, ncr), _supplier_again(session, ncr))
    return tuple(reason for reason in found if reason)


def suggestion(session: Session, ncr: Nonconformance) -> str:
    """The reasons as one sentence; empty where nothing is suggested."""
    found = reasons(session, ncr)
    return f"A corrective action (CAPA) is suggested: {'; '.join(found)}." if found else ""


def _critical(ncr: Nonconformance) -> str:
    return "it is critical" if ncr.severity is Severity.CRITICAL else ""


def _escaped(session: Session, ncr: Nonconformance) -> str:
    complained = any(
        e.type is LinkType.CAUSED_BY and e.source_id == ncr.id and e.target.kind == "complaint"
        for e in links_of(session, ncr)
    )
    outside = ncr.shipped is YesNoUnknown.YES or ncr.source in {Source.CUSTOMER, Source.FIELD}
    return "it got as far as the customer" if complained or outside or ncr.at_customer else ""


def _part_again(session: Session, ncr: Nonconformance) -> str:
    if not ncr.part:
        return ""
    count = len(nonconformances(session, same_part([ncr.part]), *_lately(ncr)))
    return f"{count} of {ncr.part} within {WINDOW.days} days" if count >= OF_ONE_PART else ""


def _supplier_again(session: Session, ncr: Nonconformance) -> str:
    if not ncr.supplier:
        return ""
    theirs = nonconformances(session, same(Nonconformance.supplier, [ncr.supplier]), *_lately(ncr))
    lots = {(r.lot or "").strip().casefold() for r in theirs} - {""}
    if len(lots) < LOTS_OF_ONE_SUPPLIER:
        return ""
    return f"{len(lots)} lots of {ncr.supplier} within {WINDOW.days} days"


def _lately(ncr: Nonconformance) -> tuple[object, ...]:
    """In the window that ends when this one was reported, and what came after it."""
    return (Nonconformance.received_at >= ncr.received_at - WINDOW,)
