"""The outcomes that deciding can have, and what it may look at."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from handlers.intake.reading.facts import Kind, Reading
from models.intake import IntakeItem, Verdict
from models.people.person import Person
from models.workflow.record import Record


@dataclass(frozen=True, slots=True)
class Post:
    """The company's side of the mail: its addresses, and which of them take complaints."""

    addresses: frozenset[str]
    complaints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """One mail before its decision."""

    session: Session
    item: IntakeItem
    reading: Reading
    kind: Kind
    post: Post
    sender: Person | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`verdict` with its reason; a record where the mail belongs to one."""

    verdict: Verdict
    because: str
    record: Record | None = None
    #: Shown on the card in front of everything else.
    warning: str = ""
    #: Registered at once, in the name of the job.
    register: bool = False
