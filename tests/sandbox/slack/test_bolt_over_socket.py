"""A real Bolt app over Socket Mode: commands, modals, buttons, messages, shortcuts, Home."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import MARA, QUALITY, TOMASZ, Site
from .kit import Json, actions, button, home, input_of, modal, option, plain, section, text_input


def opens(site: Site, view: Json) -> Any:
    """An app whose /ncr opens the view."""
    app = site.app()

    @app.command("/ncr")
    def ncr(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    return app


def hears(app: Any) -> list[Json]:
    """The list that the app's message events go into."""
    heard: list[Json] = []

    @app.event("message")
    def message(event: Json) -> None:
        heard.append(event)

    return heard


def test_a_command_opens_a_modal_and_its_submission_posts_a_card_whose_button_works(site: Site) -> None:
    app = opens(site, modal(text_input("what", "What happened?")))

    @app.view("report")
    def reported(ack: Any, view: Json, client: Any) -> None:
        words = view["state"]["values"]["what"]["a"]["value"]
        card = [section(words), actions(button("Contain", "contain", "7"))]
        client.chat_postMessage(channel=QUALITY, text=words, blocks=card)
        ack()

    @app.action("contain")
    def contained(ack: Any, body: Json, client: Any) -> None:
        value = body["actions"][0]["value"]
        words = f"contained {value} by {body['user']['id']}"
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=words, blocks=[])
        ack()

    with site.connected(app):
        assert site.mara.command("/ncr", "", "#quality")["ok"]
        view = site.mara.wait_for_view("Report")
        assert site.mara.submit(view, {"What happened?": "Shaft Ø 12.4 <b>"})["ok"]
        assert site.mara.views() == []
        card = site.mara.wait_for_message("#quality", "Shaft Ø 12.4 <b>")
        assert site.mara.click(card, "Contain")["ok"]
        site.tomasz.wait_for_message("#quality", f"contained 7 by {MARA}")
        again = site.mara.click(card, "Contain")
    assert again["error"] == "no_such_element"
    assert not again["delivered"]
    assert site.driver.problems() == []


@pytest.mark.parametrize("everybody", [True, False])
def test_a_commands_answer_is_for_the_person_unless_it_is_in_channel(site: Site, everybody: bool) -> None:
    app = site.app()

    @app.command("/ncr")
    def ncr(ack: Any) -> None:
        ack(text="three are open", response_type="in_channel" if everybody else "ephemeral")

    with site.connected(app):
        site.mara.command("/ncr", "", "#quality")
    seen = [message["text"] for message in site.tomasz.messages("#quality")]
    assert seen == (["three are open"] if everybody else [])
    assert site.mara.messages("#quality")[0]["ephemeral"] is not everybody


def test_a_command_without_an_answer_in_time_shows_slacks_error(open_site: Any) -> None:
    site = open_site(ack_seconds=0.1)
    with site.connected(site.app()):
        result = site.mara.command("/nobody")
    assert result["error"] == "operation_timeout"
    assert result["notice"] == '/nobody failed with the error "operation_timeout"'
    assert site.driver.problems("unacked")


def test_a_command_with_no_app_connected_is_not_delivered(site: Site) -> None:
    result = site.mara.command("/ncr")
    assert (result["delivered"], result["error"]) == (False, "dispatch_failed")


def test_errors_stay_under_their_inputs_and_the_modal_stays_open(site: Site) -> None:
    app = opens(site, modal(text_input("lot", "Lot")))

    @app.view("report")
    def refused(ack: Any) -> None:
        ack(response_action="errors", errors={"lot": "No such lot."})

    with site.connected(app):
        site.mara.command("/ncr")
        result = site.mara.submit(site.mara.view(), {"Lot": "L-404"})
        view = site.mara.view()
    assert result["errors"] == view["errors"] == {"lot": "No such lot."}
    assert view["state"]["values"]["lot"]["a"]["value"] == "L-404"


def test_errors_for_a_block_that_is_no_input_are_loud(site: Site) -> None:
    app = opens(site, modal(text_input("lot", "Lot")))

    @app.view("report")
    def refused(ack: Any) -> None:
        ack(response_action="errors", errors={"lots": "No such lot."})

    with site.connected(app):
        site.mara.command("/ncr")
        result = site.mara.submit(site.mara.view(), {"Lot": "L-404"})
    assert result["notice"]
    assert "lots" in site.driver.problems("bad_view_answer")[0]["detail"]


