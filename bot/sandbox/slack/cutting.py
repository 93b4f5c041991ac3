"""Cutting a connection in the middle, as a network does: no answer, no closing handshake.

The server's protocol class puts the transport into each request's scope; without it (another server
set-up) a fault that cuts degrades to an answer that stops short, which a client meets the same way.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response, StreamingResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

TRANSPORT = "sandbox.transport"


class CuttableProtocol(H11Protocol):
    """Give it to `uvicorn.Config(http=…)`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        super().connection_made(transport)
        self.app_state = {**self.app_state, TRANSPORT: transport}


def cut(connection: HTTPConnection) -> bool:
    """Drops the TCP connection at once; False if the server does not hand out its transport."""
    state: dict[str, Any] = connection.scope.get("state") or {}
    transport = state.get(TRANSPORT)
    if transport is None:
        return False
    transport.abort()
    return True


async def cut_answer(request: Request) -> Response:
    """What an endpoint returns after the connection is gone (nobody reads it)."""
    if cut(request):
        await asyncio.sleep(0)
        return Response(status_code=503)

    return StreamingResponse(iter(()), headers={"Content-Length": "1"})


async def until_given_up(request: Request, most: float = 60.0) -> None:
    """Waits until the caller hangs up: a call that is never answered."""
    try:
        async with asyncio.timeout(most):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return
