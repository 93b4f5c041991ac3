"""The control API of the mail host, as the page and the tests use it: JSON over HTTP, and raw mails as they
are.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.mail.addresses import is_mailbox
from bot.sandbox.mail.archive import KeptMail
from bot.sandbox.mail.compose import NotAMail, compose
from bot.sandbox.mail.faults import FAULTS
from bot.sandbox.mail.host import MailHost
from bot.sandbox.mail.reading import Reading, read

Endpoint = Callable[[Request], Awaitable[Response]]


def mail_routes(host: MailHost) -> list[BaseRoute]:
    desk = _Desk(host)
    table: tuple[tuple[str, str, Endpoint], ...] = (
        ("GET", "/sandbox/mail/boxes", desk.boxes),
        ("GET", "/sandbox/mail/messages", desk.messages),
        ("GET", "/sandbox/mail/message/{id}", desk.message),
        ("GET", "/sandbox/mail/message/{id}/raw", desk.raw),
        ("GET", "/sandbox/mail/message/{id}/attachment/{index:int}", desk.attachment),
        ("POST", "/sandbox/mail/send", desk.send),
        ("POST", "/sandbox/mail/drop", desk.drop),
        ("POST", "/sandbox/mail/unknown", desk.unknown),
        ("POST", "/sandbox/mail/faults", desk.plan_faults),
        ("DELETE", "/sandbox/mail/faults", desk.forget_faults),
    )
    return [Route(path, endpoint, methods=[method]) for method, path, endpoint in table]


class _Desk:
    """The endpoints. A mail is read once for the list and remembered, since the page asks again at every
    change.
    """

    def __init__(self, host: MailHost) -> None:
        self._host = host
        self._refs = itertools.count(1)
        self._lines: dict[str, dict[str, Any]] = {}

    async def boxes(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "boxes": [
                    {
                        "address": box.address,
                        "kind": "andon" if box.ours else "outside",
                        "count": box.count,
                        "unread": box.unread,
                    }
                    for box in self._host.boxes()
                ]
            }
        )

    async def messages(self, request: Request) -> Response:
        mails = self._host.mails(request.query_params.get("box"))
        return JSONResponse({"messages": await run_in_threadpool(lambda: [self._line(mail) for mail in mails])})

    async def message(self, request: Request) -> Response:
        mail = self._mail(request)
        if mail is None:
            return _refused("no such mail", 404)
        await run_in_threadpool(self._host.open, mail.id)
        return JSONResponse(_shown(mail.id, await run_in_threadpool(read, mail.raw)))

    async def raw(self, request: Request) -> Response:
        mail = self._mail(request)
        return _bytes(mail.raw, "message/rfc822") if mail else _refused("no such mail", 404)

    async def attachment(self, request: Request) -> Response:
        mail = self._mail(request)
        found = (await run_in_threadpool(read, mail.raw)).attachments if mail else ()
        index: int = request.path_params["index"]
        if index >= len(found):
            return _refused("no such attachment", 404)
        return _bytes(found[index].content, found[index].type)

    async def send(self, request: Request) -> Response:
        try:
            wanted = json.loads(await request.body())
            at = self._host.now()
            mail = compose(wanted, at=at, ref=f"{at:%Y%m%d%H%M%S}.{next(self._refs)}")
        except NotAMail as error:
            return _refused(str(error))
        except (json.JSONDecodeError, UnicodeDecodeError, AttributeError):
            return _refused("the body must be a JSON object")
        kept = await self._deliver(
            mail.raw,
            sender=wanted.get("envelope_from", mail.sender),
            recipients=mail.recipients,
            authenticated=bool(wanted.get("authenticated", True)),
        )
        return JSONResponse({"id": kept.id, "message_id": mail.message_id})

    async def drop(self, request: Request) -> Response:
        asked = request.query_params
        sender, recipients = asked.get("from", ""), [to.strip() for to in asked.get("to", "").split(",")]
        wrong = next((to for to in recipients if not is_mailbox(to, non_ascii=True)), None)
        if wrong is not None:
            return _refused(f"“{wrong}” is no recipient address")
        if sender and not is_mailbox(sender, non_ascii=True):
            return _refused(f"“{sender}” is no sender address")
        kept = await self._deliver(
            await request.body(),
            sender=sender,
            recipients=recipients,
            authenticated=asked.get("authenticated", "") in {"1", "true"},
        )
        return JSONResponse({"id": kept.id})

    async def unknown(self, request: Request) -> Response:
        """{address, unknown: bool}: from now on mail to it comes back (or no longer)."""
        asked = await request.json()
        self._host.mark_unknown(asked["address"], unknown=asked.get("unknown", True))
        return JSONResponse({"ok": True})

    async def plan_faults(self, request: Request) -> Response:
        """{kind, times}: what the next submissions over SMTP run into."""
        asked = await request.json()
        if asked.get("kind") not in FAULTS:
            return _refused(f"kind must be one of {', '.join(FAULTS)}")
        self._host.fail_next(asked["kind"], int(asked.get("times", 1)))
        return JSONResponse({"ok": True})

    async def forget_faults(self, _request: Request) -> Response:
        self._host.faults.forget()
        return JSONResponse({"ok": True})

    async def _deliver(self, raw: bytes, **how: Any) -> KeptMail:
        return await run_in_threadpool(self._host.deliver, raw, **how)

    def _mail(self, request: Request) -> KeptMail | None:
        return self._host.mail(request.path_params["id"])

    def _line(self, mail: KeptMail) -> dict[str, Any]:
        if mail.id not in self._lines:
            self._lines[mail.id] = _line(mail, read(mail.raw))
        return self._lines[mail.id]


def _line(mail: KeptMail, reading: Reading) -> dict[str, Any]:
    return {
        "id": mail.id,
        "at": mail.at.isoformat(),
        "envelope_from": mail.sender,
        "envelope_to": list(mail.recipients),
        "from": reading.header("From"),
        "to": reading.header("To"),
        "subject": reading.header("Subject"),
        "message_id": reading.header("Message-ID"),
        "size": len(mail.raw),
        "has_attachments": bool(reading.attachments),
        "snippet": reading.snippet,
    }


def _shown(mail_id: str, reading: Reading) -> dict[str, Any]:
    return {
        "id": mail_id,
        "headers": [list(pair) for pair in reading.headers],
        "text": reading.text,
        "html": reading.html,
        "attachments": [
            {"index": index, "name": part.name, "type": part.type, "size": len(part.content)}
            for index, part in enumerate(reading.attachments)
        ],
    }


def _bytes(content: bytes, kind: str) -> Response:
    """As a download that no browser guesses at or runs: the bytes came from a stranger."""
    guard = {
        "Content-Disposition": "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    return Response(content, media_type=kind, headers=guard)


def _refused(sentence: str, status: int = 400) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)
