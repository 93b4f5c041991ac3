"""What the stand-in's app says: cards, a digest, a Home tab, and the modals it opens."""

from __future__ import annotations

from tests.sandbox.screen.fakes.company import MEERA, OSKAR, TOMASZ, Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def button(action_id: str, text: str, **more: object) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": "147", **more}


def option(text: str, value: str, description: str = "") -> Json:
    face: Json = {"text": plain(text), "value": value}
    return face | ({"description": plain(description)} if description else {})


def fields(*pairs: tuple[str, str]) -> Json:
    return {"type": "section", "fields": [marked(f"*{label}*\n{value}") for label, value in pairs]}


def ncr_card(number: str, title: str, *, state: str, due: int, contained: bool = False) -> list[Json]:
    steps = [] if contained else [button("contain", "Contain lot", style="primary")]
    scrap = {
        "title": plain("Escalate to Tomasz?"),
        "text": marked("He gets a direct message and the *clock starts*: four hours."),
        "confirm": plain("Escalate"),
        "deny": plain("Not yet"),
    }
    more = [option("Print", "print"), option("Link a complaint", "link"), option("Void", "void")]
    return [
        {"type": "header", "block_id": f"{number}-head", "text": plain(f"{number} · {title}")},
        {
            "block_id": f"{number}-facts",
            **fields(
                ("State", state),
                ("Part", "PH-204 pump housing, GJL-250"),
                ("Lot", "`L26-4471` · 36 pieces"),
                ("Found at", "CT inspection, cell 3"),
                ("Severity", ":large_orange_circle: Major"),
                ("Owner", f"<@{MEERA}>"),
            ),
        },
        {
            "type": "actions",
            "block_id": f"{number}-do",
            "elements": [
                *steps,
                button("disposition", "Disposition"),
                button("escalate", "Escalate", style="danger", confirm=scrap),
                {"type": "overflow", "action_id": "more", "options": more},
            ],
        },
        {
            "type": "context",
            "block_id": f"{number}-note",
            "elements": [
                marked(f"Reported by <@{OSKAR}> · first reaction due <!date^{due}^{{date_short_pretty}} {{time}}|soon>")
            ],
        },
    ]


def quoted_mail() -> list[Json]:
    """A customer's words as rich text: nothing in them is markup."""
    words = "Three of 24 housings leak at 6 bar along the flange. *APPROVED* to sort? Line stops on Thursday."
    return [
        {
            "type": "section",
            "text": marked(":incoming_envelope: *Complaint from Norrstad Pumpar AB*, recorded as *CC-2026-0058*"),
            "accessory": button("open_complaint", "Open", value="58"),
        },
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": words}]}],
        },
    ]


def digest() -> list[Json]:
    def cell(text: str) -> Json:
        return {"type": "raw_text", "text": text}

    rows = (
        ("Line", "Poured", "Scrap", "First pass"),
        ("Moulding 1", "1 204", "1.9 %", "97.2 %"),
        ("Moulding 2", "986", "4.6 %", "93.8 %"),
        ("Core shop", "2 310", "0.8 %", "98.9 %"),
    )
    return [
        {"type": "header", "text": plain("Morning figures")},
        {
            "type": "table",
            "column_settings": [{}, *[{"align": "right"}] * 3],
            "rows": [[cell(text) for text in row] for row in rows],
        },
        {
            "type": "context",
            "elements": [marked("Moulding 2 left its control limits at 02:15 · see *NCR-2026-0147*")],
        },
    ]


def home() -> Json:
    def work(number: str, text: str, what: str) -> Json:
        return {
            "type": "section",
            "block_id": number,
            "text": marked(f"*{number}*  {text}"),
            "accessory": button("open_record", what, value=number),
        }

    scope = [option("Mine", "mine"), option("My department", "department"), option("Everything", "all")]
    return {
        "id": "VHOME",
        "type": "home",
        "hash": "1",
        "blocks": [
            {"type": "header", "text": plain("Good morning, Meera")},
            {
                "type": "section",
                "text": marked("You have *2 things due today* and 3 this week."),
                "accessory": {
                    "type": "static_select",
                    "action_id": "scope",
                    "initial_option": scope[0],
                    "options": scope,
                },
            },
            {
                "type": "actions",
                "block_id": "new",
                "elements": [
                    button("new_ncr", "New NCR", style="primary"),
                    button("new_complaint", "New complaint"),
                    button("report", "This month's report", url="https://ravnholt.example/report"),
                ],
            },
            {"type": "divider"},
            work(
                "NCR-2026-0147",
                "Porosity in pump housing · :large_orange_circle: contain by 12:00",
                "Contain",
            ),
            work("CAPA-2026-0031", "Core vents block at high humidity · verify effectiveness", "Verify"),
            work("CC-2026-0058", "Norrstad Pumpar AB · first answer due today", "Answer"),
            {"type": "divider"},
            {
                "type": "context",
                "elements": [marked("Quality objective: scrap under 2.5 % · now *2.9 %* :chart_with_upwards_trend:")],
            },
        ],
    }


def view(view_id: str, title: str, submit: str | None, blocks: list[Json]) -> Json:
    face = {"id": view_id, "type": "modal", "hash": "1", "title": plain(title), "blocks": blocks}
    return {**face, "errors": {}, "state": {"values": {}}} | ({"submit": plain(submit)} if submit else {})


def field(block_id: str, label: str, element: Json, **more: object) -> Json:
    face = {"type": "input", "block_id": block_id, "label": plain(label), **more}
    return {**face, "element": {"action_id": "value", **element}}


def new_ncr(view_id: str, words: str = "") -> Json:
    severities = [
        option("Minor", "minor"),
        option("Major", "major", "Function or fit"),
        option("Critical", "critical"),
    ]
    return view(
        view_id,
        "New nonconformance",
        "Report",
        [
            field(
                "title",
                "What is wrong?",
                {
                    "type": "plain_text_input",
                    "initial_value": words,
                    "placeholder": plain("Porosity on the flange"),
                },
            ),
            field(
                "part",
                "Part",
                {"type": "external_select", "min_query_length": 1, "placeholder": plain("Number or name")},
                optional=True,
            ),
            field(
                "quantity",
                "Quantity affected",
                {"type": "number_input", "is_decimal_allowed": False},
                hint=plain("Pieces, as counted so far"),
            ),
            field(
                "severity",
                "Severity",
                {"type": "radio_buttons", "options": severities, "initial_option": severities[0]},
            ),
            field(
                "told",
                "Who should know?",
                {"type": "multi_users_select", "initial_users": [TOMASZ]},
                optional=True,
            ),
            field("photos", "Photos", {"type": "file_input", "max_files": 3}, optional=True),
            {"type": "actions", "block_id": "deeper", "elements": [button("push", "Look for similar ones")]},
        ],
    )


def deeper(view_id: str, depth: int) -> Json:
    similar = "*NCR-2026-0098* Porosity at the riser, same core box\n*NCR-2025-0412* Gas holes after humid night"
    return view(
        view_id,
        "Similar ones" if depth == 2 else "Recurrence",
        None,
        [
            {
                "type": "alert",
                "level": "warning",
                "text": marked("Second time within *90 days*: a CAPA is likely."),
            },
            {"type": "section", "text": marked(similar)},
            {"type": "actions", "block_id": "deeper", "elements": [button("push", "Compare")]},
        ],
    )
