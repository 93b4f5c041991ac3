"""App Home: what concerns this person, and how to begin."""

from __future__ import annotations

from typing import Any

from models.kernel.forms import Line
from templates.answers import record_list
from templates.components import blocks as b


def home_view(name: str, own: list[Line], reported: list[Line], mails: int, unowned: list[Line]) -> dict[str, Any]:
    return {
        "type": "home",
        "blocks": [
            b.header(f"Good to see you, {name}"),
            b.actions([b.button("ncr.new", "Report a nonconformance…", "new", "primary"),
                       b.button("complaint.new", "Record a complaint…", "new")], "home.begin"),
            *_waiting(mails),
            b.divider(),
            *record_list("Yours", own, "No open record is yours."),
            *(record_list("Reported by you", reported, "") if reported else []),
            *(record_list("Owned by nobody", unowned, "") if unowned else []),
            b.divider(),
            b.context("“/qa help” tells what you can do from any channel. Forward a customer's mail to register it."),
        ],
    }  # fmt: skip


def stranger_view(advice: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [b.header("Andon does not know you yet"), b.rich(b.section(b.words(advice)))]}


def _waiting(mails: int) -> list[b.Block]:
    if not mails:
        return []
    many = mails > 1
    return [
        b.context(f"{mails} mail{'s' if many else ''} wait{'' if many else 's'} for a decision in the quality channel.")
    ]
