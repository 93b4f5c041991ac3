"""The words in which the table of Block Kit is written: a rule for a field, a shape of an object.

Sources in the table: "docs: …" is a page below docs.slack.dev/reference; "slack.md" is our collection
of measured and published limits that no page states.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

MESSAGE, MODAL, HOME = "message", "modal", "home"
EVERYWHERE = frozenset({MESSAGE, MODAL, HOME})
MESSAGE_ONLY = frozenset({MESSAGE})
NOT_MODAL = frozenset({MESSAGE, HOME})


@dataclass(frozen=True, slots=True)
class Rule:
    """`kind`: plain_text, text (plain or mrkdwn), string, integer, boolean, object, list, rows, any."""

    kind: str
    most: int | None = None
    least: int = 0
    required: bool = False
    of: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    pattern: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    source: str
    fields: dict[str, Rule] = field(default_factory=dict)
    surfaces: frozenset[str] = EVERYWHERE
    checks: tuple[str, ...] = ()
    typed: bool = True
    open: bool = False
    """Whether unknown fields pass: only where the shape is too new to be described wholly."""


def must(rule: Rule) -> Rule:
    return replace(rule, least=max(rule.least, 1), required=True)


def plain(most: int) -> Rule:
    return Rule("plain_text", most, 1)


def text(most: int) -> Rule:
    return Rule("text", most, 1)


def string(most: int | None = None, least: int = 0, *, pattern: str = "", choices: tuple[str, ...] = ()) -> Rule:
    return Rule("string", most, least, choices=choices, pattern=pattern)


def integer(least: int, most: int | None = None) -> Rule:
    return Rule("integer", most, least)


def one_of(*shapes: str) -> Rule:
    return Rule("object", of=shapes)


def some(least: int, most: int | None, *shapes: str) -> Rule:
    return Rule("list", most, least, of=shapes)


BOOLEAN = Rule("boolean")
ANY = Rule("any")
ID = string(255)
STRINGS = some(0, None, "string")
DATE = string(pattern=r"\d{4}-\d{2}-\d{2}")
TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d")
