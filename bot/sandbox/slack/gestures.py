"""A person's gestures: typed messages and commands, shortcuts, an opened Home tab.

Each builds Slack's payload under the lock, sends it, and applies the answer. What a person could not
do on the screen (an unknown command, a message he does not see) is refused and never sent.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from . import payloads
from .answers import say
from .delivery import COMMAND, INTERACTIVE, Door, Envelope, Outcome
from .directory import Channel
from .events import Events
from .tickets import ResponseUrl
from .wire import Json, SlackError, as_typed, escape
from .workspace import Workspace

SUBSCRIPTION = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


@dataclass(frozen=True, slots=True)
class Gestures:
    workspace: Workspace
    door: Door
    events: Events

    async def message(self, gesture: Json) -> Json:
        with self.workspace.lock:
            channel = self.own_channel(gesture)
            kept = self._typed(channel, gesture)
            sent = self._message_events(channel, kept)
        outcomes = await asyncio.gather(*(self.events.send(name, event) for name, event in sent))
        heard = [outcome for outcome in outcomes if outcome is not None]
        acked = all(outcome.acked for outcome in heard)
        first = heard[0] if heard else None
        return {
            **done(first or Outcome(delivered=False), None),
            "ok": True,
            "error": None if acked else "operation_timeout",
            "ts": kept["ts"],
        }

    async def command(self, gesture: Json) -> Json:
        workspace = self.workspace
        name = str(gesture.get("command", ""))
        with workspace.lock:
            channel = self.own_channel(gesture)
            if not workspace.manifest.knows_command(name):
                return refused("unknown_command", f"{name} is not a valid command.")
            text = self._command_text(name, str(gesture.get("text", "")))
            payload = payloads.command(workspace, gesture["as"], channel, name, text)
        outcome = await self.send(COMMAND, payload, accepts_answer=True)
        if not outcome.acked:
            return done(outcome, f'{name} failed with the error "{failure(outcome)}"')
        return done(outcome, self._answered(outcome, gesture["as"], channel, name))

    async def message_shortcut(self, gesture: Json) -> Json:
        workspace = self.workspace
        callback_id = str(gesture.get("callback_id", ""))
        with workspace.lock:
            channel = self.own_channel(gesture)
            message = workspace.messages.get(channel.id, gesture.get("ts"))
            if not workspace.manifest.knows_shortcut(callback_id, "message"):
                return refused("unknown_shortcut")
            payload = payloads.message_shortcut(workspace, gesture["as"], channel, message, callback_id)
        return done(await self.send(INTERACTIVE, payload), None)

    async def global_shortcut(self, gesture: Json) -> Json:
        callback_id = str(gesture.get("callback_id", ""))
        with self.workspace.lock:
            if not self.workspace.manifest.knows_shortcut(callback_id, "global"):
                return refused("unknown_shortcut")
            payload = payloads.global_shortcut(self.workspace, gesture["as"], callback_id)
        return done(await self.send(INTERACTIVE, payload), None)

    async def home_opened(self, gesture: Json) -> Json:
        workspace = self.workspace
        with workspace.lock:
            channel = workspace.directory.direct_message(gesture["as"])
            home = workspace.views.home(gesture["as"])
            event = {
                "type": "app_home_opened",
                "user": gesture["as"],
                "channel": channel.id,
                "tab": "home",
                "event_ts": workspace.messages.timestamps.next(),
                **({"view": workspace.view_json(home)} if home else {}),
            }
        outcome = await self.events.send("app_home_opened", event)
        return done(outcome or Outcome(delivered=False, acked=True), None)

    async def send(self, kind: str, payload: Json, *, accepts_answer: bool = False) -> Outcome:
        outcome = await self.door.send(Envelope(kind, payload, accepts_answer), self.workspace.ack_seconds)
        self.workspace.changes.add("delivery")
        if not outcome.acked:
            what = payload.get("type", payload.get("command"))
            self.workspace.journal.problem("unacked", f"{what}: {outcome.reason}")
        return outcome

    def own_channel(self, gesture: Json) -> Channel:
        channel = self.workspace.directory.channel(gesture.get("channel"))
        if gesture["as"] not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def _typed(self, channel: Channel, gesture: Json) -> Json:
        workspace = self.workspace
        text = as_typed(str(gesture.get("text", "")))
        message: Json = {
            "type": "message",
            "user": gesture["as"],
            "client_msg_id": workspace.new_id("M"),
            "team": workspace.team.id,
            "text": text,
        }
        if text:
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": gesture["text"]}]}
            message["blocks"] = [{"type": "rich_text", "elements": [section]}]
        files = self._shared_files(channel, gesture)
        if files:
            message |= {"subtype": "file_share", "files": files, "upload": False}
        if not text and not files:
            raise SlackError("no_text")
        return workspace.post(channel, {**message, **self._thread_of(channel, gesture)})

    def _shared_files(self, channel: Channel, gesture: Json) -> list[Json]:
        workspace = self.workspace
        shared = []
        for file_id in gesture.get("files") or []:
            file = workspace.files.get(file_id)
            if file.user != gesture["as"]:
                raise SlackError("file_not_found")
            file.channels.append(channel.id)
            file.app_may_see = file.app_may_see or workspace.app_is_in(channel)
            shared.append(file.as_slack(workspace.base_url, workspace.team.id))
        return shared

    def _thread_of(self, channel: Channel, gesture: Json) -> Json:
        thread_ts = gesture.get("thread_ts")
        if not thread_ts:
            return {}
        parent = self.workspace.messages.get(channel.id, thread_ts)
        return {"thread_ts": parent.get("thread_ts") or parent["ts"], "parent_user_id": parent["user"]}

    def _message_events(self, channel: Channel, kept: Json) -> list[tuple[str, Json]]:
        """The app hears only where it is a member; a mention is an event of its own."""
        workspace = self.workspace
        if not workspace.app_is_in(channel):
            return []
        face = {key: value for key, value in kept.items() if not key.startswith("_")}
        event = {**face, "channel": channel.id, "event_ts": kept["ts"], "channel_type": channel.event_type}
        sent = [(SUBSCRIPTION[channel.event_type], event)]
        if f"<@{workspace.app.bot_user_id}>" in kept["text"] and not channel.is_im:
            sent.append(("app_mention", {**event, "type": "app_mention"}))
        return sent

    def _command_text(self, name: str, text: str) -> str:
        text = escape(text.strip())
        if not self.workspace.manifest.escapes(name):
            return text
        directory = self.workspace.directory
        users = {user.name: f"<@{user.id}|{user.name}>" for user in directory.people()}
        channels = {each.name: f"<#{each.id}|{each.name}>" for each in directory.channels.values()}
        text = re.sub(r"@([\w.-]+)", lambda found: users.get(found[1], found[0]), text)
        return re.sub(r"#([\w-]+)", lambda found: channels.get(found[1], found[0]), text)

    def _answered(self, outcome: Outcome, user: str, channel: Channel, name: str) -> str | None:
        answer = outcome.payload
        if not answer or answer == {"text": ""}:
            return None
        with self.workspace.lock:
            try:
                say(self.workspace, ResponseUrl("", user, channel.id, 0.0), answer)
            except SlackError as refusal:
                self.workspace.journal.problem("bad_command_answer", f"{name}: {refusal.code}")
                return f'{name} failed with the error "dispatch_failed"'
        return None


def failure(outcome: Outcome) -> str:
    return "operation_timeout" if outcome.delivered and outcome.reason != "http_error" else "dispatch_failed"


def done(outcome: Outcome, notice: str | None) -> Json:
    """A gesture's answer on the control API."""
    return {
        "ok": outcome.acked,
        "delivered": outcome.delivered,
        "ack_ms": outcome.ms,
        "ack": outcome.payload,
        "error": None if outcome.acked else failure(outcome),
        "notice": notice,
    }


def refused(error: str, notice: str | None = None, **facts: object) -> Json:
    """A gesture that the screen does not allow; nothing was sent."""
    return {
        "ok": False,
        "delivered": False,
        "ack_ms": None,
        "ack": None,
        "error": error,
        "notice": notice,
        **facts,
    }
