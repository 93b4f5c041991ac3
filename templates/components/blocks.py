"""Block Kit, as small pure functions. Foreign text only ever goes into plain text or rich text elements, where nothing is parsed.

Limits are Slack's own (docs: Block Kit reference); text is shortened here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.kernel.text import shorten

Block = dict[str, Any]
Element = dict[str, Any]

MOST_BUTTON, MOST_HEADER, MOST_TITLE, MOST_LABEL, MOST_OPTION, MOST_INPUT = 75, 150, 24, 2000, 75, 3000
MOST_OPTIONS = 100
_HALF_ENTITY = re.compile("&[a-z]*$")


def plain(text: str, most: int, *, empty: str = "–") -> Element:
    """A plain text object; emoji codes in it stay as they are typed."""
    return {"type": "plain_text", "text": shorten(text, most) or empty, "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, MOST_HEADER)}


def divider() -> Block:
    return {"type": "divider"}


def words(text: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Element:
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic), ("code", code)) if wanted}
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def moment(at: datetime) -> Element:
    """A point in time that Slack shows in each reader's own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} {time}",
        "fallback": at.strftime("%Y-%m-%d %H:%M UTC"),
    }


def section(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def quote(text: str) -> Element:
    return {"type": "rich_text_quote", "elements": [words(text)]}


def rich(*elements: Element) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def context(*lines: str) -> Block:
    """Small print; ten elements at most."""
    return {"type": "context", "elements": [plain(line, 2000) for line in lines[:10] if line]}


def image(file_id: str, alt: str) -> Block:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": shorten(alt, 2000) or "picture"}


def button(action_id: str, label: str, value: str, style: str = "", confirm: str = "") -> Element:
    made: Element = {"type": "button", "action_id": action_id, "text": plain(label, MOST_BUTTON), "value": value}
    if style:
        made["style"] = style
    if confirm:
        made["confirm"] = {
            "title": plain("Are you sure?", 100),
            "text": plain(confirm, 300),
            "confirm": plain("Yes", 30),
            "deny": plain("No", 30),
        }
    return made


def option(value: str, label: str) -> Element:
    return {"value": value, "text": plain(label, MOST_OPTION)}


def menu(action_id: str, placeholder: str, options: Iterable[tuple[str, str]]) -> Element:
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": [option(value, label) for value, label in options][:MOST_OPTIONS],
    }


def actions(elements: list[Element], block_id: str) -> Block:
    return {"type": "actions", "block_id": block_id[:255], "elements": elements[:25]}


def escaped(text: str, most: int | None = None) -> str:
    """For the places that parse: Slack's three control characters (docs: formatting message text). Cut between two of them."""
    whole = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return whole if most is None else _HALF_ENTITY.sub("", whole[:most])