def test_a_submission_may_push_update_and_clear(site: Site) -> None:
    app = opens(site, modal(text_input("go", "Go")))

    @app.view("report")
    def step(ack: Any, view: Json) -> None:
        words = view["state"]["values"]["go"]["a"]["value"]
        if words == "clear":
            ack(response_action="clear")
        else:
            ack(response_action=words, view=modal(text_input("go", "Go"), title=words))

    with site.connected(app):
        site.mara.command("/ncr")
        site.mara.submit(site.mara.view(), {"Go": "push"})
        pushed = site.mara.views()
        site.mara.submit(site.mara.view(), {"Go": "update"})
        updated = site.mara.views()
        site.mara.submit(site.mara.view(), {"Go": "push"})
        site.mara.submit(site.mara.view(), {"Go": "push"})
        full = site.mara.views()
        site.mara.submit(site.mara.view(), {"Go": "clear"})
        cleared = site.mara.views()
    assert [view["title"]["text"] for view in pushed] == ["Report", "push"]
    assert pushed[1]["previous_view_id"] == pushed[1]["root_view_id"] == pushed[0]["id"]
    assert [view["title"]["text"] for view in updated] == ["Report", "update"]
    assert len(full) == 3
    assert site.driver.problems("bad_view_answer")[0]["detail"] == "push_limit_reached"
    assert cleared == []


def test_closing_is_told_only_where_the_view_asks_for_it(site: Site) -> None:
    told: list[Json] = []
    app = opens(site, modal(text_input("go", "Go"), notify_on_close=True))

    @app.view_closed("report")
    def closed(ack: Any, body: Json) -> None:
        told.append(body)
        ack()

    with site.connected(app):
        site.mara.command("/ncr")
        assert site.mara.close(site.mara.view())["delivered"]
    assert site.mara.views() == []
    assert told[0]["is_cleared"] is False


def test_what_a_person_writes_reaches_the_app_as_slack_would_write_it(site: Site) -> None:
    heard: list[Json] = []
    app = site.app()

    @app.event("message")
    def message(event: Json) -> None:
        heard.append(event)

    @app.event("app_mention")
    def mention(event: Json) -> None:
        heard.append(event)

    bot = site.workspace.app.bot_user_id
    with site.connected(app):
        site.mara.say("#quality", f"<@{bot}> Ø < 12 & see https://gearworks.example/a?b=1&c mara@gearworks.example")
        site.mara.say("app", "hello")
        said = site.mara.messages("#quality")[0]
        site.tomasz.say("#quality", "a reply", thread=said["ts"])
    by_type = {event["type"] + "/" + event.get("channel_type", ""): event for event in heard}
    assert set(by_type) == {"message/channel", "app_mention/channel", "message/im"}
    assert by_type["app_mention/channel"]["text"] == (
        f"<@{bot}> Ø &lt; 12 &amp; see <https://gearworks.example/a?b=1&amp;c>"
        " <mailto:mara@gearworks.example|mara@gearworks.example>"
    )
    reply = heard[-1]
    assert (reply["thread_ts"], reply["parent_user_id"], reply["user"]) == (said["ts"], MARA, TOMASZ)


def test_the_app_hears_neither_itself_nor_channels_where_it_is_not(site: Site) -> None:
    app = site.app()
    heard = hears(app)
    with site.connected(app):
        site.client.chat_postMessage(channel=QUALITY, text="from the app")
        site.mara.say("#canteen", "soup again")
        site.mara.say("#quality", "heard")
    assert [event["text"] for event in heard] == ["heard"]


def test_a_shared_file_comes_as_file_share_and_can_be_fetched_with_the_token(site: Site) -> None:
    app = site.app()
    heard = hears(app)
    with site.connected(app):
        photo = site.mara.upload("crack.png", b"\x89PNG crack", "image/png")
        site.mara.say("#quality", "look", files=[photo])
    assert heard[0]["subtype"] == "file_share"
    assert heard[0]["files"][0]["id"] == photo
    assert site.client.files_info(file=photo)["file"]["mimetype"] == "image/png"


def test_home_is_published_when_it_is_opened(site: Site) -> None:
    app = site.app()

    @app.event("app_home_opened")
    def opened(event: Json, client: Any) -> None:
        client.views_publish(user_id=event["user"], view=home(section("Nothing waits for you")))

    with site.connected(app):
        assert site.mara.open_home()["ok"]
    shown = site.mara.home()
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "Nothing waits for you"
    assert site.tomasz.home() is None


