"""What the ledger keeps of a mapped class, and which views show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Projection:
    """A view of a subject in a place that has to be made true again."""

    view: str
    subject: UUID
    place: str


class Kept:
    """A mapped class whose every change belongs in the ledger."""

    #: Columns that say nothing of their own (search text, versions).
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version"})

    def ledger_subject(self) -> tuple[UUID, str]:
        """The id and the printed name of what the change is about; each class says it (an ABC clashes with the mapper)."""
        raise NotImplementedError

    def ledger_name(self) -> str:
        """Which of the subject's things it is, where its class does not say that."""
        return ""

    def projections(self, session: Session) -> tuple[Projection, ...]:
        """The views that show this and are stale now."""
        return ()
