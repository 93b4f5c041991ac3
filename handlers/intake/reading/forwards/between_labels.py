"""Lines of a head that are no label and no plain value: cut addresses, labels that nobody knows, warnings of several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.banners import says_banner
from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from handlers.intake.reading.forwards.label_lines import Label
    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

MAX_BANNER = 7  # lines
MAX_PIECES = 4  # lines of one address
LINKS = re.compile(r"<?https?://\S+|\b[A-Za-z]{8,40}Banner(?:Start|End)\b")  # a gateway's, with marks for its own use
UNKNOWN = re.compile(r"[^\W\d_][^:：@<>\d]{1,30}[:：]\s*\S")
IN_BRACKETS = re.compile(r"<[^<>\s]{0,120}(?:<mailto:[^<>\s]{0,120})?\Z", re.IGNORECASE)
REST_OF_ADDRESS = re.compile(r"[^<>\s,;:]{0,120}(?:<mailto:[^<>\s]{0,120})?>", re.IGNORECASE)
REST_OF_CLOCK = re.compile(r":\d{2}\b")
ENDS_IN_CLOCK = re.compile(r"\d{1,2}:\d{2}\Z")
SENT_BY = ("sent by", "inviato da")  # the second of a head is the assistant who pressed the button
FOLLOW_UP = ("follow up flag", "flag status", "nachverfolg", "kennzeichnung", "indicateur de suivi", "état de l'indicateur",
             "marca de seguimiento", "estado de la marca", "contrassegno", "opvolgingsvlag", "markering", "flagg")  # fmt: skip


def is_cut(name: HeaderName, value: str, below: Sequence[Line]) -> bool:
    """A client that wraps at a width goes on in the middle of an address, which is closed further below, or of an hour."""
    if name == "date":
        return bool(ENDS_IN_CLOCK.search(value) and REST_OF_CLOCK.match(below[0].text))
    if name not in {"from", "to", "cc"} or not IN_BRACKETS.search(value):
        return False
    return REST_OF_ADDRESS.match("".join(line.text for line in below[:MAX_PIECES])) is not None


def is_unknown_label(name: HeaderName, value: str, text: str) -> bool:
    """A header that no table has, below a sender who is complete."""
    return name == "from" and "@" in value and UNKNOWN.match(text) is not None


def is_second_sender(text: str) -> bool:
    return lowered(text.lstrip(DECORATION)).startswith(SENT_BY)


def is_follow_up(text: str) -> bool:
    """Outlook prints these in a paragraph of their own below the head."""
    return lowered(text.lstrip(DECORATION)).startswith(FOLLOW_UP)


def banner_end(
    lines: Sequence[Line], place: int, have: Collection[HeaderName], label: Callable[[str], Label | None]
) -> int:
    """Where a warning of several lines between two labels ends: at a label that the head has not yet; 0 when none begins."""
    for end in range(place + 1, min(place + MAX_BANNER, len(lines))):
        found = label(lines[end].text) if lines[end].text else None
        if found:
            words = " ".join(LINKS.sub(" ", line.text) for line in lines[place:end])
            return end if found[0] not in have and says_banner(" ".join(words.split())) else 0
    return 0
