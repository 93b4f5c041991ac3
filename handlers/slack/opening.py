"""Opening a record from Slack: the form, what it is prefilled with, and the files that come along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handlers.slack.inputs import SlackFile
from handlers.slack.occasion import Show
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow.faces import opening_form
from models.workflow.record import Record
from templates.modals import form_view

FETCH_FILE = "fetch_slack_file"


def show_form(
    kind: type[Record], callback: str, values: Mapping[str, str], introduction: str = "", **context: str | int
) -> Show:
    return Show(form_view(opening_form(kind, values, context, introduction), callback))


def fetch_later(unit: Unit, record: Record, files: Iterable[SlackFile], person: Person) -> None:
    """An errand for each file: its bytes are downloaded and attached in the person's name."""
    for file in files:
        facts = {"file_id": file.id, "name": file.name, "record_id": str(record.id), "person_id": str(person.id)}
        unit.errand(FETCH_FILE, facts, once=f"{FETCH_FILE}/{record.id}/{file.id}", subject=record.id)
