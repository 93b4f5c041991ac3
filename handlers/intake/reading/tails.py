"""The end of a mail from the bottom up: phone footers, disclaimers, signatures; and the gateway's banner
at its top.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from handlers.intake.reading.disclaimers import DASHES, disclaimer, label_of_secrecy, warning_below
from handlers.intake.reading.languages.closings import (
    CLOSINGS,
    MAX_FOOTER,
    MOBILE_FOOTERS,
)
from handlers.intake.reading.languages.meanings import without_accents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.disclaimers import Found
    from handlers.intake.reading.facts import FoldKind
    from handlers.intake.reading.lines import Line

TITLE = r"(?:(?:Dr|Prof|Ing|Dipl|Mr|Ms|Mrs|Herr|Frau)\.?(?:-Ing\.?)? )*"
WORD_OF_NAME = r"[^\W\d_a-z](?:[^\W\d_]|['’.-])+"
NAME = re.compile(rf"{TITLE}{WORD_OF_NAME}(?: (?:von|van|de|der|den|di|da|la|le|af|zu|{WORD_OF_NAME})){{0,4}}")
DASH_AND_NAME = re.compile(rf"[-–—]{{1,2}}\s?{WORD_OF_NAME}(?: {WORD_OF_NAME}){{0,2}}")
CLOSING_WORDS = frozenset(CLOSINGS) | frozenset(map(without_accents, CLOSINGS))
PUNCTUATION = " ,.!;:)-–—*_~。、！，،"
SYMBOLS = re.compile(r"(?:\s*[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\u200d])+$")  # a smile behind the closing
CONTACT = re.compile(
    r"\b(?:tel|phone|mobile|mob|fax|cell|fon|telefon|handy|tél|tlf|puh|office|direct|www\.|https?://|hrb|"
    r"registergericht|handelsregister|geschäftsführ|ust-id|vat|registered|siret|kvk)|[☎📞✆]|"
    r"\+\d[\d ()/.-]{6,}|@\S+\.\w{2,}|電話|电话|전화",
    re.IGNORECASE,
)
FROM_SOMEWHERE = re.compile(
    r" (?:aus|from|depuis|desde|de|da|dal|dalla|vanuit|uit|z|ze|od|fra|från|iz|из|з)(?: (?:dem|der|the|la|le))? \S{2,30}$"
)
AND = re.compile(r" (?:und|and|&|\+|et|y|e|en|och|og|ja|i|a|и) ")
POSTSCRIPT = re.compile(r"(?:p\.?\s?s\.?|n\.?b\.?|post scriptum)\s?[:.]? ", re.IGNORECASE)
BEFORE_NAME = re.compile(
    r"^(?:(?:i\.? ?[av]\.?|ppa\.?|gez\.?|signed|p\.? ?p\.?|per|ihre?|eure?r?|your|yours,?|votre|vaše|uw|din|deres|tuo"
    r"|suo|dr\.?|ing\.?|prof\.?"
    r"|mgr\.?|dipl\S*|mr\.?|ms\.?|mrs\.?|herr|frau|mme|m\.|~|[-–—/*|]+)\s*)+",
    re.IGNORECASE,
)
NAME_ENDS = re.compile(r"\s*[,(|/•·;–—]\s*|\s+-\s+|\s{2,}")
FORM_LINE = re.compile(r"[^\s:：][^:：]{1,40}[ .]*[:：]\s*\S")
FEWEST_WORDS = 4  # of a sentence
MAX_FAREWELL = 4  # words
MAX_FORM = 3  # lines; so many labelled ones below a rule are a form, no address card
MAX_NAME_LINE = 80
MAX_SIGNATURE = 25  # lines
MAX_CARD = 14
MAX_CLOSING = 60
LONG_LINE = 90  # a sentence, not a line of a signature


def tail_start(lines: Sequence[Line], name: str = "", *, closed: bool = False) -> tuple[int, FoldKind | None, str]:
    """Where the lowest fold begins; (len, None, "") when nothing is to be folded. `closed`: a signature was folded below."""
    end = _last_written(lines)
    if end == 0:
        return len(lines), None, ""
    dashed = partial(_dashed_signature, closed=closed)
    for find in (_mobile_footer, label_of_secrecy, disclaimer, warning_below, dashed, _closing, _card):
        start, kind, because = find(lines, end)
        if kind:
            return start, kind, because
    start, kind, because = _bare_name(lines, end, name)
    return (start, kind, because) if kind else _named_card(lines, end, name)


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


def _bare_name(lines: Sequence[Line], end: int, name: str) -> Found:
    """A last line that is nothing but the sender's own name, or a part of it, or its initials."""
    text = lines[end - 1].text.strip(PUNCTUATION).casefold()
    known = name.casefold().replace(",", " ").split()
    initials = "".join(word[0] for word in known)
    words = text.split()
    named = bool(words) and all(word in known for word in words)
    named = named or (bool(known) and text in {known[0][0], known[0][:2]})
    if end > 1 and known and (named or (len(initials) > 1 and text.replace(".", "").replace(" ", "") == initials)):
        return _farewell_above(lines, end - 1), "signature", "the sender's own name"
    return len(lines), None, ""


