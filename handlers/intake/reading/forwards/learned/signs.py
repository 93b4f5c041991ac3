"""What one line of a text shows that may stand in a head: numbers, in the order of `SIGNS`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.banners import says_banner, says_outside
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.forwards.people import joined_address, tidy_people
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.forwards.unread_heads import HOUR, has_day, header_of
from handlers.intake.reading.languages.closings import CLOSINGS
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered
from handlers.intake.reading.prefixes import prefix_of, subject_behind_marks

if TYPE_CHECKING:
    from handlers.intake.reading.forwards.carrier import Carrier

HEADERS = ("from", "date", "to", "cc", "subject", "other")
SIGNS = (
    *(f"label {name}" for name in HEADERS),
    *(f"label without colon {name}" for name in HEADERS),
    *("outsider", "outsiders", "insider", "reader", "at sign", "hour", "day", "subject", "subject alone"),
    *("separator", "rule", "pair", "colon", "colons", "ends in colon", "length", "words", "ends in comma", "ends in stop"),
    *("name", "name alone", "parts", "brackets", "digits", "capitals", "closing", "banner", "first word", "headers named"),
    *("forward prefix", "reply prefix"),
)  # fmt: skip
MAX_LINE = 400  # characters
LONGEST_WORD = 24
SHORTEST_SUBJECT = 4  # letters
FULL_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]{1,20}[ ,]+(?:[^\W\d_]{1,3} )?[^\W\d_a-z][^\W\d_]{1,20}")
PAIR = re.compile(r"[*_]{0,2}[^\W\d_][^\d:：@<>*]{0,28}[*_]{0,2}\s?[:：]")
PARTS = re.compile(r"\s*[|•·→\t]\s*| {3,}|\s-\s|\s/\s|;\s|=>|->")
NO_LETTER = re.compile(r"[\W_]+")
BRACKETS = "<>[]()"
CLOSING_WORDS = frozenset(CLOSINGS)


@dataclass(frozen=True, slots=True)
class Around:
    """The mail around the text: its subject without signs, whose house it is, and who reads it."""

    subject: str
    house: frozenset[str]
    readers: frozenset[str]


def around_of(carrier: Carrier) -> Around:
    people = [each for each in (carrier.sender, *carrier.recipients) if each]
    return Around(
        letters_of(subject_behind_marks(carrier.subject)),
        frozenset(each.domain.lower() for each in people if "." in each.domain),
        frozenset(each.address.lower() for each in people if each.address),
    )


def letters_of(text: str) -> str:
    return NO_LETTER.sub("", text.casefold())


def addresses_in(text: str) -> list[str]:
    tidy = tidy_people(text) if "@" in text else joined_address(text)
    return [found.group().lower().strip(".>") for found in PLAIN_ADDRESS.finditer(tidy)]


def signs_of(text: str, around: Around) -> tuple[float, ...]:
    text = text[:MAX_LINE]
    words, low = text.split(), lowered(text)
    return (
        *_labels(text),
        *_people(text, around),
        float(bool(HOUR.search(text))),
        float(has_day(text)),
        *_subject(text, around),
        *_layout(text),
        float(min(len(text), 300)),
        float(min(len(words), 40)),
        float(text.endswith((",", "!", "，", "！"))),
        float(text.endswith((".", "?", "。", "？"))),
        float(bool(FULL_NAME.search(text))),
        float(bool(FULL_NAME.fullmatch(text.strip("*_,;:<> ")))),
        float(len(PARTS.findall(text))),
        float(sum(text.count(sign) for sign in BRACKETS)),
        sum(letter.isdigit() for letter in text) / max(len(text), 1),
        sum(word[:1].isupper() for word in words) / max(len(words), 1),
        float(low.strip(" ,.!;-–—*_~。") in CLOSING_WORDS),
        float(says_banner(text) or says_outside(text)),
        *_words(words),
        float(prefix_of(text) == "forward"),
        float(prefix_of(text) == "reply"),
    )


def _labels(text: str) -> list[float]:
    label = label_of(text)
    bare = "" if label else header_of(text)
    return [
        *(float(label is not None and label[0] == name) for name in HEADERS),
        *(float(bare == name) for name in HEADERS),
    ]


def _people(text: str, around: Around) -> tuple[float, ...]:
    found = addresses_in(text)
    outside = sum(address.rpartition("@")[2] not in around.house for address in found)
    return (
        float(outside > 0),
        float(outside),
        float(outside < len(found)),
        float(any(address in around.readers for address in found)),
        float("@" in text),
    )


def _subject(text: str, around: Around) -> tuple[float, float]:
    if len(around.subject) < SHORTEST_SUBJECT:
        return 0.0, 0.0
    letters = letters_of(text)
    alone = letters.endswith(around.subject) and len(letters) <= len(around.subject) + 14
    return float(around.subject in letters), float(alone)


def _layout(text: str) -> tuple[float, ...]:
    separator = separator_of(text)
    return (
        float(separator in {"forward", "original"}),
        float(separator == "rule"),
        float(bool(PAIR.match(text))),
        float(":" in text[:30] or "：" in text[:30]),
        float(text.count(":") + text.count("：")),
        float(text.endswith((":", "："))),
    )


def _words(words: list[str]) -> tuple[float, float]:
    meanings = [
        meaning_of(lowered(bare)) if 1 < len(bare := word.strip("*_:,;.()[]|\"'")) < LONGEST_WORD else None
        for word in words[:30]
    ]
    named = {meaning[0] for meaning in meanings if meaning and meaning[0] != "other"}
    return float(bool(meanings and meanings[0])), float(len(named))
