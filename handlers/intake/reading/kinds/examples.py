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
from handlers.intake.reading.kinds.evidence import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEGIN = re.compile(r"^@(?=[a-z_]+ [a-z]{2}\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    label: str  # one of CLASSES
    subject: str
    text: str
    signs: frozenset[str] = frozenset()
    language: str = ""
    held: bool = False
    source: str = ""  # its file: what one hand wrote is judged by what others wrote


def parse(content: str, *, held: bool = False, source: str = "") -> tuple[Example, ...]:
    return tuple(_example(part, held, source) for part in _BEGIN.split(content) if part.strip())


def _example(part: str, held: bool, source: str) -> Example:
    first, _, rest = part.partition("\n")
    label, language, *marks = first.split()
    if label not in CLASSES:
        raise ValueError(f"no such kind in the examples: {label}")
    subject, _, text = rest.partition("\n")
    return Example(label, subject.strip(), text.strip(), frozenset(map(_sign, marks)), language, held, source)


def _sign(mark: str) -> str:
    """Signs are written as one word: "file_8d"; "attach:scan.pdf" is a file whose name says nothing here."""
    name = "attached" if mark.startswith("attach:") else mark.replace("_", " ")
    return next(sign for sign in SIGNS if sign.replace("_", " ") == name)


def shipped() -> tuple[Example, ...]:
    """Every example of the package, those to learn from first."""
    folder = resources.files(__package__) / "corpus"
    found: list[Example] = []
    for name, held in (("learn", False), ("held", True)):
        files = sorted((folder / name).iterdir(), key=lambda file: file.name)
        for file in files:
            if file.name.endswith(".txt"):
                found += parse(file.read_text("utf-8"), held=held, source=file.name.removesuffix(".txt"))
    return tuple(found)


def split(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    """To learn from, and held back."""
    everything = list(examples)
    return [one for one in everything if not one.held], [one for one in everything if one.held]
