"""The stand-in's mail host and clock."""

from __future__ import annotations

import email
import email.policy
from base64 import b64decode
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.sandbox.screen.fakes import letters
from tests.sandbox.screen.fakes.changes import Changes
from tests.sandbox.screen.fakes.company import Json
from tests.sandbox.screen.fakes.conversation import NOW

BOXES = ((letters.ANDON, "andon"), (letters.LENA, "outside"), (letters.SAND, "outside"))


class FakeMailHost:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.letters = letters.seeded()
        self.sent: list[Json] = []
        self.dropped: list[tuple[Json, bytes]] = []

    def _of(self, box: str) -> list[Json]:
        return [
            each
            for each in reversed(self.letters)
            if box in each["to"] or (box in each["from"] and box != letters.ANDON)
        ]

    async def boxes(self, _: Request) -> Response:
        shown = [
            {"address": box, "kind": kind, "count": len(self._of(box)), "unread": 1 if kind == "andon" else 0}
            for box, kind in BOXES
        ]
        return JSONResponse({"boxes": shown})

    async def messages(self, request: Request) -> Response:
        keys = ("id", "at", "from", "to", "subject", "message_id")
        found = self._of(request.query_params["box"])
        more = [
            {
                "snippet": each["text"][:90].replace("\n", " "),
                "has_attachments": bool(each["attachments"]),
                "size": 2048,
            }
            for each in found
        ]
        return JSONResponse(
            {"messages": [{key: each[key] for key in keys} | rest for each, rest in zip(found, more, strict=True)]}
        )

    def _find(self, request: Request) -> Json:
        return next(each for each in self.letters if each["id"] == request.path_params["id"])

    @staticmethod
    def _headers(found: Json) -> list[tuple[str, str]]:
        date = datetime.fromisoformat(found["at"]).strftime("%a, %d %b %Y %H:%M:%S +0000")
        names = [("From", found["from"]), ("To", found["to"]), ("Subject", found["subject"]), ("Date", date)]
        return [
            ("Authentication-Results", found["auth"]),
            *names,
            ("Message-ID", found["message_id"]),
            *found["extra"],
        ]

    async def message(self, request: Request) -> Response:
        found = self._find(request)
        parts = [
            {"index": n, "name": part["name"], "type": part["type"], "size": len(part["bytes"])}
            for n, part in enumerate(found["attachments"])
        ]
        return JSONResponse(
            {
                "id": found["id"],
                "headers": self._headers(found),
                "text": found["text"],
                "html": found["html"],
                "attachments": parts,
            }
        )

    async def raw(self, request: Request) -> Response:
        found = self._find(request)
        head = "\r\n".join(f"{name}: {value}" for name, value in self._headers(found))
        return Response(f"{head}\r\n\r\n{found['text']}".encode(), media_type="message/rfc822")

    async def attachment(self, request: Request) -> Response:
        part = self._find(request)["attachments"][int(request.path_params["index"])]
        return Response(part["bytes"], media_type=part["type"])

    def _keep(self, **facts: object) -> Json:
        number = len(self.letters) + 1
        self.letters.append(letters.letter(number, NOW.isoformat(), **facts))  # type: ignore[arg-type]  # facts of a form
        self.changes.add("mail")
        return {"id": f"m{number}", "message_id": f"<{number}@mail.example>"}

    async def send(self, request: Request) -> Response:
        body = await request.json()
        self.sent.append(body)
        if "@" not in body["from"]:
            return JSONResponse({"error": f"“{body['from']}” is no address"}, 400)
        parts = [
            {"name": part["name"], "type": part["type"], "bytes": b64decode(part["base64"])}
            for part in body["attachments"]
        ]
        kept = {
            "sender": body["from"],
            "to": body["to"],
            "subject": body["subject"],
            "text": body["text"],
            "html": body.get("html"),
        }
        return JSONResponse(self._keep(**kept, attachments=parts))

    async def drop(self, request: Request) -> Response:
        raw = await request.body()
        sender = request.query_params["from"]
        if sender.startswith("refused@"):
            return JSONResponse({"error": f"“{sender}” is no sender address"}, 400)
        self.dropped.append((dict(request.query_params), raw))
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        return JSONResponse(
            self._keep(
                sender=mail["From"],
                to=request.query_params["to"],
                subject=mail["Subject"],
                text=mail.get_content(),
            )
        )

    def routes(self) -> list[BaseRoute]:
        table = (
            ("GET", "boxes", self.boxes),
            ("GET", "messages", self.messages),
            ("GET", "message/{id}", self.message),
            ("GET", "message/{id}/raw", self.raw),
            ("GET", "message/{id}/attachment/{index}", self.attachment),
            ("POST", "send", self.send),
            ("POST", "drop", self.drop),
        )
        return [Route(f"/sandbox/mail/{path}", endpoint, methods=[method]) for method, path, endpoint in table]


class FakeClock:
    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self.now = NOW
        self.asked: list[Json] = []
        self.moving = False

    async def read(self, _: Request) -> Response:
        offset = (self.now - NOW).total_seconds()
        return JSONResponse({"now": self.now.isoformat(), "offset_seconds": offset, "moving": self.moving})

    async def move(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body)
        if "advance_hours" in body:
            self.now += timedelta(hours=body["advance_hours"])
        else:
            self.now = NOW if body.get("reset") else datetime.fromisoformat(body["until"])
        self.changes.add("clock")
        return await self.read(request)

    def routes(self) -> list[BaseRoute]:
        return [Route("/sandbox/clock", self.read), Route("/sandbox/clock", self.move, methods=["POST"])]
