"""Heads that no client wrote so, and that the mail around them explains.

A translating gateway translates labels too ("Give: A <a@b>", "Sent on: …", "Object: …"); a ticket system writes who and when on one
line, the address below it and then the subject. What stands there is believed only for its shape and for the subject or the people
that the carrying mail has as well, and only in a text without an ordinary head.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.dates import parse_date
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.languages.labels import BY_LANGUAGE
from handlers.intake.reading.prefixes import bare_subject, prefix_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

PAIR = re.compile(r"[*_]{0,2}[^\W\d_][^\d:：@<>*]{0,28}[*_]{0,2}[:：][*_]{0,2}\s?(?=[^\s/])(.{2,400})")
WHO_AND_WHEN = re.compile(r"[*_]{0,2}([^\W\d_][^,:@<>\d*]{1,60})[*_]{0,2}[,|·–-]\s?(\S.{7,60})")
ADDRESS = re.compile(r"[<(\[]?([^\s<>()\[\]@:]{1,120}@[^\s<>()\[\]@:]{3,120})[>)\]]?")
TIME = re.compile(r"\d[:.]\d\d|\d\s?[h時时點点시]")
FEWEST, MOST = 3, 6  # lines
FEWEST_KNOWN = 2  # labels
SHORTEST = 6  # characters of a subject that another one may end with
ALL_LANGUAGES = ("en", *(name for name in BY_LANGUAGE if name != "en"))


def guessed_heads(lines: Sequence[Line], subject: str, date: datetime | None) -> list[Block]:
    """`subject` and `date` are those of the mail around the text."""
    found: list[Block] = []
    for place, line in enumerate(lines):
        if (
            not line.text
            or (found and place < found[-1].end)
            or (place and lines[place - 1].text and not _rule(lines, place - 1))
        ):
            continue
        block = _translated(lines, place, subject, date) or _of_ticket(lines, place, subject, date)
        if block:
            found.append(block)
    return found


def _rule(lines: Sequence[Line], place: int) -> bool:
    return bool(separator_of(lines[place].text))


def _translated(lines: Sequence[Line], place: int, subject: str, carried: datetime | None) -> Block | None:
    texts = _pairs(lines, place)
    if not FEWEST <= len(texts) <= MOST or len(PLAIN_ADDRESS.findall(texts[0])) != 1:
        return None
    labels = [label_of(text) for text in texts]
    if labels[0] and labels[0][0] != "from":
        return None
    known = Counter(name for each in labels if each and each[0] != "other" for name in each[1])
    languages = (*sorted(known, key=lambda name: (-known[name], ALL_LANGUAGES.index(name))), *ALL_LANGUAGES)
    values: dict[HeaderName, str] = {}
    for text, label in zip(texts, labels, strict=True):
        value = _value(text)
        name = label[0] if label else _by_shape(value, values, languages, subject)
        if name is None or (name in values and name != "other"):
            return None
        values[name] = value
    if not _is_head(values, [each[0] for each in labels if each], subject) or not _is_past(
        values.get("date", ""), languages, carried
    ):
        return None
    return Block(
        place,
        place,
        place + len(texts),
        lines[place].depth,
        "",
        values,
        _read_in(values["date"], languages),
        illegible=True,
    )


def _pairs(lines: Sequence[Line], place: int) -> list[str]:
    """The labelled lines in a row; none when text follows without a blank line."""
    texts: list[str] = []
    for line in lines[place : place + MOST + 1]:
        if not PAIR.fullmatch(line.text):
            return [] if line.text else texts
        texts.append(line.text)
    return texts


def _value(text: str) -> str:
    found = PAIR.fullmatch(text)
    return found.group(1).strip(" *_") if found else ""


def _by_shape(value: str, have: dict[HeaderName, str], languages: tuple[str, ...], subject: str) -> HeaderName | None:
    if "@" in value:
        order: tuple[HeaderName, ...] = ("from", "to", "cc")
        return next((name for name in order if name not in have), None)
    if "date" not in have and TIME.search(value) and parse_date(value, languages):
        return "date"
    return "subject" if "subject" not in have and ("date" in have or _is_subject(value, subject)) else "other"


def _is_head(values: dict[HeaderName, str], known: Sequence[HeaderName], subject: str) -> bool:
    """With the subject of the mail around it; or passed on, with two labels known and a subject that only a translator knows."""
    if "from" not in values:
        return False
    if _is_subject(values.get("subject", ""), subject):
        return True
    translated = len(known) >= FEWEST_KNOWN and "subject" not in known and "@" in values.get("to", "")
    return translated and prefix_of(subject) == "forward"


def _is_subject(value: str, subject: str) -> bool:
    value, around = bare_subject(value), bare_subject(subject)
    return bool(value) and (value == around or (len(value) >= SHORTEST and around.endswith(value)))


def _is_past(text: str, languages: tuple[str, ...], carried: datetime | None) -> bool:
    """A date with a time, before the mail that carries it: an appointment mostly lies ahead."""
    date = parse_date(text, languages, carried) if TIME.search(text) else None
    return date is not None and (carried is None or date.date() <= carried.date())


def _read_in(date: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The first of the languages that has the words of the date."""
    return next(((name,) for name in languages if parse_date(date, (name,))), languages[:1])


def _of_ticket(lines: Sequence[Line], place: int, subject: str, carried: datetime | None) -> Block | None:
    who = WHO_AND_WHEN.fullmatch(lines[place].text)
    address = ADDRESS.fullmatch(lines[place + 1].text) if who and place + 2 < len(lines) else None
    title = next((each for each in range(place + 2, min(place + 5, len(lines))) if lines[each].text), None)
    if not who or not address or title is None:
        return None
    if not _is_subject(lines[title].text, subject) or not _is_past(who.group(2), ALL_LANGUAGES, carried):
        return None
    values: dict[HeaderName, str] = {
        "from": f"{who.group(1).strip()} <{address.group(1)}>",
        "date": who.group(2),
        "subject": lines[title].text,
    }
    return Block(place, place, title + 1, lines[place].depth, "", values, _read_in(who.group(2), ALL_LANGUAGES))
