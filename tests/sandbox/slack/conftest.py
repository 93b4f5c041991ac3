"""A small workspace on a real port, and a real Bolt app that is connected to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from random import Random
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.slack.driver import Driver, Person
from bot.sandbox.slack.routes import slack_routes
from bot.sandbox.slack.serve import serving
from bot.sandbox.slack.workspace import Workspace

MARA, TOMASZ, GUEST = "U0MARA0001", "U0TOMASZ01", "U0GUEST001"
QUALITY, SECRET, OUTSIDE = "C0QUALITY1", "C0SECRET01", "C0OUTSIDE1"

USERS: list[dict[str, Any]] = [
    {
        "id": MARA,
        "name": "mara.lindqvist",
        "real_name": "Mara Lindqvist",
        "title": "Quality engineer",
        "email": "mara@gearworks.example",
        "tz": "Europe/Stockholm",
    },
    {"id": TOMASZ, "name": "tomasz", "real_name": "Tomasz Wrona", "email": "tomasz@gearworks.example"},
    {"id": GUEST, "name": "guest", "real_name": "Guest Person", "is_restricted": True},
]
CHANNELS: list[dict[str, Any]] = [
    {"id": QUALITY, "name": "quality", "members": [MARA, TOMASZ], "topic": "What went wrong"},
    {"id": SECRET, "name": "secret", "is_private": True, "members": [TOMASZ], "is_member": False},
    {"id": OUTSIDE, "name": "canteen", "members": [MARA], "is_member": False},
]


def workspace_of(**facts: Any) -> Workspace:
    """The small company, with retries that a test can wait for."""
    given = {"users": USERS, "channels": CHANNELS, "random": Random(7), "retry_seconds": (0, 0.05, 0.05)}
    return Workspace(**{**given, **facts})


class Site:
    """A served workspace with the two ends that a test holds."""

    def __init__(self, workspace: Workspace, base_url: str) -> None:
        self.workspace = workspace
        self.base_url = base_url
        self.driver = Driver(base_url)
        self.mara: Person = self.driver.person(MARA)
        self.tomasz: Person = self.driver.person(TOMASZ)
        self.client = self.client_with(workspace.app.bot_token)

    def client_with(self, token: str | None) -> WebClient:
        return WebClient(token=token, base_url=f"{self.base_url}api/", timeout=5, retry_handlers=[])

    def app(self) -> App:
        return App(
            client=self.client,
            signing_secret=self.workspace.app.signing_secret,
            process_before_response=True,
            logger=quiet(),
        )

    @contextmanager
    def connected(self, app: App, connections: int = 1) -> Iterator[list[SocketModeHandler]]:
        with ExitStack() as stack:
            handlers = [self._connect(app) for _ in range(connections)]
            for handler in handlers:
                stack.callback(handler.close)
            stack.callback(self._hang_up, handlers)
            self.driver.wait_for(lambda: self.mara.state()["app"]["connected"], what="the app to connect")
            yield handlers

    def _hang_up(self, handlers: list[SocketModeHandler]) -> None:
        """The client reads on for seconds before it can close; ended from here it stops at once."""
        for handler in handlers:
            handler.client.auto_reconnect_enabled = False
        self.driver.fault("socket", "drop")
        for handler in handlers:
            handler.client.closed = True
            handler.client.message_queue.put(None)

    def _connect(self, app: App) -> SocketModeHandler:
        handler = SocketModeHandler(
            app,
            app_token=self.workspace.app.app_token,
            web_client=self.client_with(None),
            logger=quiet(),
            ping_interval=1,
            concurrency=2,
        )
        handler.connect()
        return handler


def quiet() -> logging.Logger:
    logger = logging.getLogger("slack-under-test")
    logger.setLevel(logging.CRITICAL)
    return logger


class Switchboard:
    """One server for all tests, which hands each request to the workspace of the running test."""

    def __init__(self) -> None:
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def server() -> Iterator[tuple[Switchboard, str]]:
    switchboard = Switchboard()
    with serving(switchboard) as base_url:
        yield switchboard, base_url


@pytest.fixture
def open_site(server: tuple[Switchboard, str]) -> Iterator[Callable[..., Site]]:
    """Opens the test's workspace; a test has one."""
    switchboard, base_url = server
    opened: list[Workspace] = []

    def open_one(**facts: Any) -> Site:
        workspace = workspace_of(**facts)
        workspace.base_url = base_url
        switchboard.app = Starlette(routes=slack_routes(workspace))
        opened.append(workspace)
        return Site(workspace, base_url)

    yield open_one
    for workspace in opened:
        workspace.changes.close()


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()
