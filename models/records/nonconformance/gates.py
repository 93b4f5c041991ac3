"""What stands before the arrows of a nonconformance, each with the clause that it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from models.catalogue.part import known_part
from models.kernel.forms import Unmet
from models.records.nonconformance.lines import CONCESSIONS, CORRECTIONS, CostLine, Disposition, DispositionLine
from models.records.nonconformance.terms import YesNo, YesNoUnknown
from models.workflow.action_items import ALL_VERIFIED
from models.workflow.common import DUPLICATE, VOID, originator_is_not_actor, owner_is_not_actor
from models.workflow.companions import links_of
from models.workflow.lifecycle import Gate, Situation
from models.workflow.record import Severity
from models.workflow.waivers import Rule, broken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records.nonconformance.record import Nonconformance

#: A corrective action that ended without one; another kind's states, by their names.
CAPA_GONE = frozenset({VOID, DUPLICATE, "rejected", "cancelled"})


def ncr_of(s: Situation) -> Nonconformance:
    return cast("Nonconformance", s.record)


def remainder(ncr: Nonconformance) -> int | None:
    """Affected pieces that no line speaks of; below zero when the lines speak of more. None while the number is not known."""
    if ncr.quantity_affected is None:
        return None
    return ncr.quantity_affected - sum(line.quantity for line in DispositionLine.of(ncr))


def _quantity_known(s: Situation) -> Unmet | None:
    if ncr_of(s).quantity_affected is None:
        lift = "Correct “Pieces affected”, or put it into the form."
        return Unmet("How many pieces are affected is not known yet.", lift, "quantity_affected")
    return None


def _customer_told(s: Situation) -> Unmet | None:
    ncr = ncr_of(s)
    if ncr.shipped is YesNoUnknown.YES and not ncr.customer_notification:
        because = "Parts were shipped: decide whether the customer is informed, and say why."
        return Unmet(because, "Fill in “Informing the customer”.", "customer_notification")
    return None


def _minor(s: Situation) -> Unmet | None:
    if s.record.severity is Severity.MINOR:
        return None
    shown = s.record.severity.value if s.record.severity else "not known (and so treated as major)"
    because = f"Its severity is {shown}: that takes a material review board."
    return Unmet(because, "Contain it and ask for the review board.", "severity")


def _no_concession(s: Situation) -> Unmet | None:
    if any(line.disposition in CONCESSIONS for line in DispositionLine.of(s.record)):
        because = "Use as is and repair need the design authority's approval."
        return Unmet(because, "Contain it and ask for the review board, or choose another disposition.", "disposition")
    return None


def _all_pieces(s: Situation) -> Unmet | None:
    left = remainder(ncr_of(s))
    lines = DispositionLine.of(s.record)
    if left is None or (left == 0 and lines):
        return None
    if not lines:
        return Unmet("No disposition stands in it yet.", "Add a disposition.", "disposition")
    said = f"{left} pieces are left without a disposition." if left > 0 else f"The lines hold {-left} pieces too many."
    return Unmet(said, "The lines together have to be the pieces affected.", "quantity_affected")


def _each(lines: Iterable[DispositionLine], wrong: str, lift: str, field: str) -> Unmet | None:
    found = [line.said for line in lines]
    return Unmet(f"{', '.join(found)}: {wrong}", lift, field) if found else None


def _instruction_given(s: Situation) -> Unmet | None:
    bare = [li for li in DispositionLine.of(s.record) if li.disposition in CORRECTIONS and not li.instruction]
    return _each(
        bare,
        "rework and repair need their instruction.",
        "Name the instruction, with the re-inspection.",
        "instruction",
    )


def _supplier_named(s: Situation) -> Unmet | None:
    lines = DispositionLine.of(s.record)
    bare = [li for li in lines if li.disposition is Disposition.RETURN_TO_SUPPLIER and not li.supplier]
    return _each(bare, "a return needs its supplier.", "Name the supplier.", "supplier")


def _customer_authorized(s: Situation) -> Unmet | None:
    ncr = ncr_of(s)
    part = known_part(s.session, ncr.part or "")
    if ncr.customer_part is not YesNo.YES and not (part and part.needs_customer_authorization):
        return None
    bare = [
        li for li in DispositionLine.of(s.record) if li.disposition in CONCESSIONS and not li.customer_authorization
    ]
    wrong = "contract or part ask for the customer's authorization first."
    return _each(bare, wrong, "Name the customer's authorization on the line.", "customer_authorization")


def _executed(s: Situation) -> Unmet | None:
    lines = DispositionLine.of(s.record)
    left = [f"{line.said}: {line.missing}" for line in lines if line.missing]
    if not left:
        return None
    lift = "Record what was carried out, or decide the disposition anew."
    return Unmet(f"Not everything is carried out: {'; '.join(left)}.", lift, "evidence")


def counting_capa(session: Session, ncr: Nonconformance) -> bool:
    """Is there a CAPA that still counts at the other end of a link?"""
    ends = [e.source if e.target_id == ncr.id else e.target for e in links_of(session, ncr)]
    return any(end.kind == "capa" and end.state not in CAPA_GONE for end in ends)


def _capa_decided(s: Situation) -> Unmet | None:
    if ncr_of(s).capa_needed is YesNo.YES and not counting_capa(s.session, ncr_of(s)):
        because = "A corrective action was found necessary, and none is linked."
        return Unmet(because, "Raise a CAPA from it, or link one.", "capa_needed")
    return None


def _costs_known(s: Situation) -> Unmet | None:
    if ncr_of(s).no_costs_reason or CostLine.of(s.record):
        return None
    because = "What it cost is not recorded."
    return Unmet(because, "Add its costs, or say why there are none.", "no_costs_reason")


def _executor_is_not_actor(s: Situation) -> Unmet | None:
    """Giving the record away does not give away what one has done with it."""
    executors = {line.executor_id for line in DispositionLine.of(s.record)} - {None}
    if s.person and s.person.id in executors:
        return broken(s, Rule.EXECUTOR_CLOSES, "You executed it, so somebody else has to close it.")
    return None


CONTAINED = (Gate("customer informed or not", _customer_told, "IATF 16949 8.7.1.6"),)
#: Of every decision on a disposition.
DECIDED = (
    Gate("quantity known", _quantity_known, "ISO 9001:2015 8.7.2"),
    Gate("every piece has its disposition", _all_pieces, "ISO 9001:2015 8.7.1"),
    Gate("rework and repair have their instruction", _instruction_given, "IATF 16949 8.7.1.4"),
    Gate("return has its supplier", _supplier_named, "ISO 9001:2015 8.7.1"),
    Gate(
        "customer's authorization where the contract asks for it", _customer_authorized, "IATF 16949 8.7.1.1, 8.7.1.5"
    ),
)
DECIDED_ALONE = (
    Gate("minor severity", _minor, "AS9100 8.7; IATF 16949 8.7.1"),
    Gate("no design authority needed", _no_concession, "AS9100 8.7"),
    *DECIDED,
    originator_is_not_actor("decide"),
)
EXECUTED = (Gate("everything carried out and verified", _executed, "ISO 9001:2015 8.7.1; IATF 16949 8.7.1.7"),)
CLOSED = (
    Gate("CAPA linked or not needed", _capa_decided, "ISO 9001:2015 10.2.1"),
    Gate("costs known", _costs_known),
    ALL_VERIFIED,
    owner_is_not_actor("close", Rule.OWNER_CLOSES),
    Gate("who executed it does not close it", _executor_is_not_actor, "21 CFR 11.10(g)"),
)
