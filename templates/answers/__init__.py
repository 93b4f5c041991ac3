"""What is said at once to the person who acted: refusals, lists, help. Lines in, blocks out."""

from __future__ import annotations

from collections.abc import Sequence

from models.kernel.errors import Refusal
from models.kernel.forms import Line, Moment, Unmet, WayOn, Why
from models.kernel.text import shorten
from templates.components import blocks as b

MOST_LINES = 30
#: Holders of a role that are named before the rest is only counted: a large plant has sixty quality engineers.
MOST_NAMES, MOST_NAME = 8, 60


def said(text: str) -> list[b.Block]:
    return [b.rich(b.section(b.words(shorten(text, 2900))))]


def refusal_text(refusal: Refusal) -> str:
    return " ".join(part for part in (refusal.sentence, _on_fields(refusal), refusal.advice) if part)


def _on_fields(refusal: Refusal) -> str:
    """Where no form stands on which to say it."""
    return " ".join(said for said in refusal.fields.values() if said not in refusal.sentence)


def refused(refusal: Refusal) -> list[b.Block]:
    more = [b.words(f"\n{part}") for part in (_on_fields(refusal), refusal.advice) if part]
    return [b.rich(b.section(b.words("✗ ", bold=True), b.words(refusal.sentence), *more))]


def broken(reference: str) -> str:
    return f"Something went wrong, and nothing was changed. Tell your administrator this reference: {reference}"


def record_list(title: str, lines: Sequence[Line], empty: str, most: int = MOST_LINES) -> list[b.Block]:
    if not lines:
        return said(empty)
    items = [_item(line) for line in lines[:most]]
    left = len(lines) - most
    rest = [b.context(f"and {left} more")] if left > 0 else []
    return [b.header(title), b.rich({"type": "rich_text_list", "style": "bullet", "elements": items}), *rest]


def _item(line: Line) -> b.Element:
    since = [b.words(", since "), b.moment(line.since)]
    if line.due:
        since = [b.words(", overdue since " if line.overdue else ", due ", bold=line.overdue), b.moment(line.due)]
    owner = [b.words(f", with {line.owner}")] if line.owner else []
    title = b.words(f" {shorten(line.title, 120).rstrip('.')} – ")
    return b.section(b.words(line.number, bold=True), title, b.words(line.state, code=True), *owner, *since)


def help_list(lines: tuple[tuple[str, str], ...]) -> list[b.Block]:
    items = [b.section(b.words(typed, code=True), b.words(f"  {meaning}")) for typed, meaning in lines]
    return [b.header("What you can do"), b.rich({"type": "rich_text_list", "style": "bullet", "elements": items})]


def why(facts: Why) -> list[b.Block]:
    """Every way on with what stands before it; for each gate what would lift it."""
    head = b.section(
        b.words(facts.number, bold=True),
        b.words(f" {shorten(facts.title, 150)}\nis "),
        b.words(facts.state, code=True),
        b.words(" since "),
        b.moment(facts.since),
        b.words("." if facts.ways else "; nothing is left to do."),
    )
    elements: list[b.Element] = [head, *(_due(due) for due in facts.dues[:8])]
    for way in facts.ways[:8]:
        elements += _way(way)
    return [b.rich(*elements)]


def _due(due: Moment) -> b.Element:
    return b.section(b.words(f"\n{due.label}: ", bold=True), b.moment(due.at))


def _way(way: WayOn) -> list[b.Element]:
    names = f": {_names(way.holders)}" if way.holders else "; nobody holds that role today"
    heading = b.section(
        b.words(f"\n→ {way.label}", bold=True),
        b.words(f" by {way.who}{names if way.who != 'everybody' else ''}."),
    )
    if not way.unmet:
        return [heading, b.section(b.words("Nothing stands in the way."))]
    return [heading, {"type": "rich_text_list", "style": "bullet", "elements": [_gate(u) for u in way.unmet[:10]]}]


def _names(holders: tuple[str, ...]) -> str:
    named = ", ".join(shorten(name, MOST_NAME) for name in holders[:MOST_NAMES])
    left = len(holders) - MOST_NAMES
    return f"{named} and {left} more" if left > 0 else named


def _gate(unmet: Unmet) -> b.Element:
    lift = [b.words(f" {unmet.lift}", italic=True)] if unmet.lift else []
    return b.section(b.words(unmet.because), *lift)
