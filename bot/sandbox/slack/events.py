"""Events that the app subscribed to, with Slack's redelivery: at once, then after a while (slack.md 2.4).

Only events are sent again; commands, actions and views are not. The event id stays the same over all
attempts, the envelope does not.
"""

from __future__ import annotations

import asyncio

from .delivery import EVENT, Door, Envelope, Outcome
from .wire import Json
from .workspace import Workspace


class Events:
    def __init__(self, workspace: Workspace, door: Door) -> None:
        self._workspace = workspace
        self._door = door
        self._retries: set[asyncio.Task[None]] = set()

    async def send(self, subscription: str, event: Json) -> Outcome | None:
        """The first attempt's outcome; None where the app did not subscribe. Retries go on by themselves."""
        if not self._workspace.manifest.subscribes(subscription):
            return None
        payload = self._wrapped(event)
        fault = self._workspace.faults.take("events")
        if fault is not None and fault.kind == "drop":
            outcome = Outcome(delivered=False, reason="connection_failed")
        else:
            outcome = await self._attempt(payload, 0, "")
        if fault is not None and outcome.acked:
            self._retry_later(payload, Outcome(delivered=True, reason="timeout"), attempts=1)
        elif not outcome.acked and not outcome.no_retry:
            self._retry_later(payload, outcome, attempts=len(self._workspace.retry_seconds))
        return outcome

    def _retry_later(self, payload: Json, outcome: Outcome, attempts: int) -> None:
        task = asyncio.create_task(self._retry(payload, outcome, attempts))
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)

    async def _retry(self, payload: Json, outcome: Outcome, attempts: int) -> None:
        for number, seconds in enumerate(self._workspace.retry_seconds[:attempts], start=1):
            await asyncio.sleep(seconds)
            outcome = await self._attempt(payload, number, outcome.reason)
            if outcome.acked or outcome.no_retry:
                return
        self._workspace.journal.problem("unacked", f"event {payload['event_id']} was given up")

    async def _attempt(self, payload: Json, number: int, reason: str) -> Outcome:
        envelope = Envelope(EVENT, payload, retry_attempt=number, retry_reason=reason)
        outcome = await self._door.send(envelope, self._workspace.ack_seconds)
        self._workspace.changes.add("delivery")
        if not outcome.acked:
            kind = payload["event"]["type"]
            self._workspace.journal.problem("unacked", f"event {kind}, attempt {number + 1}: {outcome.reason}")
        return outcome

    def _wrapped(self, event: Json) -> Json:
        workspace = self._workspace
        return {
            "token": workspace.app.verification,
            "team_id": workspace.team.id,
            "context_team_id": workspace.team.id,
            "context_enterprise_id": None,
            "api_app_id": workspace.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": workspace.new_id("Ev"),
            "event_time": int(workspace.real_time()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": workspace.team.id,
                    "user_id": workspace.app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{workspace.new_id('Ctx')}",
        }
