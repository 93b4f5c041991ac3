"""Signs of a mail's head that nobody could read: whoever stands above it did not write what stands below.

A head shows itself by what is in it, whatever became of its labels: an address beside a day and an hour, three headers' names
near each other (alone on their lines, glued to their values, parted by dots, arrows or bars, in one row), or the subject of
the mail around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.forwards.head_reader import find_block
from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.languages.labels import LONGEST_LABEL
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.languages.months import STEMS_BY_LANGUAGE
from handlers.intake.reading.lines import lowered
from handlers.intake.reading.prefixes import bare_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from handlers.intake.reading.lines import Line

NEAR = 8  # written lines of one head
MAX_LINES = 80  # of a text; heads stand at its beginning
MAX_LINE = 400  # characters
FEWEST = 3  # headers
SHORTEST = 6  # characters of a subject
HOUR = re.compile(r"(?<!\d)\d{1,2}(?:[:.h]\d{2}(?!\d|\.\d)| ?(?:uhr|h|時|时|点|點|시)\b)", re.IGNORECASE)
DAY = re.compile(r"\b(?:19|20)\d{2}\b|(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:\d{2})?|\d月")
NEAR_NUMBER = re.compile(r"\d{1,2}\.?\s?(?:de )?([^\W\d_]{3,})|([^\W\d_]{3,})\.? \d{1,2}\b")
MONTHS = tuple({stem for stems in STEMS_BY_LANGUAGE.values() for stem, _ in stems if len(stem) > 2})
PARTED = re.compile(
    rf"([^\W\d_][^\t:：|@\n<>]{{0,{LONGEST_LABEL}}}?)\s*(?:(?:\. ?){{2,}}:?|[-=~]{{1,2}}>|→|=|[|\t/]| {{2,}}| [-–—] )\s*\S"
)
GLUED = re.compile(r"([^\W\d_]+?)(?=[A-Z\u00c0-\u00de\u0400-\u042f\d\"<])")
CELL = re.compile(r"\t+|\s*\|\s*| {2,}|\s*;\s*")


def shows_unread_head(
    lines: Sequence[Line], house: Collection[str], subject: str = "", *, quotes: bool = False
) -> bool:
    """`house` are the domains whose addresses tell nothing, `subject` is that of the mail around the text.

    Where a quote begins the looking ends, unless `quotes` says that the text answers nobody.
    """
    written = _own_lines(lines, quotes=quotes)
    if any(_is_header_row(line.raw) for line in lines[:MAX_LINES] if len(line.raw) < MAX_LINE):
        return True
    addressed = [_has_address(text, house) for text in written]
    timed = [bool(HOUR.search(text)) and has_day(text) for text in written]
    if any(sent and any(addressed[max(place - NEAR, 0) : place + NEAR]) for place, sent in enumerate(timed)):
        return True
    names = [header_of(text) for text in written]
    if any(_is_head(names[place : place + NEAR]) for place, name in enumerate(names) if name):
        return True
    below = zip(written[1:], names[1:], strict=True)  # who begins with the subject writes a letter
    return any(name == "subject" and _repeats(text, subject) for text, name in below)


def _own_lines(lines: Sequence[Line], *, quotes: bool) -> list[str]:
    """The written lines up to the first head that was read, and as a rule to the first quote."""
    found: list[str] = []
    for place, line in enumerate(lines[:MAX_LINES]):
        if not line.text:
            continue
        if found and ((not quotes and attribution_at(lines, place)) or find_block(lines, place)):
            break
        found.append(line.text[:MAX_LINE])
    return found


def _has_address(text: str, house: Collection[str]) -> bool:
    if "@" not in text:
        return False
    domains = (found.group().rpartition("@")[2].lower().strip(".>") for found in PLAIN_ADDRESS.finditer(text))
    return any(domain not in house for domain in domains)


def has_day(text: str) -> bool:
    if DAY.search(text):
        return True
    return any((one or other).lower().startswith(MONTHS) for one, other in NEAR_NUMBER.findall(text))


def header_of(text: str) -> str:
    """Which header of a head the line may be, however its label is set apart."""
    if found := label_of(text):
        return found[0]
    bare = text.strip(f"{DECORATION}:：")
    parted = PARTED.match(bare) or GLUED.match(bare)
    for word in (bare, parted.group(1) if parted else ""):
        meaning = meaning_of(lowered(word.strip(DECORATION))) if 1 < len(word) <= LONGEST_LABEL else None
        if meaning:
            return meaning[0]
    return ""


def _is_head(names: Sequence[str]) -> bool:
    found = set(names) & {"from", "date", "to", "subject"}
    return len(found) >= FEWEST and {"from", "subject"} <= found


def _is_header_row(text: str) -> bool:
    """The names of the columns of a table whose rows are mails."""
    cells = [cell.strip(DECORATION) for cell in CELL.split(text.strip(" |\t>"))]
    if not FEWEST <= len(cells) <= NEAR:
        return False
    meanings = [meaning_of(lowered(cell)) for cell in cells if 1 < len(cell) <= LONGEST_LABEL]
    return _is_head([meaning[0] for meaning in meanings if meaning])


def _repeats(text: str, subject: str) -> bool:
    found, around = label_of(text), bare_subject(subject)
    return found is not None and len(around) >= SHORTEST and bare_subject(found[2]) == around
