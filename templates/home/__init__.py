"""App Home: what concerns this person, and how to begin."""

from __future__ import annotations

from typing import Any

from models.kernel.forms import Line
from templates.answers import record_list
from templates.components import blocks as b


def home_view(name: str, own: list[Line], reported: list[Line], mails: int, unowned: int) -> dict[str, Any]:
    waiting = [b.context(line) for line in _waiting(mails, unowned)]
    return {
        "type": "home",
        "blocks": [
            b.header(f"Good to see you, {name}"),
            b.actions([b.button("ncr.new", "Report a nonconformance…", "new", "primary"),
                       b.button("complaint.new", "Record a complaint…", "new")], "home.begin"),
            *waiting,
            b.divider(),
            *record_list("Yours", own, "No open record is yours."),
            *(record_list("Reported by you", reported, "") if reported else []),
            b.divider(),
            b.context("“/qa help” tells what you can do from any channel. Forward a customer's mail to register it."),
        ],
    }  # fmt: skip


def stranger_view(advice: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [b.header("Andon does not know you yet"), b.rich(b.section(b.words(advice)))]}


def _waiting(mails: int, unowned: int) -> list[str]:
    lines = []
    if mails:
        lines.append(
            f"{mails} mail{'s' if mails > 1 else ''} wait{'' if mails > 1 else 's'} for a decision in the quality channel."
        )
    if unowned:
        lines.append(f"{unowned} open record{'s have' if unowned > 1 else ' has'} no owner.")
    return lines
