"""Slack's two ways in, by Bolt. A few catch-all listeners; which gesture it is, our own registry knows.

`process_before_response`: Slack is acknowledged when the handler is done, so that an acknowledged gesture is a saved one.
"""

from __future__ import annotations

import logging
import re
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import Settings
from handlers.slack.dispatch import AnswerFailed, dispatch
from handlers.slack.occasion import House
from handlers.slack.registry import Surface
from templates.components.blocks import Block

#: Seconds for the one call before an acknowledgement (Slack waits three).
BEFORE_ACK = 2
ANYTHING = re.compile(".*", re.DOTALL)
#: With two connections, a click while one of them is replaced is not lost.
CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in which workspace (auth.test)."""

    bot_id: str
    bot_user_id: str
    team_id: str
    team: str
    url: str


@dataclass(frozen=True, slots=True)
class BoltWire:
    """What a handler answers by: only what Bolt hands out, and `views.*` with a short patience."""

    bolt_ack: Callable[..., Any]
    respond: Callable[..., Any] | None
    client: WebClient
    #: Whether the gesture came from a modal that still stands.
    in_view: bool = False

    def ack(self, **payload: Any) -> None:
        self.bolt_ack(**payload)

    def say(self, text: str, blocks: list[Block]) -> None:
        if self.respond:
            with _answering():
                answer = self.respond(text=text, blocks=blocks, response_type="ephemeral", replace_original=False)
            if answer is not None and answer.status_code != 200:  # the SDK does not raise for it
                raise AnswerFailed(f"HTTP {answer.status_code}")

    def open(self, trigger: str, view: dict[str, Any]) -> None:
        with _answering():
            if self.in_view:
                self.client.views_push(trigger_id=trigger, view=view)
            else:
                self.client.views_open(trigger_id=trigger, view=view)

    def publish(self, user: str, view: dict[str, Any]) -> None:
        with _answering():
            self.client.views_publish(user_id=user, view=view)


def _in_view(surface: Surface, body: dict[str, Any]) -> bool:
    """A button in a modal: what it opens lies on top of that (docs: views.push)."""
    return surface is Surface.ACTION and (body.get("view") or {}).get("type") == "modal"


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except SlackApiError as error:
        raise AnswerFailed(str(error.response.get("error"))) from error
    except OSError as error:
        raise AnswerFailed(str(error)) from error


def web_client(settings: Settings, timeout: int = 10) -> WebClient:
    token = settings.slack_bot_token
    return WebClient(
        token=token.get_secret_value() if token else None,
        base_url=settings.slack_api_url,
        timeout=timeout,
        retry_handlers=[],  # the SDK would post again after a lost answer, without looking whether it is there
    )


def identify(client: WebClient) -> Identity:
    told = client.auth_test()
    return Identity(told["bot_id"], told["user_id"], told["team_id"], told["team"], told["url"])


def build(settings: Settings, house: House, who: Identity) -> App:
    client = web_client(settings, timeout=BEFORE_ACK)
    secret = settings.slack_signing_secret
    known = AuthorizeResult(
        enterprise_id=None, team_id=who.team_id, bot_user_id=who.bot_user_id, bot_id=who.bot_id, bot_token=client.token
    )
    quiet = logging.getLogger("andon.bolt")
    quiet.setLevel(logging.ERROR)
    app = App(
        client=WebClient(base_url=settings.slack_api_url, timeout=BEFORE_ACK),
        logger=quiet,
        authorize=lambda **_: known,
        signing_secret=secret.get_secret_value() if secret else secrets.token_hex(),
        process_before_response=True,
    )
    _listen(app, house, client)
    return app


def _listen(app: App, house: House, client: WebClient) -> None:
    def answering(surface: Surface) -> Callable[..., None]:
        def listener(body: dict[str, Any], ack: Callable[..., Any], respond: Callable[..., Any]) -> None:
            dispatch(house, surface, body, BoltWire(ack, respond, client, _in_view(surface, body)))

        return listener

    app.command(ANYTHING)(answering(Surface.COMMAND))
    app.action(ANYTHING)(answering(Surface.ACTION))
    app.view(ANYTHING)(answering(Surface.SUBMISSION))
    app.shortcut(ANYTHING)(answering(Surface.MESSAGE_SHORTCUT))
    app.event("app_home_opened")(answering(Surface.EVENT))


class Socket:
    """One Socket Mode connection, which reconnects by itself."""

    def __init__(self, handler: SocketModeHandler) -> None:
        self.handler = handler

    def start(self) -> None:
        self.handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped

    def stop(self) -> None:
        """Beside: the SDK's own close waits for seconds for its watchdog's next beat."""
        self.handler.client.auto_reconnect_enabled = False
        threading.Thread(target=self.handler.close, name="socket close", daemon=True).start()


def sockets(settings: Settings, app: App) -> list[Socket]:
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    client = WebClient(token=token, base_url=settings.slack_api_url)
    return [Socket(SocketModeHandler(app, token, web_client=client, ping_interval=5)) for _ in range(CONNECTIONS)]
