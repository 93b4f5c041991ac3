"""What the rules find on a page: codes behind labels and known ones, guesses, days, counts, words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.behind import labels_behind, units_below
from handlers.intake.reading.fields.codes import glued_codes, ignored_places, labelled_codes
from handlers.intake.reading.fields.counting import counts_in
from handlers.intake.reading.fields.dates import days_in
from handlers.intake.reading.fields.meaning import asks, defects, injuries, stated
from handlers.intake.reading.fields.mentions import day_mentions
from handlers.intake.reading.fields.moments import moments
from handlers.intake.reading.fields.proportions import without_pack_sizes
from handlers.intake.reading.fields.quantities import quantities
from handlers.intake.reading.fields.recognised import recognised
from handlers.intake.reading.fields.shapes import make_of
from handlers.intake.reading.fields.unlabelled import guessed_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.counting import Count
    from handlers.intake.reading.fields.dates import Day
    from handlers.intake.reading.fields.known import KnownThings
    from handlers.intake.reading.fields.page import Page

HAVE_A_MAKE = frozenset({"part", "lot", "serial"})  # codes of one sort look alike
_SAME_MAKE, _SHORTEST_MAKE = 0.72, 5


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page with what the rules say of it, and every count and day that stands there, whatever it means."""

    page: Page
    candidates: tuple[Candidate, ...]
    counts: tuple[Count, ...]
    days: tuple[Day, ...]


def ruled(page: Page, known: KnownThings, sent: datetime | None) -> Ruled:
    ignored = ignored_places(page)
    masks = page.masks.and_also(ignored)
    labelled = [*labelled_codes(page, masks), *glued_codes(page, masks)]
    ours = list(recognised(page, known, ignored, labelled)) if known else []
    codes = [*ours, *_not_at(ours, labelled)]
    codes += _not_at(codes, [*labels_behind(page, masks), *units_below(page, masks)])
    guessed = list(guessed_parts(page, masks))
    codes += _of_the_same_make(codes, guessed)
    guesses = list(_not_at(codes, guessed))
    offset = sent.utcoffset() if sent else None
    days = days_in(page, sent.date() if sent else None, offset.total_seconds() / 3600 if offset is not None else None)
    dated = moments(page, days, sent.date() if sent else None)
    counts = tuple(without_pack_sizes(page, tuple(counts_in(page))))
    closed = masks.and_also((day.start, day.end) for day in days)
    counted = quantities(page, counts, closed, [*codes, *guesses, *dated])
    words = (*stated(page), *defects(page), *injuries(page), *asks(page))
    mentions = day_mentions(page, sent, days)
    return Ruled(page, (*codes, *guesses, *dated, *counted, *words), counts, (*days, *mentions))


def _of_the_same_make(codes: Sequence[Candidate], guesses: Sequence[Candidate]) -> list[Candidate]:
    """ "Serials FS-20931 and FS-20934 run out, FS-20932 is fine": a code that is made like a labelled one is of its sort."""
    made: dict[str, Candidate] = {}
    for code in codes:
        if code.name in HAVE_A_MAKE:
            made.setdefault(make_of(code.value), code)
    alike = [
        (guess, made[make])
        for guess in guesses
        if (make := make_of(guess.value)) in made and len(make) >= _SHORTEST_MAKE
    ]
    return list(
        _not_at(
            codes,
            (
                replace(guess, name=code.name, confidence=_SAME_MAKE)
                for guess, code in alike
                if guess.value != code.value
            ),
        )
    )


def _not_at(taken: Sequence[Candidate], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates that do not overlap a place that is taken already; the first taker of a place keeps it."""
    spans = [(candidate.start, candidate.end) for candidate in taken]
    for candidate in candidates:
        if not any(start < candidate.end and candidate.start < end for start, end in spans):
            spans.append((candidate.start, candidate.end))
            yield candidate
