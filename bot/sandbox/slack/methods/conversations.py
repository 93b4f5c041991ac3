"""conversations.*: which channels there are, who is in them and what was said."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.slack.directory import Channel
from bot.sandbox.slack.messages import is_ephemeral
from bot.sandbox.slack.wire import Json, SlackError, invalid_arguments
from bot.sandbox.slack.workspace import Workspace

from .call import Call, method, page

KINDS: dict[str, Callable[[Channel], bool]] = {
    "public_channel": lambda channel: not channel.is_im and not channel.is_private,
    "private_channel": lambda channel: channel.is_private and not channel.is_im,
    "im": lambda channel: channel.is_im,
    "mpim": lambda _channel: False,
}
SCOPE_OF = {"im": "im", "group": "groups", "channel": "channels"}


def list_channels(call: Call) -> Json:
    workspace = call.workspace
    kinds = (call.text("types") or "public_channel").replace(" ", "").split(",")
    if any(kind not in KINDS for kind in kinds):
        raise SlackError("invalid_types")
    listed = [
        channel
        for channel in workspace.directory.channels.values()
        if any(KINDS[kind](channel) for kind in kinds)
        and (workspace.app_is_in(channel) or KINDS["public_channel"](channel))
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    shown, cursor = page(listed, call, 100, 1000)
    return {
        "channels": [channel_json(workspace, channel) for channel in shown],
        "response_metadata": cursor,
    }


def info(call: Call) -> Json:
    channel = _visible(call, "read")
    facts = channel_json(call.workspace, channel)
    if call.flag("include_num_members"):
        facts["num_members"] = len(channel.members)
    return {"channel": facts}


def open_direct_message(call: Call) -> Json:
    workspace = call.workspace
    if call.given("channel"):
        return {"channel": channel_json(workspace, workspace.directory.channel(call.required("channel")))}
    users = [user for user in call.required("users").split(",") if user]
    if len(users) != 1:
        raise invalid_arguments("direct messages of several people are not modelled")
    user = workspace.directory.user(users[0])
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot:
        raise SlackError("cannot_dm_bot")
    channel = workspace.directory.direct_message(user.id)
    facts = channel_json(workspace, channel)
    return {"channel": facts if call.flag("return_im") else {"id": channel.id}}


def history(call: Call) -> Json:
    channel = _readable(call)
    messages = list(reversed(call.workspace.messages.top_level(channel.id)))
    return _messages(call, channel, messages)


def replies(call: Call) -> Json:
    channel = _readable(call)
    ts = call.required("ts")
    message = call.workspace.messages.find(channel.id, ts)
    if message is None or is_ephemeral(message):
        raise SlackError("thread_not_found")
    return _messages(call, channel, call.workspace.messages.thread(channel.id, message.get("thread_ts") or ts))


def members(call: Call) -> Json:
    channel = _visible(call, "read")
    shown, cursor = page(channel.members, call, 100, 1000)
    return {"members": shown, "response_metadata": cursor}


def join(call: Call) -> Json:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if not workspace.app_is_in(channel):
        channel.members.append(workspace.app.bot_user_id)
        workspace.changes.add("channel", channel=channel.id)
    return {"channel": channel_json(workspace, channel)}


def channel_json(workspace: Workspace, channel: Channel) -> Json:
    common = {
        "id": channel.id,
        "created": 1_700_000_000,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
        "context_team_id": workspace.team.id,
        "updated": 1_700_000_000_000,
    }
    if channel.is_im:
        return {**common, "user": channel.with_user, "is_open": True}
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_member": workspace.app_is_in(channel),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def _visible(call: Call, act: str) -> Channel:
    workspace = call.workspace
    channel = workspace.directory.channel(call.required("channel"))
    if (channel.is_private or channel.is_im) and not workspace.app_is_in(channel):
        raise SlackError("channel_not_found")
    _need_scope(workspace, f"{SCOPE_OF[channel.event_type]}:{act}")
    return channel


def _readable(call: Call) -> Channel:
    channel = _visible(call, "history")
    if not call.workspace.app_is_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _need_scope(workspace: Workspace, scope: str) -> None:
    scopes = workspace.manifest.scopes()
    if scopes is not None and scope not in scopes:
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(scopes)))


def _messages(call: Call, channel: Channel, messages: list[Json]) -> Json:
    wanted = [message for message in messages if not is_ephemeral(message) and _within(call, message["ts"])]
    shown, cursor = page(wanted, call, 100, 999)
    with_metadata = call.flag("include_all_metadata")
    more = bool(cursor["next_cursor"])
    answer: Json = {
        "messages": [
            call.workspace.messages.as_slack(channel.id, message, with_metadata=with_metadata) for message in shown
        ],
        "has_more": more,
    }
    return {**answer, "response_metadata": cursor} if more else answer


def _within(call: Call, ts: str) -> bool:
    """`oldest` and `latest` leave out their own message unless `inclusive` (docs: conversations.history)."""
    moment = _micros(ts)
    oldest, latest = call.text("oldest"), call.text("latest")
    edge = call.flag("inclusive")
    after = not oldest or moment > _micros(oldest) or (edge and moment == _micros(oldest))
    before = not latest or moment < _micros(latest) or (edge and moment == _micros(latest))
    return after and before


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    try:
        return int(seconds) * 1_000_000 + int(f"{fraction:0<6}"[:6])
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None


_RANGE = "channel cursor limit oldest latest inclusive include_all_metadata"
_READ = "channels:read groups:read im:read mpim:read"
_HISTORY = "channels:history groups:history im:history mpim:history"
METHODS = (
    method("conversations.list", list_channels, "types exclude_archived cursor limit", _READ),
    method("conversations.info", info, "channel include_num_members", _READ),
    method("conversations.open", open_direct_message, "users channel return_im", "im:write mpim:write"),
    method("conversations.history", history, _RANGE, _HISTORY),
    method("conversations.replies", replies, f"{_RANGE} ts", _HISTORY),
    method("conversations.members", members, "channel cursor limit", _READ),
    method("conversations.join", join, "channel", "channels:join"),
)
