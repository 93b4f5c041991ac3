"""Buttons under a reminder: done, blocked, more time, reassign."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy.orm import Session

from handlers.slack.actions import record as record_buttons
from handlers.slack.occasion import Answer, Occasion, Reference, Say, Show
from handlers.slack.showing import why_blocks
from models.kernel.errors import Refusal
from models.kernel.forms import Form, Input
from models.workflow import extensions
from models.workflow.clocks import Clock
from models.workflow.due import Due, due_by_id, refuse_ended
from models.workflow.extensions import REASON, UNTIL
from models.workflow.faces import ACT, VERB, reference
from models.workflow.lifecycle import Transition
from templates import answers
from templates.modals import form_view

FORM = "due.form"


def done(occasion: Occasion) -> Answer:
    """The next step of the record, or what is missing before it."""
    with _due(occasion) as (session, due):
        step = _next_step(due)
        pressed = reference(due.record, step.verb) if step else ""
        why = tuple(why_blocks(session, due.record, occasion.house.database.clock.now()))
        title = f"Why {due.record.printed}"
    if not pressed:
        return Say(title, why)
    try:
        return record_buttons.act(replace(occasion, what=ACT, value=pressed))
    except Refusal as refusal:
        return Say(f"{refusal.sentence} {title}", (*answers.refused(refusal), *why))


def _clock(due: Due) -> Clock | None:
    return next((c for c in due.record.type.clocks if c.name == due.clock and not due.reference), None)


def _next_step(due: Due) -> Transition | None:
    """The arrow that meets this clock; none where something else has to be done first, or it is not the lifecycle's."""
    clock = _clock(due)
    onward = [t for t in due.record.type.lifecycle.leaving(due.record.state) if not t.aside and not t.registers]
    return next((t for t in onward if clock and t.target in clock.met), None)


def blocked(occasion: Occasion) -> Answer:
    with _due(occasion) as (_, due):
        clock = _clock(due)
        pressed = reference(due.record, clock.block) if clock and clock.block else ""
    if pressed:
        return record_buttons.verb(replace(occasion, what=VERB, value=pressed))
    return _form(occasion, "Blocked", "blocked", "Nobody is reminded for up to three days; the date does not move.")


def more_time(occasion: Occasion) -> Answer:
    return _form(occasion, "Need more time", "more_time", extensions.INTRODUCTION)


def reassign(occasion: Occasion) -> Answer:
    """Handing a record on is “assign”, whoever asks."""
    with _due(occasion) as (_, due):
        pressed = reference(due.record, "assign")
    return record_buttons.verb(replace(occasion, what=VERB, value=pressed))


def _form(occasion: Occasion, title: str, verb: str, introduction: str) -> Answer:
    with _due(occasion) as (_, due):
        heading = f"{due.record.printed}: {due.record.title or ''}\n{due.label}. {introduction}"
        inputs = (Input(UNTIL, required=True), Input(REASON, required=True))
        return Show(form_view(Form(title, "Save", inputs, heading, {"verb": verb, "due": str(due.id)}), FORM))


@contextmanager
def _due(occasion: Occasion) -> Iterator[tuple[Session, Due]]:
    """The open clock that the button names, for reading."""
    with occasion.house.database.reading() as session:
        due = due_by_id(session, Reference.read(occasion.value).subject)
        refuse_ended(due)
        yield session, due
