"""A message becomes a nonconformance: its text, author, link and files stand in the form."""

from __future__ import annotations

from handlers.slack.actions.begin import NCR_OPEN
from handlers.slack.commands.beginning import shorthand
from handlers.slack.inputs import files_of
from handlers.slack.occasion import Answer, Occasion, Show
from models.kernel.text import clean
from models.people.person import by_slack
from models.records import Nonconformance
from models.workflow.faces import opening_form
from templates.modals import form_view

MOST_FILES = 10


def ncr_from_message(occasion: Occasion) -> Answer:
    message, channel = occasion.body["message"], occasion.body["channel"]
    text = clean(str(message.get("text") or ""), 2500)
    link = f"{occasion.house.workspace_url}archives/{channel['id']}/p{str(message['ts']).replace('.', '')}"
    origin = f"(Written by {_author(occasion, message)} in #{channel.get('name', channel['id'])}: {link})"
    values = {**shorthand(text), "description": f"{text}\n\n{origin}".strip()}
    files = [{"id": f.id, "name": f.name[:80]} for f in files_of(message.get("files"))[:MOST_FILES]]
    return Show(form_view(opening_form(Nonconformance, values, {"files": files}), NCR_OPEN))


def _author(occasion: Occasion, message: dict[str, object]) -> str:
    with occasion.house.database.reading() as session:
        known = by_slack(session, occasion.team, str(message.get("user") or ""))
        return known.name if known else str(message.get("username") or "somebody whom Andon does not know")
