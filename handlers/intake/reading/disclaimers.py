"""What a company's mail system writes below the text: legal footers, a label of secrecy, a warning of mail from outside."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from handlers.intake.reading.banners import warns_of_outside
from handlers.intake.reading.languages.disclaimers import DISCLAIMERS, LABELS, LEGAL_STEMS, LEVELS, SECRET, UNMISTAKABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import FoldKind
    from handlers.intake.reading.lines import Line

DASHES = re.compile(r"--[ ]?|—|–-|-- ?—|[—–―─━]{3,}|_{5,}|-{4,}|[=＝]{5,}|\*{5,}|\*{0,2}(?:\. ?){5,}\*{0,2}")
LABEL = re.compile(
    rf"[\[(*#]*(?:{'|'.join(LABELS)})\s*[:=–-]\s*(?:{'|'.join(LEVELS)})(?:\s*[-–/]?\s*(?:{'|'.join(LEVELS)}))?[\])*#.]*",
    re.IGNORECASE,
)
MAX_DISCLAIMER = 60
MAX_LABEL = 80  # characters
MAX_WARNING = 8  # lines
HEADING = 60  # characters
ENDS_OF_SENTENCES = ".!?。！？"
FEWEST_STEMS = 2

Found = tuple[int, "FoldKind | None", str]


def label_of_secrecy(lines: Sequence[Line], end: int) -> Found:
    """`Classification: INTERNAL` as the last line."""
    text = lines[end - 1].text
    if end > 1 and len(text) <= MAX_LABEL and LABEL.fullmatch(text):
        return end - 1, "disclaimer", "label of a classification"
    return end, None, ""


def warning_below(lines: Sequence[Line], end: int) -> Found:
    """The last paragraph is the banner that other gateways put above the text."""
    first = end
    while first and lines[first - 1].text and end - first <= MAX_WARNING:
        first -= 1
    if first and warns_of_outside(" ".join(line.text for line in lines[first:end])):
        return first, "banner", "warning of a mail gateway"
    return end, None, ""


def disclaimer(lines: Sequence[Line], end: int) -> Found:
    first = end
    top = next((place for place in range(end) if lines[place].text), end)
    for place in range(max(end - MAX_DISCLAIMER, 1), end):
        text = " ".join(lines[place].text.strip("*_-=•|# ").lower().split())
        opens = text.startswith(DISCLAIMERS) and not lines[place - 1].text.endswith(",")
        if (
            opens
            and (text.startswith(UNMISTAKABLE) or _is_legal(lines, place, end))
            and (place > top or _ends_here(lines, place, end))
        ):
            first = place
            break
    if first == end:
        return end, None, ""
    written = sum(len(line.text) for line in lines[first:end])
    if written < 40:
        return end, None, ""
    if first and DASHES.fullmatch(lines[first - 1].text):
        first -= 1
    return first, "disclaimer", "wording of a disclaimer"


def _ends_here(lines: Sequence[Line], place: int, end: int) -> bool:
    """No paragraph of another kind follows: a disclaimer at the very top must not take the sender's words along."""
    gap = next((each for each in range(place, end) if not lines[each].text), end)
    below = next((each for each in range(gap, end) if lines[each].text), end)
    return below == end or _is_legal(lines, below, end)


def _is_legal(lines: Sequence[Line], place: int, end: int) -> bool:
    """Its paragraph, and the next one where it is only a heading, speaks as lawyers do."""
    words = ""
    for above, line in itertools.pairwise(lines[place - 1 : end]):
        ends = words and not above.text and line.text and not line.text[0].islower()  # no double-spaced line of it
        if ends and not _is_heading(words):
            break
        words = f"{words} {line.text.lower()}"
    secret = any(word in words for word in SECRET) and not any(character.isdigit() for character in words)
    return secret or _stems(words) >= FEWEST_STEMS


def _is_heading(words: str) -> bool:
    return len(words) <= HEADING and (bool(_stems(words)) or words.rstrip()[-1] not in ENDS_OF_SENTENCES)


def _stems(words: str) -> int:
    return sum(stem in words for stem in LEGAL_STEMS)