def test_shortcuts_on_a_message_and_from_everywhere(site: Site) -> None:
    seen: list[Json] = []
    app = site.app()
    hears(app)
    for callback_id in ("to_ncr", "new_ncr"):

        @app.shortcut(callback_id)
        def used(ack: Any, body: Json) -> None:
            seen.append(body)
            ack()

    with site.connected(app):
        site.mara.say("#quality", "burr on the edge")
        message = site.mara.messages("#quality")[0]
        assert site.tomasz.message_shortcut(message, "to_ncr")["ok"]
        assert site.tomasz.global_shortcut("new_ncr")["ok"]
    assert (seen[0]["type"], seen[0]["message"]["text"], seen[0]["user"]["id"]) == (
        "message_action",
        "burr on the edge",
        TOMASZ,
    )
    assert seen[1]["type"] == "shortcut"
    assert "response_url" not in seen[1]


def test_an_external_select_offers_what_the_app_answers_and_takes_nothing_else(site: Site) -> None:
    select = {"type": "external_select", "min_query_length": 1, "placeholder": plain("Part")}
    app = opens(site, modal(input_of("part", "Part", select)))

    @app.options("a")
    def parts(ack: Any, payload: Json) -> None:
        ack(options=[option(f"Shaft {payload['value']}", "S-1")])

    with site.connected(app):
        site.mara.command("/ncr")
        view = site.mara.view()
        offered = site.mara.options(view, "part", "12")
        site.mara.fill(view, {"part": "S-1"})
        refused = site.driver.post(
            "sandbox/gestures/input",
            {"as": MARA, "view_id": view["id"], "block_id": "part", "action_id": "a", "value": "S-2"},
        )
        chosen = site.mara.view()["state"]["values"]["part"]["a"]["selected_option"]
    assert offered["options"][0]["text"]["text"] == "Shaft 12"
    assert refused["error"] == "no_such_option"
    assert chosen["value"] == "S-1"


def test_an_input_is_told_at_once_only_where_its_block_asks_for_it(site: Site) -> None:
    told: list[Json] = []
    select = {"type": "static_select", "options": [option("Scrap"), option("Rework")]}
    loud = input_of("loud", "Loud", {**select, "action_id": "pick"}, dispatch_action=True)
    app = opens(site, modal(loud, input_of("quiet", "Quiet", {**select, "action_id": "pick"})))

    @app.action("pick")
    def picked(ack: Any, body: Json) -> None:
        told.append(body)
        ack()

    with site.connected(app):
        site.mara.command("/ncr")
        site.mara.fill(site.mara.view(), {"quiet": "Scrap", "loud": "Rework"})
    assert [body["actions"][0]["selected_option"]["value"] for body in told] == ["Rework"]
    assert told[0]["view"]["state"]["values"]["quiet"]["pick"]["selected_option"]["value"] == "Scrap"
    assert "response_url" not in told[0]


def test_a_button_on_an_ephemeral_message_works_for_its_reader_alone(site: Site) -> None:
    told: list[Json] = []
    app = site.app()

    @app.action("ok")
    def pressed(ack: Any, body: Json, respond: Any) -> None:
        told.append(body)
        respond(text="done", replace_original=True)
        ack()

    with site.connected(app):
        site.client.chat_postEphemeral(
            channel=QUALITY, user=MARA, text="only you", blocks=[actions(button("OK", "ok"))]
        )
        message = site.mara.wait_for_message("#quality", "only you")
        assert site.tomasz.click(message, "OK")["error"] == "message_not_found"
        assert site.mara.click(message, "OK")["ok"]
    assert told[0]["container"]["is_ephemeral"] is True
    assert "message" not in told[0]
    assert [message["text"] for message in site.mara.messages("#quality")] == ["done"]
    assert site.tomasz.messages("#quality") == []


def test_a_button_within_an_attachment_works(site: Site) -> None:
    app = site.app()

    @app.action("ok")
    def pressed(ack: Any) -> None:
        ack()

    with site.connected(app):
        attachment = {"color": "#9b2335", "blocks": [actions(button("OK", "ok"))]}
        site.client.chat_postMessage(channel=QUALITY, text="x", attachments=[attachment])
        assert site.mara.click(site.mara.messages("#quality")[0], "OK")["ok"]


def test_any_of_two_connections_gets_the_payloads(site: Site) -> None:
    app = site.app()
    app.command("/ncr")(lambda ack: ack("yes"))
    with site.connected(app, connections=2):
        assert all(site.mara.command("/ncr")["ok"] for _ in range(4))
        handlers_used = site.driver.calls("apps.connections.open")
    assert len(handlers_used) == 2
