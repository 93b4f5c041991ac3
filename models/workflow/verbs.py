"""What can be done to any record, in one place; each verb has its room beside this one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from models.people.person import Person
from models.workflow.adding import assign, attach, comment, deed_of, link, perform, refuse_barred
from models.workflow.asking import COMMENT, OTHER, REASON, asked, fill, reason_of
from models.workflow.correcting import correct
from models.workflow.linking import AlreadyLinked, SelfLink
from models.workflow.moving import act, authorise, load, open_gates, open_record, refuse_before_asking, transition_of

__all__ = [
    "COMMENT", "OTHER", "REASON", "AlreadyLinked", "SelfLink", "act", "asked", "assign", "attach", "authorise", "comment",
    "correct", "deed_of", "fill", "link", "load", "open_gates", "open_record", "perform", "person_of", "reason_of",
    "refuse_barred", "refuse_before_asking", "transition_of",
]  # fmt: skip


def person_of(session: Session, person_id: UUID) -> Person:
    return session.get_one(Person, person_id)
