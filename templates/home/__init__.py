"""App Home: what concerns this person, and how to begin."""

from __future__ import annotations

from typing import Any

from models.kernel.forms import Home, Line, Waiting
from models.kernel.text import shorten
from templates.answers import record_list
from templates.components import blocks as b

#: Decisions that are shown with their buttons; Slack's App Home holds 100 blocks.
MOST_DECISIONS = 20


#: What a choice in the menu “Open…” calls.
SHOW = "record.show"
#: Options of a menu (Slack: 100), and the lines of each list.
MOST_CHOICES, MOST_OWN, MOST_OTHERS = 100, 30, 15


def home_view(home: Home) -> dict[str, Any]:
    """At most 100 blocks (Slack: App Home), however much there is."""
    return {
        "type": "home",
        "blocks": [
            b.header(f"Good to see you, {home.name}"),
            b.actions([b.button("ncr.new", "Report a nonconformance…", "new", "primary"),
                       b.button("complaint.new", "Record a complaint…", "new")], "home.begin"),
            *_decisions(home.waiting),
            *_waiting(home.mails),
            b.divider(),
            *record_list("Yours", home.own, "No open record is yours.", MOST_OWN),
            *(record_list("Your team's", home.team, "", MOST_OTHERS) if home.team else []),
            *(record_list("Reported by you", home.reported, "", MOST_OTHERS) if home.reported else []),
            *(record_list("Owned by nobody", home.unowned, "", MOST_OTHERS) if home.unowned else []),
            *_opening((*home.own, *home.team, *home.reported, *home.unowned)),
            b.divider(),
            b.context("“/qa help” tells what you can do from any channel. Forward a customer's mail to register it."),
        ],
    }  # fmt: skip


def _opening(lines: tuple[Line, ...]) -> list[b.Block]:
    """Any of them with its buttons."""
    options = {line.number: f"{line.number} {line.title}" for line in lines}
    if not options:
        return []
    return [b.actions([b.menu(SHOW, "Open one of these…", list(options.items())[:MOST_CHOICES])], "home.open")]


def stranger_view(advice: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [b.header("Andon does not know you yet"), b.rich(b.section(b.words(advice)))]}


def _decisions(waiting: tuple[Waiting, ...]) -> list[b.Block]:
    """What the person has to decide, each with buttons that work in place."""
    if not waiting:
        return []
    shown = [block for item in waiting[:MOST_DECISIONS] for block in _decision(item)]
    left = len(waiting) - MOST_DECISIONS
    return [b.header("Waiting for your decision"), *shown, *([b.context(f"and {left} more")] if left > 0 else [])]


def _decision(item: Waiting) -> list[b.Block]:
    about = shorten(item.about, 120).rstrip(".")
    words = (b.words(item.title, bold=True), b.words(f": {about}, since "), b.moment(item.since))
    buttons = [b.button(a.gesture, a.label, a.value, a.style, a.confirm) for a in item.actions]
    return [b.rich(b.section(*words)), b.actions(buttons, f"decide.{item.actions[0].value}")]


def _waiting(mails: int) -> list[b.Block]:
    if not mails:
        return []
    many = mails > 1
    return [
        b.context(f"{mails} mail{'s' if many else ''} wait{'' if many else 's'} for a decision in the quality channel.")
    ]
