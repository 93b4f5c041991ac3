"""How a payload reaches the app, whichever door it has: a socket or signed requests.

A door sends one envelope and waits for its acknowledgement, three seconds and no longer
(docs: interactivity, acknowledgment response).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .wire import Json

COMMAND, INTERACTIVE, EVENT = "slash_commands", "interactive", "events_api"


@dataclass(frozen=True, slots=True)
class Envelope:
    kind: str
    payload: Json
    accepts_answer: bool = False
    retry_attempt: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an envelope: whether it left, and the acknowledgement with its milliseconds."""

    delivered: bool
    acked: bool = False
    ms: float | None = None
    payload: Json | None = None
    reason: str = ""
    no_retry: bool = False


class Door(Protocol):
    @property
    def connected(self) -> bool: ...

    async def send(self, envelope: Envelope, seconds: float) -> Outcome: ...
