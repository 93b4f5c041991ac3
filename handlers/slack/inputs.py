"""What a submitted view holds, by field name. Slack spells every kind of input differently; here they become plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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


def resolved(session: Session, team: str, view: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with people as their ids here; InvalidFields on the field of somebody whom Andon does not know."""
    state = view.get("state", {}).get("values", {})
    people = {block for block, elements in state.items() for e in elements.values() if e["type"] == "users_select"}
    values = values_of(view)
    return {name: _person(session, team, v, name) if name in people and v else v for name, v in values.items()}


def _person(session: Session, team: str, slack_user: str, field: str) -> str:
    person = by_slack(session, team, slack_user)
    if person is None:
        sentence = "Andon does not know this person yet; they have to be in the people file."
        raise InvalidFields(fields={field: sentence})
    return str(person.id)


def person_chosen(session: Session, person_id: str | None, field: str) -> Person:
    """The person of a required field."""
    if not person_id:
        raise InvalidFields(fields={field: "Choose a person."})
    return session.get_one(Person, UUID(person_id))
