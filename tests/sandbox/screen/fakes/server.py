"""The stand-in and the page on one loopback port."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette

from bot.sandbox.screen import First, screen_routes
from tests.sandbox.screen.fakes.changes import Changes
from tests.sandbox.screen.fakes.company import MEERA, SUPPLIERS
from tests.sandbox.screen.fakes.mailhost import FakeClock, FakeMailHost
from tests.sandbox.screen.fakes.workspace import FakeWorkspace


@dataclass
class Sandbox:
    url: str = ""
    changes: Changes = field(default_factory=Changes)
    workspace: FakeWorkspace = field(init=False)
    mail: FakeMailHost = field(init=False)
    clock: FakeClock = field(init=False)

    def __post_init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """As on the first day; the same server and listeners."""
        self.workspace = FakeWorkspace(self.changes)
        self.mail = FakeMailHost(self.changes)
        self.clock = FakeClock(self.changes)

    def app(self) -> Starlette:
        parts = (self.workspace, self.mail, self.clock)
        return Starlette(
            routes=[*screen_routes(First(MEERA, SUPPLIERS)), *(route for part in parts for route in part.routes())]
        )


@contextmanager
def running(port: int = 0) -> Iterator[Sandbox]:
    sandbox = Sandbox()
    listener = socket.create_server(("127.0.0.1", port))
    server = uvicorn.Server(
        uvicorn.Config(_Current(sandbox), log_level="warning", timeout_graceful_shutdown=1, lifespan="off")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    sandbox.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        yield sandbox
    finally:
        sandbox.changes.close()
        server.should_exit = True
        thread.join(timeout=10)


class _Current:
    """Serves the sandbox as it is now: a reset between two tests needs no new server."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._app = sandbox.app()
        self._workspace = sandbox.workspace

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]  # an ASGI app
        if self._workspace is not self._sandbox.workspace:
            self._app, self._workspace = self._sandbox.app(), self._sandbox.workspace
        await self._app(scope, receive, send)
