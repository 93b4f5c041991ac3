"""Everything that Andon can show stands up to Slack's rules and obeys nobody's words; and nothing is left out of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.delivery import faces as deliveries
from bot.sandbox.slack.block_rules import validate_blocks, validate_view
from handlers.slack.commands.qa import SUBCOMMANDS
from handlers.slack.registry import GESTURES, Surface
from models.intake import DECIDED_BY_PEOPLE, Verdict
from models.records import RECORD_TYPES
from models.workflow.faces import SIDE_VERBS
from models.workflow.notices import NOTICES
from models.workflow.record import HOME
from templates.cards.card import MORE
from templates.components.lettering import LETTERS
from templates.modals.form import VIEW_ACTION
from tests.faces import Faces, every_refusal, paint, write
from tests.specimens import MARK, SIZES

MOST_TEXT = 13_000
#: A fallback is read by people's notifications; Slack advises 4,000 and cuts at 40,000.
MOST_FALLBACK = 4_000
#: Slack's control sequences; an ampersand that is none of the three entities is one that was forgotten.
PARSED = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
#: What the outbox sends; everything else is an answer to the person who acted.
DELIVERED = ("record_card", "intake_card", "letter")


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    return paint(tmp_path_factory.mktemp("faces"))


def test_every_message_keeps_slacks_rules(faces: Faces) -> None:
    broken = {
        name: [problem.line() for problem in validate_blocks(face["blocks"])] for name, face in faces.messages.items()
    }
    assert {name: lines for name, lines in broken.items() if lines} == {}


def test_every_view_keeps_slacks_rules(faces: Faces) -> None:
    broken = {name: [problem.line() for problem in validate_view(view)] for name, view in faces.views.items()}
    assert {name: lines for name, lines in broken.items() if lines} == {}


def test_every_message_is_short_enough_for_slack(faces: Faces) -> None:
    sizes = {name: sum(len(text) for text in _texts(face["blocks"])) for name, face in faces.messages.items()}
    assert {name: size for name, size in sizes.items() if size >= MOST_TEXT} == {}
    fallbacks = {name: len(face["text"]) for name, face in faces.messages.items()}
    assert {name: size for name, size in fallbacks.items() if not 0 < size <= MOST_FALLBACK} == {}


def test_foreign_words_stand_only_where_nothing_is_parsed(faces: Faces) -> None:
    shown = [*faces.messages.items(), *faces.views.items()]
    parsed = {name: text for name, face in shown for text in _parsed(face) if MARK in text}
    assert parsed == {}


def test_the_fallback_of_what_is_delivered_is_escaped(faces: Faces) -> None:
    delivered = {n: f["text"] for n, f in faces.messages.items() if n.startswith(DELIVERED)}
    assert {name: text for name, text in delivered.items() if PARSED.search(text)} == {}


def test_the_fallback_of_what_is_answered_is_escaped(faces: Faces) -> None:
    answered = {n: f["text"] for n, f in faces.messages.items() if not n.startswith(DELIVERED)}
    assert {name: text for name, text in answered.items() if PARSED.search(text)} == {}


def test_every_transition_and_side_verb_of_every_type_has_its_face(faces: Faces) -> None:
    wanted = set()
    for kind in RECORD_TYPES:
        prefix = kind.type.prefix
        for transition in kind.type.lifecycle.transitions:
            if transition.registers:
                wanted |= {f"opening.{prefix}.{size}" for size in ("empty", *SIZES)}
            elif transition.needs_form:
                wanted |= {f"transition.{prefix}.{transition.verb}.{size}" for size in SIZES}
            elif not transition.by_itself:
                wanted.add(f"transition.{prefix}.{transition.verb}")
        wanted |= {f"side.{prefix}.{side.verb}.{size}" for side in SIDE_VERBS for size in SIZES}
        for deed in kind.type.deeds:
            assert _names(faces) & {f"deed.{prefix}.{deed.verb}.{size}" for size in SIZES}, deed.verb
    assert wanted - _names(faces) == set()


def test_every_card_has_a_face_for_every_state_and_verdict(faces: Faces) -> None:
    wanted = {f"{HOME}.{size}" for size in ("empty", "one", "many")}
    for kind in RECORD_TYPES:
        states = [f"{kind.type.prefix}.{state}.{size}" for state in kind.type.lifecycle.states for size in SIZES]
        wanted |= {f"{view}.{state}" for state in states for view in ("record_card", "why")}
    wanted |= {f"intake_card.{verdict}.largest" for verdict in (Verdict.TRIAGE, *DECIDED_BY_PEOPLE)}
    assert wanted - _names(faces) == set()
    assert {name.partition(".")[0] for name in faces.messages} >= set(deliveries._CARDS)


def test_every_letter_and_every_notice_has_a_face_in_a_thread_and_by_itself(faces: Faces) -> None:
    folders = {folder.name for folder in LETTERS.iterdir() if (folder / "slack.txt").exists()}
    assert folders - {name.split(".")[1] for name in faces.messages if name.startswith("letter.")} == set()
    notices = {
        f"letter.{n.letter}.{n.event}.{where}.{s}" for n in NOTICES for where in ("thread", "direct") for s in SIZES
    }
    assert notices - _names(faces) == set()


def test_every_refusal_and_every_word_of_qa_has_a_face(faces: Faces) -> None:
    wanted = {f"refusal.{kind.code}.{size}" for kind in every_refusal() for size in SIZES}
    wanted |= {f"qa.{sub.word}.{size}" for sub in SUBCOMMANDS for size in SIZES}
    assert wanted - _names(faces) == set()


def test_every_button_and_form_is_registered_and_every_registered_one_is_shown(faces: Faces) -> None:
    shown = [*faces.messages.values(), *faces.views.values()]
    buttons = {found.partition(":")[0] for face in shown for found in _gestures(face)} - {VIEW_ACTION}
    assert buttons == {g.id for g in GESTURES if g.surface is Surface.ACTION}
    forms = {found.partition(":")[0] for face in shown for found in _values(face, "callback_id")}
    assert forms == {g.id for g in GESTURES if g.surface is Surface.SUBMISSION}


def test_nothing_breaks_on_the_way(faces: Faces) -> None:
    """A broken handler answers with a reference; no other face may say so."""
    said = {name for name, face in faces.messages.items() if "Something went wrong" in face["text"]}
    assert said == {"refusal.broken"}


def test_each_face_becomes_a_file(faces: Faces, tmp_path: Any) -> None:
    write(faces, tmp_path)
    assert len(list((tmp_path / "messages").glob("*.json"))) == len(faces.messages)
    assert len(list((tmp_path / "views").glob("*.json"))) == len(faces.views)


def _names(faces: Faces) -> set[str]:
    return {*faces.messages, *faces.views}


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _walk(child)


def _texts(value: Any) -> Iterator[str]:
    yield from (each["text"] for each in _walk(value) if isinstance(each.get("text"), str))


def _values(value: Any, key: str) -> Iterator[str]:
    yield from (each[key] for each in _walk(value) if key in each)


def _gestures(value: Any) -> Iterator[str]:
    """Of buttons by their id, of a menu's choices by what stands before the first bar."""
    yield from _values(value, "action_id")
    for menu in (each for each in _walk(value) if each.get("action_id") == MORE):
        yield from (option["value"].partition("|")[0] for option in menu["options"])


def _parsed(value: Any) -> Iterator[str]:
    """What Slack reads as mrkdwn or Markdown."""
    yield from (str(each["text"]) for each in _walk(value) if each.get("type") in {"mrkdwn", "markdown"})
