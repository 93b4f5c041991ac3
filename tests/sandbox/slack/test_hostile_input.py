"""Whatever an app or a page sends is answered: refused where it is nonsense, never a crash."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.slack.block_rules import validate_blocks, validate_view
from bot.sandbox.slack.block_table import SHAPES
from bot.sandbox.slack.methods import METHODS
from bot.sandbox.slack.web_api import WebApi

from .conftest import MARA, QUALITY, Site, workspace_of

TYPES = sorted({name.partition(":")[2] for name in SHAPES})
KEYS = sorted({key for shape in SHAPES.values() for key in shape.fields})
LEAVES = st.none() | st.booleans() | st.integers(-3, 4000) | st.sampled_from(["", "x", "2026-02-30", *TYPES])
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", *KEYS]), inner, max_size=5),
    max_leaves=12,
)
FAST = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@FAST
@given(block=st.fixed_dictionaries({"type": st.sampled_from(TYPES) | JSON}, optional=dict.fromkeys(KEYS, JSON)))
def test_no_block_breaks_the_rules(block: Any) -> None:
    for problem in [*validate_blocks([block, block], "modal"), *validate_blocks([block])]:
        assert problem.pointer.startswith("/blocks")


@FAST
@given(view=JSON | st.fixed_dictionaries({"type": st.sampled_from(["modal", "home"]), "blocks": JSON}))
def test_no_view_breaks_the_rules(view: Any) -> None:
    validate_view(view)


@FAST
@given(method=st.sampled_from(sorted(METHODS)), data=st.data())
def test_no_argument_breaks_a_method(method: str, data: Any) -> None:
    workspace = workspace_of()
    message = workspace.post(workspace.directory.channel(QUALITY), workspace.bot_message("x"))
    likely = st.sampled_from([QUALITY, MARA, message["ts"], "[{}]", "{}", "[[]]"])
    names = sorted(METHODS[method].args | {"team_id"})
    args = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(names, JSON | likely)))
    bearer = METHODS[method].bearer
    token = workspace.app.app_token if bearer == "app" else workspace.app.bot_token
    answer = WebApi(workspace).answer(method, args, token)
    assert answer.body["ok"] in {True, False}
    json.dumps(answer.body)


GESTURES = (
    "message",
    "command",
    "block_action",
    "input",
    "view_submission",
    "view_closed",
    "message_shortcut",
    "global_shortcut",
    "options",
)


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_without_its_facts_is_refused(site: Site, name: str) -> None:
    for nonsense in ({}, {"channel": [], "container": [], "values": [], "files": 7, "view_id": {}, "ts": {}}):
        answer = site.driver.post(f"sandbox/gestures/{name}", {"as": MARA, **nonsense})
        assert answer["ok"] is False
        assert answer["error"]


@pytest.mark.parametrize(
    "path",
    [
        f"sandbox/changes?as={MARA}&since=x",
        "sandbox/wait?since=x",
        "sandbox/wait?timeout=x",
        "sandbox/calls?since=x",
        "sandbox/files/F0NOTHING1",
        "files-pri/T0-F0/download",
        f"sandbox/messages?as={MARA}",
    ],
)
def test_a_wrong_query_is_a_refusal(site: Site, path: str) -> None:
    try:
        with urllib.request.urlopen(site.base_url + path, timeout=5) as response:
            status = response.status
    except urllib.error.HTTPError as error:
        with error:
            status = error.code
    assert status < 500
