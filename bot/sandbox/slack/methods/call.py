"""One call of a Web API method: its arguments read as Slack reads them, and the row that declares a method.

Arguments arrive as JSON or as a form, where numbers, booleans and even JSON come as strings; the
readers here take both.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack.wire import Json, SlackError, flag, invalid_arguments
from bot.sandbox.slack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    workspace: Workspace
    args: Json

    def given(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def text(self, name: str) -> str | None:
        value = self.args.get(name)
        return None if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise invalid_arguments(f"missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        return flag(self.args.get(name))

    def number(self, name: str, otherwise: int) -> int:
        try:
            return int(self.args.get(name) or otherwise)
        except (TypeError, ValueError):
            raise invalid_arguments(f"must provide an integer: {name}") from None

    def json(self, name: str, error: str = "invalid_json") -> Any:
        """An argument that is JSON already or a string of it; None where it is not given."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError(error) from None


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: any one of them suffices; `args`: what is modelled, all else is refused loudly;
    `bearer`: whose token it takes, the bot's or the app's.
    """

    name: str
    run: Callable[[Call], Json]
    args: frozenset[str] = frozenset()
    scopes: tuple[str, ...] = ()
    bearer: str = "bot"


def method(
    name: str,
    run: Callable[[Call], Json],
    args: str = "",
    scopes: str = "",
    *,
    bearer: str = "bot",
) -> Method:
    return Method(name, run, frozenset(args.split()), tuple(scopes.split()), bearer)


def page(items: list[Any], call: Call, limit: int, most: int) -> tuple[list[Any], Json]:
    """A page of a list and the response_metadata with the cursor of the next."""
    size = max(1, min(call.number("limit", limit), most))
    start = _start(call.text("cursor"))
    rest = start + size < len(items)
    return items[start : start + size], {"next_cursor": f"from:{start + size}" if rest else ""}


def _start(cursor: str | None) -> int:
    if not cursor:
        return 0
    head, _, number = cursor.partition(":")
    if head != "from" or not number.isdigit():
        raise SlackError("invalid_cursor")
    return int(number)
