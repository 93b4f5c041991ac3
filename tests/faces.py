"""Every message and every view that Andon can show, as JSON files, so that checkers outside can run over them.

`python -m tests.faces FOLDER` writes `messages/<name>.json` and `views/<name>.json`. What a person is answered is caught behind the
real dispatch, so that a face is what would have gone to Slack. To cover something new, add a painter to PAINTERS.
"""

from __future__ import annotations

import itertools
import json
import string
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

import bot.wiring  # noqa: F401  (whatever Andon is made of is imported with it, and so every refusal is known)
from bot import logs
from bot.delivery import faces as deliveries
from handlers.slack.actions.begin import ACTION_OPEN, CAPA_OPEN, COMPLAINT_OPEN, NCR_OPEN
from handlers.slack.actions.intake import CORRECT
from handlers.slack.commands.qa import SUBCOMMANDS
from handlers.slack.dispatch import TOO_LATE, _tell, dispatch
from handlers.slack.registry import Surface
from handlers.slack.showing import home_of, why_blocks
from models.casework import asking
from models.casework.faces import correction_form
from models.casework.similarity import SIMILAR, similar_form
from models.intake import ITEM_CARD, IntakeItem, Verdict
from models.kernel.errors import Refusal
from models.kernel.forms import FieldKind
from models.kernel.likeness import Likeness
from models.kernel.text import shorten
from models.outbox import OutboxKind, OutboxRow
from models.records import RECORD_TYPES
from models.reports.similar import MOST_SHOWN
from models.unit_of_work import Actor, Cause
from models.workflow import verbs
from models.workflow.due import open_dues
from models.workflow.faces import ACT, SIDE_VERBS, VERB, opening_form, reference, side_form, transition_form
from models.workflow.record import CARD, Record
from templates import answers
from templates.answers.similar import similar_list
from templates.cards import card_message
from templates.components.blocks import Block
from templates.components.lettering import slack_face
from templates.modals import form_view, message_view
from tests.faces_of_cases import PAINTERS as CASES
from tests.letters_written import ACTING, copy_of, write_letters
from tests.specimens import (
    LARGEST,
    OPERATOR,
    SIZES,
    SMALLEST,
    TEAM,
    WRITTEN,
    Specimens,
    employee,
    largest_value,
    nasty,
    required,
)
from tests.specimens import specimens as standing

Json = dict[str, Any]
#: Who sees what: Helga nothing, Mara one record, Quinn more than fits.
NOBODYS, ONE, MANY, STRANGER = "U0HELGA", "U0MARA", "U0QUINN", "U0VISITOR"
#: Callback ids of the forms that open a record, by its prefix.
OPENING = {"NCR": NCR_OPEN, "CMP": COMPLAINT_OPEN, "CAPA": CAPA_OPEN, "ACT": ACTION_OPEN}
_SERIAL = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Faces:
    """Messages ({"text", "blocks"}) and views by name."""

    messages: dict[str, Json] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)

    def message(self, name: str, text: str, blocks: list[Block]) -> None:
        self.messages[name] = {"text": text, "blocks": blocks}

    def answer(self, name: str, text: str, blocks: list[Block]) -> None:
        """What is said to a person stands in a message or, where there is none, in a view of its own."""
        self.message(name, text, blocks)
        self.views[f"answer.{name}"] = message_view("Andon", blocks)


@dataclass(frozen=True, slots=True)
class Ear:
    """What dispatch answers by, and what it answered. A `Wire` that keeps everything."""

    faces: Faces
    name: str

    def ack(self, **payload: Any) -> None:
        if "blocks" in payload:
            self.say(payload["text"], payload["blocks"])
        if "view" in payload:
            self.faces.views[self.name] = payload["view"]

    def say(self, text: str, blocks: list[Block]) -> None:
        self.faces.answer(self.name, text, blocks)

    def open(self, _trigger: str, view: Json) -> None:
        self.faces.views[self.name] = view

    def publish(self, _user: str, view: Json) -> None:
        self.faces.views[self.name] = view


def record_cards(faces: Faces, kept: Specimens) -> None:
    for kind, size, session, record in _each_record(kept):
        for state in kind.type.lifecycle.states:
            _stand(record, state)
            card, _ = deliveries.with_pictures(session, _card(session, CARD, record))
            faces.message(f"{CARD}.{kind.type.prefix}.{state}.{size}", *card_message(card))


def item_cards(faces: Faces, kept: Specimens) -> None:
    """Every verdict, also those that no card shows at present."""
    for size in SIZES:
        with kept.database.reading() as session:
            item = session.get_one(IntakeItem, kept.items[size])
            for verdict in Verdict:
                item.verdict = verdict
                if item.projections(session):
                    card, _ = deliveries.with_pictures(session, _card(session, ITEM_CARD, item))
                    faces.message(f"{ITEM_CARD}.{verdict}.{size}", *card_message(card))


