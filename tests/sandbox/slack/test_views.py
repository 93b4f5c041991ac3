"""Modals and Home tabs: triggers, the stack of three, hashes, and what becomes of typed input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError

from .conftest import MARA, TOMASZ, Site
from .kit import Json, MovableTime, home, input_of, modal, option, section, text_input
from .test_web_api import code_of

FORM = modal(text_input("what", "What?"), text_input("where", "Where?"))


def opened(site: Site, view: Json = FORM) -> Json:
    trigger = site.workspace.tickets.trigger(MARA)
    found: Json = site.client.views_open(trigger_id=trigger, view=view)["view"]
    return found


def test_a_trigger_opens_one_view_within_three_seconds(open_site: Callable[..., Site]) -> None:
    time = MovableTime()
    site = open_site(real_time=time)
    trigger = site.workspace.tickets.trigger(MARA)
    late = site.workspace.tickets.trigger(MARA)
    time.now += 2.9
    site.client.views_open(trigger_id=trigger, view=FORM)
    again = code_of(lambda: site.client.views_open(trigger_id=trigger, view=FORM))
    time.now += 0.2
    expired = code_of(lambda: site.client.views_open(trigger_id=late, view=FORM))
    unknown = code_of(lambda: site.client.views_open(trigger_id="1.2.3", view=FORM))
    assert (again, expired, unknown) == ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id")
    assert len(site.mara.views()) == 1


def test_a_refused_view_does_not_use_the_trigger_up(site: Site) -> None:
    trigger = site.workspace.tickets.trigger(MARA)
    with pytest.raises(SlackApiError) as caught:
        site.client.views_open(trigger_id=trigger, view=modal(section("x"), title="x" * 25))
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert site.client.views_open(trigger_id=trigger, view=FORM)["ok"]


def test_a_fourth_view_is_one_too_many(site: Site) -> None:
    opened(site)
    for _ in range(2):
        site.client.views_push(trigger_id=site.workspace.tickets.trigger(MARA), view=FORM)
    trigger = site.workspace.tickets.trigger(MARA)
    assert code_of(lambda: site.client.views_push(trigger_id=trigger, view=FORM)) == "push_limit_reached"
    bottom = site.mara.views()[0]
    covered = site.driver.post("sandbox/gestures/view_submission", {"as": MARA, "view_id": bottom["id"]})
    assert covered["error"] == "view_is_covered"


def test_nothing_can_be_pushed_onto_nothing(site: Site) -> None:
    trigger = site.workspace.tickets.trigger(MARA)
    assert code_of(lambda: site.client.views_push(trigger_id=trigger, view=FORM)) == "not_found"


def test_a_stale_hash_is_refused(site: Site) -> None:
    view = opened(site)
    site.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("second")))
    stale = code_of(
        lambda: site.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("third")))
    )
    assert stale == "hash_conflict"
    assert site.mara.view()["blocks"][0]["text"]["text"] == "second"


def test_typed_input_survives_an_update_only_under_the_same_ids(site: Site) -> None:
    view = opened(site)
    site.mara.fill(view, {"what": "burr", "where": "line 4"})
    changed = modal(section("hint"), text_input("what", "What else?"), text_input("where_2", "Where?"))
    site.client.views_update(view_id=view["id"], view=changed)
    values = site.mara.view()["state"]["values"]
    assert values["what"]["a"]["value"] == "burr"
    assert values["where_2"]["a"]["value"] is None
    assert "where" not in values


def test_a_view_can_be_found_by_its_own_name_which_is_unique(site: Site) -> None:
    opened(site, {**FORM, "external_id": "ncr-17"})
    site.client.views_update(external_id="ncr-17", view={**modal(section("loaded")), "external_id": "ncr-17"})
    assert site.mara.view()["blocks"][0]["text"]["text"] == "loaded"
    trigger = site.workspace.tickets.trigger(TOMASZ)
    taken = code_of(lambda: site.client.views_open(trigger_id=trigger, view={**FORM, "external_id": "ncr-17"}))
    assert taken == "duplicate_external_id"
    assert code_of(lambda: site.client.views_update(external_id="ncr-18", view=FORM)) == "not_found"


def test_values_that_nobody_touched_are_there_with_what_was_preset(site: Site) -> None:
    select = {"type": "static_select", "options": [option("Scrap"), option("Rework")]}
    preset = {**select, "initial_option": option("Rework")}
    opened(
        site,
        modal(
            text_input("text", "Text"),
            text_input("given", "Given", initial_value="as before"),
            input_of("pick", "Pick", select),
            input_of("chosen", "Chosen", preset),
            input_of("many", "Many", {**select, "type": "multi_static_select"}),
            input_of("day", "Day", {"type": "datepicker", "initial_date": "2026-03-01"}),
        ),
    )
    values = {block: state["a"] for block, state in site.mara.view()["state"]["values"].items()}
    assert values["text"] == {"type": "plain_text_input", "value": None}
    assert values["given"]["value"] == "as before"
    assert values["pick"] == {"type": "static_select", "selected_option": None}
    assert values["chosen"]["selected_option"]["value"] == "Rework"
    assert values["many"]["selected_options"] == []
    assert values["day"]["selected_date"] == "2026-03-01"


def test_home_belongs_to_one_person_and_guards_its_hash(site: Site) -> None:
    first = site.client.views_publish(user_id=MARA, view=home(section("one")))["view"]
    second = site.client.views_publish(user_id=MARA, view=home(section("two")), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    stale = code_of(lambda: site.client.views_publish(user_id=MARA, view=home(section("three")), hash=first["hash"]))
    assert stale == "hash_conflict"
    assert site.tomasz.home() is None
    assert code_of(lambda: site.client.views_publish(user_id=MARA, view=FORM)) == "invalid_arguments"


def test_a_view_of_somebody_else_is_out_of_reach(site: Site) -> None:
    view = opened(site)
    result = site.driver.post("sandbox/gestures/view_submission", {"as": TOMASZ, "view_id": view["id"]})
    assert result["error"] == "no_such_view"


@pytest.mark.parametrize(
    ("element", "value", "wrong"),
    [
        ({"type": "plain_text_input"}, "   ", "This field is required."),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "At least 3 characters are needed."),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", "At most 3 characters are allowed."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "A whole number is needed."),
        ({"type": "number_input", "is_decimal_allowed": True}, "NaN", "A number is needed."),
        (
            {"type": "number_input", "is_decimal_allowed": True, "min_value": "2"},
            "1,5",
            "A number is needed.",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": True, "max_value": "2"},
            "2.01",
            "The number must be 2 or less.",
        ),
        ({"type": "email_text_input"}, "mara at gearworks", "An e-mail address is needed."),
        ({"type": "url_text_input"}, "gearworks.example", "A link that begins with http is needed."),
    ],
)
def test_slacks_client_checks_a_form_before_it_is_sent(site: Site, element: Json, value: str, wrong: str) -> None:
    view = opened(site, modal(input_of("it", "It", element)))
    result = site.mara.submit(view, {"It": value})
    assert (result["error"], result["delivered"]) == ("client_validation", False)
    assert result["errors"] == site.mara.view()["errors"] == {"it": wrong}


def test_a_date_that_is_none_cannot_be_chosen(site: Site) -> None:
    view = opened(site, modal(input_of("day", "Day", {"type": "datepicker"})))
    gesture = {"as": MARA, "view_id": view["id"], "block_id": "day", "action_id": "a", "value": "2026-02-30"}
    assert site.driver.post("sandbox/gestures/input", gesture)["error"] == "invalid_date"
