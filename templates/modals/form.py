"""A form as a Slack view; an input's block id is its field's name, so that an error finds its field."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from models.kernel.forms import FieldKind, Form, Input
from templates.components import blocks as b

VIEW_ACTION = "value"


def form_view(form: Form, callback_id: str) -> dict[str, Any]:
    introduction = [b.rich(b.section(b.words(form.introduction)))] if form.introduction else []
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": b.plain(form.title, b.MOST_TITLE),
        "submit": b.plain(form.submit, b.MOST_TITLE),
        "close": b.plain("Cancel", b.MOST_TITLE),
        "private_metadata": json.dumps(dict(form.context or {}), ensure_ascii=False),
        "blocks": [*introduction, *(_input(i) for i in form.inputs)],
    }


def message_view(title: str, blocks: list[b.Block]) -> dict[str, Any]:
    """A view that only says something."""
    return {
        "type": "modal",
        "title": b.plain(title, b.MOST_TITLE),
        "close": b.plain("Close", b.MOST_TITLE),
        "blocks": blocks,
    }


def _input(asked: Input) -> b.Block:
    field = asked.field
    block: b.Block = {
        "type": "input",
        "block_id": field.name,
        "label": b.plain(field.label, b.MOST_LABEL),
        "element": {"action_id": VIEW_ACTION, **_ELEMENTS[field.kind](asked)},
        "optional": not asked.required,
    }
    if field.help:
        block["hint"] = b.plain(field.help, b.MOST_LABEL)
    return block


def _text(asked: Input) -> b.Element:
    longest = min(asked.field.longest, b.MOST_INPUT)
    element: b.Element = {
        "type": "plain_text_input",
        "multiline": asked.field.kind is FieldKind.TEXT,
        "max_length": longest,
    }
    if asked.value:
        element["initial_value"] = asked.value[:longest]
    return element


def _number(asked: Input) -> b.Element:
    element: b.Element = {"type": "number_input", "is_decimal_allowed": False, "min_value": "0"}
    if asked.value:
        element["initial_value"] = asked.value
    return element


def _money(asked: Input) -> b.Element:
    element: b.Element = {"type": "number_input", "is_decimal_allowed": True, "min_value": "0"}
    if asked.value:
        element["initial_value"] = asked.value
    return element


def _date(asked: Input) -> b.Element:
    return {"type": "datepicker", **({"initial_date": asked.value} if asked.value else {})}


def _choice(asked: Input) -> b.Element:
    options = [b.option(c.value, c.label) for c in asked.field.choices][: b.MOST_OPTIONS]
    element: b.Element = {"type": "static_select", "placeholder": b.plain("Choose", 150), "options": options}
    chosen = [o for o in options if o["value"] == asked.value]
    return {**element, "initial_option": chosen[0]} if chosen else element


def _person(asked: Input) -> b.Element:
    element: b.Element = {"type": "users_select", "placeholder": b.plain("Choose a person", 150)}
    return {**element, "initial_user": asked.value} if asked.value else element


def _files(_asked: Input) -> b.Element:
    return {"type": "file_input", "max_files": 5}


_ELEMENTS: dict[FieldKind, Callable[[Input], b.Element]] = {
    FieldKind.LINE: _text,
    FieldKind.TEXT: _text,
    FieldKind.RECORD: _text,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.PERSON: _person,
    FieldKind.FILES: _files,
}
