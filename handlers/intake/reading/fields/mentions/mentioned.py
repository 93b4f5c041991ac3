"""Every mention of a day in a page: relative ones, and dates in spellings that the rules for dates leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.fields.mentions.relative import relative_days
from handlers.intake.reading.fields.mentions.sequence import Sequence
from handlers.intake.reading.fields.mentions.written import written_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handlers.intake.reading.fields.dates import Day
    from handlers.intake.reading.fields.page import Page

MOST = 200  # of one page


def day_mentions(page: Page, sent: datetime | None, beside: Iterable[Day] = ()) -> list[Day]:
    """From left to right; they may overlap. `beside` are days found already: what says one of them again is left out, and
    what is reckoned from a part of one ("the end of week" of "the end of week 49").

    Without `sent`, the mail's own time, nothing can be reckoned and nothing is found.
    """
    if sent is None:
        return []
    words = Sequence(page)
    day = sent.date()
    taken = list(beside)
    found: dict[tuple[str, int], Day] = {}
    reckoned = (mention for mention in relative_days(words, day) if not any(_overlap(mention, one) for one in taken))
    for mention in (*written_days(words, day), *reckoned):
        if not any(_says_the_same(mention, other) for other in taken):
            found.setdefault((mention.iso, mention.start), mention)
    return sorted(found.values(), key=lambda mention: (mention.start, mention.end))[:MOST]


def _says_the_same(day: Day, other: Day) -> bool:
    return day.iso == other.iso and _overlap(day, other)


def _overlap(day: Day, other: Day) -> bool:
    return day.start < other.end and other.start < day.end