def transition_forms(faces: Faces, kept: Specimens) -> None:
    for kind, size, _session, record in _each_record(kept):
        for transition in kind.type.lifecycle.transitions:
            if transition.needs_form and not transition.registers:
                form = transition_form(record, transition)
                faces.views[f"transition.{kind.type.prefix}.{transition.verb}.{size}"] = form_view(form, ACT)


def formless_transitions(faces: Faces, kept: Specimens) -> None:
    """Clicked, done, and answered (or refused, where a gate is not built yet)."""
    for kind in RECORD_TYPES:
        for transition in kind.type.lifecycle.transitions:
            if not transition.needs_form and not transition.by_itself:
                with kept.database.acting(_actor(kept, MANY), Cause("faces", transition.verb)) as unit:
                    quinn = employee(unit.session, MANY)
                    record = verbs.open_record(unit, kind, quinn.site, required(kind), quinn)
                    record.state = transition.sources[0]
                    unit.session.flush()
                    value = reference(record, transition.verb)
                name = f"transition.{kind.type.prefix}.{transition.verb}"
                _click(faces, kept, name, f"{ACT}:{transition.verb}", value)


def side_verbs(faces: Faces, kept: Specimens) -> None:
    for kind, size, session, record in _each_record(kept):
        for side in SIDE_VERBS:
            name = f"side.{kind.type.prefix}.{side.verb}.{size}"
            if side.inputs:
                faces.views[name] = form_view(side_form(record, side), f"{VERB}:{side.verb}")
            else:
                _click(faces, kept, name, f"{VERB}:{side.verb}", reference(record, side.verb))
                session.expire_all()


def openings(faces: Faces, kept: Specimens) -> None:
    """Empty, prefilled with one word, and prefilled to the brim."""
    for kind in RECORD_TYPES:
        prefix, fields = kind.type.prefix, kind.fields()
        fillings = {
            "empty": {},
            SMALLEST: {
                n: "" if fields[n].kind in {FieldKind.DATE, FieldKind.PERSON} else "x" for n in kind.type.opening
            },
            LARGEST: {name: largest_value(fields[name]) for name in kind.type.opening},
        }
        for size, values in fillings.items():
            faces.views[f"opening.{prefix}.{size}"] = form_view(opening_form(kind, values, {}), OPENING[prefix])


def opening_gestures(faces: Faces, kept: Specimens) -> None:
    """The same forms as commands, buttons and the message shortcut fill them in."""
    for command in ("/ncr", "/complaint", "/capa"):
        for size, text in ((SMALLEST, ""), (LARGEST, f"12 of 400 at line 3, lot L-4711, part P-1 {nasty(2800)}")):
            _type(faces, kept, f"command{command.replace('/', '.')}.{size}", command, text)
    for gesture in ("ncr.new", "complaint.new"):
        _click(faces, kept, f"home.{gesture}", gesture, "new")
    for size in SIZES:
        with kept.database.reading() as session:
            complaint, ncr = (session.get_one(Record, kept.records[prefix, size]) for prefix in ("CMP", "NCR"))
        _click(faces, kept, f"raise.{size}", "ncr.raise", reference(complaint, "raise"))
        _click(faces, kept, f"raise_capa.{size}", "capa.raise", reference(ncr, "raise"))
        _click(faces, kept, f"add_action.{size}", "action.add", reference(ncr, "add"))
    _shortcut(faces, kept, "shortcut.smallest", {"ts": "1.1", "text": "", "user": "U0MARA"})
    files = [{"id": f"F{n:010}", "name": "照片" * 120} for n in range(30)]
    message = {"ts": "1790000000.000001", "text": nasty(39_000, lines=True), "username": nasty(80), "files": files}
    _shortcut(faces, kept, "shortcut.largest", message)


def corrections(faces: Faces, kept: Specimens) -> None:
    for size in SIZES:
        with kept.database.reading() as session:
            form = correction_form(session.get_one(IntakeItem, kept.items[size]))
        faces.views[f"correction.{size}"] = form_view(form, CORRECT)


def similar_forms(faces: Faces, kept: Specimens) -> None:
    """For as many as are ever told, with the longest words; and the list for those who may not decide."""
    for kind, size, _session, record in _each_record(kept):
        likely = [_likeness(record, number, size) for number in range(MOST_SHOWN)]
        prefix = kind.type.prefix
        faces.views[f"similar.{prefix}.{size}"] = form_view(similar_form(record, likely), SIMILAR)
        faces.answer(f"similar.{prefix}.{size}", "Similar", similar_list(record.printed, likely, nasty(90)))
    with kept.database.reading() as session:
        record = session.get_one(Record, kept.records["NCR", LARGEST])
    _click(faces, kept, "similar.from_card", SIMILAR, reference(record, "similar"))
    _type(faces, kept, "similar.listed", "/qa", f"similar {record.printed}", user=NOBODYS)


