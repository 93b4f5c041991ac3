"""Every gesture is answered, once, in the name of whoever made it; a refused or broken one changes nothing."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from handlers.slack import dispatch as dispatching
from handlers.slack.dispatch import dispatch
from handlers.slack.occasion import House
from handlers.slack.registry import GESTURES, Surface, find, help_lines
from models.inbox import InboxRow
from models.store import Store
from models.unit_of_work import doors
from models.workflow import verbs
from models.workflow.companions import notes_of
from models.workflow.record import Record
from tests.database import CMP, NCR, TEAM, World

Body = dict[str, Any]


@dataclass
class Slack:
    """Slack's side of the wire: what it was told, and what it says no to."""

    acks: list[Body] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    opened: list[Body] = field(default_factory=list)
    published: list[Body] = field(default_factory=list)
    fails: Exception | None = None

    def ack(self, **payload: Any) -> None:
        self.acks.append(payload)

    def say(self, text: str, blocks: list[Body]) -> None:
        assert blocks
        self._fail()
        self.said.append(text)

    def open(self, trigger: str, view: Body) -> None:
        assert trigger
        self._fail()
        self.opened.append(view)

    def publish(self, user: str, view: Body) -> None:
        assert user
        self._fail()
        self.published.append(view)

    def _fail(self) -> None:
        if self.fails:
            raise self.fails

    @property
    def errors(self) -> dict[str, str]:
        """On the fields of the form that was answered."""
        return dict(self.acks[-1].get("errors", {})) if self.acks else {}


@dataclass
class Workspace:
    """Slack before Andon: makes the payloads that Slack makes."""

    world: World
    house: House
    slack: Slack = field(default_factory=Slack)
    count: int = 0

    def send(self, surface: Surface, body: Body) -> Slack:
        self.slack = Slack(fails=self.slack.fails)
        dispatch(self.house, surface, body, self.slack)
        assert len(self.slack.acks) == 1, "acknowledged exactly once"
        return self.slack

    def click(self, who: str, action: str, value: str, **more: Any) -> Body:
        pressed = {"action_id": action, "value": value, "action_ts": f"17.{self._next()}"}
        return {
            **self._who(who), "actions": [pressed], "response_url": "https://hooks.example/1",
            "trigger_id": self._trigger(), **more,
        }  # fmt: skip

    def submission(self, who: str, callback: str, values: dict[str, str], context: Body) -> Body:
        state = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in values.items()}
        view = {
            "id": f"V{self._next()}", "hash": f"h{self.count}", "callback_id": callback, "state": {"values": state},
            "private_metadata": json.dumps(context), "blocks": [{"type": "input", "block_id": name} for name in values],
        }  # fmt: skip
        return {**self._who(who), "view": view}

    def command(self, who: str, command: str, text: str) -> Body:
        user = {"user_id": f"U0{who.upper()}", "team_id": TEAM}
        return {**user, "command": command, "text": text, "trigger_id": self._trigger()}

    def home(self, who: str) -> Body:
        event = {"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home"}
        return {"team_id": TEAM, "event": event, "event_id": f"Ev{self._next()}"}

    def reference(self, number: str, verb: str) -> str:
        return f"{verb}|{number}|{self.world.look(number)['version']}"

    def trace(self) -> tuple[object, ...]:
        """All that a gesture could have changed, but for the note that it was refused."""
        with self.world.database.reading() as session:
            records = [
                (r.number, r.state, r.version) for r in session.scalars(sa.select(Record).order_by(Record.number))
            ]
            done = list(session.scalars(sa.select(InboxRow.key).where(InboxRow.refused == "")))
        return self.world.head(), records, sorted(str(key) for key in done)

    def refusals(self) -> list[str]:
        with self.world.database.reading() as session:
            return list(session.scalars(sa.select(InboxRow.refused).where(InboxRow.refused != "")))

    def _who(self, handle: str) -> Body:
        return {"user": {"id": f"U0{handle.upper()}", "team_id": TEAM}, "team": {"id": TEAM}}

    def _trigger(self) -> str:
        return f"9.{self._next()}"

    def _next(self) -> int:
        self.count += 1
        return self.count


@pytest.fixture
def workspace(world: World, tmp_path: Path) -> Workspace:
    return Workspace(world, House(world.database, Store(tmp_path / "files"), help_lines()))


