"""Every block and element once, and strings that would be dangerous if the page trusted them."""

from __future__ import annotations

from tests.sandbox.screen.fakes.cards import button, marked, option, plain
from tests.sandbox.screen.fakes.company import ALERTS, OSKAR, Json

HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"

MRKDWN = """*bold* _italic_ ~gone~ `code` and snake_case_stays, 2*3*4
> a quote with <https://ravnholt.example/ncr|a link>
• first
• second with <@U03OSKAR> in <#C1ALERTS>
1. one
2. two
```
lot = "L26-4471"
```
due <!date^1795600800^{date_long} at {time}|later> <!channel> :warning:
&lt;b&gt;not bold&lt;/b&gt; &amp;amp;"""

RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "bold", "style": {"bold": True}},
                {"type": "text", "text": " struck", "style": {"strike": True, "italic": True}},
                {"type": "text", "text": f" {HOSTILE} "},
                {"type": "link", "url": "javascript:document.title='owned'", "text": "bad link"},
                {"type": "user", "user_id": OSKAR},
                {"type": "channel", "channel_id": ALERTS},
                {"type": "emoji", "name": "factory"},
                {"type": "date", "timestamp": 1795600800, "format": "{date_short} {time}"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]} for text in ("stop", "sort")
            ],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "HB 187\nHB 203"}]},
    ],
}

_OPTIONS = [
    option("Rework", "rework"),
    option("Scrap", "scrap"),
    option("Concession", "concession", "Customer agrees"),
]
_GROUPS = [
    {"label": plain("Machining"), "options": _OPTIONS[:2]},
    {"label": plain("Paper"), "options": _OPTIONS[2:]},
]

ELEMENTS: list[Json] = [
    {
        "type": "static_select",
        "action_id": "a1",
        "placeholder": plain("Disposition"),
        "option_groups": _GROUPS,
    },
    {"type": "multi_static_select", "action_id": "a2", "placeholder": plain("Steps"), "options": _OPTIONS},
    {"type": "users_select", "action_id": "a3", "placeholder": plain("Assign to")},
    {"type": "conversations_select", "action_id": "a4", "placeholder": plain("Tell a channel")},
    {"type": "datepicker", "action_id": "a5", "initial_date": "2026-11-27"},
    {"type": "timepicker", "action_id": "a6", "initial_time": "14:30"},
    {"type": "datetimepicker", "action_id": "a7", "initial_date_time": 1795600800},
    {"type": "checkboxes", "action_id": "a8", "options": _OPTIONS},
    {"type": "radio_buttons", "action_id": "a9", "options": _OPTIONS, "initial_option": _OPTIONS[1]},
    button("a10", "Open elsewhere", url="https://ravnholt.example/"),
]

TEXTS: list[Json] = [
    {"type": "header", "text": plain(f"Header {HOSTILE}")},
    {"type": "section", "text": marked(MRKDWN)},
    {"type": "section", "text": marked(f"{HOSTILE} <javascript:alert(1)|press me>")},
    {
        "type": "markdown",
        "text": "### Markdown\n- **strong** and [a link](https://ravnholt.example/)\n- `code`\n\n> quoted",
    },
    RICH,
    {"type": "divider"},
    {
        "type": "image",
        "image_url": "https://pictures.example/ct.png",
        "alt_text": "CT slice",
        "title": plain("CT, cell 3"),
    },
    {
        "type": "card",
        "title": plain("Supplier on hold"),
        "subtitle": plain("Sandqvist Kvarts"),
        "body": marked("Two lots late."),
    },
    {"type": "alert", "level": "error", "text": marked("The *spectrometer* is out of calibration.")},
    {"type": "hologram", "text": "from the future"},
    {"type": "context_actions", "elements": []},
]

CHOICES: list[Json] = [
    {"type": "section", "text": marked("Everything that can be chosen")},
    {"type": "actions", "block_id": "all", "elements": ELEMENTS},
    {"type": "actions", "block_id": "odd", "elements": [{"type": "lever", "action_id": "a11"}]},
]
