"""Two lists that make the sandbox loud: every call that the app made, and every problem seen.

A problem is what a real workspace would let pass in silence or answer in a place nobody reads: a
method that is not modelled, blocks that Slack refuses, an answer that never came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from .changes import ChangeLog
from .wire import Json

SECRET_ARGS = frozenset({"token", "client_secret", "app_token"})


class Journal:
    def __init__(self, changes: ChangeLog, real_time: Callable[[], float], keep: int = 5_000) -> None:
        self._changes = changes
        self._real_time = real_time
        self._calls: deque[Json] = deque(maxlen=keep)
        self._problems: deque[Json] = deque(maxlen=keep)
        self._call_seq = 0
        self._problem_seq = 0

    def call(self, method: str, args: Json, *, ok: bool, error: str | None) -> None:
        self._call_seq += 1
        self._calls.append(
            {
                "seq": self._call_seq,
                "method": method,
                "args": redacted(args),
                "ok": ok,
                "error": error,
                "at": datetime.fromtimestamp(self._real_time(), UTC).isoformat(),
            }
        )
        self._changes.add("call")

    def problem(self, kind: str, detail: str) -> None:
        self._problem_seq += 1
        self._problems.append({"seq": self._problem_seq, "kind": kind, "detail": detail})
        self._changes.add("problem")

    def calls(self, since: int = 0) -> list[Json]:
        return [call for call in list(self._calls) if call["seq"] > since]

    def problems(self, since: int = 0) -> list[Json]:
        return [problem for problem in list(self._problems) if problem["seq"] > since]


def redacted(args: Json) -> Json:
    return {name: "(redacted)" if name in SECRET_ARGS else _bounded(value) for name, value in args.items()}


def _bounded(value: Any) -> Any:
    return value[:2_000] + "…" if isinstance(value, str) and len(value) > 2_000 else value
