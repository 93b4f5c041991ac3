"""Refuses what Slack refuses: reads blocks and views against the table and says where each fault lies.

The words follow Slack's own (`must be less than 3001 characters [json-pointer:/blocks/0/text/text]`),
so that what a developer learns here is what a real workspace would have told him.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .block_checks import CHECKS
from .block_table import (
    AT_MOST,
    BLOCKS,
    BLOCKS_ON,
    MARKDOWN_TOTAL,
    MESSAGE_TOTAL,
    SHAPES,
    VIEW_BYTES,
)
from .rule_words import HOME, MESSAGE, MODAL, Rule, Shape
from .wire import Json

COLUMNS = 20
"""Docs: block-kit/blocks/table-block."""


@dataclass(frozen=True, slots=True)
class Problem:
    pointer: str
    code: str
    message: str
    source: str

    def line(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"

    def as_json(self) -> Json:
        return {"pointer": self.pointer, "code": self.code, "message": self.message}


def validate_blocks(blocks: Any, surface: str = MESSAGE, at: str = "/blocks") -> list[Problem]:
    """All faults of a list of blocks on a surface: "message", "modal" or "home"."""
    return list(_Reader(surface).blocks(blocks, at))


def validate_view(view: Any) -> list[Problem]:
    """All faults of a modal or Home view; pointers begin with /view."""
    if not isinstance(view, dict):
        return [Problem("/view", "invalid_type", "must be an object", "docs: views")]
    kind = view.get("type")
    if kind not in (MODAL, HOME):
        return [_unsupported(kind, "/view", "docs: views")]
    return list(_Reader(kind).shape(f"view:{kind}", view, "/view"))


def too_large(view: Json) -> bool:
    return len(json.dumps(view)) > VIEW_BYTES


def blocks_too_long(blocks: list[Json]) -> bool:
    return sum(len(words) for words in _texts(blocks)) > MESSAGE_TOTAL


class _Reader:
    def __init__(self, surface: str) -> None:
        self.surface = surface

    def blocks(self, blocks: Any, at: str) -> Iterator[Problem]:
        source = "docs: block-kit/blocks"
        if not isinstance(blocks, list):
            yield Problem(at, "invalid_type", "must provide an array", source)
            return
        if len(blocks) > BLOCKS_ON[self.surface]:
            yield _constraint(at, f"no more than {BLOCKS_ON[self.surface]} items allowed", source)
        allowed = tuple(BLOCKS)
        for position, block in enumerate(blocks):
            yield from self.child(allowed, block, f"{at}/{position}", source)
        yield from _repeated_block_ids(blocks, at)
        yield from _markdown_total(blocks, at)
        yield from _one_focus(blocks, at)
        yield from _too_many_of_a_kind(blocks, at)

    def child(self, allowed: tuple[str, ...], value: Any, at: str, source: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "invalid_type", "must be an object", source)
            return
        name = _shape_name(allowed, value)
        if name is None or self.surface not in SHAPES[name].surfaces:
            yield _unsupported(value.get("type"), at, SHAPES[name].source if name else source)
            return
        yield from self.shape(name, value, at)

    def shape(self, name: str, value: Json, at: str) -> Iterator[Problem]:
        shape = SHAPES[name]
        yield from _missing(shape, value, at)
        yield from _unknown(shape, value, at)
        for key, rule in shape.fields.items():
            if key in value:
                yield from self.field(rule, value[key], f"{at}/{key}", rule.source or shape.source)
        for check in shape.checks:
            for below, message in CHECKS[check](value):
                yield _constraint(f"{at}{below}", message, shape.source)

    def field(self, rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
        if rule.kind == "any":
            return
        if rule.kind == "blocks":
            yield from self.blocks(value, at)
        elif rule.kind == "object":
            yield from self.child(rule.of, value, at, source)
        elif rule.kind in {"plain_text", "text"}:
            yield from self.text(rule, value, at, source)
        elif rule.kind in {"list", "rows"}:
            yield from self.items(rule, value, at, source)
        else:
            yield from _scalar(rule, value, at, source)

    def text(self, rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
        allowed = ("object:plain_text",) if rule.kind == "plain_text" else ("object:plain_text", "object:mrkdwn")
        faults = list(self.child(allowed, value, at, source))
        yield from faults
        words = value.get("text") if isinstance(value, dict) else None
        if not faults and isinstance(words, str) and rule.most and len(words) > rule.most:
            yield _constraint(f"{at}/text", f"must be less than {rule.most + 1} characters", source)

    def items(self, rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "invalid_type", "must provide an array", source)
            return
        if len(value) < rule.least:
            yield _constraint(at, f"no fewer than {rule.least} items allowed", source)
        if rule.most is not None and len(value) > rule.most:
            yield _constraint(at, f"no more than {rule.most} items allowed", source)
        for position, item in enumerate(value):
            yield from self.item(rule, item, f"{at}/{position}", source)

    def item(self, rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
        if rule.kind == "rows":
            cells = Rule("list", COLUMNS, 1, of=("cell:raw_text", "cell:raw_number", "block:rich_text"))
            yield from self.items(cells, value, at, source)
        elif rule.of == ("string",):
            yield from _scalar(Rule("string"), value, at, source)
        elif rule.of != ("any",):
            yield from self.child(rule.of, value, at, source)


def _shape_name(allowed: tuple[str, ...], value: Json) -> str | None:
    if len(allowed) == 1 and not SHAPES[allowed[0]].typed:
        return allowed[0]
    for name in allowed:
        if name.partition(":")[2] == value.get("type"):
            return name
    return None


def _missing(shape: Shape, value: Json, at: str) -> Iterator[Problem]:
    for key, rule in shape.fields.items():
        if rule.required and key not in value:
            source = rule.source or shape.source
            yield Problem(at, "missing_required_field", f"missing required field: {key}", source)


def _unknown(shape: Shape, value: Json, at: str) -> Iterator[Problem]:
    known = {*shape.fields, *(("type",) if shape.typed else ())}
    for key in value:
        if key not in known and not shape.open:
            yield Problem(at, "invalid_additional_property", f"invalid additional property: {key}", shape.source)


def _scalar(rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
    if rule.kind == "boolean" and not isinstance(value, bool):
        yield Problem(at, "invalid_type", "must provide a boolean", source)
    elif rule.kind == "integer":
        yield from _whole_number(rule, value, at, source)
    elif rule.kind == "string":
        yield from _string(rule, value, at, source)


def _whole_number(rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield Problem(at, "invalid_type", "must provide an integer", source)
    elif value < rule.least:
        yield _constraint(at, f"must be greater than {rule.least - 1}", source)
    elif rule.most is not None and value > rule.most:
        yield _constraint(at, f"must be less than {rule.most + 1}", source)


def _string(rule: Rule, value: Any, at: str, source: str) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem(at, "invalid_type", "must provide a string", source)
    elif len(value) < rule.least:
        yield _constraint(at, f"must be more than {rule.least - 1} characters", source)
    elif rule.most is not None and len(value) > rule.most:
        yield _constraint(at, f"must be less than {rule.most + 1} characters", source)
    elif rule.choices and value not in rule.choices:
        yield _constraint(at, f"must be one of: {', '.join(rule.choices)}", source)
    elif rule.pattern and not re.fullmatch(rule.pattern, value):
        yield _constraint(at, "must be in the expected format", source)


def _repeated_block_ids(blocks: list[Any], at: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, block in enumerate(blocks):
        block_id = block.get("block_id") if isinstance(block, dict) else None
        if isinstance(block_id, str) and block_id in seen:
            message = f"block_id already exists: {block_id}"
            yield _constraint(f"{at}/{position}/block_id", message, "docs: block-kit/blocks, block_id")
        if isinstance(block_id, str):
            seen.add(block_id)


def _markdown_total(blocks: list[Any], at: str) -> Iterator[Problem]:
    total = sum(
        len(str(block.get("text", "")))
        for block in blocks
        if isinstance(block, dict) and block.get("type") == "markdown"
    )
    if total > MARKDOWN_TOTAL:
        message = f"markdown blocks must be less than {MARKDOWN_TOTAL + 1} characters together"
        yield _constraint(at, message, "docs: block-kit/blocks/markdown-block")


def _too_many_of_a_kind(blocks: list[Any], at: str) -> Iterator[Problem]:
    for kind, most in AT_MOST.items():
        if sum(isinstance(block, dict) and block.get("type") == kind for block in blocks) > most:
            yield _constraint(at, f"no more than {most} {kind} blocks allowed", "slack.md 2.2")


def _one_focus(blocks: list[Any], at: str) -> Iterator[Problem]:
    """Docs: block-elements, "Only one element can be set to true" (focus_on_load)."""
    if json.dumps(blocks, default=str).count('"focus_on_load": true') > 1:
        yield _constraint(at, "only one element may have focus_on_load", "docs: block-kit/block-elements")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "text" and isinstance(child, str):
                yield child
            yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)


def _unsupported(kind: Any, at: str, source: str) -> Problem:
    if kind is None:
        return Problem(at, "missing_required_field", "missing required field: type", source)
    return Problem(f"{at}/type", "unsupported_type", f"unsupported type: {kind}", source)


def _constraint(at: str, message: str, source: str) -> Problem:
    return Problem(at, "failed_constraint", message, source)
