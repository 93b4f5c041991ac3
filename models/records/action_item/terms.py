"""The words of an action item: its states, and what its choices may be."""

from __future__ import annotations

from enum import StrEnum

from models.workflow.common import DUPLICATE, REOPENED, VOID


class State(StrEnum):
    """Order is the usual way. Blocked is no state: it changes neither what comes next nor when it is due."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class Purpose(StrEnum):
    """Correction is of the thing, corrective action of its cause (ISO 9000:2015 3.12.2, 3.12.3)."""

    CONTAINMENT = "containment"
    CORRECTION = "correction"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    IMPROVEMENT = "improvement"
    COMMUNICATION = "communication"
    VERIFICATION = "verification"


class Strength(StrEnum):
    """The strongest first: the cause is gone, the mistake impossible, found at once, or people are told."""

    ELIMINATE = "eliminate"
    ERROR_PROOF = "error_proof"
    DETECT = "detect"
    TRAIN = "train"

    @property
    def label(self) -> str:
        return _STRENGTHS[self.value]


_STRENGTHS = {
    "eliminate": "Eliminates the cause",
    "error_proof": "Makes the mistake impossible",
    "detect": "Detects it",
    "train": "Trains or instructs people",
}


class EvidenceKind(StrEnum):
    WORDS = "words"
    FILE = "file"

    @property
    def label(self) -> str:
        return "In words" if self is EvidenceKind.WORDS else "A file or picture"


FINISHED = (State.VERIFIED.value, State.CANCELLED.value)
ENDED = frozenset({*FINISHED, VOID, DUPLICATE})
OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.DRAFT)
#: Where it is still to be carried out.
UNDONE = (State.PROPOSED.value, State.ACCEPTED.value, State.IN_PROGRESS.value, REOPENED)
#: Where nobody has taken it on.
UNACCEPTED = (State.PROPOSED.value, State.DECLINED.value, REOPENED)
