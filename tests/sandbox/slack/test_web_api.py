"""The Web API over the wire with the real client: what is answered, and what is refused with which code."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from .conftest import GUEST, MARA, OUTSIDE, QUALITY, SECRET, TOMASZ, Site
from .kit import Json, actions, button, section

HI = [section("hi")]


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(SlackApiError) as caught:
        call()
    return str(caught.value.response["error"])


def manifest(*scopes: str) -> Json:
    return {"oauth_config": {"scopes": {"bot": list(scopes)}}}


def test_who_am_i(site: Site) -> None:
    answer = site.client.auth_test()
    assert answer["user_id"] == site.workspace.app.bot_user_id
    assert answer["team_id"] == site.workspace.team.id
    assert site.client.team_info()["team"]["domain"] == "sandbox-works"


@pytest.mark.parametrize(
    ("token", "code"),
    [(None, "not_authed"), ("xoxb-wrong", "invalid_auth"), ("xapp-sandbox-app", "not_allowed_token_type")],
)
def test_tokens_are_checked(site: Site, token: str | None, code: str) -> None:
    assert code_of(lambda: site.client_with(token).auth_test()) == code


def test_a_bot_token_opens_no_socket(site: Site) -> None:
    assert code_of(lambda: site.client.apps_connections_open(app_token="xoxb-sandbox-bot")) == (
        "not_allowed_token_type"
    )


def test_an_unmodelled_method_is_refused_and_seen(site: Site) -> None:
    assert code_of(lambda: site.client.api_call("usergroups.list")) == "unknown_method"
    assert site.driver.problems() == [{"seq": 1, "kind": "unmodelled_method", "detail": "usergroups.list"}]


def test_an_unmodelled_argument_is_refused_and_seen(site: Site) -> None:
    assert code_of(lambda: site.client.chat_postMessage(channel=QUALITY, text="x", colour="red")) == (
        "invalid_arguments"
    )
    assert site.driver.problems()[0]["detail"] == "chat.postMessage: colour"


def test_a_missing_scope_is_named(open_site: Callable[..., Site]) -> None:
    site = open_site(manifest=manifest("chat:write", "channels:read"))
    with pytest.raises(SlackApiError) as caught:
        site.client.users_info(user=MARA)
    assert caught.value.response["needed"] == "users:read"
    assert caught.value.response["provided"] == "channels:read,chat:write"
    site.client.chat_postMessage(channel=QUALITY, text="allowed")
    assert code_of(lambda: site.client.conversations_history(channel=QUALITY)) == "missing_scope"


def test_an_email_needs_its_own_scope(open_site: Callable[..., Site]) -> None:
    site = open_site(manifest=manifest("users:read"))
    assert "email" not in site.client.users_info(user=MARA)["user"]["profile"]
    assert code_of(lambda: site.client.users_lookupByEmail(email="mara@gearworks.example")) == "missing_scope"


def test_form_bodies_are_read_like_json_ones(site: Site) -> None:
    fields = {
        "token": site.workspace.app.bot_token,
        "channel": QUALITY,
        "text": "by form",
        "blocks": '[{"type": "divider"}]',
    }
    body = urllib.parse.urlencode(fields).encode()
    with urllib.request.urlopen(f"{site.base_url}api/chat.postMessage", body) as response:
        assert b'"ok":true' in response.read()
    assert site.mara.messages("#quality")[0]["blocks"][0]["type"] == "divider"
    assert site.driver.calls("chat.postMessage")[0]["args"]["token"] == "(redacted)"


# -- saying -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"channel": "C0NOWHERE1", "text": "x"}, "channel_not_found"),
        ({"channel": SECRET, "text": "x"}, "channel_not_found"),
        ({"channel": OUTSIDE, "text": "x"}, "not_in_channel"),
        ({"channel": QUALITY, "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": QUALITY, "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": QUALITY, "text": "x", "blocks": [section("y" * 3001)]}, "invalid_blocks"),
        ({"channel": QUALITY, "text": "x", "blocks": [section("y" * 2900)] * 5}, "msg_blocks_too_long"),
        ({"channel": QUALITY, "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
    ],
)
def test_what_cannot_be_posted(site: Site, facts: Json, code: str) -> None:
    assert code_of(lambda: site.client.chat_postMessage(**facts)) == code
    assert site.mara.messages("#quality") == []


def test_a_message_must_say_something(site: Site) -> None:
    said = {"channel": QUALITY, "text": "  "}
    assert code_of(lambda: site.client.api_call("chat.postMessage", json=said)) == "no_text"


def test_refused_blocks_say_where_and_why(site: Site) -> None:
    with pytest.raises(SlackApiError) as caught:
        site.client.chat_postMessage(channel=QUALITY, text="x", blocks=[section("y" * 3001)])
    wanted = "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    assert caught.value.response["response_metadata"]["messages"] == [wanted]
    assert "docs: block-kit" in site.driver.problems("invalid_blocks")[0]["detail"]


def test_a_long_text_is_cut_and_not_refused(site: Site) -> None:
    answer = site.client.chat_postMessage(channel=QUALITY, text="x" * 40_001)
    assert len(answer["message"]["text"]) == 40_000


def test_timestamps_rise_even_when_the_clock_stands(open_site: Callable[..., Site]) -> None:
    site = open_site(clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    stamps = [site.client.chat_postMessage(channel=QUALITY, text=str(n))["ts"] for n in range(5)]
    assert stamps == sorted(set(stamps))


def test_a_post_to_a_person_opens_the_direct_message(site: Site) -> None:
    answer = site.client.chat_postMessage(channel=MARA, text="for you")
    assert answer["channel"].startswith("D")
    assert site.client.conversations_open(users=MARA)["channel"]["id"] == answer["channel"]
    assert [message["text"] for message in site.mara.messages("app")] == ["for you"]


def test_an_update_without_blocks_keeps_them_and_an_empty_list_takes_them_away(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="a", blocks=HI)["ts"]
    kept = site.client.chat_update(channel=QUALITY, ts=ts, text="b")["message"]
    bare = site.client.chat_update(channel=QUALITY, ts=ts, text="c", blocks=[])["message"]
    assert kept["blocks"][0]["text"]["text"] == "hi"
    assert bare["blocks"] == []
    assert site.mara.messages("#quality")[0]["edited"]


def test_only_its_own_messages_can_the_app_change(site: Site) -> None:
    site.mara.say("#quality", "mine")
    ts = site.mara.messages("#quality")[0]["ts"]
    assert code_of(lambda: site.client.chat_update(channel=QUALITY, ts=ts, text="x")) == "cant_update_message"
    assert code_of(lambda: site.client.chat_delete(channel=QUALITY, ts=ts)) == "cant_delete_message"
    assert code_of(lambda: site.client.chat_update(channel=QUALITY, ts="1.0", text="x")) == "message_not_found"


def test_an_update_takes_less_text_than_a_post(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="a")["ts"]
    assert code_of(lambda: site.client.chat_update(channel=QUALITY, ts=ts, text="x" * 4001)) == "msg_too_long"


def test_an_ephemeral_message_cannot_be_updated_and_needs_a_member(site: Site) -> None:
    ts = site.client.chat_postEphemeral(channel=QUALITY, user=MARA, text="psst")["message_ts"]
    assert code_of(lambda: site.client.chat_update(channel=QUALITY, ts=ts, text="x")) == "message_not_found"
    assert code_of(lambda: site.client.chat_postEphemeral(channel=QUALITY, user=GUEST, text="x")) == (
        "user_not_in_channel"
    )
    assert site.client.conversations_history(channel=QUALITY)["messages"] == []


def test_a_deleted_thread_keeps_its_replies_under_a_tombstone(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="a")["ts"]
    site.client.chat_postMessage(channel=QUALITY, text="b", thread_ts=ts)
    site.client.chat_delete(channel=QUALITY, ts=ts)
    texts = [message["text"] for message in site.client.conversations_replies(channel=QUALITY, ts=ts)["messages"]]
    assert texts == ["This message was deleted.", "b"]


def test_a_permalink_leads_into_the_thread(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="a")["ts"]
    reply = site.client.chat_postMessage(channel=QUALITY, text="b", thread_ts=ts)["ts"]
    link = site.client.chat_getPermalink(channel=QUALITY, message_ts=reply)["permalink"]
    assert f"/archives/{QUALITY}/p{reply.replace('.', '')}?thread_ts={ts}" in link


def test_a_reaction_counts_once(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="a")["ts"]
    site.client.reactions_add(channel=QUALITY, timestamp=ts, name="eyes")
    again = code_of(lambda: site.client.reactions_add(channel=QUALITY, timestamp=ts, name="eyes"))
    assert again == "already_reacted"
    assert site.mara.messages("#quality")[0]["reactions"][0]["count"] == 1


def test_a_bookmark_needs_a_link(site: Site) -> None:
    added = site.client.bookmarks_add(
        channel_id=QUALITY, title="Register", type="link", link="https://gearworks.example/ncr"
    )
    assert added["bookmark"]["title"] == "Register"
    assert code_of(lambda: site.client.bookmarks_add(channel_id=QUALITY, title="x", type="link")) == (
        "invalid_arguments"
    )


# -- reading ------------------------------------------------------------------------------------------


def test_metadata_comes_back_only_when_asked_for(site: Site) -> None:
    metadata = {"event_type": "ncr_card", "event_payload": {"row": "r-17"}}
    ts = site.client.chat_postMessage(channel=QUALITY, text="a", metadata=metadata)["ts"]
    plain = site.client.conversations_history(channel=QUALITY)["messages"][0]
    full = site.client.conversations_history(channel=QUALITY, include_all_metadata=True)["messages"][0]
    thread = site.client.conversations_replies(channel=QUALITY, ts=ts, include_all_metadata=True)["messages"][0]
    assert "metadata" not in plain
    assert full["metadata"] == thread["metadata"] == metadata


def test_history_is_newest_first_in_pages_and_between_two_moments(site: Site) -> None:
    stamps = [site.client.chat_postMessage(channel=QUALITY, text=str(n))["ts"] for n in range(5)]
    first = site.client.conversations_history(channel=QUALITY, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = site.client.conversations_history(channel=QUALITY, limit=2, cursor=cursor)
    assert [message["text"] for message in (*first["messages"], *second["messages"])] == ["4", "3", "2", "1"]
    after = site.client.conversations_history(channel=QUALITY, oldest=stamps[3])["messages"]
    since = site.client.conversations_history(channel=QUALITY, oldest=stamps[3], inclusive=True)["messages"]
    assert [message["text"] for message in after] == ["4"]
    assert [message["text"] for message in since] == ["4", "3"]
    assert code_of(lambda: site.client.conversations_history(channel=QUALITY, cursor="x")) == "invalid_cursor"


def test_history_leaves_out_replies_except_broadcast_ones(site: Site) -> None:
    ts = site.client.chat_postMessage(channel=QUALITY, text="parent")["ts"]
    site.client.chat_postMessage(channel=QUALITY, text="quiet", thread_ts=ts)
    site.client.chat_postMessage(channel=QUALITY, text="loud", thread_ts=ts, reply_broadcast=True)
    messages = site.client.conversations_history(channel=QUALITY)["messages"]
    assert [message["text"] for message in messages] == ["loud", "parent"]
    assert messages[1]["reply_count"] == 2
    shown = site.mara.messages("#quality", thread=ts)
    assert [message["text"] for message in shown] == ["parent", "quiet", "loud"]


def test_channels_as_the_app_may_see_them(site: Site) -> None:
    listed = site.client.conversations_list(types="public_channel,private_channel")["channels"]
    assert {channel["name"] for channel in listed} == {"quality", "canteen"}
    assert site.client.conversations_info(channel=QUALITY)["channel"]["topic"]["value"] == "What went wrong"
    assert set(site.client.conversations_members(channel=QUALITY)["members"]) == {
        MARA,
        TOMASZ,
        site.workspace.app.bot_user_id,
    }
    assert code_of(lambda: site.client.conversations_info(channel=SECRET)) == "channel_not_found"
    assert code_of(lambda: site.client.conversations_history(channel=OUTSIDE)) == "not_in_channel"


def test_joining_a_public_channel_lets_the_app_speak_there(site: Site) -> None:
    site.client.conversations_join(channel=OUTSIDE)
    assert site.client.chat_postMessage(channel=OUTSIDE, text="soup")["ok"]


def test_people_with_their_time_zone(site: Site) -> None:
    user = site.client.users_lookupByEmail(email="MARA@gearworks.example")["user"]
    assert (user["id"], user["tz"], user["tz_offset"] in {3600, 7200}) == (MARA, "Europe/Stockholm", True)
    assert "locale" not in user
    assert site.client.users_info(user=MARA, include_locale=True)["user"]["locale"] == "en-GB"
    assert site.client.users_info(user=GUEST)["user"]["is_restricted"] is True
    assert code_of(lambda: site.client.users_lookupByEmail(email="nobody@gearworks.example")) == "users_not_found"
    assert code_of(lambda: site.client.users_info(user="U0NOBODY01")) == "user_not_found"


def test_people_come_in_pages(site: Site) -> None:
    names = [user["name"] for page in site.client.users_list(limit=2) for user in page["members"]]
    assert len(names) == len(set(names)) == 4


def test_blocks_can_be_validated_without_posting(site: Site) -> None:
    assert site.client.blocks_validate(blocks=HI)["ok"]
    with pytest.raises(SlackApiError) as caught:
        site.client.blocks_validate(message={"blocks": [actions(button("x" * 76, "a"))]})
    assert caught.value.response["error"] == "invalid_message"
    assert caught.value.response["errors"][0] == {
        "pointer": "/blocks/0/elements/0/text/text",
        "code": "failed_constraint",
        "message": "must be less than 76 characters",
    }
    assert code_of(lambda: site.client.blocks_validate(blocks=HI, view={})) == "invalid_arguments"
