"""What the control API shows of the workspace: its state for one person, and a message."""

from __future__ import annotations

from .directory import Channel
from .messages import is_ephemeral
from .wire import Json
from .workspace import Workspace

USER_FACTS = ("id", "name", "real_name", "title", "email", "tz", "is_bot", "deleted", "avatar_color")


def state_face(workspace: Workspace, user: str, *, connected: bool) -> Json:
    team, app = workspace.team, workspace.app
    return {
        "team": {"id": team.id, "name": team.name, "domain": team.domain},
        "app": {
            "id": app.id,
            "name": app.name,
            "bot_user_id": app.bot_user_id,
            "connected": connected,
        },
        "me": user,
        "users": [{key: getattr(each, key) for key in USER_FACTS} for each in workspace.directory.users.values()],
        "channels": [channel_face(workspace, channel, user) for channel in workspace.channels_of(user)],
        "commands": workspace.manifest.commands(),
        "shortcuts": workspace.manifest.shortcuts(),
        "seq": workspace.changes.seq,
    }


def channel_face(workspace: Workspace, channel: Channel, user: str) -> Json:
    read = channel.read_until.get(user, "")
    unread = [
        message
        for message in workspace.messages.top_level(channel.id)
        if message["ts"] > read and message.get("user") != user and not is_ephemeral(message)
    ]
    return {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "is_private": channel.is_private,
        "with": workspace.app.bot_user_id if channel.is_im else None,
        "is_member": user in channel.members,
        "unread": len(unread),
        "topic": channel.topic,
        "members": channel.members,
    }


def message_face(workspace: Workspace, channel: Channel, message: Json) -> Json:
    face = workspace.messages.as_slack(channel.id, message)
    files = [workspace.files.get(file["id"]) for file in face.get("files", [])]
    return {
        "ts": face["ts"],
        "thread_ts": face.get("thread_ts"),
        "user": face.get("user"),
        "bot": "bot_id" in face,
        "subtype": face.get("subtype"),
        "text": face["text"],
        "blocks": face.get("blocks") or [],
        "attachments": face.get("attachments") or [],
        "files": [file.as_listed(workspace.base_url) for file in files],
        "reply_count": face.get("reply_count", 0),
        "reply_users": face.get("reply_users", []),
        "reactions": face.get("reactions", []),
        "edited": "edited" in face,
        "ephemeral": is_ephemeral(message),
    }
