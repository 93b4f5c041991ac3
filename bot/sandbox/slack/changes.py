"""What changed, numbered: the page follows it, and a test waits on it instead of sleeping.

The log only says where to look again (a channel, a person's views); it never carries text, so nobody
reads through it what is not theirs. The mail host and the clock may add their own kinds.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from dataclasses import dataclass

from .wire import Json, without_none


@dataclass(frozen=True, slots=True)
class Change:
    seq: int
    kind: str
    channel: str | None = None
    thread_ts: str | None = None
    user: str | None = None

    def as_json(self) -> Json:
        return without_none(
            {
                "seq": self.seq,
                "kind": self.kind,
                "channel": self.channel,
                "thread_ts": self.thread_ts,
                "user": self.user,
            }
        )


class ChangeLog:
    """Keeps the newest changes; one who asks from before them gets what is left."""

    def __init__(self, keep: int = 20_000) -> None:
        self._changes: deque[Change] = deque(maxlen=keep)
        self._condition = threading.Condition()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._seq = 0
        self.closed = False

    @property
    def seq(self) -> int:
        return self._seq

    def add(
        self, kind: str, *, channel: str | None = None, thread_ts: str | None = None, user: str | None = None
    ) -> Change:
        with self._condition:
            self._seq += 1
            change = Change(self._seq, kind, channel, thread_ts, user)
            self._changes.append(change)
            self._wake()
        return change

    def since(self, seq: int) -> list[Change]:
        with self._condition:
            if seq >= self._seq:
                return []
            return [change for change in self._changes if change.seq > seq]

    def wait(self, since: int, timeout: float) -> bool:
        """For threads: True as soon as something newer than `since` is there."""
        until = time.monotonic() + timeout
        with self._condition:
            while self._seq <= since and not self.closed:
                left = until - time.monotonic()
                if left <= 0:
                    return False
                self._condition.wait(left)
            return self._seq > since

    async def wait_async(self, since: int, timeout: float) -> bool:
        event = asyncio.Event()
        waiter = (asyncio.get_running_loop(), event)
        with self._condition:
            if self._seq > since or self.closed:
                return self._seq > since
            self._waiting.add(waiter)
        try:
            await asyncio.wait_for(event.wait(), timeout)
        except TimeoutError:
            return False
        finally:
            with self._condition:
                self._waiting.discard(waiter)
        return self._seq > since

    def close(self) -> None:
        """Let go of everybody who waits, so that a server can stop."""
        with self._condition:
            self.closed = True
            self._wake()

    def _wake(self) -> None:
        self._condition.notify_all()
        for loop, event in self._waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(event.set)
