"""The warning that a mail gateway puts above the sender's own words ("CAUTION: external sender")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.languages.closings import BANNER_WORDS, BANNERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

BANNER_LINES = 8


def banner_end(lines: Sequence[Line]) -> int:
    """The line below a gateway's banner, 0 when the text begins with the sender's own words."""
    place = 0
    while place < len(lines) and not lines[place].text:
        place += 1
    start = place
    while place < len(lines) and lines[place].text and place - start < BANNER_LINES:
        place += 1
    banner = " ".join(line.text for line in lines[start:place]).strip("*_[]-=!⚠️ ").lower()
    if not banner.startswith(BANNERS) or not any(word in banner for word in BANNER_WORDS) or len(banner) > 900:
        return 0
    return place if place < len(lines) else 0
