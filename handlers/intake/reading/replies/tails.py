"""The end of a mail from the bottom up: phone footers, disclaimers, signatures; and the gateway's banner
at its top.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.closings import (
    CLOSINGS,
    DISCLAIMERS,
    MAX_FOOTER,
    MOBILE_FOOTERS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import FoldKind
    from handlers.intake.reading.lines import Line

DASHES = re.compile(r"--[ ]?|—|–-|-- ?—|_{5,}|-{4,}|={5,}|\*{5,}")
TITLE = r"(?:(?:Dr|Prof|Ing|Dipl|Mr|Ms|Mrs|Herr|Frau)\.?(?:-Ing\.?)? )*"
WORD_OF_NAME = r"[^\W\d_a-z](?:[^\W\d_]|['’.-])+"
NAME = re.compile(rf"{TITLE}{WORD_OF_NAME}(?: (?:von|van|de|der|den|di|da|la|le|af|zu|{WORD_OF_NAME})){{0,4}}")
DASH_AND_NAME = re.compile(rf"[-–—]{{1,2}}\s?{WORD_OF_NAME}(?: {WORD_OF_NAME}){{0,2}}")
CLOSING_WORDS = frozenset(CLOSINGS)
PUNCTUATION = " ,.!;:)-–—*_~。、！，،"
CONTACT = re.compile(
    r"\b(?:tel|phone|mobile|mob|fax|cell|fon|telefon|handy|tél|tlf|puh|office|direct|www\.|https?://|hrb|"
    r"registergericht|handelsregister|geschäftsführ|ust-id|vat|registered|siret|kvk)|[☎📞✆]|"
    r"\+\d[\d ()/.-]{6,}|@\S+\.\w{2,}|電話|电话|전화",
    re.IGNORECASE,
)
AND = re.compile(r" (?:und|and|&|\+|et|y|e|en|och|og|ja|i|a|и) ")
POSTSCRIPT = re.compile(r"(?:p\.?\s?s\.?|n\.?b\.?|post scriptum)\s?[:.]? ", re.IGNORECASE)
MAX_SIGNATURE = 25  # lines
MAX_CARD = 14
MAX_DISCLAIMER = 40
MAX_CLOSING = 60
LONG_LINE = 90  # a sentence, not a line of a signature


def tail_start(lines: Sequence[Line], name: str = "") -> tuple[int, FoldKind | None, str]:
    """Where the lowest fold begins; (len, None, "") when nothing is to be folded."""
    end = _last_written(lines)
    if end == 0:
        return len(lines), None, ""
    for find in (_mobile_footer, _disclaimer, _dashed_signature, _closing, _card):
        start, kind, because = find(lines, end)
        if kind:
            return start, kind, because
    return _bare_name(lines, end, name)


Found = tuple[int, "FoldKind | None", str]


def _last_written(lines: Sequence[Line]) -> int:
    end = len(lines)
    while end and not lines[end - 1].text:
        end -= 1
    return end


def _mobile_footer(lines: Sequence[Line], end: int) -> Found:
    for place in range(end - 1, max(end - 4, -1), -1):
        text = lines[place].text.strip("*_<>[]() -–—").lower()
        below = [line.text for line in lines[place + 1 : end] if line.text]
        if not all("http" in each or "<" in each for each in below):
            break
        if text and len(text) <= MAX_FOOTER and text.startswith(MOBILE_FOOTERS):
            return place, "mobile_footer", "footer of a phone or mail program"
    return end, None, ""


def _disclaimer(lines: Sequence[Line], end: int) -> Found:
    first = end
    for place in range(max(end - MAX_DISCLAIMER, 1), end):
        text = lines[place].text.strip("*_-=•|# ").lower()
        if text.startswith(DISCLAIMERS) and not lines[place - 1].text.endswith(","):
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


def _bare_name(lines: Sequence[Line], end: int, name: str) -> Found:
    """A last line that is nothing but the sender's own name, or a part of it, or its initials."""
    text = lines[end - 1].text.strip(PUNCTUATION).casefold()
    known = name.casefold().replace(",", " ").split()
    initials = "".join(word[0] for word in known)
    words = text.split()
    named = bool(words) and all(word in known for word in words)
    if end > 1 and known and (named or (len(initials) > 1 and text.replace(".", "").replace(" ", "") == initials)):
        return end - 1, "signature", "the sender's own name"
    return len(lines), None, ""


