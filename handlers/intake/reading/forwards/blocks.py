"""A header block inside a text: the From, Date, To and Subject that stand above a mail which the text carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.forwards.separators import Separator
    from handlers.intake.reading.languages.labels import HeaderName


@dataclass(slots=True)
class Block:
    start: int  # line of the separator or of the first label
    first: int  # line of the first label
    end: int  # line after the block
    depth: int
    separator: Separator
    values: dict[HeaderName, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    overflow: str = ""  # the beginning of the body, where nothing parts it from the last header
    illegible: bool = False  # who the sender is was guessed from the values
    unlabelled: bool = False  # known by its layout alone

    def value(self, name: HeaderName) -> str:
        return self.values.get(name, "")
