"""What a person chose or typed, checked against what the element offers and put in Slack's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .block_checks import all_options
from .elements import Placed
from .wire import Json, SlackError
from .workspace import Workspace


@dataclass(frozen=True, slots=True)
class Reader:
    workspace: Workspace
    user: str
    placed: Placed

    def state(self, value: Any) -> Json:
        """The element's entry in state.values; empty values clear it."""
        kind = self.placed.kind
        if value in (None, "") or value == []:
            cleared = list(kind.empty) if isinstance(kind.empty, tuple) else kind.empty
            return {"type": self.placed.type, kind.state_key: cleared}
        return {"type": self.placed.type, kind.state_key: READERS[kind.reads](self, value)}

    def offered(self) -> list[Json]:
        """Options of the element, or those that the app last offered for an external select."""
        if "external" in self.placed.type:
            kept = self.workspace.offered_options.get((self.user, self.placed.action_id), [])
            element = self.placed.element
            preset = [element["initial_option"]] if "initial_option" in element else []
            return kept + preset + list(element.get("initial_options") or [])
        return all_options(self.placed.element)


def _option(reader: Reader, value: Any) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in reader.offered():
        if option["value"] == wanted:
            return option
    raise SlackError("no_such_option")


def _several(read: Callable[[Reader, Any], Any]) -> Callable[[Reader, Any], list[Any]]:
    def read_all(reader: Reader, values: Any) -> list[Any]:
        listed = values if isinstance(values, list) else [values]
        return [read(reader, value) for value in listed]

    return read_all


def _user(reader: Reader, value: Any) -> str:
    return reader.workspace.directory.user(str(value)).id


def _channel(reader: Reader, value: Any) -> str:
    return reader.workspace.directory.channel(value).id


def _date(_reader: Reader, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise SlackError("invalid_date") from None


def _time(_reader: Reader, value: Any) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)):
        raise SlackError("invalid_time")
    return str(value)


def _date_time(_reader: Reader, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise SlackError("invalid_date_time") from None


def _text(_reader: Reader, value: Any) -> str:
    return str(value)


def _rich_text(_reader: Reader, value: Any) -> Json:
    if isinstance(value, dict):
        return value
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(value)}]}
    return {"type": "rich_text", "elements": [section]}


def _file(reader: Reader, value: Any) -> Json:
    workspace = reader.workspace
    file = workspace.files.get(value)
    if file.user != reader.user:
        raise SlackError("file_not_found")
    file.app_may_see = True
    return file.as_slack(workspace.base_url, workspace.team.id)


READERS: dict[str, Callable[[Reader, Any], Any]] = {
    "option": _option,
    "options": _several(_option),
    "user": _user,
    "users": _several(_user),
    "conversation": _channel,
    "conversations": _several(_channel),
    "channel": _channel,
    "channels": _several(_channel),
    "date": _date,
    "time": _time,
    "date_time": _date_time,
    "text": _text,
    "feedback": _text,
    "rich_text": _rich_text,
    "files": _several(_file),
}
