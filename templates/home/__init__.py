"""App Home: what concerns this person, and how to begin."""

from __future__ import annotations

from typing import Any

from models.kernel.forms import Line, Waiting
from models.kernel.text import shorten
from templates.answers import record_list
from templates.components import blocks as b

#: Decisions that are shown with their buttons; Slack's App Home holds 100 blocks.
MOST_DECISIONS = 20


def home_view(
    name: str, waiting: list[Waiting], own: list[Line], reported: list[Line], mails: int, unowned: list[Line]
) -> dict[str, Any]:
    return {
        "type": "home",
        "blocks": [
            b.header(f"Good to see you, {name}"),
            b.actions([b.button("ncr.new", "Report a nonconformance…", "new", "primary"),
                       b.button("complaint.new", "Record a complaint…", "new")], "home.begin"),
            *_decisions(waiting),
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


def _decisions(waiting: list[Waiting]) -> list[b.Block]:
    """What the person has to decide, each with buttons that work in place."""
    if not waiting:
        return []
    shown = [block for item in waiting[:MOST_DECISIONS] for block in _decision(item)]
    left = len(waiting) - MOST_DECISIONS
    return [b.header("Waiting for your decision"), *shown, *([b.context(f"and {left} more")] if left > 0 else [])]


def _decision(item: Waiting) -> list[b.Block]:
    words = (b.words(item.title, bold=True), b.words(f" {shorten(item.about, 120)}, since "), b.moment(item.since))
    buttons = [b.button(a.gesture, a.label, a.value, a.style, a.confirm) for a in item.actions]
    return [b.rich(b.section(*words)), b.actions(buttons, f"decide.{item.actions[0].value}")]


def _waiting(mails: int) -> list[b.Block]:
    if not mails:
        return []
    many = mails > 1
    return [
        b.context(f"{mails} mail{'s' if many else ''} wait{'' if many else 's'} for a decision in the quality channel.")
    ]
