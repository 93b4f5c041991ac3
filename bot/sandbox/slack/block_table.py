"""The table of Block Kit: which fields a block, element, composition object or view has, and their limits.

One row for each shape, each with the page that it comes from; a field may name its own source. Rules
that compare fields with each other are named in `checks` and written in `block_checks`.
"""

from __future__ import annotations

from .element_table import (
    BUTTONS,
    CHOICES,
    ELEMENTS,
    ID_FIELD,
    MULTI_SELECTS,
    OBJECTS,
    PICKERS,
    RICH,
    RICH_INLINE,
    SELECTS,
    TEXT_INPUTS,
    TEXTS,
)
from .rule_words import (
    ANY,
    BOOLEAN,
    HOME,
    ID,
    MESSAGE,
    MESSAGE_ONLY,
    MODAL,
    NOT_MODAL,
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

BLOCKS_ON = {MESSAGE: 50, MODAL: 100, HOME: 100}
"""Docs: block-kit/blocks."""

AT_MOST = {"table": 1, "data_visualization": 2}
"""Of these so many in one message (slack.md 2.2)."""

MARKDOWN_TOTAL = 12_000
"""Docs: block-kit/blocks/markdown-block, cumulative for one payload."""

MESSAGE_TOTAL = 13_200
"""Characters of all texts of a message's blocks; undocumented (slack.md 2.2, bolt-js#2509)."""

VIEW_BYTES = 250_000
"""Docs: methods/views.open, view_too_large."""


BLOCKS: dict[str, Shape] = {
    "block:section": Shape(
        "docs: block-kit/blocks/section-block",
        {
            **ID_FIELD,
            "text": text(3000),
            "fields": Rule("list", 10, 1, of=TEXTS, source="docs: section-block, 10 fields of 2000"),
            "accessory": one_of(
                "element:image", "element:overflow", *BUTTONS, *CHOICES, *PICKERS, *SELECTS, *MULTI_SELECTS
            ),
            "expand": BOOLEAN,
        },
        checks=("text_or_fields", "fields_within_2000"),
    ),
    "block:actions": Shape(
        "docs: block-kit/blocks/actions-block",
        {
            **ID_FIELD,
            "elements": must(
                some(
                    1,
                    25,
                    "element:overflow",
                    "element:datetimepicker",
                    "element:rich_text_input",
                    *BUTTONS,
                    *CHOICES,
                    *PICKERS,
                    *SELECTS,
                    *MULTI_SELECTS,
                )
            ),
        },
        checks=("unique_action_ids",),
    ),
    "block:context": Shape(
        "docs: block-kit/blocks/context-block",
        {**ID_FIELD, "elements": must(some(1, 10, "element:image", *TEXTS))},
    ),
    "block:divider": Shape("docs: block-kit/blocks/divider-block", {**ID_FIELD}),
    "block:header": Shape(
        "docs: block-kit/blocks/header-block",
        {**ID_FIELD, "text": must(plain(150)), "level": Rule("integer", 4, 1, source="slack.md 2.2")},
    ),
    "block:image": Shape(
        "docs: block-kit/blocks/image-block",
        {
            **ID_FIELD,
            "image_url": string(3000, 1),
            "slack_file": one_of("object:slack_file"),
            "alt_text": must(string(2000)),
            "title": plain(2000),
        },
        checks=("image_source",),
    ),
    "block:input": Shape(
        "docs: block-kit/blocks/input-block",
        {
            **ID_FIELD,
            "label": must(plain(2000)),
            "element": must(
                one_of(
                    "element:datetimepicker",
                    "element:file_input",
                    *TEXT_INPUTS,
                    *CHOICES,
                    *PICKERS,
                    *SELECTS,
                    *MULTI_SELECTS,
                )
            ),
            "hint": plain(2000),
            "optional": BOOLEAN,
            "dispatch_action": BOOLEAN,
        },
    ),
    "block:markdown": Shape(
        "docs: block-kit/blocks/markdown-block",
        {**ID_FIELD, "text": must(string(MARKDOWN_TOTAL))},
        MESSAGE_ONLY,
    ),
    "block:rich_text": Shape(
        "docs: block-kit/blocks/rich-text-block",
        {**ID_FIELD, "elements": must(some(1, None, *(f"rich:rich_text_{kind}" for kind in RICH)))},
    ),
    "block:video": Shape(
        "docs: block-kit/blocks/video-block",
        {
            **ID_FIELD,
            "alt_text": must(string()),
            "title": must(plain(200)),
            "title_url": string(),
            "thumbnail_url": must(string()),
            "video_url": must(string()),
            "author_name": string(50),
            "description": plain(200),
            "provider_icon_url": string(),
            "provider_name": string(),
        },
    ),
    "block:file": Shape(
        "docs: block-kit/blocks/file-block",
        {**ID_FIELD, "external_id": must(ID), "source": must(string(choices=("remote",)))},
        MESSAGE_ONLY,
    ),
    "block:table": Shape(
        "docs: block-kit/blocks/table-block",
        {
            **ID_FIELD,
            "rows": must(Rule("rows", 100, 1)),
            "column_settings": some(0, 20, "object:column_setting"),
        },
        NOT_MODAL,
    ),
    "block:alert": Shape(
        "docs: block-kit/blocks/alert-block",
        {
            **ID_FIELD,
            "text": must(text(200)),
            "level": string(choices=("default", "info", "warning", "error", "success")),
        },
        frozenset({MODAL}),
    ),
    "block:card": Shape(
        "docs: block-kit/blocks/card-block",
        {
            **ID_FIELD,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "hero_image": one_of("element:image"),
            "icon": one_of("element:image"),
            "actions": some(1, 3, "element:button"),
        },
        checks=("unique_action_ids",),
    ),
    "block:carousel": Shape(
        "docs: block-kit/blocks/carousel-block",
        {**ID_FIELD, "elements": must(some(1, 10, "block:card"))},
        NOT_MODAL,
    ),
    "block:container": Shape(
        "docs: block-kit/blocks/container-block; slack.md 2.2",
        {
            **ID_FIELD,
            "title": plain(150),
            "subtitle": text(150),
            "rich_text_title": ANY,
            "icon": one_of("element:image"),
            "child_blocks": must(
                some(
                    1,
                    10,
                    *(f"block:{kind}" for kind in ("section", "actions", "context", "divider", "header")),
                    *(f"block:{kind}" for kind in ("image", "rich_text", "table")),
                )
            ),
            "default_collapsed": BOOLEAN,
            "is_collapsible": BOOLEAN,
            "has_header_divider": BOOLEAN,
            "width": string(),
        },
        NOT_MODAL,
    ),
    "block:context_actions": Shape(
        "docs: block-kit/blocks/context-actions-block",
        {**ID_FIELD, "elements": must(some(1, 5, "element:feedback_buttons", "element:icon_button"))},
        MESSAGE_ONLY,
        checks=("unique_action_ids",),
    ),
    "block:data_table": Shape(
        "docs: block-kit/blocks/data-table-block; slack.md 2.2",
        {
            **ID_FIELD,
            "caption": must(string()),
            "rows": must(Rule("rows", 101, 1)),
            "page_size": integer(1, 100),
        },
        NOT_MODAL,
        open=True,
    ),
    "block:data_visualization": Shape("slack.md 2.2", {**ID_FIELD}, MESSAGE_ONLY, open=True),
    "block:plan": Shape("slack.md 2.2", {**ID_FIELD, "tasks": some(0, 50, "any")}, MESSAGE_ONLY, open=True),
    "block:task_card": Shape("slack.md 2.2", {**ID_FIELD}, MESSAGE_ONLY, open=True),
}

_RICH_SOURCE = "docs: block-kit/blocks/rich-text-block"
INLINE = tuple(f"inline:{kind}" for kind in RICH_INLINE)
STYLE = {"style": ANY}
RICH_TEXT: dict[str, Shape] = {
    "rich:rich_text_section": Shape(_RICH_SOURCE, {"elements": must(some(0, None, *INLINE))}),
    "rich:rich_text_quote": Shape(_RICH_SOURCE, {"elements": must(some(0, None, *INLINE)), "border": integer(0)}),
    "rich:rich_text_preformatted": Shape(
        _RICH_SOURCE,
        {
            "elements": must(some(0, None, "inline:text", "inline:link")),
            "border": integer(0),
            "language": string(),
        },
    ),
    "rich:rich_text_list": Shape(
        _RICH_SOURCE,
        {
            "elements": must(some(1, None, "rich:rich_text_section")),
            "style": must(string(choices=("bullet", "ordered"))),
            "indent": integer(0, 8),
            "offset": integer(0),
            "border": integer(0),
        },
    ),
    "inline:text": Shape(_RICH_SOURCE, {"text": must(string()), **STYLE}),
    "inline:link": Shape(_RICH_SOURCE, {"url": must(string(3000)), "text": string(), "unsafe": BOOLEAN, **STYLE}),
    "inline:emoji": Shape(_RICH_SOURCE, {"name": must(string()), "unicode": string(), "skin_tone": ANY, **STYLE}),
    "inline:user": Shape(_RICH_SOURCE, {"user_id": must(string()), **STYLE}),
    "inline:usergroup": Shape(_RICH_SOURCE, {"usergroup_id": must(string()), **STYLE}),
    "inline:channel": Shape(_RICH_SOURCE, {"channel_id": must(string()), **STYLE}),
    "inline:team": Shape(_RICH_SOURCE, {"team_id": must(string()), **STYLE}),
    "inline:broadcast": Shape(_RICH_SOURCE, {"range": must(string(choices=("here", "channel", "everyone"))), **STYLE}),
    "inline:color": Shape(_RICH_SOURCE, {"value": must(string()), **STYLE}),
    "inline:date": Shape(
        _RICH_SOURCE,
        {
            "timestamp": must(integer(0)),
            "format": must(string()),
            "url": string(),
            "fallback": string(),
            **STYLE,
        },
    ),
    "cell:raw_text": Shape("docs: block-kit/blocks/table-block", {"text": must(string())}),
    "cell:raw_number": Shape("slack.md 2.2", {"value": must(ANY), "text": string()}),
}

_VIEW = {
    "blocks": must(Rule("blocks")),
    "private_metadata": string(3000),
    "callback_id": ID,
    "external_id": ID,
}
VIEWS: dict[str, Shape] = {
    "view:modal": Shape(
        "docs: views/modal-views",
        {
            **_VIEW,
            "title": must(plain(24)),
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": BOOLEAN,
            "notify_on_close": BOOLEAN,
            "submit_disabled": BOOLEAN,
        },
        frozenset({MODAL}),
        ("submit_with_inputs",),
    ),
    "view:home": Shape("docs: views/home-tab-views", _VIEW, frozenset({HOME})),
}

SHAPES: dict[str, Shape] = {**BLOCKS, **ELEMENTS, **OBJECTS, **RICH_TEXT, **VIEWS}
