"""Puts the workspace's parts together and gives their routes, ready for one Starlette app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from .control import Control
from .delivery import Door
from .doors import Doors
from .events import Events
from .gestures import Gestures
from .http_mode import HttpDoor
from .socket_mode import SocketHub
from .view_gestures import ViewGestures
from .web_api import WebApi
from .wire import SlackError
from .workspace import Workspace

Endpoint = Callable[[Request], Awaitable[Response]]


def slack_routes(workspace: Workspace) -> list[BaseRoute]:
    hub = SocketHub(workspace)
    door = _door(workspace, hub)
    gestures = Gestures(workspace, door, Events(workspace, door))
    control = Control(workspace, hub, gestures, ViewGestures(workspace, gestures))
    api, doors = WebApi(workspace), Doors(workspace)
    return [
        _route("/api/{method:str}", api.endpoint, "GET", "POST"),
        WebSocketRoute("/link/", hub.endpoint),
        _route("/response/{team}/{token}", doors.respond, "POST"),
        _route("/upload/v1/{token}", doors.receive_upload, "POST", "PUT"),
        _route("/files-pri/{team}-{file_id}", doors.download),
        _route("/files-pri/{team}-{file_id}/download", doors.download),
        _route("/sandbox/state", control.state),
        _route("/sandbox/messages", control.messages),
        _route("/sandbox/views", control.views),
        _route("/sandbox/home", control.home),
        _route("/sandbox/gestures/{name}", control.gesture, "POST"),
        _route("/sandbox/files", control.upload, "POST"),
        _route("/sandbox/files/{file_id}", control.file),
        _route("/sandbox/changes", control.changes),
        _route("/sandbox/wait", control.wait),
        _route("/sandbox/faults", control.faults, "GET", "POST", "DELETE"),
        _route("/sandbox/calls", control.calls),
        _route("/sandbox/problems", control.problems),
    ]


def _door(workspace: Workspace, hub: SocketHub) -> Door:
    if workspace.request_url is None:
        return hub
    return HttpDoor(workspace.request_url, workspace.app.signing_secret, workspace.real_time)


def _route(path: str, endpoint: Endpoint, *methods: str) -> Route:
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except SlackError as refusal:
            return JSONResponse(refusal.body(), refusal.status)

    return Route(path, answered, methods=list(methods) or ["GET"])
