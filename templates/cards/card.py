"""The card of a record, derived from its facts. Three buttons at most are shown; the rest stands in a menu."""

from __future__ import annotations

from collections.abc import Sequence

from models.kernel.forms import Action, Card, Fact
from models.kernel.text import shorten
from templates.components import blocks as b

MOST_BUTTONS = 3
#: Slack refuses a message of more than about 13,200 characters; quotations give way first.
MOST_QUOTED, MOST_VALUE, MOST_FACTS = 900, 200, 28
#: Where there are many of them, each gets its share of this.
MOST_QUOTED_TOGETHER = 7_000
SHORT = 100
#: What a menu calls when something is chosen from it.
MORE = "record.more"


def card_message(card: Card) -> tuple[str, list[b.Block]]:
    """The fallback text for notifications, and the blocks."""
    title = shorten(card.title, 300)
    fallback = b.escaped(f"{card.number} ({card.state}): {title}")
    return fallback, [*_head(card, title), _facts(card), *_pictures(card), *_foot(card), *_actions(card)]


def _head(card: Card, title: str) -> list[b.Block]:
    first = [b.words(f"{card.number}  ", bold=True), b.words(card.state, code=True), b.words(f"\n{title}")]
    alert = [b.rich(b.section(b.words("⚠ "), b.words(shorten(card.alert, 500), bold=True)))] if card.alert else []
    return [b.rich(b.section(*first)), *alert]


def _facts(card: Card) -> b.Block:
    elements: list[b.Element] = []
    lines: list[list[b.Element]] = []
    told = [fact for fact in card.facts if fact.value.strip() != card.title.strip()]
    quoted = sum(fact.quoted and _is_long(fact.value) for fact in told[:MOST_FACTS])
    most = min(MOST_QUOTED, MOST_QUOTED_TOGETHER // max(quoted, 1))
    for fact in told[:MOST_FACTS]:
        if fact.quoted and _is_long(fact.value):
            elements += [_lines([*lines, _label(fact)]), b.quote(shorten(fact.value, most))]
            lines = []
        else:
            lines.append([*_label(fact), b.words(shorten(fact.value, MOST_VALUE))])
    lines += [[b.words(f"{moment.label}: ", bold=True), b.moment(moment.at)] for moment in card.moments]
    return b.rich(*elements, *([_lines(lines)] if lines or not elements else []))


def _is_long(text: str) -> bool:
    """A sentence stands behind its label; what takes more is quoted below it."""
    return "\n" in text or len(text) > SHORT


def _lines(lines: list[list[b.Element]]) -> b.Element:
    """One section; a line break between two lines and none behind the last."""
    broken = [element for line in lines for element in (b.words("\n"), *line)][1:]
    return b.section(*(broken or [b.words(" ")]))


def _label(fact: Fact) -> list[b.Element]:
    return [b.words(f"{fact.label}{'' if fact.label.endswith('?') else ':'} ", bold=True)]


def _pictures(card: Card) -> list[b.Block]:
    return [b.image(p.file_id, p.name) for p in card.pictures if p.file_id]


def _foot(card: Card) -> list[b.Block]:
    return [b.context(*card.footer)] if card.footer else []


def _actions(card: Card) -> list[b.Block]:
    # A menu that holds a single thing is worse than a fourth button.
    most = MOST_BUTTONS if card.more else MOST_BUTTONS + 1
    shown, hidden = card.actions[:most], (*card.actions[most:], *card.more)
    if not shown and not hidden:
        return []
    elements = [
        b.button(a.gesture, a.label, a.value, style, a.confirm) for a, style in zip(shown, _styles(shown), strict=True)
    ]
    if hidden:
        elements.append(b.menu(MORE, "More…", [(_menu_value(a), a.label) for a in hidden]))
    # A block id of its own for every version: Slack keeps the state of a block that it believes to know.
    return [b.actions(elements, f"{card.kind}.{card.number}.{card.version}")]


def _styles(shown: Sequence[Action]) -> list[str]:
    """Only the first of several usual next steps is coloured (Slack: one primary button in a set)."""
    primary = next((n for n, a in enumerate(shown) if a.style == "primary"), None)
    return ["" if a.style == "primary" and n != primary else a.style for n, a in enumerate(shown)]


def _menu_value(action: Action) -> str:
    return f"{action.gesture}|{action.value}"
