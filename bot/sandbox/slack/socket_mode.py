"""Socket Mode's server side: up to ten connections, envelopes out, acknowledgements in.

Any open connection may get a payload; one that was told to refresh gets none while another is open.
Source: docs, apis/events-api/using-socket-mode; slack.md 2.6.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from .cutting import cut
from .delivery import Envelope, Outcome
from .wire import Json
from .workspace import Workspace

CONNECTIONS = 10
HOST = "applink-sandbox"


@dataclass(eq=False, slots=True)
class Connection:
    websocket: WebSocket
    retiring: bool = False
    sent: set[str] = field(default_factory=set)

    async def send(self, message: Json) -> None:
        await self.websocket.send_text(json.dumps(message))


class SocketHub:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connections: list[Connection] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._turn = 0

    @property
    def connected(self) -> bool:
        return bool(self._connections)

    async def endpoint(self, websocket: WebSocket) -> None:
        await websocket.accept()
        refusal = self._refusal(websocket)
        if refusal:
            await websocket.send_text(json.dumps(_disconnect(refusal)))
            await websocket.close()
            return
        connection = Connection(websocket)
        self._connections.append(connection)
        await connection.send(self._hello())
        await self._close_retired()
        self._workspace.changes.add("presence")
        try:
            await self._listen(connection)
        finally:
            self._forget(connection)

    async def send(self, envelope: Envelope, seconds: float) -> Outcome:
        connection = self._next()
        if connection is None:
            return Outcome(delivered=False, reason="connection_failed")
        loop = asyncio.get_running_loop()
        envelope_id = str(uuid.uuid4())
        answer: asyncio.Future[Json] = loop.create_future()
        self._waiting[envelope_id] = answer
        connection.sent.add(envelope_id)
        started = loop.time()
        try:
            await connection.send(_wrapped(envelope, envelope_id))
            ack = await asyncio.wait_for(answer, seconds)
        except (TimeoutError, WebSocketDisconnect, RuntimeError, ConnectionError):
            return Outcome(delivered=True, reason="timeout")
        finally:
            self._waiting.pop(envelope_id, None)
            connection.sent.discard(envelope_id)
        return Outcome(delivered=True, acked=True, ms=(loop.time() - started) * 1000, payload=ack.get("payload"))

    async def disturb(self, kind: str) -> None:
        """A fault on the open connections: drop them, or ask them to reconnect."""
        for connection in list(self._connections):
            if kind == "drop":
                await _drop(connection)
                self._forget(connection)
                continue
            connection.retiring = kind == "refresh"
            await connection.send(_disconnect("refresh_requested" if kind == "refresh" else kind))

    async def _close_retired(self) -> None:
        """A newer connection is there: those that were told to refresh are closed.

        What they were asked may still be acknowledged, over any connection.
        """
        for connection in list(self._connections):
            if connection.retiring:
                await connection.websocket.close()

    def _refusal(self, websocket: WebSocket) -> str | None:
        if not self._workspace.tickets.take_socket(websocket.query_params.get("ticket", "")):
            return "link_disabled"
        return "too_many_websockets" if len(self._connections) >= CONNECTIONS else None

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "debug_info": {
                "host": HOST,
                "started": "",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._workspace.app.id},
        }

    async def _listen(self, connection: Connection) -> None:
        try:
            while True:
                self._acknowledged(await connection.websocket.receive_text())
        except WebSocketDisconnect:
            return

    def _acknowledged(self, message: str) -> None:
        try:
            ack = json.loads(message)
            answer = self._waiting.get(ack["envelope_id"])
        except (ValueError, KeyError, TypeError):
            self._workspace.journal.problem("bad_socket_message", message[:500])
            return
        if answer is None or answer.done():
            self._workspace.journal.problem("late_ack", f"envelope {ack['envelope_id']}")
            return
        answer.set_result(ack)

    def _forget(self, connection: Connection) -> None:
        """Whoever waits on a connection that broke waits in vain: told now, not after three seconds."""
        if connection not in self._connections:
            return
        self._connections.remove(connection)
        for envelope_id in () if connection.retiring else tuple(connection.sent):
            answer = self._waiting.get(envelope_id)
            if answer is not None and not answer.done():
                answer.set_exception(ConnectionError("the socket is gone"))
        self._workspace.changes.add("presence")

    def _next(self) -> Connection | None:
        fresh = [each for each in self._connections if not each.retiring] or self._connections
        if not fresh:
            return None
        self._turn += 1
        return fresh[self._turn % len(fresh)]


def _wrapped(envelope: Envelope, envelope_id: str) -> Json:
    wrapped: Json = {
        "envelope_id": envelope_id,
        "type": envelope.kind,
        "accepts_response_payload": envelope.accepts_answer,
        "payload": envelope.payload,
    }
    if envelope.kind == "events_api":
        wrapped |= {"retry_attempt": envelope.retry_attempt, "retry_reason": envelope.retry_reason}
    return wrapped


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST}}


async def _drop(connection: Connection) -> None:
    if not cut(connection.websocket):
        await connection.websocket.close(1011)
