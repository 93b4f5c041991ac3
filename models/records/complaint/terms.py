"""The words of a complaint: its states, and what its choices may be."""

from __future__ import annotations

from enum import StrEnum

from models.workflow.common import ENDED


class State(StrEnum):
    """Order is the usual way of a complaint."""

    RECEIVED = "received"
    REGISTERED = "registered"
    ACKNOWLEDGED = "acknowledged"
    EVALUATING = "evaluating"
    INVESTIGATING = "investigating"
    NOT_INVESTIGATED = "not_investigated"
    RESPONSE_DRAFTED = "response_drafted"
    RESPONSE_APPROVED = "response_approved"
    REPLIED = "replied"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class Channel(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    VISIT = "visit"
    PORTAL = "portal"
    SOCIAL = "social"


class Harm(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


#: What the letter with the reply is called in the outbox.
REPLY = "reply"
INVESTIGATED = (State.INVESTIGATING, State.NOT_INVESTIGATED)
OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.RECEIVED)
UNANSWERED = tuple(s.value for s in State if s.value not in {*ENDED, State.RECEIVED, State.REPLIED})
