"""Has it happened again? Nonconformances of the same part, as an effectiveness check and the need for a CAPA ask for them.

No record type imports another, so a nonconformance is known here by the name of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.workflow.companions import links_of
from models.workflow.record import Record

NONCONFORMANCE = "nonconformance"
#: Of these nothing is counted.
_GONE = ("void", "duplicate")


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
