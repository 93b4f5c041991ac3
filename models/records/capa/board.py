"""Who approves the plan: quality, and whoever answers for the process; never its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.people.person import Person, Role
from models.workflow.approvals import Policy, SeatPlan
from models.workflow.record import Record, Severity

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records.capa.record import CAPA

QUALITY = SeatPlan("Quality", (Role.QUALITY_MANAGER, Role.QUALITY_ENGINEER))
MANAGER = SeatPlan("Quality manager", (Role.QUALITY_MANAGER,))


def plan_board(_session: Session, record: Record, _requester: Person | None) -> Policy:
    """Two different people; the champion sits for the process where one is named. A signature has its place in the seats' grade."""
    capa = cast("CAPA", record)
    process = SeatPlan("Process owner", (Role.SUPERVISOR,), capa.champion_id)
    seats = (MANAGER if capa.severity is Severity.CRITICAL else QUALITY, process)
    without = (capa.owner_id,) if capa.owner_id else ()
    return Policy(f"Plan of {capa.printed}", seats, distinct=2, without=without)