def _farewell_above(lines: Sequence[Line], place: int) -> int:
    """Where the signature begins: few words with a comma, set apart from the text, are a closing in any language."""
    above = place - 1
    while above > 0 and not lines[above].text:
        above -= 1
    text = lines[above].text
    apart = above > 1 and not lines[above - 1].text and any(line.text for line in lines[: above - 1])
    return above if apart and text.endswith(",") and len(text.split()) <= MAX_FAREWELL else place


def _named_card(lines: Sequence[Line], end: int, name: str) -> Found:
    """A card that begins with the sender's own name, with or without a way to reach him: "Ida Berg, Quality"."""
    known = frozenset(name.casefold().replace(",", " ").split())
    if not known:
        return end, None, ""
    for place in range(max(end - MAX_CARD, 1), end):
        above = lines[place - 1].text
        starts = not above or above.endswith((".", "!", "?", ",", ")", "。")) or is_closing(above)
        if starts and _begins_with_name(lines[place].text, known) and _only_card_below(lines, place + 1, end):
            return place, "signature", "the sender's own name and card"
    return end, None, ""


def _begins_with_name(text: str, known: frozenset[str]) -> bool:
    bare = BEFORE_NAME.sub("", text).strip()
    if not 0 < len(bare) <= MAX_NAME_LINE or bare.endswith(("?", ";")):
        return False
    words = NAME_ENDS.split(bare, maxsplit=1)[0].casefold().split()
    if not words or len(words) > 5:
        return False
    initials = [word for word in words if len(word.strip(".")) == 1]
    return all(word in known or word in initials for word in words) and any(word in known for word in words)


def _only_card_below(lines: Sequence[Line], start: int, end: int) -> bool:
    return all(
        _line_of_card(line.text) or CONTACT.search(line.text) is not None for line in lines[start:end] if line.text
    ) and not any(POSTSCRIPT.match(line.text) for line in lines[start:end])


def _dashed_signature(lines: Sequence[Line], end: int, *, closed: bool) -> Found:
    for place in range(end - 1, max(end - MAX_SIGNATURE - 1, -1), -1):
        if place == end - 1 and place > 0 and DASH_AND_NAME.fullmatch(lines[place].text):
            return place, "signature", "dash and name"
        raw = lines[place].raw.rstrip("\r\n").removeprefix(" ")
        if raw in {"-- ", "--", "--\xa0", "– ", "–", "—", "—-"} or (
            DASHES.fullmatch(lines[place].text)
            and _short_lines(lines, place + 1, end)
            and not _is_form(lines, place + 1, end)
            and not _parts_the_text(lines, place + 1, end, closed=closed)
        ):
            return place, "signature", "line of dashes"
    return end, None, ""


def _parts_the_text(lines: Sequence[Line], start: int, end: int, *, closed: bool) -> bool:
    """The rule stands between two paragraphs: a sentence follows it, and the closing only then."""
    first = next(place for place in range(start, end) if lines[place].text)
    sentence = lines[first].text.endswith((".", "!", "?", "。")) and len(lines[first].text.split()) >= FEWEST_WORDS
    return sentence and (closed or any(is_closing(line.text) for line in lines[first + 1 : end]))


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
    text = text if text.isascii() else SYMBOLS.sub("", text)
    words = text.lower().strip(PUNCTUATION)
    if words in CLOSING_WORDS:
        return True
    if len(words) > MAX_CLOSING:
        return False
    place = FROM_SOMEWHERE.search(words)
    if place and words[: place.start()].strip(PUNCTUATION) in CLOSING_WORDS:
        return True  # "mit freundlichen Grüßen aus Wels"
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


def _is_form(lines: Sequence[Line], start: int, end: int) -> bool:
    """Lines of labels and values that name more than ways to reach somebody: a report, not a signature."""
    labelled = [line.text for line in lines[start:end] if FORM_LINE.match(line.text)]
    return sum(not CONTACT.search(text) for text in labelled) >= MAX_FORM


def _short_lines(lines: Sequence[Line], start: int, end: int) -> bool:
    written = [line.text for line in lines[start:end] if line.text]
    contact = any(CONTACT.search(text) for text in written)
    return bool(written) and all(len(text) <= LONG_LINE for text in written) and (contact or len(written) <= 4)
