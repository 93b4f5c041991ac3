"""What the company knows, recognised on a page: numbers and names, unless their place says that they are something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.masks import Masks
from handlers.intake.reading.fields.shapes import followed_by_unit
from handlers.intake.reading.fields.taking import is_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.known import KnownThings
    from handlers.intake.reading.fields.page import Page

KNOWN, KNOWN_BY_NAME = 0.98, 0.9


def recognised(
    page: Page, known: KnownThings, ignored: Sequence[tuple[int, int]], labelled: Sequence[Candidate]
) -> Iterator[Candidate]:
    """`ignored` are places behind labels such as “Tel”; `labelled` is what labels call the codes of this page."""
    closed = Masks(()).and_also(ignored)
    for name, number, start, end in known.codes_in(page):
        found = Candidate(name, number, KNOWN, start, end)
        if not (closed.covers(start, end) or _is_masked(page, found) or _is_called_otherwise(page, found, labelled)):
            yield found
    for name, called, start, end in known.names_in(page):
        value = page.text[start:end] if name == "product" else called
        yield Candidate(name, value, KNOWN_BY_NAME, start, end)


def _is_masked(page: Page, found: Candidate) -> bool:
    """In a phone number, an account, a date: a code only where that is all of it, spelled as the company spells it."""
    over = page.masks.over(found.start, found.end)
    if over is None:
        return False
    beyond = over[0] < found.start or over[1] > found.end
    return beyond or page.text[found.start : found.end].casefold() != found.value.casefold()


def _is_called_otherwise(page: Page, found: Candidate, labelled: Sequence[Candidate]) -> bool:
    """A part number of digits alone may by chance also be a lot, a serial number or a count: then the label says what it is."""
    if found.name != "part" or not found.value.isdigit():
        return False
    if followed_by_unit(page.text, found.end) or is_quantity(page, found.end):
        return True
    return any(other.name != "part" and other.start < found.end and found.start < other.end for other in labelled)