def test_a_click_without_a_form_is_done_and_answered(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    slack = workspace.send(
        Surface.ACTION, workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    )
    assert slack.said == [f"{number} is yours."]
    assert workspace.world.look(number)["owner_id"] == workspace.world.ids["quirina"]


def test_the_same_click_delivered_again_is_done_once_and_still_acknowledged(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    body = workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    workspace.send(Surface.ACTION, body)
    before = workspace.trace()
    for _ in range(3):
        assert workspace.send(Surface.ACTION, body).said == []
    assert workspace.trace() == before


def test_the_same_form_sent_again_makes_one_record(workspace: Workspace) -> None:
    body = workspace.submission("wanda", "ncr.open", NCR, {})
    for _ in range(3):
        assert workspace.send(Surface.SUBMISSION, body).acks == [{}]
    assert [number for number, _, _ in workspace.trace()[1]] == ["NCR-2026-0001"]  # type: ignore[attr-defined]


def test_a_form_that_was_refused_may_be_sent_again(workspace: Workspace) -> None:
    body = workspace.submission("wanda", "ncr.open", {**NCR, "part": ""}, {})
    assert set(workspace.send(Surface.SUBMISSION, body).errors) == {"part"}
    assert workspace.trace()[1] == []
    body["view"]["state"]["values"]["part"]["part"]["value"] = "HX-20"
    assert workspace.send(Surface.SUBMISSION, body).acks == [{}]
    assert workspace.trace()[1]


def test_two_people_who_press_the_same_button_are_two_gestures(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    body = workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    workspace.send(Surface.ACTION, body)
    other = {**body, "user": {"id": "U0QUENTIN", "team_id": TEAM}}
    (said,) = workspace.send(Surface.ACTION, other).said
    assert "was changed since this was shown" in said
    assert workspace.world.look(number)["owner_id"] == workspace.world.ids["quirina"]


@pytest.mark.parametrize("who", ["stranger", ""])
def test_an_unknown_person_is_told_how_to_be_added_and_nothing_is_recorded(workspace: Workspace, who: str) -> None:
    number = workspace.world.ncr()
    before = workspace.trace()
    (said,) = workspace.send(
        Surface.ACTION, workspace.click(who, "record.verb:take", workspace.reference(number, "take"))
    ).said
    assert "people import" in said
    assert workspace.trace() == before
    assert workspace.refusals()[0].startswith("unknown_person: ")


def test_the_same_user_id_of_another_workspace_is_a_stranger(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    body = workspace.click("magda", "record.verb:take", workspace.reference(number, "take"))
    body["team"] = {"id": "T0ELSEWHERE"}
    body["user"]["team_id"] = "T0ELSEWHERE"
    assert "does not know you" in workspace.send(Surface.ACTION, body).said[0]


def test_a_stranger_gets_a_home_that_says_so(workspace: Workspace) -> None:
    slack = workspace.send(Surface.EVENT, workspace.home("stranger"))
    assert "people import" in json.dumps(slack.published)


def test_who_left_is_a_stranger(workspace: Workspace) -> None:
    with workspace.world.acting("magda") as (_, person):
        person.active = False
    assert (
        "does not know you"
        in workspace.send(Surface.COMMAND, workspace.command("magda", "/qa", "mine")).acks[0]["text"]
    )


@pytest.mark.parametrize("action", ["record.explode", "", "record.act.evil:close", ":", "ncr.open"])
def test_an_unknown_button_is_answered(workspace: Workspace, action: str) -> None:
    before = workspace.trace()
    (said,) = workspace.send(Surface.ACTION, workspace.click("magda", action, "x|y|1")).said
    assert "does not know" in said
    assert workspace.trace() == before


def test_an_unknown_command_is_answered(workspace: Workspace) -> None:
    assert "/evil" in workspace.send(Surface.COMMAND, workspace.command("magda", "/evil", "")).acks[0]["text"]


@pytest.mark.parametrize(
    "value", ["", "close", "close|NCR-2026-0001", "close|NCR-2026-0001|x", "a|b|c|d", "close|NCR-2026-0099|1"]
)
def test_a_forged_value_is_answered_and_changes_nothing(workspace: Workspace, value: str) -> None:
    workspace.world.ncr()
    before = workspace.trace()
    slack = workspace.send(Surface.ACTION, workspace.click("magda", "record.act:close", value))
    assert len(slack.said) == 1
    assert workspace.trace() == before


@pytest.mark.parametrize(
    ("who", "verb", "because"),
    [
        ("wanda", "void", "You may not void"),
        ("quentin", "reopen", "is open"),
        ("magda", "report", "is open"),
        ("wanda", "take", "You may not assign"),
    ],
)
def test_a_button_that_was_never_shown_is_refused_and_on_record(
    workspace: Workspace, who: str, verb: str, because: str
) -> None:
    number = workspace.world.ncr()
    before = workspace.trace()
    action = "record.verb:take" if verb == "take" else f"record.act:{verb}"
    (said,) = workspace.send(Surface.ACTION, workspace.click(who, action, workspace.reference(number, verb))).said
    assert because in said
    assert workspace.trace() == before
    assert because in workspace.refusals()[0]


@pytest.mark.parametrize(
    "context",
    [
        {"verb": "void", "number": "NCR-2026-0001", "version": 1},
        {"verb": "close", "number": "NCR-2026-0001", "version": 1},
        {"verb": "void", "number": "NCR-2026-0099", "version": 1},
        {"verb": "explode", "number": "NCR-2026-0001", "version": 1},
        {"number": "NCR-2026-0001"},
        {},
    ],
)
def test_a_forged_form_by_somebody_without_authority_changes_nothing(workspace: Workspace, context: Body) -> None:
    workspace.world.ncr()
    before = workspace.trace()
    slack = workspace.send(
        Surface.SUBMISSION, workspace.submission("wanda", "record.act", {"reason": "because"}, context)
    )
    assert slack.acks[0]["response_action"] in {"errors", "update"}
    assert workspace.trace() == before


@pytest.mark.parametrize("metadata", ["", "not json", "[]", "null", '"text"'])
def test_a_form_whose_context_is_spoilt_is_answered(workspace: Workspace, metadata: str) -> None:
    before = workspace.trace()
    body = workspace.submission("magda", "record.act", {"reason": "because"}, {})
    body["view"]["private_metadata"] = metadata
    assert workspace.send(Surface.SUBMISSION, body).acks[0]["response_action"] == "update"
    assert workspace.trace() == before


def test_an_old_button_is_stale_and_says_so(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    old = workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    workspace.world.act("quentin", number, "contain", containment="Locked", shipped="no")
    before = workspace.trace()
    assert "was changed since" in workspace.send(Surface.ACTION, old).said[0]
    assert workspace.trace() == before


def test_a_gate_that_refuses_stands_on_its_field_and_the_rest_on_the_first(workspace: Workspace) -> None:
    number = workspace.world.ncr("wanda")
    values = {
        "severity": "minor",
        "quantity_affected": "12",
        "disposition": "rework",
        "rationale": "r",
        "instruction": "",
    }
    context = {"verb": "disposition", "number": number, "version": workspace.world.look(number)["version"]}
    slack = workspace.send(Surface.SUBMISSION, workspace.submission("quentin", "record.act", values, context))
    assert set(slack.errors) == {"instruction"}
    values["disposition"], context["verb"] = "scrap", "explode"
    slack = workspace.send(Surface.SUBMISSION, workspace.submission("quentin", "record.act", values, context))
    assert set(slack.errors) == {"severity"}


@pytest.mark.parametrize("surface", [Surface.ACTION, Surface.COMMAND, Surface.SUBMISSION])
def test_a_handler_that_breaks_gives_a_reference_and_changes_nothing(
    workspace: Workspace, surface: Surface, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.world.ncr()
    before = workspace.trace()
    monkeypatch.setattr(dispatching, "_handler", lambda *_: _half_way)
    bodies: dict[Surface, Callable[[], Body]] = {
        Surface.ACTION: lambda: workspace.click("magda", "record.act:close", "close|NCR-2026-0001|1"),
        Surface.COMMAND: lambda: workspace.command("magda", "/ncr", "12 of 400"),
        Surface.SUBMISSION: lambda: workspace.submission("magda", "ncr.open", NCR, {}),
    }
    with capture_logs() as logged:
        slack = workspace.send(surface, bodies[surface]())
    reference = next(line["reference"] for line in logged if line["event"] == "slack.broken")
    answer = json.dumps([slack.said, slack.acks, slack.opened])
    assert reference in answer
    assert "out of luck" not in answer
    assert workspace.trace() == before


def _half_way(occasion: Any) -> None:
    with occasion.acting() as (unit, person):
        verbs.comment(unit, "NCR-2026-0001", "written before it broke", person)
        raise RuntimeError("out of luck")


def test_a_busy_database_is_waited_for_only_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "GESTURE_WAIT", 400)
    number = workspace.world.ncr()
    body = workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    holder = sqlite3.connect(workspace.world.path, isolation_level=None)
    holder.execute("begin immediate")
    began = time.monotonic()
    try:
        workspace.send(Surface.ACTION, body)
    finally:
        holder.rollback()
        holder.close()
    assert time.monotonic() - began < 0.7


def test_a_refusal_that_cannot_be_noted_is_still_answered(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = workspace.world.ncr()
    body = workspace.click("wanda", "record.verb:take", workspace.reference(number, "take"))

    def full(*given: Any) -> Any:
        raise OSError("disk full")

    monkeypatch.setattr(dispatching, "Actor", full)
    assert "You may not" in workspace.send(Surface.ACTION, body).said[0]


def test_a_gesture_while_somebody_else_saves_is_told_to_press_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "GESTURE_WAIT", 50)
    number = workspace.world.ncr()
    body = workspace.click("quirina", "record.verb:take", workspace.reference(number, "take"))
    holder = sqlite3.connect(workspace.world.path, isolation_level=None)
    holder.execute("begin immediate")
    try:
        (said,) = workspace.send(Surface.ACTION, body).said
    finally:
        holder.rollback()
        holder.close()
    assert "Press again" in said
    assert workspace.send(Surface.ACTION, body).said == [f"{number} is yours."]


@pytest.mark.parametrize(
    "body", [{}, {"actions": []}, {"actions": [{"value": "x"}], "user": {"id": "U0MAGDA"}, "team": {"id": TEAM}}]
)
def test_a_payload_of_another_shape_is_still_acknowledged(workspace: Workspace, body: Body) -> None:
    workspace.send(Surface.ACTION, body)


def test_a_stranger_whose_home_cannot_be_shown_is_still_acknowledged(workspace: Workspace) -> None:
    workspace.slack.fails = OSError("connection reset")
    workspace.send(Surface.EVENT, workspace.home("stranger"))


def test_a_comment_by_form_is_in_the_name_of_who_sent_it(workspace: Workspace) -> None:
    number = workspace.world.ncr()
    context = {"verb": "comment", "number": number, "version": 1}
    workspace.send(
        Surface.SUBMISSION, workspace.submission("wanda", "record.verb:comment", {"text": "<@U1> look"}, context)
    )
    with workspace.world.database.reading() as session:
        (note,) = notes_of(session, verbs.load(session, number))
    assert (note.author, note.text) == ("Wanda Operator-Lutz", "<@U1> look")


def test_a_complaint_by_form_is_recorded(workspace: Workspace) -> None:
    assert workspace.send(Surface.SUBMISSION, workspace.submission("cosima", "complaint.open", CMP, {})).acks == [{}]
    assert workspace.world.look("CMP-2026-0001")["originator_id"] == workspace.world.ids["cosima"]


@pytest.mark.parametrize(
    "text",
    ["", "help", "HELP", "mine", "find pump", "find", "show NCR-2026-0001", "why ncr 2026 1", "shwo 1", "🙂" * 900],
)
def test_every_word_behind_qa_is_answered(workspace: Workspace, text: str) -> None:
    workspace.world.ncr()
    before = workspace.trace()
    (answer,) = workspace.send(Surface.COMMAND, workspace.command("wanda", "/qa", text)).acks
    assert answer["text"]
    assert answer["blocks"]
    assert workspace.trace() == before


def test_gestures_are_found_by_what_stands_before_the_colon(workspace: Workspace) -> None:
    assert len({(g.surface, g.id) for g in GESTURES}) == len(GESTURES)
    for gesture in GESTURES:
        assert ":" not in gesture.id
        assert find(gesture.surface, f"{gesture.id}:anything") is gesture
        assert gesture.help
