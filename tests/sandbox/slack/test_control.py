"""The control API: what a person sees, what changed, and readable failures of the driver."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.slack.driver import Driver, DriverError
from bot.sandbox.slack.serve import serving_workspace

from .conftest import GUEST, MARA, QUALITY, SECRET, Site, workspace_of
from .kit import Json, actions, button, modal, text_input
from .test_views import opened

MANIFEST: Json = {
    "display_information": {"name": "Andon Test"},
    "features": {
        "slash_commands": [{"command": "/ncr", "description": "Report", "should_escape": True}],
        "shortcuts": [
            {
                "name": "Make an NCR",
                "type": "message",
                "callback_id": "to_ncr",
                "description": "From a message",
            }
        ],
    },
    "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
}


def test_a_person_sees_his_own_channels_and_the_app(open_site: Callable[..., Site]) -> None:
    site = open_site(manifest=MANIFEST)
    site.client.chat_postMessage(channel=QUALITY, text="new")
    state = site.mara.state()
    assert [channel["name"] for channel in state["channels"] if not channel["is_im"]] == [
        "quality",
        "canteen",
    ]
    assert next(channel for channel in state["channels"] if channel["is_im"])["with"] == state["app"]["bot_user_id"]
    assert next(channel for channel in state["channels"] if channel["id"] == QUALITY)["unread"] == 1
    assert state["app"]["name"] == "Andon Test"
    assert state["commands"] == [{"command": "/ncr", "description": "Report", "usage_hint": ""}]
    assert state["shortcuts"] == [{"callback_id": "to_ncr", "name": "Make an NCR", "type": "message"}]
    site.mara.messages("#quality")
    assert next(each for each in site.mara.state()["channels"] if each["id"] == QUALITY)["unread"] == 0


def test_the_manifest_binds_commands_shortcuts_and_events(open_site: Callable[..., Site]) -> None:
    site = open_site(manifest=MANIFEST)
    assert site.mara.command("/nothing")["error"] == "unknown_command"
    assert site.mara.global_shortcut("to_ncr")["error"] == "unknown_shortcut"
    said = site.mara.say("#quality", "not subscribed")
    assert (said["ok"], said["delivered"], said["error"]) == (True, False, None)


def test_a_commands_text_is_escaped_and_mentions_become_ids(open_site: Callable[..., Site]) -> None:
    site = open_site(manifest=MANIFEST)
    told: list[Json] = []
    app = site.app()

    @app.command("/ncr")
    def ncr(ack: Any, body: Json) -> None:
        told.append(body)
        ack()

    with site.connected(app):
        site.mara.command("/ncr", "Ø <12 for @tomasz in #quality", "#quality")
    assert told[0]["text"] == f"Ø &lt;12 for <@U0TOMASZ01|tomasz> in <#{QUALITY}|quality>"
    assert told[0]["is_enterprise_install"] == "false"


def test_a_person_neither_reads_nor_writes_where_he_is_not(site: Site) -> None:
    with pytest.raises(DriverError, match="channel_not_found"):
        site.driver.get("sandbox/messages", **{"as": MARA, "channel": SECRET})
    gesture = {"as": MARA, "channel": SECRET, "text": "hello?"}
    assert site.driver.post("sandbox/gestures/message", gesture)["error"] == "channel_not_found"


def test_somebody_unknown_sees_nothing(site: Site) -> None:
    with pytest.raises(DriverError, match="user_not_found"):
        site.driver.get("sandbox/state", **{"as": "U0NOBODY01"})
    with pytest.raises(DriverError, match="user_not_found"):
        site.driver.post("sandbox/gestures/message", {"as": "U0NOBODY01", "channel": QUALITY, "text": "x"})
    with pytest.raises(DriverError, match="json_not_object"):
        site.driver.post("sandbox/gestures/message", [])  # type: ignore[arg-type]  # the point of the test


def test_waiting_ends_with_a_change_and_not_before(site: Site) -> None:
    seq = site.driver.get("sandbox/wait", since=0, timeout=0.01)["seq"]
    assert site.driver.get("sandbox/wait", since=seq, timeout=0.05)["changed"] is False
    later = threading.Thread(target=site.client.chat_postMessage, kwargs={"channel": QUALITY, "text": "x"})
    later.start()
    answer = site.driver.get("sandbox/wait", since=seq, timeout=5)
    later.join()
    assert answer["changed"]
    assert answer["seq"] > seq


def events_of(site: Site, user: str, since: int, count: int) -> list[Json]:
    url = f"{site.base_url}sandbox/changes?as={user}&since={since}"
    found: list[Json] = []
    with urllib.request.urlopen(url, timeout=5) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream:
            if line.startswith(b"data: "):
                found.append(json.loads(line[6:]))
            if len(found) == count:
                break
    return found


def test_the_stream_of_changes_carries_only_what_concerns_the_person(site: Site) -> None:
    site.client.chat_postEphemeral(channel=QUALITY, user=MARA, text="psst")
    opened(site)
    site.client.chat_postMessage(channel=QUALITY, text="all")
    mara = events_of(site, MARA, 0, 3)
    assert [change["kind"] for change in mara] == ["ephemeral", "view", "message"]
    assert mara[2]["channel"] == QUALITY
    site.workspace.changes.add("clock")
    assert [change["kind"] for change in events_of(site, GUEST, 0, 1)] == ["clock"]


def test_a_failed_wait_says_what_was_on_the_screen(site: Site) -> None:
    site.client.chat_postMessage(channel=QUALITY, text="something else")
    opened(site, modal(text_input("what", "What?"), title="Open form"))
    with pytest.raises(DriverError) as caught:
        site.mara.wait_for_message("#quality", "never said", timeout=0.1)
    told = str(caught.value)
    assert "never said" in told
    assert "something else" in told
    assert "Open form" in told
    assert "chat.postMessage" in told


def test_a_click_on_what_is_not_there_names_what_is(site: Site) -> None:
    site.client.chat_postMessage(channel=QUALITY, text="x", blocks=[actions(button("Accept", "accept"))])
    with pytest.raises(DriverError, match="Accept"):
        site.mara.click(site.mara.messages("#quality")[0], "Reject")


def test_foreign_text_comes_back_as_it_was_written_and_as_json(site: Site) -> None:
    site.mara.say("#quality", "<script>alert('x')</script> & \u202e \x00")
    url = f"{site.base_url}sandbox/messages?as={MARA}&channel={QUALITY}"
    with urllib.request.urlopen(url) as response:
        assert response.headers["content-type"] == "application/json"
        message = json.load(response)["messages"][0]
    assert message["text"].startswith("&lt;script&gt;")


def test_calls_since_a_number(site: Site) -> None:
    site.client.auth_test()
    seq = site.driver.calls()[-1]["seq"]
    site.client.team_info()
    assert [call["method"] for call in site.driver.calls(since=seq)] == ["team.info"]


def test_a_workspace_of_its_own_starts_and_stops() -> None:
    workspace = workspace_of()
    with serving_workspace(workspace) as base_url:
        assert Driver(base_url).get("sandbox/wait", timeout=0.01)["changed"] is False
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{base_url}sandbox/wait?timeout=0.01", timeout=1)
