"""Slack on the other side of a gesture: the payloads that it makes, and what it was told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from handlers.slack.dispatch import dispatch
from handlers.slack.occasion import House
from handlers.slack.registry import Surface
from models.inbox import InboxRow
from models.workflow.record import Record
from tests.database import TEAM, World

Body = dict[str, Any]

Body = dict[str, Any]


@dataclass
class Slack:
    """Slack's side of the wire: what it was told, and what it says no to."""

    acks: list[Body] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    opened: list[Body] = field(default_factory=list)
    published: list[Body] = field(default_factory=list)
    fails: Exception | None = None

    def ack(self, **payload: Any) -> None:
        self.acks.append(payload)

    def say(self, text: str, blocks: list[Body]) -> None:
        assert blocks
        self._fail()
        self.said.append(text)

    def open(self, trigger: str, view: Body) -> None:
        assert trigger
        self._fail()
        self.opened.append(view)

    def publish(self, user: str, view: Body) -> None:
        assert user
        self._fail()
        self.published.append(view)

    def _fail(self) -> None:
        if self.fails:
            raise self.fails

    @property
    def errors(self) -> dict[str, str]:
        """On the fields of the form that was answered."""
        return dict(self.acks[-1].get("errors", {})) if self.acks else {}


@dataclass
class Workspace:
    """Slack before Andon: makes the payloads that Slack makes."""

    world: World
    house: House
    slack: Slack = field(default_factory=Slack)
    count: int = 0

    def send(self, surface: Surface, body: Body) -> Slack:
        self.slack = Slack(fails=self.slack.fails)
        dispatch(self.house, surface, body, self.slack)
        assert len(self.slack.acks) == 1, "acknowledged exactly once"
        return self.slack

    def click(self, who: str, action: str, value: str, **more: Any) -> Body:
        pressed = {"action_id": action, "value": value, "action_ts": f"17.{self._next()}"}
        return {
            **self._who(who), "actions": [pressed], "response_url": "https://hooks.example/1",
            "trigger_id": self._trigger(), **more,
        }  # fmt: skip

    def submission(self, who: str, callback: str, values: dict[str, str], context: Body) -> Body:
        state = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in values.items()}
        view = {
            "id": f"V{self._next()}", "hash": f"h{self.count}", "callback_id": callback, "state": {"values": state},
            "private_metadata": json.dumps(context), "blocks": [{"type": "input", "block_id": name} for name in values],
        }  # fmt: skip
        return {**self._who(who), "view": view}

    def command(self, who: str, command: str, text: str) -> Body:
        user = {"user_id": f"U0{who.upper()}", "team_id": TEAM}
        return {**user, "command": command, "text": text, "trigger_id": self._trigger()}

    def home(self, who: str) -> Body:
        event = {"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home"}
        return {"team_id": TEAM, "event": event, "event_id": f"Ev{self._next()}"}

    def reference(self, number: str, verb: str) -> str:
        return f"{verb}|{number}|{self.world.look(number)['version']}"

    def trace(self) -> tuple[object, ...]:
        """All that a gesture could have changed, but for the note that it was refused."""
        with self.world.database.reading() as session:
            records = [
                (r.number, r.state, r.version) for r in session.scalars(sa.select(Record).order_by(Record.number))
            ]
            done = list(session.scalars(sa.select(InboxRow.key).where(InboxRow.refused == "")))
        return self.world.head(), records, sorted(str(key) for key in done)

    def refusals(self) -> list[str]:
        with self.world.database.reading() as session:
            return list(session.scalars(sa.select(InboxRow.refused).where(InboxRow.refused != "")))

    def _who(self, handle: str) -> Body:
        return {"user": {"id": f"U0{handle.upper()}", "team_id": TEAM}, "team": {"id": TEAM}}

    def _trigger(self) -> str:
        return f"9.{self._next()}"

    def _next(self) -> int:
        self.count += 1
        return self.count
