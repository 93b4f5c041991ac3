"""Response URLs: five uses in thirty minutes, replacing, deleting, and what they cannot do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from slack_sdk.webhook import WebhookClient

from .conftest import MARA, OUTSIDE, QUALITY, Site
from .kit import Json, MovableTime, section


def url_for(site: Site, **facts: Any) -> WebhookClient:
    token = site.workspace.tickets.response_url(MARA, str(facts.pop("channel", QUALITY)), **facts)
    return WebhookClient(f"{site.base_url}response/T0SANDBOX1/{token}", retry_handlers=[])


def posted(site: Site) -> Json:
    site.client.chat_postMessage(channel=QUALITY, text="card", blocks=[section("card")])
    return site.mara.messages("#quality")[0]


def test_it_serves_five_times(site: Site) -> None:
    url = url_for(site)
    answers = [url.send(text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert json.loads(answers[5].body)["error"] == "used_url"
    assert answers[0].body == "ok"
    assert [message["ephemeral"] for message in site.mara.messages("#quality")] == [True] * 5


def test_it_serves_for_thirty_minutes(open_site: Callable[..., Site]) -> None:
    time = MovableTime()
    site = open_site(real_time=time)
    url = url_for(site)
    time.now += 30 * 60 - 1
    assert url.send(text="just in time").status_code == 200
    time.now += 2
    assert json.loads(url.send(text="late").body)["error"] == "expired_url"


def test_it_speaks_where_the_app_is_no_member(site: Site) -> None:
    assert url_for(site, channel=OUTSIDE).send(text="hi", response_type="in_channel").status_code == 200
    assert [message["text"] for message in site.mara.messages("#canteen")] == ["hi"]


def test_it_replaces_its_message_wholly(site: Site) -> None:
    card = posted(site)
    url_for(site, message_ts=card["ts"]).send(text="decided", replace_original=True)
    shown = site.mara.messages("#quality")
    assert [(message["ts"], message["text"], message["blocks"]) for message in shown] == [(card["ts"], "decided", [])]


def test_it_deletes_its_message(site: Site) -> None:
    card = posted(site)
    url_for(site, message_ts=card["ts"]).send(delete_original=True)
    assert site.mara.messages("#quality") == []


def test_an_ephemeral_message_stays_ephemeral_when_replaced(site: Site) -> None:
    ts = site.client.chat_postEphemeral(channel=QUALITY, user=MARA, text="psst")["message_ts"]
    url = url_for(site, message_ts=ts, ephemeral=True)
    url.send(text="louder", replace_original=True, response_type="in_channel")
    assert [message["text"] for message in site.mara.messages("#quality")] == ["louder"]
    assert site.tomasz.messages("#quality") == []


def test_blocks_are_checked_and_strange_keys_are_loud(site: Site) -> None:
    refused = url_for(site).send(text="x", blocks=[section("y" * 3001)])
    strange = url_for(site).send_dict({"text": "x", "colour": "red"})
    assert (refused.status_code, json.loads(refused.body)["error"]) == (400, "invalid_blocks")
    assert json.loads(strange.body)["error"] == "invalid_arguments"
    assert site.driver.problems("unmodelled_argument")[0]["detail"] == "response_url: colour"
