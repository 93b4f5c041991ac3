"""From Slack's payload to a handler and back: who acts, what was pressed, and how the answer is spelt on that surface.

Acknowledge = read, authorise, commit, ack. Bolt is asked to hold the acknowledgement until the handler is done; `views.open` and
the answer to whoever pressed are the only calls to Slack before it. Every gesture is answered, also the refused and the broken one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import structlog

from handlers.slack.occasion import Answer, House, Occasion, Publish, Say, Show, team_of, user_of
from handlers.slack.registry import Surface, find
from models.inbox import InboxRow
from models.kernel.errors import AlreadyDone, Busy, Refusal, UnknownPerson
from models.people.person import Person, by_slack
from models.unit_of_work import Actor, ActorKind, Cause
from templates import answers
from templates.components.blocks import Block, escaped
from templates.components.lettering import MOST_FALLBACK
from templates.home import stranger_view
from templates.modals import message_view

log = structlog.get_logger()

#: Said when an answer did not reach Slack in time; what was done before it is done.
TOO_LATE = "Slack did not take the answer in time. Look at the present card, and press again if it has not changed."


class AnswerFailed(Exception):
    """Slack did not take an answer: an expired trigger, a connection that broke."""


class Wire(Protocol):
    """What Bolt hands to a listener, and all that a handler may send by. Raises AnswerFailed."""

    def ack(self, **payload: Any) -> None: ...

    def say(self, text: str, blocks: list[Block]) -> None:
        """Only to the person who acted, where they acted."""

    def open(self, trigger: str, view: dict[str, Any]) -> None: ...

    def publish(self, user: str, view: dict[str, Any]) -> None: ...


def dispatch(house: House, surface: Surface, body: Mapping[str, Any], wire: Wire) -> None:
    """Handle one payload. Never raises: a gesture without an answer is the worst of all answers."""
    what = surface.value
    try:
        given, value = _pressed(surface, body)
        what = f"{surface.value} {given}"
        person = _person(house, body)
        occasion = Occasion(house, body, person, _key(surface, body), what, value)
        answer = _handler(surface, given)(occasion)
        _ANSWERS[surface](wire, body, answer)
        log.info("slack.gesture", action=what, person=str(person.id))
    except AlreadyDone:
        wire.ack()
        log.info("slack.repeated", action=what)
    except Refusal as refusal:
        _record_refusal(house, body, what, refusal)
        _refuse(surface, wire, body, refusal)
        log.info("slack.refused", action=what, code=refusal.code)
    except AnswerFailed as failed:
        log.warning("slack.answer_failed", action=what, error=str(failed))
        _tell(surface, wire, body, TOO_LATE, answers.said(TOO_LATE))
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("slack.broken", action=what, reference=reference)
        _tell(surface, wire, body, answers.broken(reference), answers.said(answers.broken(reference)))


class UnknownGesture(Refusal):
    """Andon does not know “{what}” any more."""


def _handler(surface: Surface, given: str) -> Callable[[Occasion], Answer]:
    gesture = find(surface, given)
    if gesture is None:
        raise UnknownGesture(what=given)
    return gesture.handler


def _person(house: House, body: Mapping[str, Any]) -> Person:
    with house.database.reading() as session:
        person = by_slack(session, team_of(body), user_of(body))
        if person is None:
            raise UnknownPerson
        return person


def _pressed(surface: Surface, body: Mapping[str, Any]) -> tuple[str, str]:
    """The gesture's id and its value, from wherever this surface keeps them."""
    if surface is Surface.COMMAND:
        return str(body["command"]), str(body.get("text") or "")
    if surface is Surface.ACTION:
        action = body["actions"][0]
        chosen = (action.get("selected_option") or {}).get("value")
        return str(action["action_id"]), str(chosen or action.get("value") or "")
    if surface is Surface.SUBMISSION:
        return str(body["view"]["callback_id"]), ""
    if surface is Surface.EVENT:
        return str(body["event"]["type"]), ""
    return str(body["callback_id"]), ""


def _key(surface: Surface, body: Mapping[str, Any]) -> str:
    """What makes this gesture the same one when it comes again (Slack gives clicks and commands no id of their own)."""
    user = user_of(body)
    if surface is Surface.ACTION:
        action = body["actions"][0]
        return f"click/{user}/{action['action_ts']}/{action['action_id']}"[:255]
    if surface is Surface.SUBMISSION:
        return f"view/{user}/{body['view']['id']}/{body['view'].get('hash', '')}"[:255]
    if surface is Surface.EVENT:
        return f"event/{body['event_id']}"
    return f"{surface.name.lower()}/{user}/{body['trigger_id']}"[:255]