def _dashed_signature(lines: Sequence[Line], end: int) -> Found:
    for place in range(end - 1, max(end - MAX_SIGNATURE - 1, -1), -1):
        if place == end - 1 and place > 0 and DASH_AND_NAME.fullmatch(lines[place].text):
            return place, "signature", "dash and name"
        raw = lines[place].raw.rstrip("\r\n")
        if raw in {"-- ", "--", "--\xa0", "– ", "—", "—-"} or (
            DASHES.fullmatch(lines[place].text) and _short_lines(lines, place + 1, end)
        ):
            return place, "signature", "line of dashes"
    return end, None, ""


def _closing(lines: Sequence[Line], end: int) -> Found:
    """ "Kind regards," and what stands below it, when that looks like a name and an address card."""
    first = next((place for place in range(end) if lines[place].text), end)
    for place in range(max(end - MAX_SIGNATURE, first + 1), end):
        if is_closing(lines[place].text) and _card_below(lines, place + 1, end):
            return place, "signature", f"closing “{lines[place].text[:60]}”"
    return end, None, ""


def _card(lines: Sequence[Line], end: int) -> Found:
    """An address card without a closing: a name, then short lines, one with a way to reach somebody."""
    start = end
    while start and end - start < MAX_CARD and _line_of_card(lines[start - 1].text):
        start -= 1
    for place in range(max(start, 1), end):
        if not lines[place - 1].text and NAME.fullmatch(lines[place].text) and _is_card(lines, place, end):
            return place, "signature", "name and address card"
    return end, None, ""


def _is_card(lines: Sequence[Line], start: int, end: int) -> bool:
    above = next((line.text for line in reversed(lines[:start]) if line.text), ":")
    below = [line.text for line in lines[start + 1 : end] if line.text]
    return not above.endswith((":", ",")) and any(CONTACT.search(text) for text in below)


def _line_of_card(text: str) -> bool:
    return (
        len(text) <= LONG_LINE
        and not text.endswith(("?", "!", ";"))
        and not (text.endswith(".") and len(text) > MAX_CLOSING)
    )


def is_closing(text: str) -> bool:
    """ "Kind regards", "Thanks, Anna", "Viele Grüße Anna Berg": a closing and at most a name."""
    words = text.lower().strip(PUNCTUATION)
    if words in CLOSING_WORDS:
        return True
    if len(words) > MAX_CLOSING:
        return False
    head, comma, _ = words.partition(",")
    if comma and head.strip(PUNCTUATION) in CLOSING_WORDS and len(head) > 2:
        return True
    if AND.search(words) and AND.split(words)[-1].strip(PUNCTUATION) in CLOSING_WORDS:
        return True  # "vielen Dank und freundliche Grüße"
    return _closing_and_name(text.strip(PUNCTUATION))


def _closing_and_name(text: str) -> bool:
    words = text.split()
    for count in range(1, min(4, len(words))):
        name = words[-count:]
        if not all(word[0].isupper() for word in name):
            return False
        if " ".join(words[:-count]).lower().strip(PUNCTUATION) in CLOSING_WORDS:
            return True
    return False


def _card_below(lines: Sequence[Line], start: int, end: int) -> bool:
    written = [line.text for line in lines[start:end] if line.text]
    if not written:
        return True
    sentences = sum(len(text) > LONG_LINE and not CONTACT.search(text) for text in written)
    more = sum(text.endswith("?") or POSTSCRIPT.match(text) is not None for text in written)
    return len(written[0]) <= 70 and sentences == 0 and more == 0


def _short_lines(lines: Sequence[Line], start: int, end: int) -> bool:
    written = [line.text for line in lines[start:end] if line.text]
    contact = any(CONTACT.search(text) for text in written)
    return bool(written) and all(len(text) <= LONG_LINE for text in written) and (contact or len(written) <= 4)
