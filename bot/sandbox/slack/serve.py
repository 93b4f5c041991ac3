"""Runs a Starlette app on a free loopback port in a thread: for tests, benchmarks and the sandbox."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from .cutting import CuttableProtocol
from .routes import slack_routes
from .workspace import Workspace

STOP_SECONDS = 10.0


class AnnouncedServer(uvicorn.Server):
    """Says when it is ready, so that nobody has to ask again and again."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()


def server_for(app: ASGIApp) -> AnnouncedServer:
    """A server whose connections can be cut by a fault (see `cutting`)."""
    config = uvicorn.Config(
        app,
        http=CuttableProtocol,
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    return AnnouncedServer(config)


@contextmanager
def serving(app: ASGIApp, workspaces: Sequence[Workspace] = ()) -> Iterator[str]:
    """The app's base URL while it runs; its workspaces let go of whoever waits when it stops."""
    listener = socket.create_server(("127.0.0.1", 0))
    base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server = server_for(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        if not server.ready.wait(STOP_SECONDS):
            raise RuntimeError("the sandbox did not start")
        for workspace in workspaces:
            workspace.base_url = base_url
        yield base_url
    finally:
        for workspace in workspaces:
            workspace.changes.close()
        server.should_exit = True
        thread.join(STOP_SECONDS)
        listener.close()


@contextmanager
def serving_workspace(workspace: Workspace) -> Iterator[str]:
    with serving(Starlette(routes=slack_routes(workspace)), [workspace]) as base_url:
        yield base_url
