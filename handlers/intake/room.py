"""What the intake works with, and in whose name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.intake.deciding.decision import Post
from handlers.intake.reading.understanding import Understanding
from models.store import Store
from models.unit_of_work import Actor, ActorKind, Database

INTAKE = Actor(ActorKind.JOB, "intake")


@dataclass(frozen=True, slots=True)
class Room:
    """What the intake works with; made once by bot."""

    database: Database
    store: Store
    post: Post
    site_code: str
    understand: Callable[[bytes], Understanding]
