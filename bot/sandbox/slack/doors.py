"""The workspace's other addresses: response URLs, file uploads and file downloads by the app."""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from .answers import say
from .web_api import bearer
from .wire import Json, SlackError, invalid_arguments
from .workspace import Workspace

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to continue.</body></html>"
"""Fixed: what a download without a valid token gets, with status 200, as in a real workspace."""

_CONTENT = {"text", "blocks", "attachments", "metadata"}
_WAY = {"response_type", "replace_original", "delete_original", "thread_ts", "unfurl_links", "unfurl_media"}
RESPONSE_ARGS = frozenset(_CONTENT | _WAY)


class Doors:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def respond(self, request: Request) -> Response:
        workspace = self._workspace
        error: str | None = None
        said: Json = {}
        try:
            said = _said(await request.body())
            with workspace.lock:
                ticket = workspace.tickets.look_at_response_url(request.path_params["token"])
                self._refuse_unmodelled(said)
                ticket.uses += 1
                say(workspace, ticket, said)
        except SlackError as refusal:
            error = refusal.code
            status = refusal.status if refusal.status != 200 else 400
            return JSONResponse(refusal.body(), status)
        finally:
            workspace.journal.call("response_url", said, ok=error is None, error=error)
        return PlainTextResponse("ok")

    async def receive_upload(self, request: Request) -> Response:
        """Takes the bytes themselves or one part of a form (docs: working-with-files)."""
        content = await _uploaded(request)
        with self._workspace.lock:
            file = self._workspace.files.by_upload_token(request.path_params["token"])
            if len(content) != file.expected_length:
                return PlainTextResponse("length does not match", 400)
            file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        workspace = self._workspace
        scopes = workspace.manifest.scopes()
        allowed = scopes is None or "files:read" in scopes
        if bearer(request) != workspace.app.bot_token or not allowed:
            workspace.journal.problem("login_page", f"download of {request.path_params['file_id']}")
            return HTMLResponse(LOGIN_PAGE)
        file = workspace.files.get(request.path_params["file_id"])
        if not file.app_may_see:
            return Response(status_code=404)
        disposition = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return Response(file.content, media_type=file.mimetype, headers={"Content-Disposition": disposition})

    def _refuse_unmodelled(self, said: Json) -> None:
        unknown = sorted(set(said) - RESPONSE_ARGS)
        for name in unknown:
            self._workspace.journal.problem("unmodelled_argument", f"response_url: {name}")
        if unknown:
            raise invalid_arguments(*(f"unmodelled argument: {name}" for name in unknown))


def _said(body: bytes) -> Json:
    try:
        said = json.loads(body)
    except ValueError:
        raise SlackError("invalid_payload", status=400) from None
    if not isinstance(said, dict):
        raise SlackError("invalid_payload", status=400)
    return said


async def _uploaded(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if not isinstance(value, str):
                return await value.read()
    return b""