def _answer_command(wire: Wire, body: Mapping[str, Any], answer: Answer) -> None:
    if isinstance(answer, Say):
        wire.ack(text=escaped(answer.text, MOST_FALLBACK), blocks=list(answer.blocks) or answers.said(answer.text))
        return
    _answer_click(wire, body, answer)


def _answer_click(wire: Wire, body: Mapping[str, Any], answer: Answer) -> None:
    if isinstance(answer, Show):
        wire.open(str(body["trigger_id"]), answer.view)
    elif isinstance(answer, Publish):
        wire.publish(user_of(body), answer.view)
    elif isinstance(answer, Say):
        blocks = list(answer.blocks) or answers.said(answer.text)
        if _is_on_message(body):
            wire.say(escaped(answer.text, MOST_FALLBACK), blocks)
        else:
            wire.open(str(body["trigger_id"]), message_view("Andon", blocks))
    wire.ack()


def _answer_submission(wire: Wire, body: Mapping[str, Any], answer: Answer) -> None:
    if isinstance(answer, Show):
        wire.ack(response_action="update", view=answer.view)
    elif isinstance(answer, Say):
        view = message_view("Andon", list(answer.blocks) or answers.said(answer.text))
        wire.ack(response_action="update", view=view)
    elif _lies_on_a_card(body["view"]):
        wire.ack(response_action="clear")  # the card below shows what was, and its buttons are stale
    else:
        wire.ack()


def _lies_on_a_card(view: Mapping[str, Any]) -> bool:
    return str(view.get("root_view_id") or view["id"]) != str(view["id"])


_ANSWERS: dict[Surface, Callable[[Wire, Mapping[str, Any], Answer], None]] = {
    Surface.COMMAND: _answer_command,
    Surface.ACTION: _answer_click,
    Surface.SUBMISSION: _answer_submission,
    Surface.MESSAGE_SHORTCUT: _answer_click,
    Surface.EVENT: _answer_click,
}


def _is_on_message(body: Mapping[str, Any]) -> bool:
    return bool(body.get("response_url")) or (body.get("container") or {}).get("type") == "message"


def _refuse(surface: Surface, wire: Wire, body: Mapping[str, Any], refusal: Refusal) -> None:
    if surface is Surface.SUBMISSION:
        errors = _field_errors(body["view"], refusal)
        if errors:
            wire.ack(response_action="errors", errors=errors)
            return
    if surface is Surface.EVENT:
        _publish_for_strangers(wire, body, refusal)
        wire.ack()
        return
    _tell(surface, wire, body, answers.refusal_text(refusal), answers.refused(refusal))


def _publish_for_strangers(wire: Wire, body: Mapping[str, Any], refusal: Refusal) -> None:
    if not isinstance(refusal, UnknownPerson):
        return
    try:
        wire.publish(user_of(body), stranger_view(answers.refusal_text(refusal)))
    except (AnswerFailed, OSError) as failed:
        log.warning("slack.answer_failed", error=str(failed))


def _field_errors(view: Mapping[str, Any], refusal: Refusal) -> dict[str, str]:
    """On their fields; a refusal of the whole stands on the first field, so that what was typed is not lost."""
    inputs = [str(block["block_id"]) for block in view["blocks"] if block["type"] == "input"]
    on_fields = {name: sentence for name, sentence in refusal.fields.items() if name in inputs}
    elsewhere = [sentence for name, sentence in refusal.fields.items() if name not in inputs]
    if inputs and (elsewhere or not on_fields):
        on_fields.setdefault(inputs[0], " ".join(elsewhere) or answers.refusal_text(refusal))
    return on_fields


def _tell(surface: Surface, wire: Wire, body: Mapping[str, Any], text: str, blocks: list[Block]) -> None:
    try:
        _ANSWERS[surface](wire, body, Say(text, tuple(blocks)))
    except Exception as failed:  # noqa: BLE001  (what cannot be said is at least acknowledged)
        log.warning("slack.answer_failed", error=str(failed))
        wire.ack()


def _record_refusal(house: House, body: Mapping[str, Any], what: str, refusal: Refusal) -> None:
    """In a transaction of its own: the refused one left no trace. Never in the way of the answer."""
    if isinstance(refusal, Busy):
        return  # to wait for the writer a second time would outlast Slack's three seconds
    who = f"{team_of(body)}/{user_of(body)}"
    sentence = f"{refusal.code}: {refusal.sentence}"
    try:
        with house.database.gesture(Actor(ActorKind.JOB, "slack"), Cause("slack", what)) as unit:
            unit.session.add(InboxRow(key=None, at=unit.now, who=who, what=what[:255], refused=sentence))
    except Exception:  # the answer matters more than the note of it
        log.exception("slack.refusal_not_noted", who=who, refused=sentence)
