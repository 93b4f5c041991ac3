"""The material review board: which seats have to agree to the dispositions of this nonconformance.

AS9100 8.7: use as is and repair take the design authority. Customary for major ones: quality, engineering, manufacturing, and
purchasing where something goes back to its supplier; never by the originator alone (segregation of duties).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.people.person import Person, Role
from models.records.nonconformance.lines import CONCESSIONS, Disposition, DispositionLine
from models.workflow.approvals import Policy, SeatPlan
from models.workflow.record import Record, Severity
from models.workflow.waivers import Rule, waived

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records.nonconformance.record import Nonconformance

QUALITY = SeatPlan("Quality", (Role.QUALITY_MANAGER, Role.QUALITY_ENGINEER))
ENGINEERING = SeatPlan("Design authority", (Role.DESIGN_AUTHORITY,))
MANUFACTURING = SeatPlan("Manufacturing", (Role.SUPERVISOR,))
PURCHASING = SeatPlan("Purchasing", (Role.PURCHASING,))
MANAGER = SeatPlan("Quality manager", (Role.QUALITY_MANAGER,))


def review_board(session: Session, record: Record, _requester: Person | None) -> Policy:
    """All seats, side by side; two different people for anything but a minor one."""
    ncr = cast("Nonconformance", record)
    codes = {line.disposition for line in DispositionLine.of(ncr)}
    minor = ncr.severity is Severity.MINOR
    seats = [MANAGER if ncr.severity is Severity.CRITICAL else QUALITY]
    if codes & CONCESSIONS or not minor:
        seats.append(ENGINEERING)
    if not minor:
        seats.append(MANUFACTURING)
    if Disposition.RETURN_TO_SUPPLIER in codes:
        seats.append(PURCHASING)
    lifted = waived(session, ncr, Rule.ORIGINATOR_DECIDES, ncr.originator_id)
    without = (ncr.originator_id,) if ncr.originator_id and not lifted else ()
    return Policy(f"Disposition of {ncr.printed}", tuple(seats), distinct=1 if minor else 2, without=without)
