"""The messages of all channels, threads and ephemerals, kept in the shape that Slack gives them.

A message's `ts` is its name within its channel: unique and rising over the whole workspace, whatever
the clock does. Keys that begin with an underscore are the workspace's own and never leave it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from .wire import Json, SlackError


class Timestamps:
    """Seconds and microseconds as text; a clock that stands still or goes back is outrun."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.last = 0
        """Microseconds of the newest timestamp."""

    def next(self) -> str:
        self.last = max(self.last + 1, int(self._clock().timestamp() * 1_000_000))
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"


class MessageStore:
    def __init__(self, timestamps: Timestamps) -> None:
        self.timestamps = timestamps
        self._by_channel: dict[str, dict[str, Json]] = {}
        self._replies: dict[tuple[str, str], list[str]] = {}

    def add(self, channel: str, message: Json) -> Json:
        kept = {**message, "ts": self.timestamps.next()}
        self._in(channel)[kept["ts"]] = kept
        self._note_reply(channel, kept)
        return kept

    def find(self, channel: str, ts: object) -> Json | None:
        return self._in(channel).get(str(ts))

    def get(self, channel: str, ts: object) -> Json:
        found = self.find(channel, ts)
        if found is None or is_ephemeral(found):
            raise SlackError("message_not_found")
        return found

    def remove(self, channel: str, ts: str) -> None:
        """A thread's first message leaves a tombstone, so that the replies keep their place."""
        messages = self._in(channel)
        if ts in messages and self.replies_to(channel, ts):
            messages[ts] = {
                "type": "message",
                "subtype": "tombstone",
                "user": "USLACK",
                "text": "This message was deleted.",
                "hidden": True,
                "ts": ts,
                "thread_ts": ts,
            }
            return
        messages.pop(ts, None)

    def all(self, channel: str) -> list[Json]:
        return list(self._in(channel).values())

    def top_level(self, channel: str) -> list[Json]:
        """What the channel itself shows: no replies, except those that were broadcast."""
        return [message for message in self.all(channel) if not is_reply(message) or is_broadcast(message)]

    def thread(self, channel: str, thread_ts: str) -> list[Json]:
        return [message for message in self.all(channel) if thread_ts in {message["ts"], message.get("thread_ts")}]

    def replies_to(self, channel: str, ts: str) -> list[Json]:
        messages = self._in(channel)
        return [messages[reply] for reply in self._replies.get((channel, ts), ()) if reply in messages]

    def as_slack(self, channel: str, message: Json, *, with_metadata: bool = True) -> Json:
        """The public face of a message, with what its thread amounts to."""
        face = {key: value for key, value in message.items() if not key.startswith("_")}
        if not with_metadata:
            face.pop("metadata", None)
        replies = [] if is_reply(message) else self.replies_to(channel, message["ts"])
        if replies:
            face |= thread_summary(message, replies)
        return face

    def dump(self) -> Json:
        return {"last": self.timestamps.last, "by_channel": self._by_channel}

    def load(self, kept: Json) -> None:
        self.timestamps.last = kept["last"]
        self._by_channel = kept["by_channel"]
        for channel, messages in self._by_channel.items():
            for message in messages.values():
                self._note_reply(channel, message)

    def _note_reply(self, channel: str, message: Json) -> None:
        if is_reply(message) and not is_ephemeral(message):
            self._replies.setdefault((channel, message["thread_ts"]), []).append(message["ts"])

    def _in(self, channel: str) -> dict[str, Json]:
        return self._by_channel.setdefault(channel, {})


def blocks_of(message: Json) -> list[Json]:
    """All blocks of a message, those of its attachments too."""
    blocks = list(message.get("blocks") or [])
    for attachment in message.get("attachments") or []:
        blocks += attachment.get("blocks") or []
    return blocks


def thread_summary(parent: Json, replies: Iterable[Json]) -> Json:
    listed = list(replies)
    users = list(dict.fromkeys(str(reply.get("user", "")) for reply in listed))
    return {
        "thread_ts": parent["ts"],
        "reply_count": len(listed),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": listed[-1]["ts"],
    }


def is_reply(message: Json) -> bool:
    return message.get("thread_ts") not in {None, message["ts"]}


def is_broadcast(message: Json) -> bool:
    return message.get("subtype") == "thread_broadcast"


def is_ephemeral(message: Json) -> bool:
    return "_only_for" in message
