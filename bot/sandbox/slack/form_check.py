"""What Slack's client checks before it submits a modal: nothing of this reaches the app.

An error belongs to its input's block id and is shown under the input; the modal stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from .elements import Placed, placed_elements, state_values
from .view_store import OpenView
from .wire import Json

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")
REQUIRED = "This field is required."


def form_errors(view: OpenView) -> dict[str, str]:
    values = state_values(view.blocks, view.chosen)
    errors = {}
    for placed in placed_elements(view.blocks):
        if placed.is_input:
            wrong = _wrong(placed, values[placed.block_id][placed.action_id])
            if wrong:
                errors[placed.block_id] = wrong
    return errors


def _wrong(placed: Placed, state: Json) -> str | None:
    value = state.get(placed.kind.state_key)
    if _is_empty(value):
        return None if placed.block.get("optional") else REQUIRED
    check = CHECKS.get(placed.type)
    return check(placed.element, value) if check else _too_many(placed.element, value)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def _length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"At least {least} characters are needed."
    return f"At most {most} characters are allowed." if len(value) > most else None


def _number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return "A number is needed."
    if not number.is_finite():
        return "A number is needed."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "A whole number is needed."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"The number must be {least} or more."
    return f"The number must be {most} or less." if most is not None and number > Decimal(most) else None


def _mail(_element: Json, value: str) -> str | None:
    return None if MAIL.fullmatch(value.strip()) else "An e-mail address is needed."


def _url(_element: Json, value: str) -> str | None:
    return None if URL.fullmatch(value.strip()) else "A link that begins with http is needed."


def _files(element: Json, value: list[Json]) -> str | None:
    most, types = element.get("max_files", 10), element.get("filetypes")
    if len(value) > most:
        return f"At most {most} files are allowed."
    if types and any(file["filetype"] not in types for file in value):
        return f"Only these kinds of files are allowed: {', '.join(types)}."
    return None


def _too_many(element: Json, value: Any) -> str | None:
    most = element.get("max_selected_items")
    if most and isinstance(value, list) and len(value) > most:
        return f"At most {most} may be chosen."
    return None


CHECKS: dict[str, Callable[[Json, Any], str | None]] = {
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": _mail,
    "url_text_input": _url,
    "file_input": _files,
}
