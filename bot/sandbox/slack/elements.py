"""What a person can put into each interactive element, and how Slack reports it.

One row for each element type: the key that carries the value in `state.values` and in an action, what
stands there before anybody touched it, and the key of the element that fills it beforehand.
Source of the keys: docs, reference/block-kit/block-elements and reference/interaction-payloads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .wire import Json, SlackError


@dataclass(frozen=True, slots=True)
class ElementKind:
    """`reads` names how a value from the control API is understood (see `inputs.READERS`)."""

    state_key: str
    reads: str
    initial_key: str = ""
    empty: Any = None
    dispatches_on_enter: bool = False


def _text(initial: str = "initial_value") -> ElementKind:
    return ElementKind("value", "text", initial, None, dispatches_on_enter=True)


def _one(what: str) -> ElementKind:
    return ElementKind(f"selected_{what}", what, f"initial_{what}")


def _many(what: str) -> ElementKind:
    return ElementKind(f"selected_{what}s", f"{what}s", f"initial_{what}s", ())


KINDS: dict[str, ElementKind] = {
    "button": ElementKind("", "button"),
    "overflow": ElementKind("selected_option", "option"),
    "workflow_button": ElementKind("", "button"),
    "icon_button": ElementKind("", "button"),
    "feedback_buttons": ElementKind("value", "feedback"),
    "static_select": _one("option"),
    "external_select": _one("option"),
    "users_select": _one("user"),
    "conversations_select": _one("conversation"),
    "channels_select": _one("channel"),
    "multi_static_select": _many("option"),
    "multi_external_select": _many("option"),
    "multi_users_select": _many("user"),
    "multi_conversations_select": _many("conversation"),
    "multi_channels_select": _many("channel"),
    "checkboxes": _many("option"),
    "radio_buttons": _one("option"),
    "datepicker": _one("date"),
    "timepicker": _one("time"),
    "datetimepicker": _one("date_time"),
    "plain_text_input": _text(),
    "email_text_input": _text(),
    "url_text_input": _text(),
    "number_input": _text(),
    "rich_text_input": ElementKind("rich_text_value", "rich_text", "initial_value", dispatches_on_enter=True),
    "file_input": ElementKind("files", "files", "", ()),
}

STATELESS = frozenset({"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def type(self) -> str:
        return str(self.element["type"])

    @property
    def kind(self) -> ElementKind:
        return KINDS[self.type]

    @property
    def is_input(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def dispatches(self) -> bool:
        """Whether using it sends block_actions: in an input block only with `dispatch_action`."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def placed_elements(blocks: list[Json]) -> Iterator[Placed]:
    for block in blocks:
        for element in _children(block):
            if element.get("type") in KINDS:
                yield Placed(block, element)
        for key in ("child_blocks",):
            yield from placed_elements(block.get(key) or [])
        if block.get("type") == "carousel":
            yield from placed_elements(block.get("elements") or [])


def _children(block: Json) -> list[Json]:
    children = [block.get(key) for key in ("element", "accessory")]
    children += block.get("actions") or [] if block.get("type") == "card" else []
    if block.get("type") in {"actions", "context_actions"}:
        children += block.get("elements") or []
    return [child for child in children if isinstance(child, dict)]


def find_element(blocks: list[Json], block_id: str, action_id: str) -> Placed:
    for placed in placed_elements(blocks):
        if placed.block_id == block_id and placed.action_id == action_id:
            return placed
    raise SlackError("no_such_element")


def initial_state(placed: Placed) -> Json:
    """The element's entry in state.values before anybody touched it."""
    kind = placed.kind
    value = placed.element.get(kind.initial_key, None) if kind.initial_key else None
    if value is None:
        value = list(kind.empty) if isinstance(kind.empty, tuple) else kind.empty
    elif kind.reads == "text":
        value = str(value)
    return {"type": placed.type, kind.state_key: value}


def state_values(blocks: list[Json], chosen: dict[tuple[str, str], Json]) -> Json:
    """state.values as Slack sends it: every element that keeps a value, touched or not."""
    values: dict[str, Json] = {}
    for placed in placed_elements(blocks):
        if placed.type in STATELESS:
            continue
        key = (placed.block_id, placed.action_id)
        values.setdefault(placed.block_id, {})[placed.action_id] = chosen.get(key) or initial_state(placed)
    return values
