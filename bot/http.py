"""The small HTTP server: health for whoever watches, Slack's requests in HTTP mode, the movable clock in the sandbox."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import uvicorn
from slack_bolt import App, BoltRequest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

Health = Callable[[], dict[str, Any]]
#: A request larger than this is not Slack's.
MOST_BYTES = 1_000_000


def health_route(health: Health) -> Route:
    async def answer(_request: Request) -> Response:
        facts = await run_in_threadpool(health)
        return JSONResponse(facts, status_code=200 if facts["ok"] else 503)

    return Route("/healthz", answer)


def slack_route(app: App) -> Route:
    return Route("/slack/events", _from_slack(app), methods=["POST"])


def _from_slack(app: App) -> Callable[[Request], Awaitable[Response]]:
    """In a thread, because Bolt's own adapter would block the event loop for every gesture."""

    async def endpoint(request: Request) -> Response:
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 20:
            return PlainTextResponse("this is no request of Slack's", status_code=401)  # the SDK would raise on it
        body = await request.body()
        if len(body) > MOST_BYTES:
            return PlainTextResponse("too large", status_code=413)
        headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in request.headers.items()}
        asked = BoltRequest(body=body.decode("utf-8", "replace"), headers=headers, query=str(request.query_params))
        answered = await run_in_threadpool(app.dispatch, asked)
        return Response(answered.body, status_code=answered.status, headers=answered.first_headers())

    return endpoint


class Server:
    """uvicorn in a thread; `port` is known once it has started."""

    def __init__(self, host: str, port: int, routes: list[Route]) -> None:
        config = uvicorn.Config(
            Starlette(routes=routes), host=host, port=port, log_level="warning", lifespan="off", access_log=False
        )
        self._server = uvicorn.Server(config)
        self._socket = config.bind_socket()
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="http", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
