"""A running mail host and the clients of the wire."""

from __future__ import annotations

import json
import smtplib
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

import pytest
import uvicorn
from imapclient import IMAPClient
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.mail import MailHost, mail_routes

COMPLAINTS = "complaints@brackwater.example"
QUALITY = "quality@brackwater.example"
CUSTOMER = "ida.quist@tallowmill.example"
PASSWORD = "pewter-heron-93"
HOST_NAME = "mx.brackwater.example"
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


class StandingClock:
    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


Connect = Callable[..., IMAPClient]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def host(clock: StandingClock) -> Iterator[MailHost]:
    with MailHost((COMPLAINTS, QUALITY), "andon", PASSWORD, clock, authserv_id=HOST_NAME) as running:
        yield running


@pytest.fixture
def connect() -> Iterator[Connect]:
    opened: list[IMAPClient] = []

    def open_one(port: int, login: str, password: str = PASSWORD, *, folder: str = "INBOX") -> IMAPClient:
        client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10)
        opened.append(client)
        client.login(login, password)
        client.select_folder(folder)
        return client

    yield open_one
    for client in opened:
        client.shutdown()


@pytest.fixture
def smtp(host: MailHost) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", host.smtp_port, timeout=10) as client:
        yield client


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    content: bytes

    def json(self) -> Any:
        return json.loads(self.content)


class Api:
    """The control API, over HTTP."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}/sandbox/mail"

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, body: object = b"") -> Answer:
        return self.call("POST", path, body if isinstance(body, bytes) else json.dumps(body).encode())

    def call(self, method: str, path: str, body: bytes | None = None) -> Answer:
        request = urllib.request.Request(self._base + path, data=body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers, refused.read())


class Front:
    """One web server for all tests; each puts the routes of its own host behind it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def front() -> Iterator[Front]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        front = Front(listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(front, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield front
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def api(host: MailHost, front: Front) -> Api:
    front.app = Starlette(routes=mail_routes(host))
    return Api(front.port)


def mail(subject: str = "Burrs on lot 7741", body: str = "See the photo.", **headers: str) -> bytes:
    fields = {"From": f"Ida Quist <{CUSTOMER}>", "To": COMPLAINTS, "Subject": subject, **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\n{body}\r\n".encode()
