"""The rules of Block Kit that compare fields with each other; the table names them in `checks`.

Each takes one object and gives (place below the object, what is wrong) for each fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .wire import Json

Fault = tuple[str, str]


def text_or_fields(block: Json) -> Iterator[Fault]:
    if "text" not in block and "fields" not in block:
        yield "", "must define either `text` or `fields`"


def fields_within_2000(block: Json) -> Iterator[Fault]:
    for position, each in enumerate(_dicts(block.get("fields"))):
        if len(str(each.get("text", ""))) > 2000:
            yield f"/fields/{position}/text", "must be less than 2001 characters"


def image_source(image: Json) -> Iterator[Fault]:
    if ("image_url" in image) == ("slack_file" in image):
        yield "", "must define exactly one of `image_url` or `slack_file`"


def options_or_groups(element: Json) -> Iterator[Fault]:
    if ("options" in element) == ("option_groups" in element):
        yield "", "must define exactly one of `options` or `option_groups`"


def initial_among_options(element: Json) -> Iterator[Fault]:
    offered = [_option_face(option) for option in all_options(element)]
    if "initial_option" in element and _option_face(element["initial_option"]) not in offered:
        yield "/initial_option", "must match one of the given options"
    for position, chosen in enumerate(_list(element.get("initial_options"))):
        if _option_face(chosen) not in offered:
            yield f"/initial_options/{position}", "must match one of the given options"


def distinct_values(element: Json) -> Iterator[Fault]:
    values = [str(option.get("value")) for option in _dicts(element.get("options"))]
    if len(values) != len(set(values)):
        yield "/options", "values must be distinct"


def initial_within_length(element: Json) -> Iterator[Fault]:
    initial, most = element.get("initial_value"), element.get("max_length")
    if isinstance(initial, str) and len(initial) > (most if isinstance(most, int) else 3000):
        yield "/initial_value", "must not be longer than `max_length`"


def unique_action_ids(block: Json) -> Iterator[Fault]:
    seen: set[str] = set()
    for key in ("elements", "actions"):
        for position, element in enumerate(_dicts(block.get(key))):
            action_id = element.get("action_id")
            if not isinstance(action_id, str):
                continue
            if action_id in seen:
                yield f"/{key}/{position}/action_id", f"`action_id` {action_id} already exists in this block"
            seen.add(action_id)


def submit_with_inputs(view: Json) -> Iterator[Fault]:
    if "submit" not in view and any(block.get("type") == "input" for block in _dicts(view.get("blocks"))):
        yield "/submit", "missing required field: submit, because the view has input blocks"


def all_options(element: Json) -> list[Json]:
    options = list(_dicts(element.get("options")))
    for group in _dicts(element.get("option_groups")):
        options += _dicts(group.get("options"))
    return options


def _option_face(option: Any) -> tuple[str, ...]:
    """What makes two options equal: words, kind of text, value and description."""
    if not isinstance(option, dict):
        return ()
    text, description = option.get("text"), option.get("description")
    return (_words(text), str(option.get("value")), _words(description))


def _words(text: Any) -> str:
    return f"{text.get('type')}:{text.get('text')}" if isinstance(text, dict) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[Json]:
    return [each for each in _list(value) if isinstance(each, dict)]


CHECKS: dict[str, Callable[[Json], Iterator[Fault]]] = {
    check.__name__: check
    for check in (
        text_or_fields,
        fields_within_2000,
        image_source,
        options_or_groups,
        initial_among_options,
        distinct_values,
        initial_within_length,
        unique_action_ids,
        submit_with_inputs,
    )
}
