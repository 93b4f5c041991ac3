"""Who wrote, when, to whom and about what, from the lines of a head of which the labels may be lost, unknown or odd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.learned.cells import ENDS, cells_of
from handlers.intake.reading.forwards.learned.signs import MAX_LINE, PARTS, SHORTEST_SUBJECT, around_of, letters_of
from handlers.intake.reading.forwards.people import tidy_people
from handlers.intake.reading.forwards.separators import separator_above, separator_of
from handlers.intake.reading.forwards.unread_heads import HOUR, has_day
from handlers.intake.reading.languages.labels import BY_LANGUAGE
from handlers.intake.reading.prefixes import subject_behind_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.forwards.learned.cells import Cell
    from handlers.intake.reading.forwards.learned.signs import Around
    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

BROKEN_ADDRESS = re.compile(r"(<[^<>\s]{1,80}) ([^<>\s]{1,80}>)")
NAME = re.compile(r"[^\W\d_][^\d:：@<>|/]{1,60}")
MAX_WORDS, MOST_OF_TITLE = 5, 10  # of a name, of a subject
BOX = re.compile(r"[\u2500-\u257f]{2}")  # drawn around something
CALLED = ("from", "address")
AROUND_NAMES = f"{ENDS}<>()/ "
ALL_LANGUAGES = ("en", *(name for name in BY_LANGUAGE if name != "en"))


def block_of(lines: Sequence[Line], places: Sequence[int], carrier: Carrier, above: int | None = None) -> Block | None:
    """None where nobody from outside stands in it. `above` is the place of the line close above it: a title, perhaps."""
    around, texts = around_of(carrier), [lines[place].text[:MAX_LINE] for place in places]
    cells = cells_of(texts)
    sender, date = _sender(cells, around), _date(cells, texts, carrier)
    title = _title(lines[above].text) if above is not None else ""
    subject = _whole(_subject(cells, around, sender, title), texts, carrier)
    if not sender:
        return None
    readers = [cell.value for cell in cells if cell.label == "to"]
    given: dict[HeaderName, str] = {"from": sender, "date": date, "subject": subject, "to": "; ".join(readers)}
    values = {name: value for name, value in given.items() if value}
    separator, start = separator_above(lines, places[0])
    end, depth = places[-1] + 1, lines[places[0]].depth
    return Block(start, places[0], end, depth, separator, values, _languages(date, carrier), unlabelled=True)


def _sender(cells: Sequence[Cell], around: Around) -> str:
    """The address that is called the sender's, else the first of an outsider that has a name beside it."""
    tidy = [BROKEN_ADDRESS.sub(r"\1\2", tidy_people(cell.value)) for cell in cells]
    addresses = [_address_in(text) for text in tidy]
    outside = [bool(each) and each.rpartition("@")[2].lower() not in around.house for each in addresses]
    for labels in (("from",), ("address",), ("", "other"), ("date", "subject")):
        for at, cell in enumerate(cells):
            if cell.label in labels and (outside[at] or (addresses[at] and cell.label == "from")):
                name = _name_in(tidy[at], addresses[at]) or _name_near(cells, at)
                if name or cell.label in CALLED:
                    return f"{name} <{addresses[at]}>" if name else addresses[at]
    return ""


def _address_in(text: str) -> str:
    found = PLAIN_ADDRESS.search(text)
    return found.group().strip(".>") if found else ""


def _name_in(text: str, address: str) -> str:
    for piece in PARTS.split(text.replace(address, " \t ")):
        found = NAME.fullmatch(piece.strip(AROUND_NAMES))
        if found and len(found.group().split()) <= MAX_WORDS + 1:
            return found.group()
    return ""


def _name_near(cells: Sequence[Cell], at: int) -> str:
    """What is called the sender, or stands above the address or below it: a name and nothing else."""
    called = [cell for cell in cells if cell.label == "from"]
    above = cells[max(at - 2, 0) : at]
    near = (*called, *reversed(above), *cells[at + 1 : at + 2])
    names = (
        cell.value.strip(AROUND_NAMES)
        for cell in near
        if cell.label in {"", "from"} or (cell.label == "other" and cell in above[-1:])
    )
    return next((name for name in names if NAME.fullmatch(name) and len(name.split()) <= MAX_WORDS), "")


def _date(cells: Sequence[Cell], texts: Sequence[str], carrier: Carrier) -> str:
    candidates = [cell.value for cell in cells if cell.label == "date"]
    candidates += [*(cell.value for cell in cells), *texts]
    for clocked in (True, False):
        for text in candidates:
            may_be = HOUR.search(text) if clocked else has_day(text)
            if may_be and parse_date(text, ALL_LANGUAGES, carrier.date):
                return text
    return ""


def _languages(date: str, carrier: Carrier) -> tuple[str, ...]:
    return next(((name,) for name in ALL_LANGUAGES if date and parse_date(date, (name,), carrier.date)), ("en",))


def _whole(subject: str, texts: Sequence[str], carrier: Carrier) -> str:
    """What the mail around it is about too, where a dash in it was taken for the end of a cell."""
    known = subject_behind_marks(carrier.subject)
    return known if subject and subject in known and any(text.endswith(known) for text in texts) else subject


def _title(text: str) -> str:
    title, words = text.strip(f"{ENDS} "), len(text.split())
    short = 0 < words <= MOST_OF_TITLE and bool(title) and title[-1] not in ".,:;!" and not BOX.search(title)
    return title if short and "@" not in title and not HOUR.search(title) and not separator_of(text) else ""


def _subject(cells: Sequence[Cell], around: Around, sender: str, title: str) -> str:
    """What is called so, or what the mail around is about too, or the title above, or the longest that is nobody and no day."""
    called = next((cell.value for cell in cells if cell.label == "subject"), "")
    if called:
        return called
    if len(around.subject) >= SHORTEST_SUBJECT:
        repeated = next((cell.value for cell in cells if letters_of(cell.value).endswith(around.subject)), "")
        if repeated:
            return repeated
    if title:
        return title
    left = [cell for cell in cells if _may_be_subject(cell.value, sender)]
    bare = max((cell.value for cell in left if not cell.label), key=len, default="")
    return bare or next((cell.value for cell in reversed(left) if cell.label == "other"), "")


def _may_be_subject(text: str, sender: str) -> bool:
    somebody_or_day = "@" in text or has_day(text) or HOUR.search(text) or text in sender
    return not somebody_or_day and any(letter.isalpha() for letter in text)
