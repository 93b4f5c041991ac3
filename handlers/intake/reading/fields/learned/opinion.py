"""The second opinion on what the rules found, and on what they passed over.

What a rule is sure of stays: a label says more than any statistics, unless its words are meant two ways (`looks.MEANT_TWO_WAYS`).
What it only supposes is as likely as the model says, and what no rule knows is found where the model does.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.deciding import decided
from handlers.intake.reading.fields.learned.looks import looks_at
from handlers.intake.reading.fields.learned.model import shipped_model
from handlers.intake.reading.fields.learned.second_look import looked_again, shipped_forests
from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, DAY_FIELDS, WHOLE_DAY, spans_of
from handlers.intake.reading.fields.learned.view import View
from handlers.intake.reading.fields.ruled import HAVE_A_MAKE
from handlers.intake.reading.fields.shapes import make_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from handlers.intake.reading.facts import Leaning
    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.found import Row
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.ruled import Ruled

SAID = 0.5  # what is less likely is a hint
JUDGED = frozenset((*CODE_FIELDS, *COUNT_FIELDS, *DAY_FIELDS))


def second_opinion(
    pages: Sequence[Ruled], rows: Sequence[Row], sent: datetime | None, leaning: Leaning
) -> Iterator[tuple[Page, list[Candidate]]]:
    """Of each page its candidates, with honest confidences; `leaning` is what the whole mail likely is."""
    views = views_of(pages, rows, sent, leaning)
    first = [list(looks_at(view, shipped_model())) for view in views]
    for one, looks in zip(pages, looked_again(first, views, shipped_forests()), strict=True):
        kept = [candidate for candidate in one.candidates if not _is_judged(candidate)]
        yield one.page, [*kept, *decided(looks)]


def _is_judged(candidate: Candidate) -> bool:
    """Not the other fields, nor weeks and months, of which the model knows nothing, nor mere hints."""
    vague = candidate.name in DAY_FIELDS and len(candidate.value) != WHOLE_DAY
    return candidate.name in JUDGED and candidate.confidence >= SAID and not vague


def views_of(pages: Sequence[Ruled], rows: Sequence[Row], sent: datetime | None, leaning: Leaning) -> list[View]:
    """The pages as the model is shown them: each with what the rules say on any of them."""
    makes, called = _elsewhere(pages)
    listed = _listed(rows)
    return [
        View(
            page=one.page,
            spans=spans_of(one.page, one.candidates, one.counts, one.days),
            taken=[candidate for candidate in one.candidates if candidate.name in JUDGED],
            listed=listed,
            sent=sent.date() if sent else None,
            leaning=leaning,
            makes=makes,
            called=called,
        )
        for one in pages
    ]


def _elsewhere(pages: Sequence[Ruled]) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    makes: defaultdict[str, set[str]] = defaultdict(set)
    called: defaultdict[str, set[str]] = defaultdict(set)
    for one in pages:
        for candidate in one.candidates:
            if candidate.name in CODE_FIELDS:
                called[candidate.value.casefold()].add(candidate.name)
            if candidate.name in HAVE_A_MAKE:
                makes[make_of(candidate.value)].add(candidate.name)
    return makes, called


def _listed(rows: Sequence[Row]) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, value in row.values.items():
            found[value.value].add(name)
    return found
