"""What changed, numbered and sent to whoever listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from tests.sandbox.screen.fakes.company import Json


class Changes:
    def __init__(self) -> None:
        self.told: list[Json] = []
        self._listeners: set[asyncio.Queue[Json | None]] = set()

    def add(self, kind: str, **facts: object) -> None:
        change = {"seq": len(self.told) + 1, "kind": kind, **facts}
        self.told.append(change)
        for listener in self._listeners:
            listener.put_nowait(change)

    def close(self) -> None:
        for listener in self._listeners:
            listener.put_nowait(None)

    async def stream(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield ": connected\n\n"
            while (change := await queue.get()) is not None:
                yield f"data: {json.dumps(change)}\n\n"
        finally:
            self._listeners.discard(queue)
