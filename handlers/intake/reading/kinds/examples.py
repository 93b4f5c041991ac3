"""The examples that the model learns from and is scored on: invented mails, written by hand, in readable
files.

An example begins with a line "@kind language signs…", then its subject, then its text. What lies in
`corpus/held` is never learned from: it was written apart, in other voices, and only scored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.classes import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEGIN = re.compile(r"^@(?=[a-z_]+ [a-z]{2}\b)", re.MULTILINE)
_SIGN_NAMES = {"list": "list", "reply": "reply"}


@dataclass(frozen=True, slots=True)
class Example:
    label: str  # one of CLASSES
    subject: str
    text: str
    signs: frozenset[str] = frozenset()
    language: str = ""
    held: bool = False


def parse(content: str, *, held: bool = False) -> tuple[Example, ...]:
    return tuple(_example(part, held) for part in _BEGIN.split(content) if part.strip())


def _example(part: str, held: bool) -> Example:
    first, _, rest = part.partition("\n")
    label, language, *marks = first.split()
    if label not in CLASSES:
        raise ValueError(f"no such kind in the examples: {label}")
    subject, _, text = rest.partition("\n")
    return Example(label, subject.strip(), text.strip(), frozenset(map(_sign, marks)), language, held)


def _sign(mark: str) -> str:
    if mark.startswith("attach:"):
        return "attached"
    return _SIGN_NAMES[mark]


def shipped() -> tuple[Example, ...]:
    """Every example of the package, those to learn from first."""
    folder = resources.files(__package__) / "corpus"
    found: list[Example] = []
    for name, held in (("learn", False), ("held", True)):
        files = sorted((folder / name).iterdir(), key=lambda file: file.name)
        for file in files:
            if file.name.endswith(".txt"):
                found += parse(file.read_text("utf-8"), held=held)
    return tuple(found)


def split(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """To learn from, and held back."""
    everything = list(examples)
    return [one for one in everything if not one.held], [one for one in everything if one.held]
