"""Readers that behave as no reader should; the worker starts them by name in a process of its own."""

from __future__ import annotations

import os
import threading

from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import KnownThings
from handlers.intake.reading.kinds.model import Model
from handlers.intake.reading.understanding import Understanding, understand


def hostile(raw: bytes, own: Own, known: KnownThings, _model: Model | None) -> Understanding:
    """Does what the mail says, else reads it."""
    if b"hang" in raw:
        threading.Event().wait()
    if b"bloat" in raw:
        bytearray(8 * 1024**3)
    if b"die" in raw:
        os._exit(11)
    if b"pid" in raw:
        raise MemoryError(os.getpid())
    return understand(raw, own, known)
