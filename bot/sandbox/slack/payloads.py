"""Slack's payloads of a person's gestures, with the fields that Slack sends.

Source: docs, reference/interaction-payloads and interactivity/implementing-slash-commands.
"""

from __future__ import annotations

from .directory import Channel
from .elements import Placed, state_values
from .messages import blocks_of, is_ephemeral
from .view_store import OpenView
from .wire import Json
from .workspace import Workspace


def command(workspace: Workspace, user_id: str, channel: Channel, name: str, text: str) -> Json:
    """Form fields, hence only strings (slack.md 2.1)."""
    user = workspace.directory.user(user_id)
    return {
        "token": workspace.app.verification,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, user_id, channel),
        "trigger_id": workspace.tickets.trigger(user_id),
    }


def interaction(workspace: Workspace, kind: str, user_id: str, view: OpenView | None = None) -> Json:
    """What all interactions carry."""
    user = workspace.directory.user(user_id)
    return {
        "type": kind,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.team.id},
        "api_app_id": workspace.app.id,
        "token": workspace.app.verification,
        "trigger_id": workspace.tickets.trigger(user_id, view.id if view else None),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_action_of(workspace: Workspace, user_id: str, channel: Channel, message: Json) -> Json:
    """A use of an element on a message; an ephemeral message is not told to the app again."""
    ephemeral = is_ephemeral(message)
    container = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if message.get("thread_ts"):
        container["thread_ts"] = message["thread_ts"]
    chosen = workspace.message_choices.get((channel.id, message["ts"], user_id), {})
    payload = {
        **interaction(workspace, "block_actions", user_id),
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "state": {"values": state_values(blocks_of(message), chosen)},
        "response_url": response_url(workspace, user_id, channel, message),
    }
    if not ephemeral:
        payload["message"] = workspace.messages.as_slack(channel.id, message)
    return payload


def view_action_of(workspace: Workspace, view: OpenView) -> Json:
    face = workspace.view_json(view)
    return {
        **interaction(workspace, "block_actions", view.user, view),
        "container": {"type": "view", "view_id": view.id},
        "view": face,
        "state": face["state"],
    }


def action(placed: Placed, value: Json, action_ts: str) -> Json:
    """The entry in `actions`; `value` is the part of state.values, empty for a button."""
    element = placed.element
    copied = ("text", "value", "style", "placeholder", placed.kind.initial_key)
    return {
        **{key: element[key] for key in copied if key and key in element},
        **value,
        "type": placed.type,
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "action_ts": action_ts,
    }


def submission(workspace: Workspace, view: OpenView) -> Json:
    return {
        **interaction(workspace, "view_submission", view.user, view),
        "view": workspace.view_json(view),
        "response_urls": list(_response_urls(workspace, view)),
    }


def closing(workspace: Workspace, view: OpenView, *, is_cleared: bool) -> Json:
    payload = interaction(workspace, "view_closed", view.user, view)
    del payload["trigger_id"]
    return {**payload, "view": workspace.view_json(view), "is_cleared": is_cleared}


def message_shortcut(workspace: Workspace, user_id: str, channel: Channel, message: Json, callback_id: str) -> Json:
    return {
        **interaction(workspace, "message_action", user_id),
        "action_ts": workspace.messages.timestamps.next(),
        "callback_id": callback_id,
        "message_ts": message["ts"],
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": workspace.messages.as_slack(channel.id, message),
        "response_url": response_url(workspace, user_id, channel, message),
    }


def global_shortcut(workspace: Workspace, user_id: str, callback_id: str) -> Json:
    return {
        **interaction(workspace, "shortcut", user_id),
        "action_ts": workspace.messages.timestamps.next(),
        "callback_id": callback_id,
    }


def suggestion(workspace: Workspace, user_id: str, placed: Placed, typed: str, place: Json) -> Json:
    payload = interaction(workspace, "block_suggestion", user_id)
    del payload["trigger_id"]
    return {
        **payload,
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "value": typed,
        **place,
    }


def response_url(workspace: Workspace, user_id: str, channel: Channel, message: Json | None = None) -> str:
    origin = message or {}
    token = workspace.tickets.response_url(
        user_id,
        channel.id,
        message_ts=origin.get("ts"),
        thread_ts=origin.get("thread_ts"),
        ephemeral=is_ephemeral(origin),
    )
    return f"{workspace.base_url}response/{workspace.team.id}/{token}"


def channel_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _response_urls(workspace: Workspace, view: OpenView) -> list[Json]:
    """Only for a select with `response_url_enabled` (slack.md 2.1)."""
    urls = []
    for block_id, actions in state_values(view.blocks, view.chosen).items():
        for action_id, state in actions.items():
            chosen = state.get("selected_conversation") or state.get("selected_channel")
            if chosen and _wants_response_url(view, block_id):
                channel = workspace.directory.channel(chosen)
                urls.append(
                    {
                        "block_id": block_id,
                        "action_id": action_id,
                        "channel_id": channel.id,
                        "response_url": response_url(workspace, view.user, channel),
                    }
                )
    return urls


def _wants_response_url(view: OpenView, block_id: str) -> bool:
    return any(
        block.get("block_id") == block_id and block.get("element", {}).get("response_url_enabled")
        for block in view.blocks
    )
