"""A person's gestures on elements and modals: clicking, choosing, typing, submitting, closing.

Typing into an input block stays on the screen until the modal is submitted, unless the block asks for
it (`dispatch_action`). A modal is checked here before it is sent, as Slack's client does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from . import payloads
from .answers import TROUBLE, answer_submission
from .delivery import INTERACTIVE, Outcome
from .elements import STATELESS, Placed, find_element
from .form_check import form_errors
from .gestures import Gestures, done, refused
from .inputs import Reader
from .messages import blocks_of
from .view_store import Chosen, OpenView
from .wire import Json, SlackError
from .workspace import Workspace

QUIET = Outcome(delivered=False, acked=True)
NOT_WORKING = "This did not work. Try again?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element is used: a message in a channel, or a view; and what was chosen there."""

    user: str
    blocks: list[Json]
    chosen: Chosen
    view: OpenView | None = None
    channel: str = ""
    message: Json | None = None


@dataclass(frozen=True, slots=True)
class ViewGestures:
    workspace: Workspace
    gestures: Gestures

    async def block_action(self, gesture: Json) -> Json:
        with self.workspace.lock:
            place = self._place(gesture)
            placed = find_element(place.blocks, str(gesture.get("block_id")), str(gesture.get("action_id")))
            state = self._keep(place, placed, gesture.get("value"))
            if not placed.dispatches:
                return done(QUIET, None)
            payload = self._action_payload(place, placed, state)
        return await self._send(payload)

    async def input(self, gesture: Json) -> Json:
        """Something typed or chosen in an input block; only some of it is told to the app at once."""
        with self.workspace.lock:
            place = self._place({**gesture, "container": {"type": "view", "view_id": gesture.get("view_id")}})
            placed = find_element(place.blocks, str(gesture.get("block_id")), str(gesture.get("action_id")))
            state = self._keep(place, placed, gesture.get("value"))
            if not _told_while_typing(placed):
                return done(QUIET, None)
            payload = self._action_payload(place, placed, state)
        return await self._send(payload)

    async def options(self, gesture: Json) -> Json:
        """What an external select offers for the typed text; kept, so that one of it can be chosen."""
        with self.workspace.lock:
            place = self._place(gesture)
            placed = find_element(place.blocks, str(gesture.get("block_id")), str(gesture.get("action_id")))
            typed = str(gesture.get("value") or "")
            if len(typed) < placed.element.get("min_query_length", 3):
                return {**done(QUIET, None), "options": []}
            payload = payloads.suggestion(self.workspace, place.user, placed, typed, self._where(place))
        outcome = await self.gestures.send(INTERACTIVE, payload, accepts_answer=True)
        answer = outcome.payload or {}
        offered = [option for group in answer.get("option_groups") or [answer] for option in group.get("options") or []]
        if len(offered) > 100:
            self.workspace.journal.problem("invalid_options", f"{placed.action_id}: more than 100 options")
            offered = []
        self.workspace.offered_options[(place.user, placed.action_id)] = offered
        shown: Json = {key: answer[key] for key in ("options", "option_groups") if key in answer}
        return {**done(outcome, None), **(shown or {"options": []})}

    async def view_submission(self, gesture: Json) -> Json:
        workspace = self.workspace
        with workspace.lock:
            view = self._top_view(gesture)
            if "submit" not in view.body:
                return refused("no_submit_button")
            self._fill(view, gesture.get("values") or {})
            view.errors = form_errors(view)
            if view.errors:
                workspace.changes.add("view", user=view.user)
                return refused("client_validation", None, errors=view.errors)
            payload = payloads.submission(workspace, view)
        outcome = await self.gestures.send(INTERACTIVE, payload, accepts_answer=True)
        if not outcome.acked:
            return done(outcome, TROUBLE)
        with workspace.lock:
            notice = answer_submission(workspace, view, outcome.payload)
            return {**done(outcome, notice), "errors": view.errors}

    async def view_closed(self, gesture: Json) -> Json:
        """Closes the view, or with `all` the whole stack; told to the app only if it asked for it."""
        workspace = self.workspace
        with workspace.lock:
            view = self._top_view(gesture)
            is_cleared = bool(gesture.get("all")) or bool(view.body.get("clear_on_close"))
            closed = list(reversed(workspace.views.stack(view.user))) if is_cleared else [view]
            for each in closed:
                workspace.views.close(each)
            workspace.changes.add("view", user=view.user)
            told = [
                payloads.closing(workspace, each, is_cleared=is_cleared)
                for each in closed
                if each.body.get("notify_on_close")
            ]
        outcome = QUIET
        for payload in told:
            outcome = await self.gestures.send(INTERACTIVE, payload)
        return done(outcome, None)

    async def _send(self, payload: Json) -> Json:
        outcome = await self.gestures.send(INTERACTIVE, payload)
        if outcome.payload:
            self.workspace.journal.problem("unexpected_answer", "block_actions take no answer in the ack")
        return done(outcome, None if outcome.acked else NOT_WORKING)

    def _place(self, gesture: Json) -> Place:
        container = gesture.get("container") or {}
        if container.get("type") == "view":
            view = self._view(gesture["as"], container.get("view_id"))
            return Place(view.user, view.blocks, view.chosen, view)
        return self._message_place(gesture["as"], container)

    def _message_place(self, user: str, container: Json) -> Place:
        workspace = self.workspace
        channel = workspace.directory.channel(container.get("channel"))
        message = workspace.messages.find(channel.id, container.get("ts"))
        if message is None or not workspace.visible_to(user, channel, message):
            raise SlackError("message_not_found")
        chosen = workspace.message_choices.setdefault((channel.id, message["ts"], user), {})
        return Place(user, blocks_of(message), chosen, None, channel.id, message)

    def _view(self, user: str, view_id: object) -> OpenView:
        with _as("no_such_view"):
            view = self.workspace.views.of_user(user, view_id)
        if view.body["type"] == "modal" and not self.workspace.views.is_top(view):
            raise SlackError("view_is_covered")
        return view

    def _top_view(self, gesture: Json) -> OpenView:
        view = self._view(gesture["as"], gesture.get("view_id"))
        if view.body["type"] != "modal":
            raise SlackError("no_such_view")
        return view

    def _fill(self, view: OpenView, values: Json) -> None:
        place = Place(view.user, view.blocks, view.chosen, view)
        for block_id, actions in values.items():
            for action_id, value in actions.items():
                self._keep(place, find_element(view.blocks, block_id, action_id), value)

    def _keep(self, place: Place, placed: Placed, value: Any) -> Json:
        """The element's state after this use; kept, except for buttons and the like."""
        if placed.kind.reads == "button":
            return {}
        state = Reader(self.workspace, place.user, placed).state(value)
        if placed.type not in STATELESS:
            place.chosen[(placed.block_id, placed.action_id)] = state
        return state

    def _action_payload(self, place: Place, placed: Placed, state: Json) -> Json:
        workspace = self.workspace
        entry = payloads.action(placed, state, workspace.messages.timestamps.next())
        if place.view is not None:
            return {**payloads.view_action_of(workspace, place.view), "actions": [entry]}
        channel = workspace.directory.channel(place.channel)
        payload = payloads.message_action_of(workspace, place.user, channel, place.message or {})
        return {**payload, "actions": [entry]}

    def _where(self, place: Place) -> Json:
        if place.view is not None:
            return {
                "container": {"type": "view", "view_id": place.view.id},
                "view": self.workspace.view_json(place.view),
            }
        ts = (place.message or {}).get("ts")
        container = {"type": "message", "message_ts": ts, "channel_id": place.channel, "is_ephemeral": False}
        return {"container": container, "channel": {"id": place.channel}}


def _told_while_typing(placed: Placed) -> bool:
    """Text is told on every character only where the element says so; other inputs when chosen."""
    if not placed.dispatches:
        return False
    if not placed.kind.dispatches_on_enter:
        return True
    config = placed.element.get("dispatch_action_config") or {}
    return "on_character_entered" in (config.get("trigger_actions_on") or [])


@contextmanager
def _as(code: str) -> Iterator[None]:
    try:
        yield
    except SlackError as refusal:
        raise SlackError(code) from refusal
