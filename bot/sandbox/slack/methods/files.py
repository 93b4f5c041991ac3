"""files.*: the three steps of an upload, and looking at a file that the app may see."""

from __future__ import annotations

from bot.sandbox.slack.directory import Channel
from bot.sandbox.slack.file_store import StoredFile
from bot.sandbox.slack.wire import Json, SlackError, invalid_arguments
from bot.sandbox.slack.workspace import Workspace

from .call import Call, method


def get_upload_url(call: Call) -> Json:
    workspace = call.workspace
    length = call.number("length", 0)
    if length <= 0:
        raise invalid_arguments("length must be greater than 0")
    file = workspace.files.announce(call.required("filename"), workspace.app.bot_user_id, workspace.now(), length)
    return {"upload_url": f"{workspace.base_url}upload/v1/{file.upload_token}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Without a channel the files stay private to the app (docs: files.completeUploadExternal)."""
    workspace = call.workspace
    named = call.json("files")
    if not isinstance(named, list) or not named:
        raise invalid_arguments("missing required field: files")
    files = [_uploaded(workspace, each) for each in named]
    for channel in _channels(call):
        _share(call, channel, files)
    return {"files": [file.as_slack(workspace.base_url, workspace.team.id) for file in files]}


def info(call: Call) -> Json:
    workspace = call.workspace
    file = workspace.files.get(call.required("file"))
    if not file.app_may_see or not file.complete:
        raise SlackError("file_not_found")
    return {"file": file.as_slack(workspace.base_url, workspace.team.id), "comments": []}


def _uploaded(workspace: Workspace, named: Json) -> StoredFile:
    file = workspace.files.get(named.get("id") if isinstance(named, dict) else None)
    if not file.upload_token or file.expected_length != len(file.content):
        raise SlackError("file_not_found")
    file.title = str(named.get("title") or file.name)
    file.complete = True
    return file


def _channels(call: Call) -> list[Channel]:
    references = [call.text("channel_id") or "", *(call.text("channels") or "").split(",")]
    channels = [call.workspace.directory.channel(reference) for reference in references if reference]
    for channel in channels:
        if not call.workspace.app_is_in(channel):
            raise SlackError("not_in_channel")
    return channels


def _share(call: Call, channel: Channel, files: list[StoredFile]) -> None:
    workspace = call.workspace
    for file in files:
        file.channels.append(channel.id)
    shown = [file.as_slack(workspace.base_url, workspace.team.id) for file in files]
    message = workspace.bot_message(
        call.text("initial_comment") or "", thread_ts=call.text("thread_ts"), files=shown, upload=True
    )
    workspace.post(channel, message)


METHODS = (
    method("files.getUploadURLExternal", get_upload_url, "filename length", "files:write"),
    method(
        "files.completeUploadExternal",
        complete_upload,
        "files channel_id channels initial_comment thread_ts",
        "files:write",
    ),
    method("files.info", info, "file", "files:read"),
)
