"""The calls to Slack that deliver something. At least once, and visibly once: after a doubt it looks before it repeats."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.outcome import DeliveryFailed
from templates.components.blocks import Block, escaped

#: Slack's answers that will be the same tomorrow (docs: the methods' error tables). What an administrator can put right, such as
#: a revoked token or a channel without the bot, is tried again.
_FOR_GOOD = frozenset(
    {
        "cannot_dm_bot", "invalid_blocks", "msg_too_long", "msg_blocks_too_long", "no_text", "user_not_found", "file_not_found",
        "invalid_arguments",
    }
)  # fmt: skip
#: The type of the metadata by which we find a message again that may or may not have been posted.
OUR_EVENT = "andon_message"


class MessageGone(DeliveryFailed):
    """The message to be edited is no longer there."""


@dataclass(frozen=True, slots=True)
class Message:
    text: str
    blocks: list[Block]


class SlackSender:
    """Posts, edits, publishes, uploads and downloads. Raises DeliveryFailed, which says whether to try again, and when."""

    def __init__(self, client: WebClient) -> None:
        self.client = client

    def post(self, channel: str, message: Message, reference: str, thread: str | None = None) -> str:
        response = self._call(
            "chat.postMessage",
            channel=channel, text=message.text, blocks=message.blocks, thread_ts=thread, unfurl_links=False, unfurl_media=False,
            metadata={"event_type": OUR_EVENT, "event_payload": {"reference": reference}},
        )  # fmt: skip
        return str(response["ts"])

    def edit(self, channel: str, ts: str, message: Message, reference: str) -> None:
        self._call(
            "chat.update", channel=channel, ts=ts, text=message.text, blocks=message.blocks,
            metadata={"event_type": OUR_EVENT, "event_payload": {"reference": reference}},
        )  # fmt: skip

    def find(self, channel: str, reference: str, thread: str | None = None) -> str | None:
        """The message that an attempt with this reference left behind: among a channel's latest hundred, or in a thread."""
        arguments: dict[str, Any] = {"channel": channel, "limit": 100, "include_all_metadata": True}
        if not thread:
            return _left_behind(self._call("conversations.history", **arguments)["messages"], reference)
        while True:  # Slack gives a thread from its beginning, and what was posted last is what we look for
            page = self._call("conversations.replies", ts=thread, **arguments)
            found = _left_behind(page["messages"], reference)
            arguments["cursor"] = _next(page)
            if found or not arguments["cursor"]:
                return found

    def direct(self, slack_user: str) -> str:
        return str(self._call("conversations.open", users=slack_user)["channel"]["id"])

    def publish_home(self, slack_user: str, view: dict[str, Any]) -> None:
        self._call("views.publish", user_id=slack_user, view=view)

    def channel_id(self, name: str) -> str | None:
        """By name or id; None where the bot sees no such channel."""
        wanted, cursor = name.lstrip("#"), ""
        while True:
            page = self._call(
                "conversations.list",
                limit=200,
                exclude_archived=True,
                cursor=cursor,
                types="public_channel,private_channel",
            )
            for channel in page["channels"]:
                if wanted in {channel["id"], channel["name"]}:
                    return str(channel["id"])
            cursor = _next(page)
            if not cursor:
                return None

    def upload(self, name: str, content: bytes) -> str:
        """An uploaded file's id; it is shared with nobody until a message shows it."""
        return self._upload(name, content)

    def share(self, name: str, content: bytes, channel: str, thread: str, comment: str) -> str:
        """Upload a file and post it into a thread; its id."""
        return self._upload(name, content, channel_id=channel, thread_ts=thread, initial_comment=escaped(comment))

    def find_file(self, channel: str, thread: str, name: str) -> str | None:
        """The id of a file of this name that an attempt left behind in a thread."""
        messages = self._call("conversations.replies", channel=channel, ts=thread, limit=100)["messages"]
        shared = (file for message in messages for file in message.get("files") or ())
        return next((str(file["id"]) for file in shared if file.get("name") == name), None)

    def _upload(self, name: str, content: bytes, **sharing: str) -> str:
        ticket = self._call("files.getUploadURLExternal", filename=name, length=len(content))
        self._transfer(urllib.request.Request(str(ticket["upload_url"]), data=content, method="POST"))  # noqa: S310
        self._call("files.completeUploadExternal", files=[{"id": ticket["file_id"], "title": name}], **sharing)
        return str(ticket["file_id"])

    def download(self, file_id: str, most: int) -> tuple[dict[str, Any], bytes]:
        """What Slack says of a file, and its bytes. An HTML page instead of them is Slack's way to say that a scope is missing."""
        facts: dict[str, Any] = self._call("files.info", file=file_id)["file"]
        if int(facts.get("size") or 0) > most:
            raise DeliveryFailed(f"the file is larger than {most // 1_000_000} MB", for_good=True)
        request = urllib.request.Request(str(facts["url_private_download"]))  # noqa: S310  (the URL is Slack's)
        request.add_unredirected_header("Authorization", f"Bearer {self.client.token}")
        content, media_type = self._transfer(request)
        if media_type.startswith("text/html") and not str(facts.get("mimetype", "")).startswith("text/html"):
            raise DeliveryFailed(
                "Slack sent a login page instead of the file: is the scope files:read there?", for_good=True
            )
        return facts, content

    def _transfer(self, request: urllib.request.Request) -> tuple[bytes, str]:
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
                return response.read(), str(response.headers.get_content_type())
        except urllib.error.HTTPError as error:
            raise DeliveryFailed(f"HTTP {error.code}", for_good=error.code in {401, 403, 404, 410}) from error
        except OSError as error:
            raise DeliveryFailed(str(error)) from error

    def _call(self, method: str, **arguments: Any) -> Any:
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        try:
            return (
                self.client.api_call(method, json=given)
                if method in _JSON
                else self.client.api_call(method, params=given)
            )
        except SlackApiError as error:
            raise _failure(error) from error
        except (OSError, ValueError) as error:
            raise DeliveryFailed(f"{method}: {error}", in_doubt=True) from error


#: Methods that take JSON; the others take a form (docs: Web API, evaluation of arguments).
_JSON = frozenset(
    {"chat.postMessage", "chat.update", "views.publish", "conversations.open", "files.completeUploadExternal"}
)


def _left_behind(messages: list[dict[str, Any]], reference: str) -> str | None:
    for message in messages:
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == OUR_EVENT and metadata.get("event_payload", {}).get("reference") == reference:
            return str(message["ts"])
    return None


def _next(page: Any) -> str:
    """The cursor of the next page; empty on the last."""
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")


def _failure(error: SlackApiError) -> DeliveryFailed:
    response = error.response
    code = str(response.get("error") or f"HTTP {response.status_code}")
    if response.status_code == 429:
        return DeliveryFailed("ratelimited", after=float(response.headers.get("Retry-After", 30)))
    if code == "message_not_found":
        return MessageGone(code, for_good=True)
    details = "; ".join((response.get("response_metadata") or {}).get("messages") or [])
    return DeliveryFailed(f"{code} {details}".strip(), for_good=code in _FOR_GOOD, in_doubt=response.status_code >= 500)
