"""One record that looks like another, and why it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of two records; what is told is the other one."""

    id: UUID
    number: str
    noun: str
    kind: str
    title: str
    state: str
    registered_at: datetime
    #: From 0; what scores less than a threshold is not told.
    score: int
    #: “same part and lot; similar words: porous, flange”.
    because: str
