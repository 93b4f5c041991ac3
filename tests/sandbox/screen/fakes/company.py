"""The invented foundry whose workspace the stand-in shows: people, channels, commands."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TEAM = {"id": "T0RAVN", "name": "Ravnholt Foundry", "domain": "ravnholt"}
BOT = "U0ANDON"
MEERA, TOMASZ, OSKAR, BERTILLE, HANNA, JONAS, IDA = (
    "U01MEERA",
    "U02TOMASZ",
    "U03OSKAR",
    "U04BERTILLE",
    "U05HANNA",
    "U06JONAS",
    "U07IDA",
)

_PEOPLE = (
    (MEERA, "meera", "Meera Pillai", "Quality engineer", "#0f7173"),
    (TOMASZ, "tomasz", "Tomasz Zielinski", "Quality manager", "#b3541e"),
    (OSKAR, "oskar", "Oskar Lindqvist", "Shift lead, moulding", "#3d5a98"),
    (BERTILLE, "bertille", "Bertille Okonkwo", "Incoming inspection", "#7b3f8c"),
    (HANNA, "hanna", "Hanna Kovács", "Purchasing", "#4f772d"),
    (JONAS, "jonas", "Jonas Weidner", "Dispatch", "#a23b53"),
    (IDA, "ida", "Ida Ravnholt", "Managing director", "#f0c419"),
)


def user(user_id: str, name: str, real_name: str, title: str, colour: str) -> Json:
    return {
        "id": user_id,
        "name": name,
        "real_name": real_name,
        "title": title,
        "email": f"{name}@ravnholt.example",
        "tz": "Europe/Copenhagen",
        "is_bot": user_id == BOT,
        "deleted": False,
        "avatar_color": colour,
    }


USERS = [user(*facts) for facts in _PEOPLE] + [user(BOT, "andon", "Andon", "Quality assistant", "#0b252b")]
HUMANS = [facts[0] for facts in _PEOPLE]


def channel(channel_id: str, name: str, topic: str) -> Json:
    return {
        "id": channel_id,
        "name": name,
        "is_im": False,
        "with": None,
        "is_member": True,
        "unread": 0,
        "topic": topic,
        "members": [*HUMANS, BOT],
    }


ALERTS, LINE, SUPPLIERS, LAB, DM = "C1ALERTS", "C2LINE", "C3SUPPLY", "C4LAB", "D1ANDON"


def channels() -> list[Json]:
    direct = {**channel(DM, "", ""), "is_im": True, "with": BOT, "members": [MEERA, BOT], "unread": 2}
    return [
        channel(ALERTS, "quality-alerts", "New nonconformances, holds and escalations"),
        {**channel(LINE, "moulding-line-2", "Shift handover and what the line needs"), "unread": 3},
        channel(SUPPLIERS, "suppliers", "Sand, alloys, cores: deliveries and complaints"),
        channel(LAB, "block-lab", "Every block that the page can draw"),
        direct,
    ]


COMMANDS = [
    {
        "command": "/ncr",
        "description": "Report a nonconformance",
        "usage_hint": "[what is wrong, or a number]",
    },
    {
        "command": "/capa",
        "description": "Open or show a corrective action",
        "usage_hint": "new | CAPA-2026-0031",
    },
    {"command": "/complaint", "description": "Record a customer's complaint", "usage_hint": "[customer]"},
    {"command": "/hold", "description": "Put a lot on hold", "usage_hint": "lot [reason]"},
    {"command": "/quality", "description": "Your open work and today's figures", "usage_hint": ""},
]

SHORTCUTS = [
    {"callback_id": "ncr_from_message", "name": "Report as NCR", "type": "message"},
    {"callback_id": "attach_to_record", "name": "Attach to a record", "type": "message"},
    {"callback_id": "new_ncr", "name": "New nonconformance", "type": "global"},
    {"callback_id": "my_work", "name": "My open work", "type": "global"},
]
