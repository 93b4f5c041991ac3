"""Action items and what they were decided for: a record knows its actions by their link, whatever its type.

No record type imports another; here an action item is a record of the kind `action_item` that is part of something.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.forms import Unmet
from models.workflow.companions import Link, LinkType
from models.workflow.lifecycle import Gate, Situation, state_label
from models.workflow.record import Record

ACTION_ITEM = "action_item"
DONE, VERIFIED, CANCELLED, DECLINED = "done", "verified", "cancelled", "declined"
_GONE = frozenset({"void", "duplicate"})


def actions_of(session: Session, record: Record) -> list[Any]:
    """Its action items in the order of their numbers, without those that are void."""
    parts = sa.select(Link).where(Link.target_id == record.id, Link.type == LinkType.PART_OF)
    found = (edge.source for edge in session.scalars(parts))
    return sorted((r for r in found if r.kind == ACTION_ITEM and r.state not in _GONE), key=lambda r: str(r.number))


def whole_of(session: Session, record: Record) -> Record | None:
    """What an action item is part of."""
    if record.kind != ACTION_ITEM:
        return None
    edges = sa.select(Link).where(Link.source_id == record.id, Link.type == LinkType.PART_OF).order_by(Link.at)
    edge = session.scalars(edges).first()
    return edge.target if edge else None


def standing(action: Any) -> str:
    """An action in one line: who, until when, where it stands."""
    owner = action.owner.name if action.owner else "nobody"
    instead = f", instead: {action.substitute}" if action.state == CANCELLED and action.substitute else ""
    return f"{action.printed} {action.title or ''} – {owner}, {action.until}, {state_label(action.state)}{instead}"


def is_settled(action: Any, *finished: str) -> bool:
    """In one of `finished`; or cancelled, with what replaces it on record."""
    return action.state in finished or (action.state == CANCELLED and bool(action.substitute))


def unsettled(session: Session, record: Record, *finished: str) -> Unmet | None:
    left = [a for a in actions_of(session, record) if not is_settled(a, *finished)]
    if not left:
        return None
    said = "; ".join(f"{a.printed} is {state_label(a.state)}" for a in left[:5]) + (" …" if len(left) > 5 else "")
    lift = "Finish them, or cancel them and record what replaces them."
    return Unmet(f"Not all of its actions are {' or '.join(finished)}: {said}.", lift)


def _all_verified(s: Situation) -> Unmet | None:
    return unsettled(s.session, s.record, VERIFIED)


ALL_VERIFIED = Gate("all actions verified, or replaced", _all_verified, "ISO 9001:2015 10.2.1")
