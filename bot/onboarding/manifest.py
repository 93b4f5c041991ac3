"""The Slack app's manifest, derived from what is registered: nothing can be forgotten in it and nothing is too much."""

from __future__ import annotations

from typing import Any

from handlers.slack.registry import GESTURES, Surface

#: What each scope is for; the app asks for nothing else.
SCOPES: dict[str, str] = {
    "commands": "slash commands and shortcuts",
    "chat:write": "cards, threads, direct messages",
    "channels:read": "finding the quality channel",
    "groups:read": "finding a private quality channel",
    "channels:history": "finding a card again after a broken connection",
    "groups:history": "the same in a private channel",
    "im:write": "opening a direct message",
    "im:history": "finding a direct message again after a broken connection",
    "users:read": "who is in the workspace",
    "users:read.email": "matching people by their work address",
    "files:read": "photos that people put into forms",
    "files:write": "photos on cards",
}


def manifest(name: str = "Andon", request_url: str | None = None) -> dict[str, Any]:
    """For socket mode; for http mode where `request_url` is given (https://your.host/slack/events)."""
    url = {"request_url": request_url} if request_url else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": "Complaints, nonconformances and corrective actions, where the work happens.",
            "background_color": "#8a1c1c",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [
                {
                    "command": g.id,
                    "description": g.help,
                    "usage_hint": g.usage,
                    "should_escape": False,
                    **_url_key(request_url),
                }
                for g in GESTURES
                if g.surface is Surface.COMMAND
            ],
            "shortcuts": [
                {"name": g.help, "type": "message", "callback_id": g.id, "description": "Report what this message says"}
                for g in GESTURES
                if g.surface is Surface.MESSAGE_SHORTCUT
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": [g.id for g in GESTURES if g.surface is Surface.EVENT], **url},
            "interactivity": {"is_enabled": True, **url},
            "socket_mode_enabled": request_url is None,
            "org_deploy_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def _url_key(request_url: str | None) -> dict[str, str]:
    return {"url": request_url} if request_url else {}
