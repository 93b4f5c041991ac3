"""Faults: what a real network and a busy Slack do to an app, on demand."""

from __future__ import annotations

import urllib.error
from collections.abc import Callable
from contextlib import ExitStack
from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler
from websockets.sync.client import connect

from .conftest import QUALITY, Site
from .kit import Json
from .test_web_api import code_of


def texts(site: Site) -> list[str]:
    return [message["text"] for message in site.mara.messages("#quality")]


def post(site: Site, words: str = "x") -> Any:
    return site.client.chat_postMessage(channel=QUALITY, text=words)


def test_a_rate_limit_says_how_long_to_wait_and_is_used_up(site: Site) -> None:
    site.driver.fault("chat.postMessage", "ratelimited", times=1, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        post(site)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert post(site)["ok"]
    assert [call["error"] for call in site.driver.calls("chat.postMessage")] == ["ratelimited", None]


def test_a_fault_hits_its_method_alone_unless_it_is_for_all(site: Site) -> None:
    site.driver.fault("chat.update", "internal_error")
    assert post(site)["ok"]
    site.driver.clear_faults()
    site.driver.fault("*", "internal_error")
    assert code_of(site.client.auth_test) == "internal_error"
    assert post(site)["ok"]


def test_an_unavailable_slack_answers_no_json(site: Site) -> None:
    site.driver.fault("chat.postMessage", "http_503")
    with pytest.raises(SlackApiError) as caught:
        post(site)
    assert caught.value.response.status_code == 503


def test_a_dropped_call_has_no_effect(site: Site) -> None:
    site.driver.fault("chat.postMessage", "drop")
    with pytest.raises((RemoteDisconnected, ConnectionResetError, urllib.error.URLError)):
        post(site)
    assert texts(site) == []


def test_a_lost_answer_leaves_the_message_behind(site: Site) -> None:
    site.driver.fault("chat.postMessage", "lose_answer")
    with pytest.raises((RemoteDisconnected, ConnectionResetError, urllib.error.URLError)):
        post(site, "posted, but who knows")
    assert texts(site) == ["posted, but who knows"]


def test_the_clients_own_retry_after_a_lost_answer_posts_twice(site: Site) -> None:
    site.client.retry_handlers.append(ConnectionErrorRetryHandler(max_retry_count=1))
    site.driver.fault("chat.postMessage", "lose_answer")
    post(site, "twice")
    assert texts(site) == ["twice", "twice"]


def test_a_call_that_is_never_answered_ends_with_the_callers_patience(site: Site) -> None:
    site.client.timeout = 0.2  # type: ignore[assignment]  # the client takes fractions
    site.driver.fault("chat.postMessage", "timeout")
    with pytest.raises(TimeoutError):
        post(site)
    site.client.timeout = 5
    assert post(site)["ok"]
    assert texts(site) == ["x"]


def listening(site: Site) -> tuple[Any, list[Json]]:
    heard: list[Json] = []
    app = site.app()

    @app.event("message")
    def message(body: Json, request: Any) -> None:
        heard.append({**body, "retry": (request.headers.get("x-slack-retry-num") or [None])[0]})

    return app, heard


@pytest.mark.parametrize("kind", ["redeliver", "lose_answer"])
def test_an_event_can_come_twice_under_one_id(site: Site, kind: str) -> None:
    app, heard = listening(site)
    with site.connected(app):
        site.driver.fault("events", kind)
        site.mara.say("#quality", "once")
        site.driver.wait_for(lambda: len(heard) == 2, what="the second delivery")
    assert heard[0]["event_id"] == heard[1]["event_id"]
    assert [event["retry"] for event in heard] == ["0", "1"]


def test_an_event_without_a_connection_is_sent_again_when_the_app_is_back(
    open_site: Callable[..., Site],
) -> None:
    site = open_site(retry_seconds=(0, *[0.3] * 40))
    app, heard = listening(site)
    result = site.mara.say("#quality", "is anybody there?")
    assert not result["delivered"]
    with site.connected(app):
        site.driver.wait_for(lambda: heard, what="the retry")
    assert int(heard[0]["retry"]) >= 2, "the first retry comes at once, and nobody was there"
    assert site.driver.problems("unacked")


def test_an_event_that_nobody_takes_is_given_up_loudly(site: Site) -> None:
    site.mara.say("#quality", "is anybody there?")
    site.driver.wait_for(
        lambda: any("given up" in problem["detail"] for problem in site.driver.problems("unacked")),
        what="the end of the retries",
    )


def test_the_client_comes_back_after_a_refresh(site: Site) -> None:
    app, heard = listening(site)
    with site.connected(app):
        site.driver.fault("socket", "refresh")
        site.driver.wait_for(lambda: len(site.driver.calls("apps.connections.open")) == 2, what="the reconnection")
        site.mara.say("#quality", "still there?")
        site.driver.wait_for(lambda: heard, what="the event")


def test_a_dropped_socket_loses_the_gesture_and_a_second_connection_saves_it(site: Site) -> None:
    app = site.app()

    @app.command("/ncr")
    def ncr(ack: Any) -> None:
        ack()

    with site.connected(app) as handlers:
        handlers[0].client.auto_reconnect_enabled = False
        site.driver.fault("socket", "drop")
        assert site.mara.command("/ncr")["error"] == "dispatch_failed"
        assert site.mara.state()["app"]["connected"] is False
    with site.connected(app):
        assert site.mara.command("/ncr")["ok"]


def test_a_socket_url_serves_once(site: Site) -> None:
    url = site.client.apps_connections_open(app_token=site.workspace.app.app_token)["url"]
    with connect(url) as first:
        assert '"type": "hello"' in str(first.recv(timeout=2))
    with connect(url) as second:
        assert "link_disabled" in str(second.recv(timeout=2))


def test_an_eleventh_connection_is_refused(site: Site) -> None:
    with ExitStack() as stack:
        words = []
        for _ in range(11):
            url = site.client.apps_connections_open(app_token=site.workspace.app.app_token)["url"]
            words.append(str(stack.enter_context(connect(url)).recv(timeout=2)))
    assert all('"type": "hello"' in each for each in words[:10])
    assert "too_many_websockets" in words[10]


def test_a_fault_that_does_not_exist_is_refused(site: Site) -> None:
    with pytest.raises(AssertionError, match="socket"):
        site.driver.fault("socket", "ratelimited")
