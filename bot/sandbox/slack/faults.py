"""Faults that a test or a person puts in the way: each is used up after `times` uses.

A fault on a method hits the next calls of that method; one on "socket" acts at once on the open
connections; one on "events" hits the next events that are delivered.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from .wire import Json

CALL_KINDS = frozenset({"ratelimited", "internal_error", "http_503", "timeout", "drop", "lose_answer"})
SOCKET_KINDS = frozenset({"drop", "refresh", "warning"})
EVENT_KINDS = frozenset({"redeliver", "drop", "lose_answer"})


class UnknownFault(ValueError):
    """No such fault can be set on that method."""


@dataclass(slots=True)
class Fault:
    method: str
    kind: str
    times: int
    retry_after: int = 1

    def fits(self, method: str) -> bool:
        return self.times > 0 and self.method in {method, "*"}

    def as_json(self) -> Json:
        return {
            "method": self.method,
            "kind": self.kind,
            "times": self.times,
            "retry_after": self.retry_after,
        }


def kinds_for(method: str) -> frozenset[str]:
    return {"socket": SOCKET_KINDS, "events": EVENT_KINDS}.get(method, CALL_KINDS)


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, method: str, kind: str, times: int = 1, retry_after: int = 1) -> Fault:
        if kind not in kinds_for(method):
            raise UnknownFault(f"{kind} cannot be set on {method}")
        fault = Fault(method, kind, times, retry_after)
        with self._lock:
            self._faults.append(fault)
        return fault

    def take(self, method: str) -> Fault | None:
        """The first fault that fits, used once; "*" means every Web API method, not events."""
        with self._lock:
            for fault in self._faults:
                if fault.fits(method) and (fault.method == method or method != "events"):
                    fault.times -= 1
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def left(self) -> list[Json]:
        return [fault.as_json() for fault in self._faults if fault.times > 0]
