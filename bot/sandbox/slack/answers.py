"""What the app's answers do on the screen: messages by acknowledgement or response URL, and modal answers.

A malformed answer does nothing for a person but show that something went wrong, and leaves a problem.
"""

from __future__ import annotations

from .block_rules import validate_view
from .directory import Channel
from .messages import is_ephemeral
from .posting import content, note_problems
from .tickets import ResponseUrl
from .view_store import OpenView
from .wire import Json, SlackError, flag
from .workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


def say(workspace: Workspace, ticket: ResponseUrl, said: Json) -> None:
    """An answer by response URL, or in the acknowledgement of a command (slack.md 2.1)."""
    channel = workspace.directory.channel(ticket.channel)
    origin = workspace.messages.find(channel.id, ticket.message_ts) if ticket.message_ts else None
    if flag(said.get("delete_original")):
        _delete(workspace, channel, origin)
        return
    parts = content(workspace.journal, said)
    if flag(said.get("replace_original")) and origin is not None:
        _replace(workspace, channel, origin, parts)
        return
    in_channel = said.get("response_type") == "in_channel"
    thread_ts = said.get("thread_ts") if said.get("replace_original") is False or origin is None else None
    message = workspace.bot_message(parts.pop("text"), thread_ts=thread_ts, **parts)
    workspace.post(channel, message, only_for=None if in_channel else ticket.user)


def answer_submission(workspace: Workspace, view: OpenView, answer: Json | None) -> str | None:
    """Does what the answer to a view_submission says; a notice for the person where it cannot."""
    action = (answer or {}).get("response_action")
    if answer and action is None and answer != {"text": ""}:
        workspace.journal.problem("bad_view_answer", f"no response_action in {str(answer)[:500]}")
    try:
        _act(workspace, view, str(action or "close"), answer or {})
    except SlackError as refusal:
        workspace.journal.problem("bad_view_answer", refusal.code)
        return TROUBLE
    finally:
        workspace.changes.add("view", user=view.user)
    return None


def _act(workspace: Workspace, view: OpenView, action: str, answer: Json) -> None:
    if action == "close":
        workspace.views.close(view)
    elif action == "clear":
        workspace.views.clear(view.user)
    elif action == "errors":
        view.errors = _errors(view, answer.get("errors"))
    elif action in {"update", "push"}:
        _show(workspace, view, action, answer.get("view"))
    else:
        raise SlackError(f"unknown response_action {action}")


def _errors(view: OpenView, errors: object) -> dict[str, str]:
    """Each key must be the block_id of an input block (slack.md 2.1)."""
    inputs = {block.get("block_id") for block in view.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("errors must name at least one input block")
    strange = sorted(set(errors) - inputs)
    if strange:
        raise SlackError(f"errors for blocks that are no inputs: {', '.join(map(str, strange))}")
    return {str(block_id): str(text) for block_id, text in errors.items()}


def _show(workspace: Workspace, view: OpenView, action: str, body: object) -> None:
    problems = validate_view(body)
    if problems or not isinstance(body, dict):
        note_problems(workspace.journal, "invalid_view", problems)
        raise SlackError(f"{action} with a view that Slack refuses")
    body = {**body, "blocks": workspace.with_ids(body["blocks"])}
    if action == "update":
        workspace.views.update(view, body, None)
    else:
        workspace.views.push(view.user, body)


def _delete(workspace: Workspace, channel: Channel, origin: Json | None) -> None:
    if origin is None:
        raise SlackError("message_not_found", status=404)
    workspace.messages.remove(channel.id, origin["ts"])
    workspace.announce(channel, origin, "delete")


def _replace(workspace: Workspace, channel: Channel, origin: Json, parts: Json) -> None:
    """Replaces the whole content: what is not given is gone, unlike with chat.update."""
    if origin.get("user") != workspace.app.bot_user_id:
        raise SlackError("cant_update_message")
    for key in ("blocks", "attachments"):
        origin.pop(key, None)
    if parts.get("blocks"):
        parts["blocks"] = workspace.with_ids(parts["blocks"])
    if parts.get("attachments"):
        parts["attachments"] = workspace.attachments_with_ids(parts["attachments"])
    origin |= parts
    if not is_ephemeral(origin):
        origin["edited"] = {"user": workspace.app.bot_user_id, "ts": workspace.messages.timestamps.next()}
    workspace.announce(channel, origin)
