"""A gesture that is refused, breaks or finds the database busy changes nothing and says so."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from handlers.slack import dispatch as dispatching
from handlers.slack.registry import Surface
from models.unit_of_work import doors
from models.workflow import verbs
from tests.database import NCR
from tests.handlers.slack.desk import Body, Workspace


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
    holder = workspace.world.database.engine.connect()
    holder.begin()
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
    holder = workspace.world.database.engine.connect()
    holder.begin()
    try:
        (said,) = workspace.send(Surface.ACTION, body).said
    finally:
        holder.rollback()
        holder.close()
    assert "Press again" in said
    assert workspace.send(Surface.ACTION, body).said == [f"{number} is yours."]
