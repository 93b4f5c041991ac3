"""Who and where: the workspace's people and channels, and the direct message of each with the app."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .wire import Json, SlackError

COLORS = ("#4a6fa5", "#8a4f7d", "#3d8b6e", "#b36a2e", "#5b5ea6", "#9b2335", "#2e7d86", "#6b6b3a")


@dataclass(slots=True)
class User:
    id: str
    name: str
    real_name: str
    title: str = ""
    email: str = ""
    tz: str = "Europe/Berlin"
    locale: str = "en-GB"
    is_bot: bool = False
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    avatar_color: str = COLORS[0]


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    is_im: bool = False
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""
    purpose: str = ""
    with_user: str | None = None
    members: list[str] = field(default_factory=list)
    read_until: dict[str, str] = field(default_factory=dict)

    @property
    def event_type(self) -> str:
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"


class Directory:
    def __init__(self, new_id: Callable[[str], str], bot: User) -> None:
        self._new_id = new_id
        self.bot = bot
        self.users: dict[str, User] = {bot.id: bot}
        self.channels: dict[str, Channel] = {}

    def add_user(self, facts: Json) -> User:
        facts = {"real_name": facts.get("name", ""), "avatar_color": self._next_color(), **facts}
        user = User(**{"id": self._new_id("U"), **facts})
        self.users[user.id] = user
        return user

    def add_channel(self, facts: Json) -> Channel:
        """`members` are ids or names; `is_member` False keeps the app out."""
        facts = dict(facts)
        members = [self._user_id(member) for member in facts.pop("members", [])]
        if facts.pop("is_member", True):
            members.append(self.bot.id)
        channel = Channel(**{"id": self._new_id("C"), **facts, "members": list(dict.fromkeys(members))})
        self.channels[channel.id] = channel
        return channel

    def user(self, user_id: str) -> User:
        found = self.users.get(user_id)
        if found is None:
            raise SlackError("user_not_found")
        return found

    def people(self) -> Iterable[User]:
        return (user for user in self.users.values() if not user.is_bot)

    def channel(self, reference: Any) -> Channel:
        """By id, or by name as `#name` or `name`; a person's id stands for the direct message."""
        if not isinstance(reference, str) or not reference:
            raise SlackError("channel_not_found")
        if reference in self.channels:
            return self.channels[reference]
        if reference in self.users and reference != self.bot.id:
            return self.direct_message(reference)
        name = reference.removeprefix("#")
        for channel in self.channels.values():
            if channel.name == name and not channel.is_im:
                return channel
        raise SlackError("channel_not_found")

    def direct_message(self, user_id: str) -> Channel:
        for channel in self.channels.values():
            if channel.is_im and channel.with_user == user_id:
                return channel
        user = self.user(user_id)
        channel = Channel(
            id=self._new_id("D"),
            name=user.name,
            is_im=True,
            with_user=user.id,
            members=[user.id, self.bot.id],
        )
        self.channels[channel.id] = channel
        return channel

    def _user_id(self, reference: str) -> str:
        if reference in self.users:
            return reference
        for user in self.users.values():
            if user.name == reference:
                return user.id
        raise SlackError("user_not_found")

    def _next_color(self) -> str:
        return COLORS[len(self.users) % len(COLORS)]
