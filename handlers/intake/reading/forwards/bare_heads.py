"""Forwards whose head has no From label, below a forwarded-message line.

Yandex and kin write "date, time, Name <address>:"; GroupWise writes ">>> Name <address> date >>>" alone; old Notes clients write
the sender and the date on lines of their own and then To, cc and Subject with the values below.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.head_rules import ranked
from handlers.intake.reading.forwards.label_lines import bare_label_of, label_of
from handlers.intake.reading.forwards.separators import separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

SENDER = r"\"?[^\"<>,\d?\ufffd][^\"<>,]{0,80}\"?\s?(?:\([^()]{1,80}@[^()]{1,80}\)|<[^<>]{3,160}>)"
ONE_LINE = re.compile(rf"(?P<date>\S.{{5,60}}?),?\s(?P<sender>{SENDER}):?")
SENDER_LINE = re.compile(rf"{SENDER}|[^\s@<>]{{1,80}}@[^\s@<>]{{1,120}}")
DATE_LINE = re.compile(r"\D{0,30}\d{1,4}[./-].{3,40}")
GROUPWISE = re.compile(rf">>>\s(?P<sender>{SENDER})\s(?P<date>\d.{{5,40}}?)\s?>>>")
LOOK_AHEAD = 3
MAX_LENGTH = 250
MAX_NOTES = 40  # lines of the head of an old Notes client


def bare_head(lines: Sequence[Line], index: int) -> Block | None:
    if lines[index].raw.startswith(">>>") and (found := GROUPWISE.fullmatch(lines[index].raw.strip())):
        return Block(index, index, index + 1, 0, "", {"from": found.group("sender"), "date": found.group("date")})
    if separator_of(lines[index].text) != "forward":
        return None
    place = _next_written(lines, index + 1)
    if place is None or place > index + LOOK_AHEAD or len(lines[place].text) > MAX_LENGTH:
        return None
    title = label_of(lines[place].text)
    below = _next_written(lines, place + 1) if title and title[0] == "subject" else None
    if title and below is not None and label_of(lines[below].text) is None:
        head = _one_line(lines, index, below)
        return replace(head, values=head.values | {"subject": title[2]}) if head else None
    if title:
        return None  # an ordinary block
    return _one_line(lines, index, place) or _notes(lines, index, place)


def _next_written(lines: Sequence[Line], place: int) -> int | None:
    return next((each for each in range(place, min(place + 6, len(lines))) if lines[each].text), None)


def _one_line(lines: Sequence[Line], index: int, place: int) -> Block | None:
    """Of the two lines into which it may be wrapped, the first stops before the address."""
    text, end = lines[place].text, place + 1
    if "@" not in text and end < len(lines) and lines[end].text.startswith("<"):
        text, end = f"{text} {lines[end].text}", end + 1
    found = ONE_LINE.fullmatch(text)
    if found is None or not any(character.isdigit() for character in found.group("date")):
        return None
    values: dict[HeaderName, str] = {"from": found.group("sender"), "date": found.group("date")}
    end, languages = _labels_below(lines, end, values)
    return Block(index, place, end, lines[place].depth, "forward", values, languages)


def _labels_below(lines: Sequence[Line], place: int, values: dict[HeaderName, str]) -> tuple[int, tuple[str, ...]]:
    """Recipients and subject with labels, at once below the line of sender and date; the languages of these labels."""
    known: Counter[str] = Counter()
    first = place
    while place < len(lines) and (found := label_of(lines[place].text)):
        name, languages, value = found
        if name in values:
            break
        values[name] = value
        known.update(languages)
        place += 1
    return place, ranked(known, place - first)


def _notes(lines: Sequence[Line], index: int, place: int) -> Block | None:
    date = _next_written(lines, place + 1)
    if date is None or not SENDER_LINE.fullmatch(lines[place].text) or not DATE_LINE.fullmatch(lines[date].text):
        return None
    values: dict[HeaderName, str] = {"from": lines[place].text, "date": lines[date].text}
    end = date + 1
    name: HeaderName | None = None
    for each in range(date + 1, min(date + MAX_NOTES, len(lines))):
        text = lines[each].text
        label = bare_label_of(text) if text else None
        if label and label[0] not in values:
            name, values[label[0]], end = label[0], label[2], each + 1
        elif text and name and not values[name]:
            values[name], end = text, each + 1
        elif text or values.get("subject"):
            break
    return Block(index, place, end, lines[place].depth, "forward", values)
