"""The two doors to the database: `reading()` looks, `acting(actor, cause)` changes, and only it commits.

What was changed behind the second door is compared once, before the commit, and written to the ledger; no caller can forget it
and none can write it otherwise. Nothing is sent, rendered or called out to while the door is open: there is one writer.
"""

from __future__ import annotations

from models.unit_of_work.acting import Actor, ActorKind, Cause
from models.unit_of_work.doors import BulkChangeRefused, Database, now_of
from models.unit_of_work.kept import Kept, Projection
from models.unit_of_work.unit import Letter, Unit

__all__ = [
    "Actor", "ActorKind", "BulkChangeRefused", "Cause", "Database", "Kept", "Letter", "Projection", "Unit", "now_of",
]  # fmt: skip
