"""Who acts, and what made them act."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    PERSON = "person"
    JOB = "job"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by id, a job of Andon's own, or whoever runs the command line on the server."""

    kind: ActorKind
    name: str
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """What made them act: the surface, what it calls the occasion, and the id that joins ledger, outbox and log."""

    surface: str
    reference: str = ""
    correlation: str = field(default_factory=lambda: secrets.token_hex(6))
