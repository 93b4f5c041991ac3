"""The line that some clients put above a forwarded mail, recognised by its words and its dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from handlers.intake.reading.languages.subjects import END_STEM_LIST, FORWARD_STEM_LIST, ORIGINAL_STEM_LIST
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

Separator = Literal["forward", "original", "end", "rule", ""]

DECORATION = re.compile(r"[-_=*~—–―─━#+|<>. ]{2,}")
LOST = re.compile(r"[-=]{3,} ?[?\ufffd][?\ufffd ]{2,}[?\ufffd] ?[-=]{3,}")  # words of which only marks are left
RULE = re.compile(r"[-_=*~—–―─━ ]{5,}")
MAX_WORDS = 130  # characters
MAX_PLAIN = 60  # of a line that ends with a colon and has no dashes


def separator_of(text: str) -> Separator:
    """Forwarded-message line, original-message line (forwards and answers), end of a forward, bare rule,
    or none.
    """
    if not 3 <= len(text) <= MAX_WORDS:
        return ""
    if RULE.fullmatch(text):
        return "rule"
    if text[0] in "-=" and ("?" in text or "\ufffd" in text) and LOST.fullmatch(text):
        return "original"
    decorated = DECORATION.match(text) is not None
    if not decorated and not text.rstrip("*_ ").endswith((":", "：")):
        return ""
    return _by_words(lowered(text.strip("-_=*~—–―─━#+|<>.: ：")), decorated=decorated)


def _by_words(words: str, *, decorated: bool) -> Separator:
    if not words or (":" in words and not decorated):
        return ""
    if any(stem in words for stem in END_STEM_LIST):
        return "end"
    if any(stem in words for stem in FORWARD_STEM_LIST) and (decorated or len(words) < MAX_PLAIN):
        return "forward"
    return "original" if decorated and any(stem in words for stem in ORIGINAL_STEM_LIST) else ""


def separator_above(lines: Sequence[Line], index: int) -> tuple[Separator, int]:
    """The separator within the three written lines above, and the line where it starts."""
    seen, start = 0, index
    best: Separator = ""
    for place in range(index - 1, max(index - 8, -1), -1):
        text = lines[place].text
        if not text:
            continue
        found = separator_of(text)
        if found in {"forward", "original"}:
            return found, place
        if found == "rule" and not best:
            best, start = "rule", place
        seen += 1
        if seen >= 2 or not found:
            break
    return best, start
