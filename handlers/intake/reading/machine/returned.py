"""Where the words of a bounce end and the mail that came back begins, in a text that holds both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.intake.reading.languages.bounce_words import RETURNED_MARKS

LINE_OF_HEADER = re.compile(
    r"^[ \t>|]*(message-id|to|subject|x-failed-recipients|final-recipient|"
    r"original-recipient)[ \t]*:[ \t]*(?:\r?\n[ \t>|]*(?=<))?(.{1,500})",  # a gateway may wrap a long identifier
    re.IGNORECASE | re.MULTILINE,
)
OF_REPORTS = re.compile(
    r"[ \t>|]*(?:[a-z-]*-mta|arrival-date|(?:final|original)-recipient|action|status|diagnostic-code|x-[a-z]+-(?:queue-id|sender))"
    r"[ \t]*:",
    re.IGNORECASE,
)
ANY_HEADER = re.compile(r"[ \t>|]*[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:[ \t]")
MOST_MARKS = 40
BETWEEN = 3  # lines between a mark and the first header
MAX_SEARCHED = 60_000  # characters of the bounce's own words


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a home-made bounce, cut where the returned mail begins."""

    own: str
    returned: str


def split(text: str) -> Words:
    """The returned mail begins at the earliest mark right below which headers follow, else anywhere below."""
    lower = text.lower()
    if len(lower) != len(text):  # some capitals change their length
        text = lower
    marks = (match.start() for mark in RETURNED_MARKS for match in re.finditer(re.escape(mark), lower))
    places = [place for place in sorted(marks)[:MOST_MARKS] if LINE_OF_HEADER.search(text, place)]
    loose = (
        min(places, default=len(text)) if "-recipient:" not in lower else len(text)
    )  # a report's own lines are no mail
    cut = next((place for place in places if _headers_follow(text, place)), loose)
    return Words(text[:cut][:MAX_SEARCHED], text[cut:][: 2 * MAX_SEARCHED])


def _headers_follow(text: str, place: int) -> bool:
    """Not below "delete your text from the returned message", where the reasons follow, with their addresses."""
    begin = text.rfind("\n", 0, place) + 1
    lines = [line for line in text[begin : begin + 2_000].split("\n") if line.strip()]
    for count, line in enumerate(lines):
        if count > BETWEEN or OF_REPORTS.match(line):
            return False
        if ANY_HEADER.match(line):
            return True
        if "@" in line:
            return False
    return False


def line_of(text: str, name: str) -> str:
    """The value of a header that stands in a text, "" where it has none."""
    return next(
        (found.group(2).strip() for found in LINE_OF_HEADER.finditer(text) if found.group(1).lower() == name),
        "",
    )
