"""What follows when it is implemented, and when its effectiveness was checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from models.people.person import Role, holders
from models.records.capa.gates import bounds
from models.records.capa.lines import EffectivenessCheck
from models.records.capa.terms import ROUNDS_TO_MANAGEMENT, TO_CHECK_IN, Outcome
from models.unit_of_work import Unit
from models.workflow.notices import tell
from models.workflow.record import Record
from models.workflow.recurrence import reported_again

if TYPE_CHECKING:
    from models.records.capa.record import CAPA

NONE_AGAIN = "nothing"


def implemented(unit: Unit, record: Record) -> None:
    """The window is frozen: what the plan promised, counted from today."""
    capa = cast("CAPA", record)
    capa.implemented_at = unit.now
    capa.ec_opens, capa.ec_closes = window(capa, record.site.day(unit.now))


def window(capa: CAPA, day: date) -> tuple[date, date]:
    """The first day of the check and the last one."""
    least, most = bounds(capa)
    opens = day + timedelta(days=capa.ec_window_days or least)
    return opens, max(day + timedelta(days=most), opens + timedelta(days=TO_CHECK_IN))


def recurrence_text(unit: Unit, capa: CAPA) -> str:
    """What the query finds, as it is kept with the check: number, day and title of each."""
    again = reported_again(unit.session, capa, capa.implemented_at) if capa.implemented_at else []
    said = [f"{r.printed} ({r.site.day(r.received_at)}) {r.title or ''}" for r in again]
    left = len(said) - 20
    return ("\n".join(said[:20]) + (f"\nand {left} more" if left > 0 else ""))[:2000] or NONE_AGAIN


def _keep(unit: Unit, capa: CAPA, outcome: Outcome) -> None:
    result = capa.ec_waived_because if outcome is Outcome.WAIVED else capa.ec_result
    line = EffectivenessCheck.add(
        unit, capa,
        {
            "outcome": outcome.value, "result": result, "target": capa.ec_target, "adverse": capa.ec_adverse,
            "judged": capa.ec_recurrence, "recurrence": recurrence_text(unit, capa),
        },
    )  # fmt: skip
    line.checked_at, line.checked_by_id = unit.now, unit.actor.person_id


def confirmed(outcome: Outcome) -> Callable[[Unit, Record], None]:
    def then(unit: Unit, record: Record) -> None:
        capa = cast("CAPA", record)
        _keep(unit, capa, outcome)
        capa.ec_verified_by_id = unit.actor.person_id

    return then


def failed(unit: Unit, record: Record) -> None:
    """Back to the root cause, with the round counted; the check's answers stay in its line and make room for the next."""
    capa = cast("CAPA", record)
    _keep(unit, capa, Outcome.NOT_EFFECTIVE)
    capa.cycle += 1
    capa.ec_result = capa.ec_adverse = capa.ec_recurrence = None
    capa.implemented_at = capa.ec_opens = capa.ec_closes = None
    if capa.cycle >= ROUNDS_TO_MANAGEMENT:
        _tell_management(unit, capa)


def _tell_management(unit: Unit, capa: CAPA) -> None:
    said = f"found it not effective, for the {capa.cycle}th time" if capa.cycle > 3 else _TIMES[capa.cycle]
    facts = {
        "number": capa.printed, "title": capa.title or "", "who": unit.actor.name, "said": said, "reason": "", "told": [],
    }  # fmt: skip
    for person in holders(unit.session, Role.TOP_MANAGEMENT, capa.site.day(unit.now), capa.site_code):
        if person.id not in {capa.owner_id, capa.originator_id}:
            tell(unit, person.id, "happened", facts, once=f"not_effective/{capa.id}/{capa.cycle}/{person.id}")


_TIMES = {2: "found it not effective, for the second time", 3: "found it not effective, for the third time"}
