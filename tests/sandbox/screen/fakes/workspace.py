"""The stand-in's workspace: the reading side of the control API and the gestures of a small app.

It answers what the page asks and writes down what the page did (`gestures`), so a test can look at both
sides of the wire.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from tests.sandbox.screen.fakes import app, cards, company, conversation
from tests.sandbox.screen.fakes.changes import Changes
from tests.sandbox.screen.fakes.company import BOT, Json
from tests.sandbox.screen.fakes.picture import ct_slice

PICTURE = ct_slice()


class FakeWorkspace:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.messages = conversation.seeded()
        self.threads = conversation.threads()
        self.channels = company.channels()
        self.views: list[Json] = []
        self.home = cards.home()
        self.files: dict[str, tuple[Json, bytes]] = {}
        self.problems: list[Json] = []
        self.gestures: list[tuple[str, Json]] = []
        self.clock = 0

    def next_ts(self) -> str:
        self.clock += 1
        return conversation.at(24, 8, 42, self.clock)

    def post(self, channel: str, user: str, text: str, thread_ts: str | None = None, **more: object) -> None:
        said = conversation.message(self.next_ts(), user, text, thread_ts=thread_ts, **more)
        place = self.threads.setdefault(thread_ts, []) if thread_ts else self.messages[channel]
        place.append(said)
        for parent in self.messages[channel]:
            if parent["ts"] == thread_ts:
                parent["reply_count"] += 1
                parent["reply_users"] = [*dict.fromkeys([*parent["reply_users"], user])]
        self.changes.add("message", channel=channel)

    def whisper(self, channel: str, text: str) -> None:
        self.post(channel, BOT, text, ephemeral=True)

    def find(self, channel: str, ts: str) -> Json:
        return next(each for each in self.messages[channel] if each["ts"] == ts)

    # -- the reading side --------------------------------------------------------------------------

    async def state(self, request: Request) -> Response:
        me = request.query_params.get("as")
        if me not in company.HUMANS:
            return JSONResponse({"ok": False, "error": "user_not_found"}, 400)
        app_facts = {"id": "A0ANDON", "name": "Andon", "bot_user_id": BOT, "connected": True}
        lists = {"users": company.USERS, "commands": company.COMMANDS, "shortcuts": company.SHORTCUTS}
        return JSONResponse({"team": company.TEAM, "app": app_facts, "me": me, "channels": self._channels(me), **lists})

    def _channels(self, me: str) -> list[Json]:
        return [each for each in self.channels if me in each["members"]]

    async def read_messages(self, request: Request) -> Response:
        channel, thread_ts = request.query_params["channel"], request.query_params.get("thread_ts")
        if thread_ts:
            return JSONResponse({"messages": [self.find(channel, thread_ts), *self.threads.get(thread_ts, [])]})
        next(each for each in self.channels if each["id"] == channel)["unread"] = 0
        visible = [
            each
            for each in self.messages[channel]
            if not each["ephemeral"] or request.query_params["as"] == company.MEERA
        ]
        return JSONResponse({"messages": visible})

    async def read_views(self, request: Request) -> Response:
        return JSONResponse({"views": self.views if request.query_params["as"] == company.MEERA else []})

    async def read_home(self, _: Request) -> Response:
        return JSONResponse({"view": self.home})

    async def read_problems(self, _: Request) -> Response:
        return JSONResponse({"problems": self.problems})

    async def listen(self, _: Request) -> Response:
        return StreamingResponse(self.changes.stream(), media_type="text/event-stream")

    async def upload(self, request: Request) -> Response:
        content, file_id = await request.body(), f"F{len(self.files) + 10}"
        kind = request.headers["content-type"]
        file = {
            "id": file_id,
            "name": request.query_params["name"],
            "mimetype": kind,
            "size": len(content),
            "url": f"/sandbox/files/{file_id}",
        }
        self.files[file_id] = (file, content)
        return JSONResponse({"file": file})

    async def download(self, request: Request) -> Response:
        file_id = request.path_params["file_id"]
        if file_id not in self.files:
            return Response(PICTURE, media_type="image/png")
        file, content = self.files[file_id]
        return Response(content, media_type=file["mimetype"])

    # -- the doing side ----------------------------------------------------------------------------

    async def gesture(self, request: Request) -> Response:
        name, body = request.path_params["name"], await request.json()
        self.gestures.append((name, body))
        outcome = app.GESTURES[name](self, body) or {}
        done = {"ok": True, "delivered": True, "ack_ms": 12.0, "ack": None, "error": None, "notice": None}
        return JSONResponse({**done, **outcome})

    def routes(self) -> list[BaseRoute]:
        table: tuple[tuple[str, str, Callable[[Request], Awaitable[Response]]], ...] = (
            ("GET", "state", self.state),
            ("GET", "messages", self.read_messages),
            ("GET", "views", self.read_views),
            ("GET", "home", self.read_home),
            ("GET", "problems", self.read_problems),
            ("GET", "changes", self.listen),
            ("POST", "files", self.upload),
            ("GET", "files/{file_id}", self.download),
            ("POST", "gestures/{name}", self.gesture),
        )
        return [Route(f"/sandbox/{path}", endpoint, methods=[method]) for method, path, endpoint in table]
