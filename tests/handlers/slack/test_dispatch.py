"""Every gesture is answered, once, in the name of whoever made it."""

from __future__ import annotations

import pytest

from handlers.slack.registry import GESTURES, Surface, find
from models.workflow import verbs
from models.workflow.companions import notes_of
from tests.database import CMP, NCR, TEAM
from tests.handlers.slack.desk import Body, Workspace


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
