"""The README's tables, made from what is registered. `make readme` writes them; a test says when they are old."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.onboarding.manifest import SCOPES
from bot.settings import PREFIX, Settings
from handlers.intake.deciding.steps import STEPS as DECIDING
from handlers.intake.reading.steps import STEPS as READING
from handlers.slack.commands.qa import SUBCOMMANDS
from handlers.slack.registry import GESTURES, Surface
from models.records import RECORD_TYPES
from models.workflow.ladder import Step
from models.workflow.ladder import standard as ladder_of
from models.workflow.lifecycle import Transition, state_label
from models.workflow.notices import NOTICES
from models.workflow.record import Record
from models.workflow.sla import standard
from tests.score.result import fields_table, kinds_table, stages_table, stored

README = Path(__file__).parents[2] / "README.md"
_MARKED = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def commands() -> str:
    slash = [(f"`{g.id} {g.usage}`".replace(" `", "`"), g.help) for g in GESTURES if g.surface is Surface.COMMAND]
    sub = [(f"`/qa {s.word} {s.usage}".rstrip() + "`", s.help) for s in SUBCOMMANDS]
    shortcut = [
        (f"“{g.help}” in a message's menu", "the form with the message's text, author and files")
        for g in GESTURES
        if g.surface is Surface.MESSAGE_SHORTCUT
    ]
    return table(("in Slack", "what it does"), [*slash, *sub, *shortcut])


def records() -> str:
    return "".join(_record(kind) for kind in RECORD_TYPES)


def _record(kind: type[Record]) -> str:
    rows = [_transition(kind, t) for t in kind.type.lifecycle.transitions]
    head = ("from", "to", "by", "who", "asked", "gates")
    beside = "; ".join(f"*{d.label.rstrip('…')}* ({d.who})" for d in kind.type.deeds)
    deeds = f"\nWithout moving it: {beside}.\n" if beside else ""
    return f"**{kind.type.noun.capitalize()}** (`{kind.type.prefix}-`)\n\n{table(head, rows)}{deeds}\n"


def _transition(kind: type[Record], t: Transition) -> tuple[str, ...]:
    cycle = kind.type.lifecycle
    everywhere = {s.value for s in cycle.states} - cycle.closed - {cycle.start} <= set(t.sources)
    sources = "any open state" if everywhere else ", ".join(state_label(s) for s in t.sources)
    who = "follows by itself" if t.by_itself else str(t.who)
    target = f"{state_label(t.target)}, and asks for approval" if t.approval else state_label(t.target)
    asked = ", ".join(name.replace("_", " ") for name in t.asks) + (
        " + reason" if t.reason and t.asks else "reason" if t.reason else ""
    )
    gates = "; ".join(f"{g.name}{f' ({g.source})' if g.source else ''}" for g in t.gates)
    return sources, target, t.label, who, asked or "–", gates or "–"


def notices() -> str:
    return table(("when", "who is told"), [(n.event, ", ".join(a.value for a in n.audience)) for n in NOTICES])


def promises() -> str:
    rows = [
        (row.label, str(row.critical), str(row.major), str(row.minor), f"`{name}`")
        for name, row in standard().clocks.items()
    ]
    return table(("what", "critical", "major", "minor", "in sla.toml"), rows)


def clocks() -> str:
    rows = [
        (kind.type.noun, clock.label, ", ".join(state_label(s) for s in clock.runs) if len(clock.runs) <= 4 else "until then",
         ", ".join(state_label(s) for s in clock.met), "receipt" if clock.from_receipt else "coming there", clock.role.label)
        for kind in RECORD_TYPES for clock in kind.type.clocks
    ]  # fmt: skip
    return table(("record", "clock", "runs while", "is met by", "counts from", "told while nobody owns it"), rows)


def ladder() -> str:
    return "".join(f"**{name.capitalize()}**\n\n{_rungs(name)}\n" for name in ("standard", "critical"))


def _rungs(name: str) -> str:
    rows = [
        (
            _step_label(step),
            ", ".join(rung.label for rung in step.tells),
            "a line in the digest" if step.digest else "told",
        )
        for step in ladder_of(name)
    ]
    return table(("when", "who", "how"), [*rows, ("every 7 days from then on", "the same", "told")])


def _step_label(step: Step) -> str:
    if step.percent is not None:
        return f"{step.percent} % of the clock"
    days = abs(step.days)
    return (
        "the day it is due"
        if not days
        else f"{days} day{'s' if days > 1 else ''} {'after' if step.days > 0 else 'before'}"
    )


def deciding() -> str:
    return "".join(f"{number}. {step.question}\n" for number, step in enumerate(DECIDING, start=1))


#: What stands behind the pipeline's own steps (`handlers/intake/reading/understanding.py`).
AFTER_READING = (
    "What sort of mail it is: rules for headers, a learned model for the words, and “unsure” below its threshold.",
    "What it contains: part, lot, quantities, orders, dates, what is asked for; each with its confidence and its place. "
    "The company's own parts, orders and partners win over labels, a sure label over a learned model, that over a guess.",
)


def reading() -> str:
    steps = (*(step.what for step in READING), *AFTER_READING)
    return "".join(f"{number}. {what}\n" for number, what in enumerate(steps, start=1))


def score() -> str:
    """What `make score` measured last."""
    found = stored()
    said = (
        f"On {found.mails} mails and {found.bodies} bodies alone by {found.hands} writers in {found.languages} languages, "
        "none of which was looked at:\n\n"
    )
    return said + "\n".join(table(*each) for each in (stages_table(found), kinds_table(found), fields_table(found)))


def settings() -> str:
    rows = [
        (f"`{PREFIX}{name.upper()}`", field.description or "", _default(field.default))
        for name, field in Settings.model_fields.items()
    ]
    return table(("setting", "meaning", "default"), rows)


def _default(value: object) -> str:
    return "–" if value in (None, "") else f"`{getattr(value, 'value', value)}`"


def scopes() -> str:
    return table(("scope", "what for"), [(f"`{name}`", purpose) for name, purpose in SCOPES.items()])


SECTIONS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "records": records,
    "notices": notices,
    "promises": promises,
    "clocks": clocks,
    "ladder": ladder,
    "reading": reading,
    "score": score,
    "deciding": deciding,
    "settings": settings,
    "scopes": scopes,
}


def renewed(text: str) -> str:
    return _MARKED.sub(lambda found: f"{found[1]}\n{SECTIONS[found[2]]()}\n{found[3]}", text)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("README.md is fresh.\n")
