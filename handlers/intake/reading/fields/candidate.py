"""What may be a value of a field, before all of it is weighed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value of a field at a place of the page."""

    name: str
    value: str
    confidence: float
    start: int
    end: int
