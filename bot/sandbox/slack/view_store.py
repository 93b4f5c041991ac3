"""Modals and Home tabs: a stack of at most three views for a person, and one Home for each.

What a person typed is kept beside the view and survives an update only where block_id and action_id
stay the same, as in Slack's client (slack.md 2.2). `hash` changes with every change of the view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .elements import placed_elements, state_values
from .wire import Json, SlackError

STACK_LIMIT = 3
"""Docs: surfaces/modals, "up to three views"."""

Chosen = dict[tuple[str, str], Json]

KEPT = ("id", "user", "body", "hash", "root_id", "previous_id", "errors")

VIEW_DEFAULTS: Json = {
    "callback_id": "",
    "private_metadata": "",
    "external_id": "",
    "close": None,
    "submit": None,
    "clear_on_close": False,
    "notify_on_close": False,
    "submit_disabled": False,
    "previous_view_id": None,
}


@dataclass(slots=True)
class OpenView:
    """A view on a person's screen; `errors` are shown under its inputs."""

    id: str
    user: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    chosen: Chosen = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        return list(self.body["blocks"])

    def as_slack(self, owner: Json) -> Json:
        return {
            **VIEW_DEFAULTS,
            **self.body,
            "id": self.id,
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "state": {"values": state_values(self.blocks, self.chosen)},
            **owner,
        }


class ViewStore:
    def __init__(self, new_id: Callable[[str], str], new_hash: Callable[[], str]) -> None:
        self._new_id = new_id
        self._new_hash = new_hash
        self._stacks: dict[str, list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def stack(self, user: str) -> list[OpenView]:
        return self._stacks.setdefault(user, [])

    def home(self, user: str) -> OpenView | None:
        return self._homes.get(user)

    def open(self, user: str, body: Json) -> OpenView:
        """A new root; what was open before is gone, since a person sees one modal at a time."""
        self._refuse_taken_external_id(body)
        view = self._new(user, body, None)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, body: Json) -> OpenView:
        stack = self.stack(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        self._refuse_taken_external_id(body)
        view = self._new(user, body, stack[-1])
        stack.append(view)
        return view

    def update(self, view: OpenView, body: Json, given_hash: str | None) -> OpenView:
        if given_hash is not None and given_hash != view.hash:
            raise SlackError("hash_conflict")
        if body.get("external_id") != view.body.get("external_id"):
            self._refuse_taken_external_id(body)
        kept = {(placed.block_id, placed.action_id) for placed in placed_elements(body["blocks"])}
        view.body = body
        view.hash = self._new_hash()
        view.chosen = {key: value for key, value in view.chosen.items() if key in kept}
        view.errors = {}
        return view

    def publish(self, user: str, body: Json, given_hash: str | None) -> OpenView:
        home = self._homes.get(user)
        if home is None:
            home = self._homes[user] = self._new(user, body, None)
            return home
        return self.update(home, body, given_hash)

    def close(self, view: OpenView) -> None:
        stack = self.stack(view.user)
        if view in stack:
            stack.remove(view)

    def clear(self, user: str) -> list[OpenView]:
        return self._stacks.pop(user, [])

    def by_id(self, view_id: object) -> OpenView:
        for view in self._all():
            if view.id == view_id:
                return view
        raise SlackError("not_found")

    def by_external_id(self, external_id: object) -> OpenView:
        for view in self._all():
            if view.body.get("external_id") == external_id and external_id:
                return view
        raise SlackError("not_found")

    def of_user(self, user: str, view_id: object) -> OpenView:
        """One of the views on this person's screen, modal or Home."""
        view = self.by_id(view_id)
        if view.user != user:
            raise SlackError("not_found")
        return view

    def is_top(self, view: OpenView) -> bool:
        stack = self.stack(view.user)
        return bool(stack) and stack[-1] is view

    def dump(self) -> list[Json]:
        """All views, bottom first; what was chosen as rows, since JSON has no pairs as keys."""
        rows = []
        for view in self._all():
            chosen = [[*key, state] for key, state in view.chosen.items()]
            rows.append({**{name: getattr(view, name) for name in KEPT}, "chosen": chosen})
        return rows

    def load(self, rows: list[Json]) -> None:
        for row in rows:
            chosen = {(block_id, action_id): state for block_id, action_id, state in row["chosen"]}
            view = OpenView(**{**row, "chosen": chosen})
            if view.body["type"] == "home":
                self._homes[view.user] = view
            else:
                self.stack(view.user).append(view)

    def _all(self) -> list[OpenView]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def _refuse_taken_external_id(self, body: Json) -> None:
        external_id = body.get("external_id")
        if external_id and any(view.body.get("external_id") == external_id for view in self._all()):
            raise SlackError("duplicate_external_id")

    def _new(self, user: str, body: Json, previous: OpenView | None) -> OpenView:
        view_id = self._new_id("V")
        root_id = previous.root_id if previous else view_id
        return OpenView(view_id, user, body, self._new_hash(), root_id, previous.id if previous else None)
