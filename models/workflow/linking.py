"""Joining two records by a typed edge; what a duplicate may be a duplicate of."""

from __future__ import annotations

import sqlalchemy as sa

from models.kernel.errors import InvalidFields, Refusal, UnknownRecord
from models.unit_of_work import Unit
from models.workflow.asking import OTHER
from models.workflow.common import DUPLICATE
from models.workflow.companions import Link, LinkType
from models.workflow.record import Record, by_number


class SelfLink(Refusal):
    """A record cannot be linked to itself."""


class AlreadyLinked(Refusal):
    """{number} and {other} are linked like that already."""


def join(unit: Unit, record: Record, other: str, how: LinkType, *, again: bool = False) -> Record:
    """Join two records; `again` where the same edge may be there from an earlier time."""
    try:
        target = by_number(unit.session, other)
    except UnknownRecord as unknown:
        raise InvalidFields(fields={OTHER.name: unknown.sentence}) from unknown
    if target.id == record.id:
        raise SelfLink(fields={OTHER.name: SelfLink().sentence})
    same = sa.select(Link.id).where(Link.source_id == record.id, Link.target_id == target.id, Link.type == how)
    if how is LinkType.DUPLICATE_OF:
        _check_duplicate(record, target)
    if unit.session.scalar(same):
        if again:
            return target
        raise AlreadyLinked(number=record.printed, other=target.printed)
    edge = Link(source_id=record.id, source=record, target_id=target.id, target=target, type=how, at=unit.now)
    unit.name_act(record.id, "RecordLinked")
    unit.add(edge)
    return target


def _check_duplicate(record: Record, target: Record) -> None:
    if target.kind != record.kind:
        sentence = (
            f"{target.printed} is a {target.type.noun}; a {record.type.noun} can only be a duplicate of its own kind."
        )
        raise InvalidFields(fields={OTHER.name: sentence})
    if target.state == DUPLICATE:
        sentence = f"{target.printed} is a duplicate itself; name the one that it is a duplicate of."
        raise InvalidFields(fields={OTHER.name: sentence})
