"""Heads as a phone or a web mail shows them, copied or photographed: a name, "to me", a day and a subject, hardly a label.

Porous housings   Inbox                     Ida Berg • ida@berg.example
IB  Ida Berg              yesterday         To: quality@castwell.example
    to me v                                 Mar 17, 2026, 3:04 PM
                                            Porous housings
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.languages.labels import BY_LANGUAGE
from handlers.intake.reading.languages.views import INBOX, TO_ME
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

ARROW = " v▾▼⌄˅>•·.…"
GAP = re.compile(r"[ \xa0]{2,}|\t+")
INITIALS = re.compile(r"[^\W\d_]{1,2}")
NAME = re.compile(r"(?:[^\W\d_][^\s\d@<>:]*\.?[ -]){1,4}[^\W\d_][^\s\d@<>:]*")
CHAT = re.compile(r"\[?\d{1,2}:\d{2}(?::\d{2})?\]?[^:]{1,60}:\s+(?=\S)")  # "[05:43] Ruben Thackray: "
PERSON = re.compile(
    r"(?P<name>[^\W\d_][^:@<>()\d•·|]{2,60}?)\s?[•·|<(\[–-]\s?"
    r"(?P<address>[^\s<>()\[\]@:]{1,80}@[^\s<>()\[\]@:]{3,120})[>)\]]?"
)
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
SHORT, LONGEST = 45, 150  # characters of a date, of a subject
ALL_LANGUAGES = ("en", *(name for name in BY_LANGUAGE if name != "en"))


def viewed_heads(lines: Sequence[Line]) -> list[Block]:
    """One at most: the heads of a whole conversation stand side by side."""
    found = [
        block
        for place, line in enumerate(lines)
        if line.text and (block := _to_me(lines, place) or _pasted(lines, place))
    ]
    return found if len(found) == 1 else []


def _to_me(lines: Sequence[Line], place: int) -> Block | None:
    if len(lines[place].text) > SHORT or lowered(lines[place].text.rstrip(ARROW)) not in TO_ME:
        return None
    above = [each for each in range(max(place - 6, 0), place) if lines[each].text]
    if len(above) < 2:
        return None
    *_, title, person = above
    values = _person(lines[person].text)
    if not values or len(lines[title].text) > LONGEST:
        return None
    values["subject"] = _without_folder(lines[title].text)
    return Block(title, title, place + 1, lines[place].depth, "", values, ALL_LANGUAGES[:1], unlabelled=True)


def _person(text: str) -> dict[HeaderName, str]:
    cells = [cell for cell in GAP.split(text) if not INITIALS.fullmatch(cell)]
    if not cells or len(cells) > 3:
        return {}
    if not NAME.fullmatch(cells[0]) and len(PLAIN_ADDRESS.findall(cells[0])) != 1:
        return {}
    dated = cells[-1] if len(cells) > 1 and CLOCK.search(cells[-1]) else ""
    return {"from": cells[0], "date": dated} if dated else {"from": cells[0]}


def _without_folder(text: str) -> str:
    cells = GAP.split(text)
    return " ".join(cells[:-1] if len(cells) > 1 and lowered(cells[-1]) in INBOX else cells)


def _pasted(lines: Sequence[Line], place: int) -> Block | None:
    """The writer with his address, his reader, a day with an hour and a subject, each on a line and in this order."""
    text = CHAT.sub("", lines[place].text, count=1) if lines[place].text[0] in "[0123456789" else lines[place].text
    person = PERSON.fullmatch(text) if "@" in text else None
    if person is None or place + 3 >= len(lines):
        return None
    following = [line.text for line in lines[place + 1 : place + 4]]
    label, date, title = label_of(following[0]), following[1], following[2]
    if not (label and label[0] == "to") and lowered(following[0].rstrip(ARROW)) not in TO_ME:
        return None
    if (
        len(date) > SHORT
        or not CLOCK.search(date)
        or not parse_date(date, ALL_LANGUAGES)
        or not 0 < len(title) <= LONGEST
    ):
        return None
    values: dict[HeaderName, str] = {
        "from": f"{person.group('name').strip()} <{person.group('address')}>",
        "to": label[2] if label else "",
        "date": date,
        "subject": title,
    }
    return Block(place, place, place + 4, lines[place].depth, "", values, ALL_LANGUAGES, unlabelled=True)
