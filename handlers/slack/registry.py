"""Every gesture that Andon understands, by its stable id. Buttons of last year must still work: an id is never renamed.

To add one: write its handler, add its row. The manifest, the help and the permission table follow by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from handlers.slack import similar
from handlers.slack.actions import approval, begin, due, intake, record
from handlers.slack.commands import beginning, qa
from handlers.slack.events import app_home
from handlers.slack.occasion import Answer, Occasion
from handlers.slack.shortcuts import from_message
from handlers.slack.views import decisions, submissions
from handlers.slack.views import due as due_forms
from models.casework import asking
from models.casework.beside import ADD_ACTION, RAISE, RAISE_CAPA
from models.casework.faces import DECIDE
from models.casework.similarity import SIMILAR
from models.workflow.approval_faces import DECIDE as APPROVE
from models.workflow.faces import ACT, VERB
from templates.cards.card import MORE
from templates.home import SHOW


class Surface(StrEnum):
    COMMAND = "command"
    ACTION = "action"
    SUBMISSION = "submission"
    MESSAGE_SHORTCUT = "message shortcut"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing that a person can do in Slack."""

    surface: Surface
    id: str
    handler: Callable[[Occasion], Answer]
    help: str
    usage: str = ""


GESTURES: tuple[Gesture, ...] = (
    Gesture(
        Surface.COMMAND, "/ncr", beginning.ncr, "Report a nonconformance", "12 of 400 housings lot L-4711 scratched"
    ),
    Gesture(
        Surface.COMMAND,
        "/complaint",
        beginning.complaint,
        "Record a complaint that came by phone or visit",
        "what was said",
    ),
    Gesture(Surface.COMMAND, "/capa", beginning.capa, "Propose a corrective action", "what the problem is"),
    Gesture(
        Surface.COMMAND,
        "/qa",
        qa.qa,
        "Your records, a record, why it is open",
        "mine | show | why | find | similar | print | help",
    ),
    Gesture(Surface.ACTION, ACT, record.act, "Take a record through a transition"),
    Gesture(Surface.ACTION, VERB, record.verb, "Assign, comment, attach, correct, link, ask why"),
    Gesture(Surface.ACTION, SHOW, record.show, "Open a record from App Home"),
    Gesture(Surface.ACTION, MORE, record.more, "The menu on a card"),
    Gesture(Surface.ACTION, SIMILAR, similar.from_card, "Records that look like this one"),
    Gesture(Surface.ACTION, DECIDE, intake.decide, "Decide on a mail"),
    Gesture(Surface.ACTION, APPROVE, approval.decide, "Approve, reject, ask, answer, withdraw"),
    Gesture(Surface.ACTION, RAISE, begin.raise_ncr, "Raise a nonconformance from a complaint"),
    Gesture(Surface.ACTION, RAISE_CAPA, begin.raise_capa, "Raise a corrective action from a nonconformance"),
    Gesture(Surface.ACTION, ADD_ACTION, begin.add_action, "Add an action item to a record"),
    Gesture(Surface.ACTION, asking.DONE, due.done, "Done: the next step, or what is missing"),
    Gesture(Surface.ACTION, asking.BLOCKED, due.blocked, "It cannot go on"),
    Gesture(Surface.ACTION, asking.MORE_TIME, due.more_time, "Ask for more time"),
    Gesture(Surface.ACTION, asking.REASSIGN, due.reassign, "Hand it on"),
    Gesture(Surface.ACTION, "ncr.new", begin.new_ncr, "Report a nonconformance from App Home"),
    Gesture(Surface.ACTION, "complaint.new", begin.new_complaint, "Record a complaint from App Home"),
    Gesture(Surface.SUBMISSION, begin.NCR_OPEN, submissions.open_ncr, "The form of a new nonconformance"),
    Gesture(Surface.SUBMISSION, begin.COMPLAINT_OPEN, submissions.open_complaint, "The form of a new complaint"),
    Gesture(Surface.SUBMISSION, begin.CAPA_OPEN, submissions.open_capa, "The form of a new corrective action"),
    Gesture(Surface.SUBMISSION, begin.ACTION_OPEN, submissions.open_action, "The form of a new action item"),
    Gesture(Surface.SUBMISSION, ACT, submissions.act, "The form of a transition"),
    Gesture(Surface.SUBMISSION, due.FORM, due_forms.submitted, "The form of blocked and of more time"),
    Gesture(Surface.SUBMISSION, VERB, submissions.verb, "The form of assign, comment, attach, correct, link"),
    Gesture(Surface.SUBMISSION, APPROVE, decisions.decide, "The form of a decision that needs words"),
    Gesture(Surface.SUBMISSION, SIMILAR, similar.settled, "What the records that look alike are to each other"),
    Gesture(
        Surface.SUBMISSION,
        intake.CORRECT,
        submissions.correct_item,
        "The form that corrects what a mail was understood to say",
    ),
    Gesture(Surface.MESSAGE_SHORTCUT, "ncr.from_message", from_message.ncr_from_message, "Report as NCR"),
    Gesture(Surface.EVENT, "app_home_opened", app_home.opened, "App Home"),
)
_BY_ID = {(g.surface, g.id): g for g in GESTURES}


def find(surface: Surface, given: str) -> Gesture | None:
    """By the id before the colon; what stands behind it is the gesture's own."""
    return _BY_ID.get((surface, given.partition(":")[0]))


def help_lines() -> tuple[tuple[str, str], ...]:
    """What to type or press, and what it does."""
    commands = [g for g in GESTURES if g.surface is Surface.COMMAND and g.id != "/qa"]
    shortcuts = [g for g in GESTURES if g.surface is Surface.MESSAGE_SHORTCUT]
    return (
        *((f"{g.id} {g.usage}", g.help) for g in commands),
        *((f"/qa {sub.word} {sub.usage}".rstrip(), sub.help) for sub in qa.SUBCOMMANDS),
        *((f"“{g.help}” in a message's menu", "the form with its text and files") for g in shortcuts),
        ("a customer's mail, forwarded to the complaints mailbox", "is registered"),
    )
