"""The door of reading: bytes in, one Reading out, never an exception.

A step that fails is noted in `error` and in the flags; the steps after it still run on what is there.
"""

from __future__ import annotations

from handlers.intake.reading.draft import Draft
from handlers.intake.reading.facts import Own, Reading
from handlers.intake.reading.steps import STEPS

NOTHING_OURS = Own()


def read(raw: bytes, own: Own = NOTHING_OURS) -> Reading:
    """What the mail says. `own` tells our own addresses and servers, for loops and trust."""
    draft = Draft(raw=raw, own=own)
    for step in STEPS:
        step.attempt(draft)
    return draft.reading()
