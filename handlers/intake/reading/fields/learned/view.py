"""A page as the model is shown it: its places, and what is the same for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.learned.cues import Cue
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.page import Page

_FAR = 160  # characters; a sentence is looked at no further
_END = re.compile(r"[.!?;。！？](?=\s|$)|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class View:
    page: Page
    spans: Sequence[Span]
    taken: Sequence[Candidate]  # what the rules took
    listed: Mapping[str, Collection[str]]  # values in cells of tables, with the fields of their columns
    sent: date | None
    kind: str  # what sort of mail it is, as far as that is known
    folded: str  # the page's text
    cues: tuple[Cue, ...]
    makes: Mapping[str, Collection[str]]  # fields that the rules gave to codes of the same make, on any page
    called: Mapping[str, Collection[str]]  # fields that the rules gave to the same code, on any page

    def sentence_around(self, span: Span) -> tuple[int, int]:
        text, far = self.page.text, max(0, span.start - _FAR)
        start = max((cut.end() for cut in _END.finditer(text, far, span.start)), default=far)
        stop = _END.search(text, span.end, span.end + _FAR)
        return start, stop.start() if stop else span.end + _FAR


def bucket(value: float, limits: Sequence[tuple[float, str]]) -> str:
    """The name of the first limit that the value does not pass."""
    return next((name for limit, name in limits if value <= limit), "more")