def _likeness(record: Record, number: int, size: str) -> Likeness:
    words = ", ".join(shorten(word, 24) for word in ["x", "y", "z", nasty(30)]) if size == LARGEST else "x"
    because = f"same part and lot and customer; similar words: {words}"
    title = nasty(150) if size == LARGEST else "x"
    other = f"{record.type.prefix}-2026-{number:06}"
    return Likeness(uuid4(), other, record.type.noun, record.kind, title, "open", WRITTEN, 99, because)


def decisions(faces: Faces, kept: Specimens) -> None:
    """What is said when a mail is decided, and to whoever decides it again."""
    with kept.database.acting(OPERATOR, Cause("faces", "items")) as unit:
        known = unit.session.get_one(IntakeItem, kept.items[SMALLEST])
        known.understood = {"description": "x"}
        copies = [copy_of(unit, known) for _ in range(3)]
    for item, verb in zip(copies, ("register", "not_a_complaint", "spam"), strict=True):
        for time in ("once", "twice"):
            _click(faces, kept, f"decide.{verb}.{time}", f"intake.decide:{verb}", f"{verb}|{item.id}|{item.version}")


def whys(faces: Faces, kept: Specimens) -> None:
    for kind, size, session, record in _each_record(kept):
        for state in kind.type.lifecycle.states:
            _stand(record, state)
            blocks = why_blocks(session, record, kept.database.clock.now())
            faces.answer(f"why.{kind.type.prefix}.{state}.{size}", f"Why {record.printed}", blocks)


def homes(faces: Faces, kept: Specimens) -> None:
    with kept.database.acting(OPERATOR, Cause("faces", "home")) as unit:
        mara = employee(unit.session, ONE)
        record = unit.session.get_one(Record, kept.records["NCR", SMALLEST])
        record.owner_id, record.owner = mara.id, mara
    for size, person in (("empty", NOBODYS), ("one", ONE), ("many", MANY)):
        with kept.database.reading() as session:
            faces.views[f"home.{size}"] = home_of(session, employee(session, person), WRITTEN)
    body = {"event": {"type": "app_home_opened", "tab": "home", "user": MANY}, "event_id": "Ev1", "team_id": TEAM}
    dispatch(kept.house, Surface.EVENT, body, Ear(faces, "home.opened"))


def letters(faces: Faces, kept: Specimens) -> None:
    """Every notice with the shortest and the longest facts; what was written is rendered, in a thread and by itself."""
    for size in SIZES:
        with kept.database.acting(_actor(kept, ACTING), Cause("faces", size)) as unit:
            before = set(unit.session.scalars(select(OutboxRow.id)))
            write_letters(unit, kept, size)
            written = select(OutboxRow).where(OutboxRow.kind == OutboxKind.LETTER, OutboxRow.id.not_in(before))
            rows = list(unit.session.scalars(written.order_by(OutboxRow.seq)))
        for row in rows:
            name = f"letter.{row.name}.{row.facts.get('event', 'itself')}"
            for where in ("thread", "direct"):
                shown = slack_face(row.name, {**row.facts, "in_thread": where == "thread"})
                faces.message(f"{name}.{where}.{size}", *shown)


def clock_buttons(faces: Faces, kept: Specimens) -> None:
    """Every button under a reminder, what its form says, and what is said once it is over."""
    for size in SIZES:
        with kept.database.reading() as session:
            running = open_dues(session, session.get_one(Record, kept.records["NCR", size]))[-1]
        for gesture in (asking.DONE, asking.BLOCKED, asking.MORE_TIME, asking.REASSIGN):
            _click(faces, kept, f"{gesture}.{size}", gesture, f"x|{running.id}|0")
        _click(faces, kept, f"due.unknown.{size}", asking.DONE, f"x|{size * 9}|0")


def qa_answers(faces: Faces, kept: Specimens) -> None:
    with kept.database.reading() as session:
        numbers = {size: session.get_one(Record, kept.records["NCR", size]).printed for size in SIZES}
    for sub in SUBCOMMANDS:
        for size in SIZES:
            rest = numbers[size] if sub.usage == "NUMBER" else "*APPROVED*" if size == LARGEST else "x"
            _type(faces, kept, f"qa.{sub.word}.{size}", "/qa", f"{sub.word} {rest}")
    odd = {"nothing": "", "mine.empty": "mine", "find.nothing": f"find {nasty(3000)}", "unknown": nasty(3000)}
    numberless = {"show.unknown": f"show {nasty(3000)}", "show.near": "show NCR-2027-0001", "why.unknown": "why"}
    for name, text in {**odd, **numberless}.items():
        _type(faces, kept, f"qa.{name}", "/qa", text, user=NOBODYS)


