"""Faults on demand: what the next submissions run into, in the order in which they were asked for.

The kinds are those that a sender must survive: refused for now, refused for good, refused for one
recipient, and the connection cut after DATA, once with nothing kept and once with the mail taken but the
answer lost.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

Stage = Literal["rcpt", "data"]


@dataclass(frozen=True, slots=True)
class Fault:
    """`answer` is None where the connection is cut instead; `kept` says whether the mail is delivered
    nevertheless.
    """

    stage: Stage
    answer: str | None
    kept: bool = False


FAULTS: dict[str, Fault] = {
    "4xx": Fault("data", "451 4.3.0 Local error in processing, try again later"),
    "5xx": Fault("data", "554 5.7.1 Message refused by policy"),
    "greylisted": Fault("rcpt", "450 4.2.0 Greylisted, try again later"),
    "refused_recipient": Fault("rcpt", "550 5.1.1 Recipient address rejected: User unknown"),
    "drop": Fault("data", None),
    "lose_answer": Fault("data", None, kept=True),
}


class Faults:
    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque()

    def plan(self, kind: str, times: int = 1) -> None:
        """Raises KeyError for a kind that is not in FAULTS."""
        self._waiting.extend([FAULTS[kind]] * times)

    def forget(self) -> None:
        self._waiting.clear()

    def due(self, stage: Stage) -> Fault | None:
        """The next fault where it strikes at `stage`, and only then is it used up."""
        if self._waiting and self._waiting[0].stage == stage:
            return self._waiting.popleft()
        return None
