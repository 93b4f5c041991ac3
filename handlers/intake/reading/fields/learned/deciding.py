"""What a page says in the end: the looks at it, as candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.dates import LESS_LIKELY
from handlers.intake.reading.fields.learned.looks import kept
from handlers.intake.reading.fields.learned.model import BOTH
from handlers.intake.reading.fields.learned.spans import COUNT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.learned.looks import Look


def decided(looks: Sequence[Look]) -> Iterator[Candidate]:
    """The share of each as its confidence; what is likelier nothing is left out."""
    for called in kept(looks):
        span = called.span
        for name in COUNT_FIELDS if called.name == BOTH else (called.name,):
            yield Candidate(name, span.value, round(min(called.share, span.surety), 2), span.start, span.end)
            if span.other:
                yield Candidate(name, span.other, LESS_LIKELY, span.start, span.end)
