"""What a submitted view holds, by field name. Slack spells every kind of input differently; here they become plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from models.kernel.errors import InvalidFields
from models.people.person import Person, by_slack

#: The key under which each type of element keeps its value (docs: view_submission payloads).
_KEYS = {
    "plain_text_input": "value",
    "number_input": "value",
    "datepicker": "selected_date",
    "users_select": "selected_user",
    "file_input": "files",
}


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file that somebody put into a form or a message; its bytes are fetched later, as an errand."""

    id: str
    name: str


def values_of(view: Mapping[str, Any]) -> dict[str, Any]:
    state = view.get("state", {}).get("values", {})
    return {block: _value(element) for block, elements in state.items() for element in elements.values()}


def _value(element: Mapping[str, Any]) -> Any:
    if element["type"] == "static_select":
        return (element.get("selected_option") or {}).get("value")
    return element.get(_KEYS[element["type"]])


def context_of(view: Mapping[str, Any]) -> dict[str, Any]:
    read = json.loads(view.get("private_metadata") or "{}")
    return read if isinstance(read, dict) else {}


def files_of(files: Any) -> tuple[SlackFile, ...]:
    return tuple(SlackFile(str(f["id"]), str(f.get("name") or "file")) for f in files or () if f.get("id"))


def chosen_person(session: Session, team: str, slack_user: str | None, field: str) -> Person:
    """The person behind a users_select. Raises InvalidFields on `field` for somebody whom Andon does not know."""
    person = by_slack(session, team, slack_user or "")
    if person is None:
        sentence = "Andon does not know this person yet; they have to be in the people file."
        raise InvalidFields(fields={field: sentence if slack_user else "Choose a person."})
    return person
