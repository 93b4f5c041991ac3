"""Has it happened again? Nonconformances of the same part, as an effectiveness check and the need for a CAPA ask for them;
and the cards that name how many there are, once there is one more.

No record type imports another, so a nonconformance is known here by the name of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.unit_of_work import Projection, Unit
from models.workflow.companions import links_of
from models.workflow.record import CARD, QUALITY_CHANNEL, Record

NONCONFORMANCE = "nonconformance"
#: Of these nothing is counted.
_GONE = ("void", "duplicate")
#: Customary triggers of a CAPA: so many reports of one part, so many lots of one supplier, within these days.
WINDOW = timedelta(days=90)
OF_ONE_PART, LOTS_OF_ONE_SUPPLIER = 3, 2
#: So many of the latest that share a part or a supplier are looked at when one more comes.
MOST_RECOUNTED = 200


def nonconformances(session: Session, *conditions: Any) -> list[Any]:
    """Those that count, the oldest first. Conditions are on the columns of `kind()`."""
    ncr = kind()
    found = sa.select(ncr).where(ncr.number.is_not(None), ncr.state.not_in(_GONE), *conditions)
    return list(session.scalars(found.order_by(ncr.received_at, ncr.number)))


def kind() -> Any:
    """The class of nonconformances."""
    return Record.__mapper__.polymorphic_map[NONCONFORMANCE].class_


def same_part(parts: Iterable[str]) -> sa.ColumnElement[bool]:
    return same(kind().part, parts)


def same(column: Any, values: Iterable[str]) -> sa.ColumnElement[bool]:
    """Case and the blanks around it make no other part or supplier."""
    wanted = {v.strip() for v in values if v.strip()}
    return sa.or_(column.in_(wanted), sa.func.lower(sa.func.trim(column)).in_({v.lower() for v in wanted}))


def linked(session: Session, record: Record) -> list[Any]:
    """The nonconformances at the other end of a link."""
    ends = [e.source if e.target_id == record.id else e.target for e in links_of(session, record)]
    return [end for end in ends if end.kind == NONCONFORMANCE and end.state not in _GONE]


def reported_again(session: Session, record: Any, since: datetime) -> list[Any]:
    """Nonconformances of the record's part, or of a part that it was raised for, that came up since then."""
    sources = linked(session, record)
    parts = {p for p in (record.part, *(ncr.part for ncr in sources)) if p}
    known = [ncr.id for ncr in sources if ncr.received_at < since]
    ncr = kind()
    return nonconformances(session, same_part(parts), ncr.received_at >= since, ncr.id.not_in(known)) if parts else []


def recount(unit: Unit, record: Record) -> None:
    """One more of a part or a supplier, or one less: the cards of the open ones that name the number are drawn anew."""
    new, ncr = _key(record), kind()
    shared = [same(column, [v]) for column, v in ((ncr.part, new.part), (ncr.supplier, new.supplier)) if v]
    if not shared:
        return
    columns = (ncr.id, ncr.received_at, ncr.state, ncr.part, ncr.supplier, ncr.lot)
    found = sa.select(*columns).where(
        ncr.number.is_not(None), ncr.state.not_in(_GONE), ncr.id != record.id, sa.or_(*shared)
    )
    rows = [_key(row) for row in unit.session.execute(found.order_by(ncr.received_at.desc()).limit(MOST_RECOUNTED))]
    named = [row for row in rows if row.state not in ncr.type.lifecycle.closed and _names(row, [new, *rows], new)]
    unit.all_stale(Projection(CARD, row.id, QUALITY_CHANNEL) for row in named)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a nonconformance is counted by."""

    id: UUID
    received_at: datetime
    state: str
    part: str
    supplier: str
    lot: str


def _key(row: Any) -> _Counted:
    part, supplier, lot = ((value or "").strip().casefold() for value in (row.part, row.supplier, row.lot))
    return _Counted(row.id, row.received_at, row.state, part, supplier, lot)


def _names(row: _Counted, others: list[_Counted], new: _Counted) -> bool:
    """Does its card name a number to which the new one belongs?"""
    since = row.received_at - WINDOW
    counted = [other for other in others if other.received_at >= since]
    if new not in counted:
        return False
    of_part = sum(1 for other in counted if row.part and other.part == row.part)
    lots = {other.lot for other in counted if row.supplier and other.supplier == row.supplier} - {""}
    by_part = new.part == row.part and of_part >= OF_ONE_PART
    return by_part or (new.supplier == row.supplier and len(lots) >= LOTS_OF_ONE_SUPPLIER)
