"""Labels that a gateway put on one line: "From: A <a@b> Sent: Monday … To: … Subject: …" is four of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.labels import LONGEST_LABEL
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from handlers.intake.reading.languages.labels import HeaderName

DECORATION = "*_>|•·#`'\"[]- \t"
OPENS = re.compile(r"\A[|\s]*(?:[-–—]\s+)?(?:(?:\*{1,2}|_{1,2})(?![*_])[|\s]*)?")
CLOSES = re.compile(r"(?<!\*)\*{0,2}[|\s]*\Z|(?<!_)_{2}[|\s]*\Z|[|\s]+\Z")
ZONES = (
    "GMT",
    "UTC",
    "BST",
    "CET",
    "CEST",
    "MEZ",
    "MESZ",
    "EST",
    "EDT",
    "CST",
    "CDT",
    "MST",
    "MDT",
    "PST",
    "PDT",
    "IST",
    "JST",
)
BEHIND_ZONE = "|".join(f"(?<={zone})" for zone in ZONES)
GLUED = re.compile(
    rf"(?:(?<=\d)|{BEHIND_ZONE})[^\W\d_]+\Z|"
    r"(?<=[!-~])[\u3040-\u9fff]+\Z"  # Japanese and Chinese behind an address
)
ENGLISH = frozenset({"en"})
NEAR_DATE = 30  # characters behind a label of a date in which a digit stands
NEAR = 120  # characters behind a To in which its first address stands


def split_labels(
    name: HeaderName, value: str, languages: frozenset[str]
) -> list[tuple[HeaderName, frozenset[str], str]]:
    """A value that swallowed the next labels: "A <a@b> Sent: Monday … To: … Subject: …" on one line."""
    found: list[tuple[HeaderName, frozenset[str], str]] = []
    current, known, begin = name, languages, 0
    place = _next_colon(value, 0)
    while place >= 0:
        swallowed = _label_before(value, begin, place, languages, {name, *(each for each, _, _ in found), current})
        if swallowed:
            start, each, words = swallowed
            found.append((current, known, value[begin:start].strip(" *_")))
            current, known, begin = each, words, place + 1
        near = 2 * NEAR
        if current == "subject" and "@" not in value[place + 1 : place + 1 + near]:
            break
        place = _next_colon(value, place + 1)
    found.append((current, known, value[begin:].strip()))
    return found


def _next_colon(value: str, begin: int) -> int:
    """The place of the next colon, of either width; -1 when there is none."""
    places = [place for colon in ":：" if (place := value.find(colon, begin)) >= 0]
    return min(places, default=-1)


def _label_before(
    value: str, begin: int, place: int, languages: frozenset[str], seen: set[HeaderName]
) -> tuple[int, HeaderName, frozenset[str]] | None:
    """The label that ends at the colon: up to three words back, of the same language as the block, not
    seen yet.
    """
    for words in (3, 2, 1, 0):
        start = _words_back(value, begin, place, words) if words else _behind_digits(value, begin, place)
        if start is None or (start > 0 and value[start - 1] not in " >)]*" and words):
            continue
        found = meaning_of(lowered(value[start:place].strip(DECORATION)))
        if found and found[0] == "other":
            continue
        dated = found is not None and found[0] == "date" and any(map(str.isdigit, value[place : place + NEAR_DATE]))
        if found and "subject" in seen and "from" in seen and found[0] not in {"to", "cc"} and not dated:
            continue  # a subject may hold any word and a colon; behind it only recipients are believed
        if found and found[0] not in seen and found[1] & (languages | ENGLISH):
            return start, found[0], found[1]
    return None


def _words_back(value: str, begin: int, place: int, words: int) -> int | None:
    start = len(value[begin:place].rstrip(" *")) + begin
    for _ in range(words):
        start = max(begin - 1, *(value.rfind(each, begin, start) for each in " >)]"))
        if start < begin:
            return begin if begin == 0 else None
    return start + 1


def _behind_digits(value: str, begin: int, place: int) -> int | None:
    """A label glued to the end of a date: "10:10An:", "6:40 PM GMTSubject:", "9:26 SEČPredmet:"."""
    start = max(begin, place - LONGEST_LABEL)
    text = value[start:place].rstrip(" *")
    if found := GLUED.search(text):
        return start + found.start()
    behind = _behind_zone(text)
    return start + behind if behind else None


def _behind_zone(text: str) -> int:
    """Where the last capital letter stands that another one precedes: a zone of any language ends there."""
    pairs = ((place, text[place - 1 : place + 1]) for place in range(len(text) - 1, 0, -1))
    return next((place for place, pair in pairs if pair.isalpha() and pair.isupper()), 0)


def tidy_value(value: str) -> str:
    """Without the end of a bold label before it and the bars of table cells around it."""
    return OPENS.sub("", CLOSES.sub("", value))
