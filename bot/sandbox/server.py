"""The sandbox as a whole: workspace, mail host and page on one loopback port, and Andon as a process of its own against them.

Andon gets nothing but settings: the same clients, the same wire, other addresses.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.onboarding.manifest import manifest
from bot.sandbox import company
from bot.sandbox.child import Child
from bot.sandbox.first_mail import deliver_first_mail
from bot.sandbox.mail import MailHost, mail_routes
from bot.sandbox.screen import First, screen_routes
from bot.sandbox.seeding import seed
from bot.sandbox.slack import Workspace, slack_routes
from bot.sandbox.slack.keeping import kept_in
from bot.sandbox.slack.serve import server_for
from bot.settings import PREFIX, Settings, load
from models.kernel.errors import Misconfigured

#: Passwords and tokens of a host that only listens on loopback and keeps nothing of anybody's.
LOGIN, MAIL_SECRET = "andon", "sandbox"


@dataclass(slots=True)
class SharedClock:
    """The workspace and the mail host follow Andon's moved clock."""

    offset: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What stands, and the settings with which Andon meets it."""

    base_url: str
    home: Path
    workspace: Workspace
    mail: MailHost
    clock: SharedClock
    environment: dict[str, str]


@contextmanager
def standing(home: Path, port: int = 0, *, http_mode: bool = False, kept: Path | None = None) -> Iterator[Sandbox]:
    """Workspace, mail host and page, until the block ends; Andon is not among them. What they hold is kept below `kept`."""
    clock, bot_port = SharedClock(), free_port()
    request_url = f"http://127.0.0.1:{bot_port}/slack/events" if http_mode else None
    workspace = Workspace(
        users=company.slack_users(),
        channels=company.slack_channels(),
        manifest=manifest(request_url=request_url),
        team={"name": company.NAME, "domain": "falkenau"},
        clock=clock.now,
        request_url=request_url,
    )
    host = MailHost(
        (company.COMPLAINTS,), LOGIN, MAIL_SECRET, clock,
        authserv_id=company.MAIL_SERVER, folder=kept / "mail" if kept else None, on_change=lambda kind: _announce(workspace, kind),
    )  # fmt: skip
    routes: list[BaseRoute] = [
        *slack_routes(workspace),
        *mail_routes(host),
        *screen_routes(First(company.EMPLOYEES[0].slack_id, company.QUALITY_CHANNEL)),
        Route("/sandbox/clock", _clock_route(bot_port, clock, workspace), methods=["GET", "POST"]),
    ]
    keeping = kept_in(workspace, kept / "slack") if kept else nullcontext()
    with keeping, host, _served(Starlette(routes=routes), port, workspace) as base_url:
        yield Sandbox(
            base_url,
            home,
            workspace,
            host,
            clock,
            _environment(home, base_url, bot_port, host, workspace, http_mode=http_mode),
        )


def _environment(
    home: Path, base_url: str, bot_port: int, host: MailHost, workspace: Workspace, *, http_mode: bool
) -> dict[str, str]:
    """Andon's settings, as an administrator would write them."""
    return {
        "ANDON_HOME": str(home),
        "ANDON_DATABASE_URL": "",  # whatever stands in the environment: the sandbox keeps everything in its folder
        "ANDON_COMPANY": company.NAME,
        "ANDON_SITE": company.SITE,
        "ANDON_TIME_ZONE": company.ZONE,
        "ANDON_SLACK_API_URL": f"{base_url}api/",
        "ANDON_SLACK_BOT_TOKEN": workspace.app.bot_token,
        "ANDON_SLACK_APP_TOKEN": workspace.app.app_token,
        "ANDON_SLACK_SIGNING_SECRET": workspace.app.signing_secret,
        "ANDON_SLACK_MODE": "http" if http_mode else "socket",
        "ANDON_HTTP_PORT": str(bot_port),
        "ANDON_MAILBOX": company.COMPLAINTS,
        "ANDON_IMAP_HOST": "127.0.0.1",
        "ANDON_IMAP_PORT": str(host.imap_port),
        "ANDON_IMAP_SECURITY": "none",
        "ANDON_IMAP_USER": company.COMPLAINTS,
        "ANDON_IMAP_PASSWORD": MAIL_SECRET,
        "ANDON_SMTP_HOST": "127.0.0.1",
        "ANDON_SMTP_PORT": str(host.smtp_port),
        "ANDON_SMTP_SECURITY": "none",
        "ANDON_SMTP_USER": LOGIN,
        "ANDON_SMTP_PASSWORD": MAIL_SECRET,
        "ANDON_AUTHSERV_ID": company.MAIL_SERVER,
    }


def run(home: Path, port: int, *, http_mode: bool) -> None:
    """`andon sandbox`: until Ctrl-C."""
    home = home.resolve()
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    with standing(home / "andon", port, http_mode=http_mode, kept=home) as sandbox:
        seed(load_from(sandbox.environment))
        deliver_first_mail(sandbox.mail, sandbox.clock.now())
        child = Child(sandbox.environment, home / "andon.log")
        child.start()
        if not child.wait_until_up():
            child.stop()
            raise Misconfigured(f"Andon did not start; {home / 'andon.log'} says why:\n{child.last_words()}")
        sys.stdout.write(f"\n    {sandbox.base_url}\n\nThe sandbox of Andon, kept in {home}. Ctrl-C ends it.\n")
        sys.stdout.flush()
        stopping.wait()
        child.stop()


def load_from(environment: dict[str, str]) -> Settings:
    """Settings from a dictionary, as Andon's own process will read them from its environment."""
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items()}
    return load(_env_file=None, **given)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def _served(app: Starlette, port: int, workspace: Workspace) -> Iterator[str]:
    try:
        listener = socket.create_server(("127.0.0.1", port))
    except OSError:
        raise Misconfigured(
            f"Port {port} is taken: is another sandbox running? “andon sandbox --port 0” takes a free one."
        ) from None
    base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    workspace.base_url = base_url
    server = server_for(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True)
    thread.start()
    server.ready.wait(10)
    try:
        yield base_url
    finally:
        workspace.changes.close()
        server.should_exit = True
        thread.join(10)
        listener.close()


def _announce(workspace: Workspace, kind: str) -> None:
    workspace.changes.add(kind)


def _clock_route(bot_port: int, clock: SharedClock, workspace: Workspace) -> Any:
    """The page's clock is Andon's: asked and moved there, followed here."""

    async def endpoint(request: Request) -> Response:
        body = await request.body() if request.method == "POST" else None
        status, told = await run_in_threadpool(_ask_clock, bot_port, body)
        if status == 200:
            clock.offset = timedelta(seconds=float(told["offset_seconds"]))
            if body is not None:
                workspace.changes.add("clock")
        return JSONResponse(told, status_code=status)

    return endpoint


def _ask_clock(bot_port: int, body: bytes | None) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(f"http://127.0.0.1:{bot_port}/clock", data=body)
    try:
        with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310  (our own loopback)
            return 200, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except OSError:
        return 503, {"error": "Andon is not running"}
