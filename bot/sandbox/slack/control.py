"""The control API of the workspace: what a person sees, does and breaks, as JSON for page and tests.

Texts of people and app travel as JSON only. A file is given back as a download, with its own type only
where it is a plain picture: an uploaded page must not run in the origin of the sandbox.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from .changes import Change
from .faces import message_face, state_face
from .faults import UnknownFault
from .gestures import Gestures, refused
from .socket_mode import SocketHub
from .view_gestures import ViewGestures
from .wire import Json, SlackError
from .workspace import Workspace

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
KEEP_ALIVE_SECONDS = 15.0
LONGEST_WAIT_SECONDS = 60.0
HIDDEN_KINDS = frozenset({"call", "delivery"})
"""For those who wait; nothing of it is on a screen."""

Gesture = Callable[[Json], Awaitable[Json]]


class Control:
    def __init__(self, workspace: Workspace, hub: SocketHub, gestures: Gestures, views: ViewGestures) -> None:
        self.workspace = workspace
        self._hub = hub
        self._gestures: dict[str, Gesture] = {
            "message": gestures.message,
            "command": gestures.command,
            "message_shortcut": gestures.message_shortcut,
            "global_shortcut": gestures.global_shortcut,
            "home_opened": gestures.home_opened,
            "block_action": views.block_action,
            "input": views.input,
            "options": views.options,
            "view_submission": views.view_submission,
            "view_closed": views.view_closed,
        }
        self._door = gestures.door

    # -- what a person sees ----------------------------------------------------------------------

    async def state(self, request: Request) -> Response:
        workspace = self._seen(request)
        user = self._me(request)
        with workspace.lock:
            return JSONResponse(state_face(workspace, user, connected=self._door.connected))

    async def messages(self, request: Request) -> Response:
        workspace = self._seen(request)
        user = self._me(request)
        with workspace.lock:
            channel = workspace.directory.channel(request.query_params.get("channel"))
            if user not in channel.members:
                raise SlackError("channel_not_found", status=404)
            thread_ts = request.query_params.get("thread_ts")
            store = workspace.messages
            shown = store.thread(channel.id, thread_ts) if thread_ts else store.top_level(channel.id)
            faces = [
                message_face(workspace, channel, message)
                for message in shown
                if workspace.visible_to(user, channel, message)
            ]
            if shown and not thread_ts:
                channel.read_until[user] = shown[-1]["ts"]
        return JSONResponse({"messages": faces})

    async def views(self, request: Request) -> Response:
        workspace = self._seen(request)
        with workspace.lock:
            shown = [
                {**workspace.view_json(view), "errors": view.errors}
                for view in workspace.views.stack(self._me(request))
            ]
        return JSONResponse({"views": shown})

    async def home(self, request: Request) -> Response:
        workspace = self._seen(request)
        with workspace.lock:
            home = workspace.views.home(self._me(request))
            return JSONResponse({"view": workspace.view_json(home) if home else None})

    # -- what a person does ----------------------------------------------------------------------

    async def gesture(self, request: Request) -> Response:
        self._seen(request)
        gesture = self._gestures.get(request.path_params["name"])
        body = await _object(request)
        if gesture is None:
            return JSONResponse(refused("no_such_gesture"), 404)
        if str(body.get("as")) not in self.workspace.directory.users:
            return JSONResponse(refused("user_not_found"), 400)
        if self.workspace.directory.user(body["as"]).deleted:
            return JSONResponse(refused("account_inactive"))
        try:
            return JSONResponse(await gesture(body))
        except SlackError as refusal:
            return JSONResponse(refused(refusal.code))

    async def upload(self, request: Request) -> Response:
        workspace = self._seen(request)
        content = await request.body()
        name = request.query_params.get("name") or "file"
        mimetype = request.headers.get("content-type", "")
        with workspace.lock:
            file = workspace.files.add(name, mimetype, self._me(request), workspace.now(), content)
        return JSONResponse({"file": file.as_listed(workspace.base_url)})

    async def file(self, request: Request) -> Response:
        file = self.workspace.files.get(request.path_params["file_id"])
        picture = file.mimetype in PICTURES
        return Response(
            file.content,
            media_type=file.mimetype if picture else "application/octet-stream",
            headers={
                "Content-Disposition": "inline" if picture else "attachment",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox; default-src 'none'",
            },
        )

    # -- what changed ----------------------------------------------------------------------------

    async def changes(self, request: Request) -> Response:
        resumed = request.headers.get("last-event-id", "")
        newest = int(resumed) if resumed.isdecimal() else self.workspace.changes.seq
        since = _number(request, "since", newest)
        stream = self._stream(self._me(request), since)
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def wait(self, request: Request) -> Response:
        changes = self.workspace.changes
        since = _number(request, "since", 0)
        seconds = _seconds(request, 10.0)
        changed = await changes.wait_async(since, seconds)
        return JSONResponse({"seq": changes.seq, "changed": changed})

    async def calls(self, request: Request) -> Response:
        since = _number(request, "since", 0)
        return JSONResponse({"calls": self.workspace.journal.calls(since)})

    async def problems(self, request: Request) -> Response:
        since = _number(request, "since", 0)
        return JSONResponse({"problems": self.workspace.journal.problems(since)})

    # -- what breaks -----------------------------------------------------------------------------

    async def faults(self, request: Request) -> Response:
        faults = self.workspace.faults
        if request.method == "DELETE":
            faults.clear()
        elif request.method == "POST":
            wanted = await _object(request)
            method, kind = str(wanted.get("method")), str(wanted.get("kind"))
            try:
                fault = faults.add(method, kind, int(wanted.get("times") or 1), int(wanted.get("retry_after") or 1))
            except UnknownFault as unknown:
                return JSONResponse({"ok": False, "error": str(unknown)}, 400)
            if method == "socket":
                fault.times = 0
                await self._hub.disturb(kind)
        return JSONResponse({"ok": True, "faults": faults.left()})

    # -- parts -----------------------------------------------------------------------------------

    def _seen(self, request: Request) -> Workspace:
        self.workspace.base_url = str(request.base_url)
        return self.workspace

    def _me(self, request: Request) -> str:
        user = request.query_params.get("as", "")
        if user not in self.workspace.directory.users:
            raise SlackError("user_not_found", status=400)
        return user

    async def _stream(self, user: str, since: int) -> AsyncIterator[str]:
        changes = self.workspace.changes
        yield ": connected\n\n"
        while not changes.closed:
            for change in changes.since(since):
                since = change.seq
                if self._concerns(user, change):
                    yield f"id: {change.seq}\ndata: {json.dumps(change.as_json())}\n\n"
            if not await changes.wait_async(since, KEEP_ALIVE_SECONDS):
                yield ": still here\n\n"

    def _concerns(self, user: str, change: Change) -> bool:
        if change.kind in HIDDEN_KINDS or change.user not in {None, user}:
            return False
        channel = self.workspace.directory.channels.get(change.channel or "")
        return channel is None or user in channel.members


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.query_params.get(name, "")
    if given and not given.isdecimal():
        raise SlackError(f"invalid_{name}", status=400)
    return int(given) if given else otherwise


def _seconds(request: Request, otherwise: float) -> float:
    try:
        given = float(request.query_params.get("timeout") or otherwise)
    except ValueError:
        raise SlackError("invalid_timeout", status=400) from None
    return given if 0 <= given <= LONGEST_WAIT_SECONDS else LONGEST_WAIT_SECONDS


async def _object(request: Request) -> Json:
    try:
        found = json.loads(await request.body() or b"{}")
    except ValueError:
        raise SlackError("invalid_json", status=400) from None
    if not isinstance(found, dict):
        raise SlackError("json_not_object", status=400)
    return found
