"""What the app's manifest declares: commands, shortcuts, scopes and events.

Without a manifest everything is allowed, so that a small test needs none; with one, the workspace
holds the app to it, as Slack does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .wire import Json

SHORTCUT_TYPES = ("message", "global")


@dataclass(frozen=True, slots=True)
class Manifest:
    declared: Json | None = field(default=None)

    def commands(self) -> list[Json]:
        return [
            {
                "command": command["command"],
                "description": command.get("description", ""),
                "usage_hint": command.get("usage_hint", ""),
            }
            for command in self._slash_commands()
        ]

    def knows_command(self, name: str) -> bool:
        return self.declared is None or any(each["command"] == name for each in self._slash_commands())

    def escapes(self, name: str) -> bool:
        """Whether `@user` and `#channel` in the command's text arrive as ids (manifest: should_escape)."""
        return any(each["command"] == name and bool(each.get("should_escape")) for each in self._slash_commands())

    def shortcuts(self) -> list[Json]:
        return [
            {"callback_id": each["callback_id"], "name": each["name"], "type": each["type"]}
            for each in self._at("features", "shortcuts") or []
        ]

    def knows_shortcut(self, callback_id: str, kind: str) -> bool:
        return self.declared is None or any(
            each["callback_id"] == callback_id and each["type"] == kind for each in self.shortcuts()
        )

    def scopes(self) -> frozenset[str] | None:
        """The bot's scopes; None means that no manifest limits them."""
        scopes = self._at("oauth_config", "scopes", "bot")
        return None if scopes is None else frozenset(scopes)

    def subscribes(self, event: str) -> bool:
        events = self._at("settings", "event_subscriptions", "bot_events")
        return self.declared is None or event in (events or [])

    def _slash_commands(self) -> list[Json]:
        return list(self._at("features", "slash_commands") or [])

    def _at(self, *path: str) -> Any:
        found: Any = self.declared
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found
