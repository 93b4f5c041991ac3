"""A message becomes a nonconformance: its text, author, link and files stand in the form."""

from __future__ import annotations

from handlers.slack.actions.begin import NCR_OPEN
from handlers.slack.commands.beginning import shorthand
from handlers.slack.inputs import files_of
from handlers.slack.occasion import Answer, Occasion, Show
from models.kernel.text import clean
from models.records import Nonconformance
from models.workflow.faces import opening_form
from templates.modals import form_view

MOST_FILES = 10


def ncr_from_message(occasion: Occasion) -> Answer:
    message, channel = occasion.body["message"], occasion.body["channel"]
    text = clean(str(message.get("text") or ""), 2500)
    origin = f"(Message by {_author(message)} in #{channel.get('name', channel['id'])}, ts {message['ts']})"
    values = {**shorthand(text), "description": f"{text}\n\n{origin}".strip()}
    files = [{"id": f.id, "name": f.name[:80]} for f in files_of(message.get("files"))[:MOST_FILES]]
    return Show(form_view(opening_form(Nonconformance, values, {"files": files}), NCR_OPEN))


def _author(message: dict[str, object]) -> str:
    return str(message.get("username") or message.get("user") or "somebody")
