"""A Slack workspace in memory: people, channels, messages, views and files behind one lock.

It stands outside the wire: an app meets it only through the Web API, a socket or signed requests, and
a person only through gestures. Message times come from the injected clock, which the sandbox may move;
what Slack counts in real seconds (triggers, response URLs, signatures) is counted in real time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from .changes import ChangeLog
from .directory import Channel, Directory, User
from .faults import Faults
from .file_store import FileStore
from .journal import Journal
from .manifest import Manifest
from .messages import MessageStore, Timestamps
from .tickets import Tickets
from .view_store import OpenView, ViewStore
from .wire import Json

SIGNS_WITH, BOT_BEARER, APP_BEARER = "sandbox-signing-secret", "xoxb-sandbox-bot", "xapp-sandbox-app"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Team:
    id: str = "T0SANDBOX1"
    name: str = "Sandbox Works"
    domain: str = "sandbox-works"


@dataclass(frozen=True, slots=True)
class AppFacts:
    """The installed app and its secrets."""

    name: str
    signing_secret: str
    bot_token: str
    app_token: str
    id: str = "A0SANDBOX1"
    bot_id: str = "B0SANDBOX1"
    bot_user_id: str = "U0SANDBOXB"
    verification: str = "deprecated-verification"


def utc_now() -> datetime:
    return datetime.now(UTC)


class Workspace:
    """All state; `lock` guards it: whoever changes something holds it meanwhile."""

    def __init__(
        self,
        *,
        users: Iterable[Json] = (),
        channels: Iterable[Json] = (),
        manifest: Json | None = None,
        team: Json | None = None,
        signing_secret: str = SIGNS_WITH,
        bot_token: str = BOT_BEARER,
        app_token: str = APP_BEARER,
        clock: Callable[[], datetime] = utc_now,
        real_time: Callable[[], float] = time.time,
        random: Random | None = None,
        request_url: str | None = None,
        ack_seconds: float = 3.0,
        retry_seconds: tuple[float, ...] = (0, 60, 300),
    ) -> None:
        """With a `request_url` the app is called by signed HTTP, otherwise over Socket Mode."""
        random = random or Random()  # noqa: S311 - ids of a sandbox, not secrets
        self.lock = threading.RLock()
        self.team = Team(**(team or {}))
        self.manifest = Manifest(manifest)
        self.app = AppFacts(_app_name(manifest), signing_secret, bot_token, app_token)
        self.clock = clock
        self.real_time = real_time
        self.base_url = "http://127.0.0.1/"
        self.request_url = request_url
        self.ack_seconds = ack_seconds
        self.retry_seconds = retry_seconds
        self.ids_given = 0
        self._random = random
        self.changes = ChangeLog()
        self.journal = Journal(self.changes, real_time)
        self.faults = Faults()
        self.tickets = Tickets(real_time, random)
        self.directory = Directory(self.new_id, _bot_user(self.app))
        self.messages = MessageStore(Timestamps(clock))
        self.views = ViewStore(self.new_id, self._new_hash)
        self.files = FileStore(self.new_id, random)
        self.message_choices: dict[tuple[str, str, str], dict[tuple[str, str], Json]] = {}
        self.offered_options: dict[tuple[str, str], list[Json]] = {}
        self.bookmarks: dict[str, list[Json]] = {}
        for user in users:
            self.directory.add_user(user)
        for channel in channels:
            self.directory.add_channel(channel)

    # -- small facts ---------------------------------------------------------------------------

    def new_id(self, prefix: str) -> str:
        self.ids_given += 1
        number, digits = self.ids_given, ""
        while number:
            number, digit = divmod(number, 36)
            digits = DIGITS[digit] + digits
        return f"{prefix}0S{digits:0>8}"

    def now(self) -> int:
        return int(self.clock().timestamp())

    def view_json(self, view: OpenView) -> Json:
        return view.as_slack(self.view_owner())

    def view_owner(self) -> Json:
        return {
            "team_id": self.team.id,
            "app_id": self.app.id,
            "bot_id": self.app.bot_id,
            "app_installed_team_id": self.team.id,
        }

    # -- messages --------------------------------------------------------------------------------

    def post(self, channel: Channel, message: Json, *, only_for: str | None = None) -> Json:
        """Adds a message; its blocks get the ids that Slack gives to those without."""
        message = {**message, **({"_only_for": only_for} if only_for else {})}
        if message.get("blocks"):
            message["blocks"] = self.with_ids(message["blocks"])
        if message.get("attachments"):
            message["attachments"] = self.attachments_with_ids(message["attachments"])
        kept = self.messages.add(channel.id, message)
        self.announce(channel, kept)
        return kept

    def announce(self, channel: Channel, message: Json, kind: str = "message") -> None:
        only_for = message.get("_only_for")
        self.changes.add(
            "ephemeral" if only_for and kind == "message" else kind,
            channel=channel.id,
            thread_ts=message.get("thread_ts"),
            user=only_for,
        )

    def bot_message(self, text: str, **facts: Any) -> Json:
        return {
            "type": "message",
            "user": self.app.bot_user_id,
            "bot_id": self.app.bot_id,
            "app_id": self.app.id,
            "team": self.team.id,
            "bot_profile": {"id": self.app.bot_id, "app_id": self.app.id, "name": self.app.name},
            "text": text,
            **{key: value for key, value in facts.items() if value is not None},
        }

    def with_ids(self, blocks: list[Json]) -> list[Json]:
        return [self._with_id(block) for block in blocks]

    def attachments_with_ids(self, attachments: list[Json]) -> list[Json]:
        return [
            {**each, "blocks": self.with_ids(each["blocks"])} if each.get("blocks") else each for each in attachments
        ]

    def visible_to(self, user: str, channel: Channel, message: Json) -> bool:
        return user in channel.members and message.get("_only_for") in {None, user}

    # -- channels --------------------------------------------------------------------------------

    def channels_of(self, user: str) -> list[Channel]:
        """The channels a person is in, with the direct message to the app."""
        if user != self.app.bot_user_id:
            self.directory.direct_message(user)
        return [channel for channel in self.directory.channels.values() if user in channel.members]

    def app_is_in(self, channel: Channel) -> bool:
        return self.app.bot_user_id in channel.members

    def _with_id(self, block: Json) -> Json:
        block = {"block_id": self._short_id(), **block}
        for key in ("elements", "actions"):
            if isinstance(block.get(key), list) and block["type"] in {"actions", "context_actions", "card"}:
                block[key] = [self._with_action_id(element) for element in block[key]]
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict):
                block[key] = self._with_action_id(block[key])
        for key in ("child_blocks", "elements"):
            if isinstance(block.get(key), list) and block["type"] in {"container", "carousel"}:
                block[key] = [self._with_id(child) for child in block[key]]
        return block

    def _with_action_id(self, element: Json) -> Json:
        return element if element["type"] == "image" else {"action_id": self._short_id(), **element}

    def _short_id(self) -> str:
        return "".join(self._random.choices(DIGITS, k=5))

    def _new_hash(self) -> str:
        return f"{self.now()}.{self._random.getrandbits(32):08x}"


def _app_name(manifest: Json | None) -> str:
    declared = (manifest or {}).get("display_information", {})
    return str(declared.get("name", "Andon"))


def _bot_user(app: AppFacts) -> User:
    name = app.name.lower().replace(" ", "-")
    return User(app.bot_user_id, name, app.name, title="App", is_bot=True, tz="Etc/UTC")
