"""Strangers, and what no button of ours would send: answered, on record, and without effect."""

from __future__ import annotations

import json

import pytest

from handlers.slack.registry import Surface
from tests.handlers.slack.desk import Body, Workspace


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
