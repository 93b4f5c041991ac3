"""The warning that a mail gateway puts above the sender's own words ("CAUTION: external sender")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.languages.closings import BANNER_WORDS, BANNERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

BANNER_LINES = 8
MAX_BANNER = 900  # characters
FRAMES = {("*", "*"), ("[", "]"), ("=", "="), ("-", "-"), ("#", "#"), ("!", "!"), ("<", ">"), ("【", "】")}


def banner_end(lines: Sequence[Line]) -> int:
    """The line below a gateway's banner, 0 when the text begins with the sender's own words."""
    place = 0
    while place < len(lines) and not lines[place].text:
        place += 1
    start = place
    if start < len(lines) and _is_framed(lines[start].text) and _says_banner(lines[start].text):
        return start + 1 if any(line.text for line in lines[start + 1 :]) else 0
    place = min(place + 1, len(lines))
    while place < len(lines) and lines[place].text and place - start < BANNER_LINES and _goes_on(lines, place):
        place += 1
    if not _says_banner(" ".join(line.text for line in lines[start:place])):
        return 0
    return place if place < len(lines) else 0


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Still the banner, when the line above stops in a sentence, or this line speaks of links and senders too."""
    text = lines[place].text.lower()
    return not lines[place - 1].text.endswith((".", "!", "]", "*", "。", "！", ")")) or any(
        w in text for w in BANNER_WORDS
    )


def _says_banner(text: str) -> bool:
    banner = text.strip("*_[]-=!#⚠️ ").lower()
    return len(banner) <= MAX_BANNER and banner.startswith(BANNERS) and any(word in banner for word in BANNER_WORDS)


def _is_framed(text: str) -> bool:
    """`*** … ***` or `[ … ]`: a line that ends where the banner ends."""
    return len(text) > 4 and (text[0], text[-1]) in FRAMES
