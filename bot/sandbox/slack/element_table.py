"""The table's rows for block elements and composition objects (see `block_table`)."""

from __future__ import annotations

from .rule_words import (
    ANY,
    BOOLEAN,
    DATE,
    ID,
    MESSAGE,
    MESSAGE_ONLY,
    MODAL,
    STRINGS,
    TIME,
    Rule,
    Shape,
    integer,
    must,
    one_of,
    plain,
    some,
    string,
    text,
)

SELECTS = tuple(f"element:{what}_select" for what in ("static", "external", "users", "conversations", "channels"))
MULTI_SELECTS = tuple(name.replace("element:", "element:multi_") for name in SELECTS)
CHOICES = ("element:checkboxes", "element:radio_buttons")
PICKERS = ("element:datepicker", "element:timepicker")
TEXT_INPUTS = tuple(
    f"element:{what}"
    for what in ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
)
BUTTONS = ("element:button", "element:workflow_button")
TEXTS = ("object:plain_text", "object:mrkdwn")
RICH = ("section", "list", "quote", "preformatted")
RICH_INLINE = ("text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "color", "date", "team")

ID_FIELD = {"block_id": ID}
ACTION = {"action_id": ID}
CONFIRM = {"confirm": one_of("object:confirm")}
FOCUS = {"focus_on_load": BOOLEAN}
PLACEHOLDER = {"placeholder": plain(150)}
SELECT_BASE = {**ACTION, **CONFIRM, **FOCUS, **PLACEHOLDER}
MULTI = {"max_selected_items": integer(1)}
OPTION_LIST = some(1, 100, "object:option")
GROUPS = some(1, 100, "object:option_group")
OPTIONS = {"options": OPTION_LIST, "option_groups": GROUPS}
DISPATCH = {"dispatch_action_config": one_of("object:dispatch_action_config")}
TYPED_INPUT = {**ACTION, **FOCUS, **PLACEHOLDER, **DISPATCH, "initial_value": string()}
CONVERSATION_FILTER = {"filter": one_of("object:filter"), "default_to_current_conversation": BOOLEAN}
RESPONSE_URL = {"response_url_enabled": BOOLEAN}

ELEMENTS: dict[str, Shape] = {
    "element:button": Shape(
        "docs: block-kit/block-elements/button-element",
        {
            **ACTION,
            **CONFIRM,
            "text": must(plain(75)),
            "url": string(3000),
            "value": string(2000),
            "style": string(choices=("primary", "danger")),
            "accessibility_label": string(75),
            "visible_to_user_ids": STRINGS,
            "agent_prompt": ANY,
            "agent_prompt_display": ANY,
        },
    ),
    "element:workflow_button": Shape(
        "docs: block-kit/block-elements/workflow-button-element",
        {
            **ACTION,
            "text": must(plain(75)),
            "workflow": must(ANY),
            "style": string(choices=("primary", "danger")),
            "accessibility_label": string(75),
        },
    ),
    "element:icon_button": Shape(
        "docs: block-kit/block-elements/icon-button-element",
        {
            **ACTION,
            **CONFIRM,
            "icon": must(string(choices=("trash",))),
            "text": must(plain(75)),
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": STRINGS,
        },
        MESSAGE_ONLY,
    ),
    "element:feedback_buttons": Shape(
        "docs: block-kit/block-elements/feedback-buttons-element",
        {
            **ACTION,
            "positive_button": must(one_of("object:feedback")),
            "negative_button": must(one_of("object:feedback")),
        },
        MESSAGE_ONLY,
    ),
    "element:image": Shape(
        "docs: block-kit/block-elements/image-element",
        {
            "image_url": string(3000, 1),
            "slack_file": one_of("object:slack_file"),
            "alt_text": must(string(2000)),
        },
        checks=("image_source",),
    ),
    "element:overflow": Shape(
        "docs: block-kit/block-elements/overflow-menu-element",
        {**ACTION, **CONFIRM, "options": must(some(1, 5, "object:overflow_option"))},
        checks=("distinct_values",),
    ),
    "element:checkboxes": Shape(
        "docs: block-kit/block-elements/checkboxes-element",
        {
            **ACTION,
            **CONFIRM,
            **FOCUS,
            "options": must(some(1, 10, "object:choice")),
            "initial_options": some(1, 10, "object:choice"),
        },
        checks=("initial_among_options", "distinct_values"),
    ),
    "element:radio_buttons": Shape(
        "docs: block-kit/block-elements/radio-button-group-element",
        {
            **ACTION,
            **CONFIRM,
            **FOCUS,
            "options": must(some(1, 10, "object:choice")),
            "initial_option": one_of("object:choice"),
        },
        checks=("initial_among_options", "distinct_values"),
    ),
    "element:static_select": Shape(
        "docs: block-kit/block-elements/select-menu-element",
        {**SELECT_BASE, **OPTIONS, "initial_option": one_of("object:option")},
        checks=("options_or_groups", "initial_among_options"),
    ),
    "element:external_select": Shape(
        "docs: block-kit/block-elements/select-menu-element",
        {**SELECT_BASE, "initial_option": one_of("object:option"), "min_query_length": integer(0)},
    ),
    "element:users_select": Shape(
        "docs: block-kit/block-elements/select-menu-element", {**SELECT_BASE, "initial_user": string()}
    ),
    "element:conversations_select": Shape(
        "docs: block-kit/block-elements/select-menu-element",
        {**SELECT_BASE, **CONVERSATION_FILTER, **RESPONSE_URL, "initial_conversation": string()},
    ),
    "element:channels_select": Shape(
        "docs: block-kit/block-elements/select-menu-element",
        {**SELECT_BASE, **RESPONSE_URL, "initial_channel": string()},
    ),
    "element:multi_static_select": Shape(
        "docs: block-kit/block-elements/multi-select-menu-element",
        {**SELECT_BASE, **MULTI, **OPTIONS, "initial_options": OPTION_LIST},
        checks=("options_or_groups", "initial_among_options"),
    ),
    "element:multi_external_select": Shape(
        "docs: block-kit/block-elements/multi-select-menu-element",
        {**SELECT_BASE, **MULTI, "initial_options": OPTION_LIST, "min_query_length": integer(0)},
    ),
    "element:multi_users_select": Shape(
        "docs: block-kit/block-elements/multi-select-menu-element",
        {**SELECT_BASE, **MULTI, "initial_users": STRINGS},
    ),
    "element:multi_conversations_select": Shape(
        "docs: block-kit/block-elements/multi-select-menu-element",
        {**SELECT_BASE, **MULTI, **CONVERSATION_FILTER, "initial_conversations": STRINGS},
    ),
    "element:multi_channels_select": Shape(
        "docs: block-kit/block-elements/multi-select-menu-element",
        {**SELECT_BASE, **MULTI, "initial_channels": STRINGS},
    ),
    "element:datepicker": Shape(
        "docs: block-kit/block-elements/date-picker-element", {**SELECT_BASE, "initial_date": DATE}
    ),
    "element:timepicker": Shape(
        "docs: block-kit/block-elements/time-picker-element",
        {**SELECT_BASE, "initial_time": TIME, "timezone": string()},
    ),
    "element:datetimepicker": Shape(
        "docs: block-kit/block-elements/datetime-picker-element",
        {**ACTION, **CONFIRM, **FOCUS, "initial_date_time": integer(1_000_000_000, 9_999_999_999)},
        frozenset({MESSAGE, MODAL}),
    ),
    "element:plain_text_input": Shape(
        "docs: block-kit/block-elements/plain-text-input-element",
        {**TYPED_INPUT, "multiline": BOOLEAN, "min_length": integer(0, 3000), "max_length": integer(1, 3000)},
        checks=("initial_within_length",),
    ),
    "element:email_text_input": Shape("docs: block-kit/block-elements/email-input-element", {**TYPED_INPUT}),
    "element:url_text_input": Shape("docs: block-kit/block-elements/url-input-element", {**TYPED_INPUT}),
    "element:number_input": Shape(
        "docs: block-kit/block-elements/number-input-element",
        {
            **TYPED_INPUT,
            "is_decimal_allowed": must(BOOLEAN),
            "min_value": string(pattern=r"-?\d+(\.\d+)?"),
            "max_value": string(pattern=r"-?\d+(\.\d+)?"),
        },
    ),
    "element:rich_text_input": Shape(
        "docs: block-kit/block-elements/rich-text-input-element",
        {
            **ACTION,
            **FOCUS,
            **PLACEHOLDER,
            **DISPATCH,
            "initial_value": one_of("block:rich_text"),
            "min_lines": Rule("integer", 100, 1, source="slack.md 2.2"),
            "max_lines": Rule("integer", 100, 1, source="slack.md 2.2"),
        },
    ),
    "element:file_input": Shape(
        "docs: block-kit/block-elements/file-input-element",
        {**ACTION, "filetypes": STRINGS, "max_files": integer(1, 10)},
    ),
}

OPTION = {"text": must(plain(75)), "value": must(string(150)), "description": plain(75)}
OBJECTS: dict[str, Shape] = {
    "object:plain_text": Shape(
        "docs: block-kit/composition-objects/text-object", {"text": must(string(3000)), "emoji": BOOLEAN}
    ),
    "object:mrkdwn": Shape(
        "docs: block-kit/composition-objects/text-object", {"text": must(string(3000)), "verbatim": BOOLEAN}
    ),
    "object:option": Shape("docs: block-kit/composition-objects/option-object", OPTION, typed=False),
    "object:overflow_option": Shape(
        "docs: block-kit/composition-objects/option-object", {**OPTION, "url": string(3000)}, typed=False
    ),
    "object:choice": Shape(
        "docs: block-kit/composition-objects/option-object",
        {**OPTION, "text": must(text(75)), "description": text(75)},
        typed=False,
    ),
    "object:option_group": Shape(
        "docs: block-kit/composition-objects/option-group-object",
        {"label": must(plain(75)), "options": must(OPTION_LIST)},
        typed=False,
    ),
    "object:confirm": Shape(
        "docs: block-kit/composition-objects/confirmation-dialog-object",
        {
            "title": must(plain(100)),
            "text": must(text(300)),
            "confirm": must(plain(30)),
            "deny": must(plain(30)),
            "style": string(choices=("primary", "danger")),
        },
        typed=False,
    ),
    "object:dispatch_action_config": Shape(
        "docs: block-kit/composition-objects/dispatch-action-configuration-object",
        {"trigger_actions_on": some(0, 2, "string")},
        typed=False,
    ),
    "object:filter": Shape(
        "docs: block-kit/composition-objects/conversation-filter-object",
        {
            "include": some(1, 4, "string"),
            "exclude_external_shared_channels": BOOLEAN,
            "exclude_bot_users": BOOLEAN,
        },
        typed=False,
    ),
    "object:slack_file": Shape(
        "docs: block-kit/composition-objects/slack-file-object",
        {"id": string(), "url": string()},
        typed=False,
    ),
    "object:feedback": Shape(
        "docs: block-kit/block-elements/feedback-buttons-element",
        {"text": must(plain(75)), "value": must(string(2000)), "accessibility_label": string(75)},
        typed=False,
    ),
    "object:column_setting": Shape(
        "docs: block-kit/blocks/table-block",
        {"align": string(choices=("left", "center", "right")), "is_wrapped": BOOLEAN},
        typed=False,
    ),
}
