"""Blocks and views in few words, and a time that a test moves by hand."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def section(words: str, **facts: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **facts}


def button(words: str, action_id: str, value: str = "", **facts: Any) -> Json:
    chosen = {"value": value} if value else {}
    return {"type": "button", "text": plain(words), "action_id": action_id, **chosen, **facts}


def actions(*elements: Json, **facts: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **facts}


def option(words: str, value: str | None = None) -> Json:
    return {"text": plain(words), "value": value or words}


def input_of(block_id: str, label: str, element: Json, **facts: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **facts,
    }


def text_input(block_id: str, label: str, **element: Any) -> Json:
    return input_of(block_id, label, {"type": "plain_text_input", **element})


def modal(*blocks: Json, title: str = "Report", **facts: Any) -> Json:
    shown = {"type": "modal", "callback_id": "report", "title": plain(title), "submit": plain("Send")}
    return {**shown, "blocks": list(blocks), **facts}


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks)}


class MovableTime:
    """Seconds since the epoch that only a test moves."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