def refusals(faces: Faces, _kept: Specimens) -> None:
    for kind in every_refusal():
        for size, fact in ((SMALLEST, "x"), (LARGEST, nasty(500))):
            facts: dict[str, Any] = dict.fromkeys(_names_in(kind), fact)
            refusal = kind(**facts)
            ear = Ear(faces, f"refusal.{kind.code}.{size}")
            _tell(Surface.COMMAND, ear, {}, answers.refusal_text(refusal), answers.refused(refusal))
    for name, text in (("broken", answers.broken("0123abcd")), ("too_late", TOO_LATE)):
        faces.answer(f"refusal.{name}", text, answers.said(text))


def strangers(faces: Faces, kept: Specimens) -> None:
    _type(faces, kept, "stranger.command", "/ncr", nasty(100), user=STRANGER)
    body = {"event": {"type": "app_home_opened", "tab": "home", "user": STRANGER}, "event_id": "Ev2", "team_id": TEAM}
    dispatch(kept.house, Surface.EVENT, body, Ear(faces, "stranger.home"))


Painter = Callable[[Faces, Specimens], None]
PAINTERS: tuple[Painter, ...] = (
    record_cards, item_cards, transition_forms, side_verbs, similar_forms, openings, opening_gestures, corrections, whys,
    qa_answers, refusals, strangers, letters, clock_buttons, formless_transitions, decisions, *CASES, homes,
)  # fmt: skip


def every_refusal(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        yield below
        yield from every_refusal(below)


def _names_in(kind: type[Refusal]) -> set[str]:
    sentences = f"{kind.__doc__ or ''} {kind.way_out}"
    return {name for _, name, _, _ in string.Formatter().parse(sentences) if name}


def _each_record(kept: Specimens) -> Iterator[tuple[type[Record], str, Session, Record]]:
    """In a session that is only read: a state that is set on the record reaches no database."""
    for kind in RECORD_TYPES:
        for size in SIZES:
            with kept.database.reading() as session:
                yield kind, size, session, session.get_one(kind, kept.records[kind.type.prefix, size])


def _stand(record: Record, state: str) -> None:
    if state == record.type.lifecycle.start:
        record.number = None
    elif record.number is None:
        record.number = f"{record.type.prefix}-2026-999999"
    record.state = state


def _card(session: Session, view: str, subject: Record | IntakeItem) -> Any:
    card = deliveries.card(session, view, subject.id, WRITTEN)
    assert card is not None
    return card


def _actor(kept: Specimens, slack_id: str) -> Actor:
    with kept.database.reading() as session:
        return employee(session, slack_id).actor


def _type(faces: Faces, kept: Specimens, name: str, command: str, text: str, user: str = MANY) -> None:
    body = {"command": command, "text": text, "team_id": TEAM, "user_id": user, "trigger_id": f"t{next(_SERIAL)}"}
    dispatch(kept.house, Surface.COMMAND, body, Ear(faces, name))


def _click(faces: Faces, kept: Specimens, name: str, action: str, value: str) -> None:
    body = {
        "actions": [{"action_id": action, "value": value, "action_ts": f"1.{next(_SERIAL)}"}],
        "team": {"id": TEAM}, "user": {"id": MANY}, "trigger_id": f"t{next(_SERIAL)}", "response_url": "https://slack.example/",
    }  # fmt: skip
    dispatch(kept.house, Surface.ACTION, body, Ear(faces, name))


def _shortcut(faces: Faces, kept: Specimens, name: str, message: Json) -> None:
    body = {
        "callback_id": "ncr.from_message", "message": message, "channel": {"id": "C0LINE3", "name": "line-3"},
        "team": {"id": TEAM}, "user": {"id": MANY}, "trigger_id": f"t{next(_SERIAL)}",
    }  # fmt: skip
    dispatch(kept.house, Surface.MESSAGE_SHORTCUT, body, Ear(faces, name))


def paint(folder: Path) -> Faces:
    """All of them, by a database in `folder`."""
    faces = Faces()
    with standing(folder) as kept:
        for painter in PAINTERS:
            painter(faces, kept)
    return faces


def write(faces: Faces, folder: Path) -> None:
    for below, found in (("messages", faces.messages), ("views", faces.views)):
        (folder / below).mkdir(parents=True, exist_ok=True)
        for name, face in found.items():
            (folder / below / f"{name}.json").write_text(json.dumps(face, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    logs.set_up("ERROR")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("faces")
    with tempfile.TemporaryDirectory(prefix="faces-") as work:
        faces = paint(Path(work))
    write(faces, folder)
    sys.stdout.write(f"{len(faces.messages)} messages and {len(faces.views)} views in {folder}\n")


if __name__ == "__main__":
    main()
