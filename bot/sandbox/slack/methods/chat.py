"""chat.*, reactions.add and bookmarks.add: the app says something, changes it or marks it."""

from __future__ import annotations

from bot.sandbox.slack.directory import Channel
from bot.sandbox.slack.messages import is_reply
from bot.sandbox.slack.posting import content, metadata, refuse_attachments, refuse_blocks
from bot.sandbox.slack.wire import Json, SlackError
from bot.sandbox.slack.workspace import Workspace

from .call import Call, method

UPDATE_TEXT_LIMIT = 4_000
"""Docs: methods/chat.update, msg_too_long."""

_CONTENT = "text blocks attachments metadata markdown_text"
_UNFURL = "unfurl_links unfurl_media"
"""Taken and without effect: nothing is unfurled here."""


def post_message(call: Call) -> Json:
    workspace = call.workspace
    channel = _postable(call, call.required("channel"))
    said = _content(call)
    thread_ts = _thread(call, channel)
    broadcast = thread_ts is not None and call.flag("reply_broadcast")
    if broadcast:
        said["subtype"] = "thread_broadcast"
    kept = workspace.post(channel, workspace.bot_message(said.pop("text"), thread_ts=thread_ts, **said))
    face = workspace.messages.as_slack(channel.id, kept)
    return {"channel": channel.id, "ts": kept["ts"], "message": face}


def post_ephemeral(call: Call) -> Json:
    workspace = call.workspace
    channel = _postable(call, call.required("channel"))
    user = call.required("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    said = _content(call)
    thread_ts = call.text("thread_ts")
    message = workspace.bot_message(said.pop("text"), thread_ts=thread_ts, **said)
    kept = workspace.post(channel, message, only_for=user)
    return {"message_ts": kept["ts"]}


def update(call: Call) -> Json:
    """Blocks that are not given stay; an empty list takes them away (docs: methods/chat.update)."""
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    message = workspace.messages.get(channel.id, call.required("ts"))
    _refuse_foreign(workspace, message, "cant_update_message")
    if len(call.text("text") or "") > UPDATE_TEXT_LIMIT:
        raise SlackError("msg_too_long")
    if not any(call.args.get(key) is not None for key in ("text", "blocks", "attachments", "metadata")):
        raise SlackError("no_text")
    message |= _changes(call)
    message["edited"] = {"user": workspace.app.bot_user_id, "ts": workspace.messages.timestamps.next()}
    workspace.announce(channel, message)
    face = workspace.messages.as_slack(channel.id, message)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": face}


def delete(call: Call) -> Json:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    message = workspace.messages.get(channel.id, call.required("ts"))
    _refuse_foreign(workspace, message, "cant_delete_message")
    workspace.messages.remove(channel.id, message["ts"])
    workspace.announce(channel, message, "delete")
    return {"channel": channel.id, "ts": message["ts"]}


def get_permalink(call: Call) -> Json:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    message = workspace.messages.get(channel.id, call.required("message_ts"))
    link = f"{workspace.base_url}archives/{channel.id}/p{message['ts'].replace('.', '')}"
    if is_reply(message):
        link += f"?thread_ts={message['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def add_reaction(call: Call) -> Json:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    message = workspace.messages.get(channel.id, call.required("timestamp"))
    name = call.required("name")
    reactions = message.setdefault("reactions", [])
    reaction = next((each for each in reactions if each["name"] == name), None)
    if reaction is None:
        reaction = {"name": name, "users": [], "count": 0}
        reactions.append(reaction)
    if workspace.app.bot_user_id in reaction["users"]:
        raise SlackError("already_reacted")
    reaction["users"].append(workspace.app.bot_user_id)
    reaction["count"] += 1
    workspace.announce(channel, message)
    return {}


def add_bookmark(call: Call) -> Json:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel_id"))
    if call.required("type") != "link":
        raise SlackError("invalid_bookmark_type")
    bookmark = {
        "id": workspace.new_id("Bk"),
        "channel_id": channel.id,
        "title": call.required("title"),
        "link": call.required("link"),
        "emoji": call.text("emoji") or "",
        "type": "link",
        "date_created": workspace.now(),
    }
    workspace.bookmarks.setdefault(channel.id, []).append(bookmark)
    workspace.changes.add("channel", channel=channel.id)
    return {"bookmark": bookmark}


def _postable(call: Call, reference: str) -> Channel:
    workspace = call.workspace
    channel = workspace.directory.channel(reference)
    if channel.is_archived:
        raise SlackError("is_archived")
    scopes = workspace.manifest.scopes()
    public = not channel.is_private and scopes is not None and "chat:write.public" in scopes
    if not workspace.app_is_in(channel) and not public:
        raise SlackError("channel_not_found" if channel.is_private else "not_in_channel")
    return channel


def _content(call: Call) -> Json:
    said = {
        "text": call.text("text"),
        "markdown_text": call.text("markdown_text"),
        "blocks": call.json("blocks", "invalid_blocks_format"),
        "attachments": call.json("attachments", "invalid_attachments"),
        "metadata": call.json("metadata", "invalid_metadata_format"),
    }
    if said["markdown_text"] and (said["text"] or said["blocks"]):
        raise SlackError("markdown_text_conflict")
    return content(call.workspace.journal, said)


def _changes(call: Call) -> Json:
    workspace = call.workspace
    changed: Json = {}
    blocks = call.json("blocks", "invalid_blocks_format")
    if call.args.get("text") is not None:
        changed["text"] = call.text("text")
    if blocks is not None:
        changed["blocks"] = workspace.with_ids(refuse_blocks(workspace.journal, blocks))
    attachments = call.json("attachments", "invalid_attachments")
    if attachments is not None:
        changed["attachments"] = workspace.attachments_with_ids(refuse_attachments(workspace.journal, attachments))
    if call.json("metadata"):
        changed["metadata"] = metadata(call.json("metadata"))
    return changed


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = call.workspace.messages.find(channel.id, thread_ts)
    if parent is None or "_only_for" in parent:
        raise SlackError("thread_not_found")
    return str(parent.get("thread_ts") or thread_ts)


def _refuse_foreign(workspace: Workspace, message: Json, code: str) -> None:
    if message.get("user") != workspace.app.bot_user_id:
        raise SlackError(code)


METHODS = (
    method(
        "chat.postMessage",
        post_message,
        f"channel thread_ts reply_broadcast {_CONTENT} {_UNFURL}",
        "chat:write",
    ),
    method("chat.postEphemeral", post_ephemeral, f"channel user thread_ts {_CONTENT}", "chat:write"),
    method("chat.update", update, f"channel ts {_CONTENT}", "chat:write"),
    method("chat.delete", delete, "channel ts", "chat:write"),
    method("chat.getPermalink", get_permalink, "channel message_ts"),
    method("reactions.add", add_reaction, "channel timestamp name", "reactions:write"),
    method("bookmarks.add", add_bookmark, "channel_id title type link emoji", "bookmarks:write"),
)
