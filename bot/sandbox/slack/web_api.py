"""The Web API's door: reads the call, checks token and scope, runs the method, answers as Slack does.

Every call is written down; one that is not modelled is refused and shown as a problem, so that a
green test never rests on something the sandbox only pretended to do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .cutting import cut_answer, until_given_up
from .faults import Fault
from .methods import METHODS, Call, Method
from .wire import Json, SlackError, invalid_arguments
from .workspace import Workspace

EVERYWHERE = frozenset({"token", "team_id"})
"""Bolt adds its `team_id` to every call of a listener's client."""


@dataclass(frozen=True, slots=True)
class Answer:
    body: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class WebApi:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def endpoint(self, request: Request) -> Response:
        self.workspace.base_url = str(request.base_url)
        name = request.path_params["method"]
        try:
            args = await read_args(request)
        except SlackError as refusal:
            return JSONResponse(refusal.body(), refusal.status)
        fault = self.workspace.faults.take(name)
        if fault is not None and fault.kind != "lose_answer":
            return await self._faulty(request, name, args, fault)
        answer = self.answer(name, args, bearer(request))
        if fault is not None:
            return await cut_answer(request)
        return JSONResponse(answer.body, answer.status, headers=self._headers(answer))

    def answer(self, name: str, args: Json, token: str | None) -> Answer:
        """Runs one call under the lock and writes it down."""
        with self.workspace.lock:
            try:
                body = {"ok": True, **self._run(name, args, token or args.get("token"))}
                answer = Answer(body)
            except SlackError as refusal:
                answer = Answer(refusal.body(), refusal.status)
            self.workspace.journal.call(name, args, ok=answer.body["ok"], error=answer.body.get("error"))
        return answer

    def _run(self, name: str, args: Json, token: str | None) -> Json:
        known = METHODS.get(name)
        if known is None:
            self.workspace.journal.problem("unmodelled_method", name)
            raise SlackError("unknown_method", req_method=name)
        self._authenticate(known, token)
        self._authorise(known)
        self._refuse_unmodelled(known, args)
        if args.get("team_id") not in (None, self.workspace.team.id):
            raise SlackError("team_access_not_granted")
        return known.run(Call(self.workspace, args))

    def _authenticate(self, method: Method, token: str | None) -> None:
        app = self.workspace.app
        if not token:
            raise SlackError("not_authed")
        wanted, other = app.bot_token, app.app_token
        if method.bearer == "app":
            wanted, other = other, wanted
        if token == other:
            raise SlackError("not_allowed_token_type")
        if token != wanted:
            raise SlackError("invalid_auth")

    def _authorise(self, method: Method) -> None:
        scopes = self.workspace.manifest.scopes()
        if scopes is None or not method.scopes or scopes & set(method.scopes):
            return
        self.workspace.journal.problem("missing_scope", f"{method.name} needs {method.scopes[0]}")
        raise SlackError("missing_scope", needed=method.scopes[0], provided=",".join(sorted(scopes)))

    def _refuse_unmodelled(self, method: Method, args: Json) -> None:
        unknown = sorted(set(args) - method.args - EVERYWHERE)
        for name in unknown:
            self.workspace.journal.problem("unmodelled_argument", f"{method.name}: {name}")
        if unknown:
            raise invalid_arguments(*(f"unmodelled argument: {name}" for name in unknown))

    async def _faulty(self, request: Request, name: str, args: Json, fault: Fault) -> Response:
        self.workspace.journal.call(name, args, ok=False, error=fault.kind)
        if fault.kind == "drop":
            return await cut_answer(request)
        if fault.kind == "timeout":
            await until_given_up(request)
            return Response(status_code=504)
        if fault.kind == "http_503":
            return Response("upstream connect error", 503, media_type="text/plain")
        if fault.kind == "ratelimited":
            headers = {"Retry-After": str(fault.retry_after)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers=headers)
        return JSONResponse({"ok": False, "error": fault.kind})

    def _headers(self, answer: Answer) -> dict[str, str]:
        scopes = self.workspace.manifest.scopes() or frozenset({"chat:write", "commands"})
        return {"x-oauth-scopes": ",".join(sorted(scopes)), **answer.headers}


async def read_args(request: Request) -> Json:
    """Query, form or JSON body; Slack takes all three."""
    args: Json = dict(request.query_params)
    if request.method != "POST":
        return args
    if request.headers.get("content-type", "").startswith("application/json"):
        return args | _json_object(await request.body())
    async with request.form() as form:
        return args | {name: value for name, value in form.items() if isinstance(value, str)}


def bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _json_object(body: bytes) -> Json:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(found, dict):
        raise SlackError("json_not_object")
    return found
