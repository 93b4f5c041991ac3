"""The words of a nonconformance: its states, and what its choices may be."""

from __future__ import annotations

from enum import StrEnum

from models.workflow.common import ENDED


class State(StrEnum):
    """Order is the usual way of a nonconformance."""

    DRAFT = "draft"
    OPEN = "open"
    CONTAINED = "contained"
    DISPOSITION_REVIEW = "disposition_review"
    DISPOSITIONED = "dispositioned"
    EXECUTED = "executed"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class Source(StrEnum):
    INCOMING = "incoming"
    IN_PROCESS = "in_process"
    FINAL = "final"
    CUSTOMER = "customer"
    AUDIT = "audit"
    SUPPLIER = "supplier"
    FIELD = "field"


class YesNoUnknown(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.DRAFT)
#: Where dispositions are being decided.
DECIDING = (State.OPEN.value, State.CONTAINED.value, State.DISPOSITION_REVIEW.value, State.REOPENED.value)
