"""A clean forward cut into its parts, so that each can be damaged on its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

LABEL = re.compile(r"(?P<label>[^:：]{1,30})(?P<colon>[:：])(?P<value>.*)")
ADDRESS = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>")
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that carries another one; without `head` it carries none."""

    subject: str
    before: Lines
    separator: Lines
    head: Lines
    body: Lines
    newline: str = "\n"
    subject_line: str = ""  # of the block
    inner_mark: str = ""  # before it
    nameable: bool = True  # the block still shows who wrote
    letters: Callable[[str], str] = str  # what became of every letter of the mail
    subject_lost: bool = False  # where the block is lost, its subject and text are not asked for

    def text(self) -> str:
        return "\n".join((*self.before, *self.separator, *self.head, *self.body))

    def every(self, change: Callable[[Lines], Lines]) -> Draft:
        parts = (change(each) if each else each for each in (self.before, self.separator, self.head, self.body))
        return replace(self, **dict(zip(("before", "separator", "head", "body"), parts, strict=True)))


Operator = Callable[[Draft, Random], Draft]
