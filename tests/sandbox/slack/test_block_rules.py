"""The rules of Block Kit, one case for each promise; the limits themselves pass, one more does not."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.slack.block_checks import CHECKS
from bot.sandbox.slack.block_rules import blocks_too_long, too_large, validate_blocks, validate_view
from bot.sandbox.slack.block_table import BLOCKS, ELEMENTS, SHAPES
from bot.sandbox.slack.elements import KINDS

from .kit import Json, actions, button, home, input_of, modal, option, plain, section, text_input

SELECT: Json = {"type": "static_select", "action_id": "s", "options": [option("a"), option("b")]}
IMAGE: Json = {"type": "image", "image_url": "https://gearworks.example/a.png", "alt_text": "a shaft"}
NUMBER: Json = {"type": "number_input", "is_decimal_allowed": False}


def rich(*elements: Json, kind: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


def words(text: str) -> Json:
    return {"type": "text", "text": text}


def table(rows: int, columns: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


GOOD: list[tuple[str, Json]] = [
    ("message", section("x" * 3000)),
    ("message", {"type": "section", "fields": [plain("x" * 2000)] * 10}),
    ("message", section("x", accessory=button("x" * 75, "a", "v" * 2000, style="danger"))),
    ("message", section("x", accessory={**SELECT, "initial_option": option("b")})),
    ("message", section("x", accessory=IMAGE)),
    ("message", actions(*(button("x", str(number)) for number in range(25)))),
    ("message", {"type": "context", "elements": [IMAGE, plain("x")]}),
    ("message", {"type": "header", "text": plain("x" * 150), "level": 2}),
    ("message", {"type": "divider", "block_id": "d" * 255}),
    ("message", {**IMAGE, "title": plain("x")}),
    ("message", {"type": "markdown", "text": "x" * 12_000}),
    ("message", table(100, 20)),
    ("message", rich({"type": "user", "user_id": "U0MARA0001"}, words("hi"))),
    ("message", rich(words("<!channel> *APPROVED*"), kind="rich_text_quote")),
    ("message", rich(words("raw"), kind="rich_text_preformatted")),
    ("message", {"type": "carousel", "elements": [{"type": "card", "title": plain("x")}]}),
    ("home", {"type": "container", "title": plain("x"), "child_blocks": [section("x")]}),
    ("modal", {"type": "alert", "text": plain("Mind the gap"), "level": "warning"}),
    ("modal", text_input("b", "x" * 2000, min_length=0, max_length=3000, multiline=True)),
    ("modal", input_of("b", "L", NUMBER, optional=True, hint=plain("h"))),
    ("modal", input_of("b", "L", {"type": "file_input", "max_files": 10})),
    ("modal", input_of("b", "L", {"type": "checkboxes", "options": [option("a")] * 1})),
    ("modal", input_of("b", "L", {"type": "datepicker", "initial_date": "2026-12-31"})),
]

BAD: list[tuple[str, Json, str, str]] = [
    ("message", section("x" * 3001), "/text/text", "must be less than 3001 characters"),
    ("message", section(""), "/text/text", "must be more than 0 characters"),
    ("message", {"type": "section"}, "", "must define either `text` or `fields`"),
    ("message", {"type": "section", "fields": [plain("x")] * 11}, "/fields", "no more than 10 items allowed"),
    ("message", {"type": "section", "fields": []}, "/fields", "no fewer than 1 items allowed"),
    (
        "message",
        {"type": "section", "fields": [plain("x" * 2001)]},
        "/fields/0/text",
        "must be less than 2001 characters",
    ),
    ("message", section("x", colour="red"), "", "invalid additional property: colour"),
    ("message", section("x", block_id="b" * 256), "/block_id", "must be less than 256 characters"),
    ("message", section("x", accessory={"type": "plain_text_input"}), "/accessory/type", "unsupported type"),
    ("message", {"type": "sektion"}, "/type", "unsupported type: sektion"),
    ("message", {"text": plain("x")}, "", "missing required field: type"),
    (
        "message",
        {"type": "header", "text": plain("x" * 151)},
        "/text/text",
        "must be less than 151 characters",
    ),
    (
        "message",
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "/text/type",
        "unsupported type: mrkdwn",
    ),
    ("message", {"type": "header", "text": plain("x"), "level": 5}, "/level", "must be less than 5"),
    ("message", {"type": "header", "text": {**plain("x"), "verbatim": True}}, "/text", "invalid additional"),
    (
        "message",
        {"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}},
        "/text",
        "invalid additional property: emoji",
    ),
    ("message", actions(), "/elements", "no fewer than 1 items allowed"),
    ("message", actions(*(button("x", str(n)) for n in range(26))), "/elements", "no more than 25 items"),
    ("message", actions(button("x", "a"), button("y", "a")), "/elements/1/action_id", "already exists"),
    ("message", actions(button("x" * 76, "a")), "/elements/0/text/text", "must be less than 76 characters"),
    ("message", actions(button("x", "a", "v" * 2001)), "/elements/0/value", "must be less than 2001"),
    (
        "message",
        actions(button("x", "a", style="green")),
        "/elements/0/style",
        "must be one of: primary, danger",
    ),
    (
        "message",
        actions(button("x", "a", disabled=True)),
        "/elements/0",
        "invalid additional property: disabled",
    ),
    (
        "message",
        actions(button("x", "a", visible_to_user_ids=[7])),
        "/elements/0/visible_to_user_ids/0",
        "string",
    ),
    ("message", {"type": "context", "elements": [plain("x")] * 11}, "/elements", "no more than 10 items"),
    (
        "message",
        {"type": "image", "image_url": "https://x.example/a"},
        "",
        "missing required field: alt_text",
    ),
    ("message", {"type": "image", "alt_text": "x"}, "", "exactly one of `image_url` or `slack_file`"),
    ("message", {"type": "alert", "text": plain("x")}, "/type", "unsupported type: alert"),
    ("modal", {"type": "markdown", "text": "x"}, "/type", "unsupported type: markdown"),
    ("modal", table(1, 1), "/type", "unsupported type: table"),
    ("message", table(101, 1), "/rows", "no more than 100 items allowed"),
    ("message", table(1, 21), "/rows/0", "no more than 20 items allowed"),
    ("message", rich(words("")), "/elements/0/elements/0/text", "must be more than 0 characters"),
    (
        "message",
        rich({"type": "mrkdwn", "text": "x"}),
        "/elements/0/elements/0/type",
        "unsupported type: mrkdwn",
    ),
    (
        "message",
        section("x", accessory={**SELECT, "initial_option": option("c")}),
        "/accessory/initial_option",
        "must match one of the given options",
    ),
    (
        "message",
        section("x", accessory={**SELECT, "initial_option": {**option("b"), "description": plain("x")}}),
        "/accessory/initial_option",
        "must match one of the given options",
    ),
    (
        "message",
        section("x", accessory={**SELECT, "options": [option(str(n)) for n in range(101)]}),
        "/accessory/options",
        "no more than 100 items allowed",
    ),
    (
        "message",
        section("x", accessory={**SELECT, "options": [option("a", "v" * 151)]}),
        "/accessory/options/0/value",
        "must be less than 151 characters",
    ),
    (
        "message",
        section("x", accessory={"type": "static_select", "action_id": "s"}),
        "/accessory",
        "exactly one of `options`",
    ),
    (
        "message",
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
        "/elements/0/options",
        "no more than 5 items allowed",
    ),
    (
        "modal",
        input_of("b", "L", {"type": "radio_buttons", "options": [option("a"), option("b", "a")]}),
        "/element/options",
        "values must be distinct",
    ),
    (
        "modal",
        input_of("b", "L", {"type": "button", "text": plain("x")}),
        "/element/type",
        "unsupported type: button",
    ),
    ("modal", input_of("b", "L", {"type": "number_input"}), "/element", "missing required field: is_decimal"),
    ("modal", text_input("b", "L", max_length=3001), "/element/max_length", "must be less than 3001"),
    (
        "modal",
        text_input("b", "L", max_length=2, initial_value="abc"),
        "/element/initial_value",
        "max_length",
    ),
    (
        "modal",
        input_of("b", "L", {"type": "datepicker", "initial_date": "31.12.2026"}),
        "/element/initial_date",
        "must be in the expected format",
    ),
    (
        "modal",
        {"type": "input", "element": {"type": "plain_text_input"}},
        "",
        "missing required field: label",
    ),
    ("modal", "not a block", "", "must be an object"),  # type: ignore[list-item]  # the point of the case
]


@pytest.mark.parametrize(("surface", "block"), GOOD)
def test_what_slack_takes_is_taken(surface: str, block: Json) -> None:
    assert validate_blocks([block], surface) == []


@pytest.mark.parametrize(("surface", "block", "pointer", "message"), BAD)
def test_what_slack_refuses_is_refused_at_its_place(surface: str, block: Json, pointer: str, message: str) -> None:
    problems = validate_blocks([block], surface)
    assert [(problem.pointer, message in problem.message) for problem in problems] == [(f"/blocks/0{pointer}", True)]
    assert problems[0].source


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_how_many_blocks_a_surface_takes(surface: str, most: int) -> None:
    assert validate_blocks([{"type": "divider"}] * most, surface) == []
    problem = validate_blocks([{"type": "divider"}] * (most + 1), surface)[0]
    assert problem.line() == f"no more than {most} items allowed [json-pointer:/blocks]"


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ([section("x", block_id="b"), section("y", block_id="b")], "block_id already exists: b"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "12001 characters together"),
        ([table(1, 1), table(1, 1)], "no more than 1 table"),
        (
            [text_input("a", "A", focus_on_load=True), text_input("b", "B", focus_on_load=True)],
            "only one element may have focus_on_load",
        ),
        ({"type": "divider"}, "must provide an array"),
        (None, "must provide an array"),
    ],
)
def test_rules_over_all_blocks(blocks: Any, message: str) -> None:
    assert [message in problem.message for problem in validate_blocks(blocks)] == [True]


@pytest.mark.parametrize(
    ("view", "pointer", "message"),
    [
        (modal(section("x"), title="x" * 25), "/view/title/text", "must be less than 25 characters"),
        (modal(section("x"), close=plain("x" * 25)), "/view/close/text", "must be less than 25 characters"),
        (modal(section("x"), private_metadata="x" * 3001), "/view/private_metadata", "less than 3001"),
        (modal(section("x"), callback_id="x" * 256), "/view/callback_id", "less than 256"),
        (modal(section("x"), state={}), "/view", "invalid additional property: state"),
        ({**home(section("x")), "title": plain("x")}, "/view", "invalid additional property: title"),
        ({"type": "home"}, "/view", "missing required field: blocks"),
        ({"type": "model"}, "/view/type", "unsupported type: model"),
        ([], "/view", "must be an object"),
    ],
)
def test_views_are_read_against_the_same_table(view: Any, pointer: str, message: str) -> None:
    assert [(problem.pointer, message in problem.message) for problem in validate_view(view)] == [(pointer, True)]


def test_a_modal_with_inputs_needs_a_submit_button() -> None:
    view = modal(text_input("b", "L"))
    assert validate_view(view) == []
    del view["submit"]
    assert [problem.pointer for problem in validate_view(view)] == ["/view/submit"]


def test_a_view_is_too_large_beyond_250_kilobytes() -> None:
    assert not too_large(modal(section("x")))
    assert too_large(modal(*(section("x" * 3000) for _ in range(100))))


def test_a_message_is_too_long_long_before_its_fifty_blocks_are_full() -> None:
    assert not blocks_too_long([section("x" * 3000)] * 4)
    assert blocks_too_long([section("x" * 3000)] * 5)


def test_a_block_within_a_block_is_checked_too() -> None:
    container = {"type": "container", "child_blocks": [section("x" * 3001)]}
    assert [problem.pointer for problem in validate_blocks([container])] == ["/blocks/0/child_blocks/0/text/text"]


def test_the_table_is_whole() -> None:
    names = {reference for shape in SHAPES.values() for rule in shape.fields.values() for reference in rule.of}
    assert names - {"string", "any"} <= set(SHAPES)
    assert all(shape.source for shape in SHAPES.values())
    assert {check for shape in SHAPES.values() for check in shape.checks} == set(CHECKS)
    interactive = {name.partition(":")[2] for name in ELEMENTS} - {"image"}
    assert interactive == set(KINDS)
    assert len(BLOCKS) >= 20
