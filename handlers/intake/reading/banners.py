"""The warning that a mail gateway puts above the sender's own words ("CAUTION: external sender")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.banner_words import (
    ALARMS,
    BANNER_WORDS,
    BANNERS,
    BY_A_GATEWAY,
    WARNED_OF_DEEDS,
    WARNED_OF_MAILS,
    WARNED_OF_OUTSIDE,
    WARNING_GOES_ON,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

UNMISTAKABLE = tuple(words for words in BANNERS if words not in ALARMS)
ALARM = re.compile(rf"^(?:{'|'.join(sorted(map(re.escape, ALARMS), key=len, reverse=True))})(?=\W)[\s:!–-]*")
SUBJECTS = (WARNED_OF_OUTSIDE, WARNED_OF_MAILS, WARNED_OF_DEEDS)
BANNER_LINES = 12
_REMEMBERED = 2_048  # lines: one is asked about from every head that may begin above it
MAX_BANNER = 900  # characters
MAX_WARNED = 1_000  # with the alarm before it
MAX_UNKNOWN = 320  # of one that begins with none of the known words
MAX_REMARK = 120
MAX_IN_A_ROW = 3  # an own warning, then that of the next gateway
FRAMES = {("*", "*"), ("[", "]"), ("=", "="), ("-", "-"), ("#", "#"), ("!", "!"), ("<", ">"), ("【", "】")}
EDGE = re.compile(r"[-_=*~#+|─━═╔╗╚╝┌┐└┘╭╮╰╯ ]{4,}")
MARKED = re.compile(r"(?P<mark>[A-Za-z]{6,40}Banner)Start")  # as Proofpoint does it
TAGGED = re.compile(r"\\?\[\s?ext\w{0,8}\s?\\?\]", re.IGNORECASE)  # Markdown escapes it
SENTENCE = re.compile(r"\S.*?(?:[.!?\]]+(?=\s|$)|[。！？]|$)\s*")
DECORATION = "*_[]()-=!#|+<>{}【】║│⚠️🛑❗⛔※ \t"


def banner_end(lines: Sequence[Line]) -> int:
    """The line below a gateway's banner, 0 when the text begins with the sender's own words."""
    end = 0
    for _ in range(MAX_IN_A_ROW):
        found = _one_banner(lines[end:])
        if not found:
            break
        end += found
    return end


def _one_banner(lines: Sequence[Line]) -> int:
    start = _next_written(lines, 0)
    if marked := _between_marks(lines, start):
        return _rest(lines, marked)
    if start < len(lines) and EDGE.fullmatch(lines[start].text):
        start = _next_written(lines, start + 1)
    if start < len(lines) and _ends_with_its_line(lines, start):
        return _rest(lines, start + 1)
    place = min(start + 1, len(lines))
    boxed = _lower_edge(lines, start)
    while (
        place < len(lines)
        and lines[place].text
        and place - start < BANNER_LINES
        and (place < boxed or (_goes_on(lines, place) and not _begins_anew(lines, start, place)))
    ):
        place += 1
    if not _is_surely_banner(" ".join(line.text.strip(DECORATION) for line in lines[start:place])):
        return 0
    return _rest(lines, place)


def behind_banner(text: str, below: str = "") -> str:
    """What stands behind a warning that shares its line with the sender's own words; the line below may end the warning."""
    end = 0
    for sentence in SENTENCE.finditer(text[: MAX_BANNER + 1]):
        if any(character.isdigit() for character in sentence.group()) or not _speaks_of_mails(sentence.group()):
            break
        if _subjects(text[:end]) == len(SUBJECTS) and not _goes_on_to_warn(sentence.group()):
            break  # the warning is complete, "attached is the report" is the sender's
        end = sentence.end()
    warning, rest = text[:end].strip(), text[end:].strip()
    wrapped = f"{rest} {below}" if below and rest[-1:].isalpha() else ""
    goes_on = _speaks_of_mails(wrapped) and _goes_on_to_warn(wrapped)
    return rest if rest.strip(DECORATION) and not goes_on and warning and _is_surely_banner(warning) else text


def _goes_on_to_warn(sentence: str) -> bool:
    words = f" {sentence.lower()}"
    return _subjects(sentence) > 1 or any(each in words for each in (*WARNING_GOES_ON, *BY_A_GATEWAY))


def _subjects(text: str) -> int:
    """Of how many of the three a text speaks: from outside, a mail, what to do with it."""
    words = text.lower()
    return sum(any(each in words for each in subject) for subject in SUBJECTS)


def _speaks_of_mails(sentence: str) -> bool:
    words = sentence.lower()
    return any(each in words for each in (*BANNER_WORDS, *WARNED_OF_DEEDS, *BY_A_GATEWAY))


def _next_written(lines: Sequence[Line], place: int) -> int:
    while place < len(lines) and not lines[place].text:
        place += 1
    return place


def _lower_edge(lines: Sequence[Line], start: int) -> int:
    """The line that closes a box around the paragraph at start; 0 when there is no box."""
    for place in range(start + 1, min(start + BANNER_LINES, len(lines))):
        if not lines[place].text:
            break
        if EDGE.fullmatch(lines[place].text):
            return place
    return 0


def _between_marks(lines: Sequence[Line], start: int) -> int:
    """Below a warning of which a gateway marks the beginning and the end by words of its own; 0 where there is none."""
    opened = MARKED.fullmatch(lines[start].text) if start < len(lines) else None
    closing = f"{opened['mark']}End" if opened else ""
    below = range(start + 1, min(start + 2 * BANNER_LINES, len(lines)))
    return next((place + 1 for place in below if closing and lines[place].text == closing), 0)


def _ends_with_its_line(lines: Sequence[Line], start: int) -> bool:
    text = lines[start].text
    if _is_framed(text) and _is_surely_banner(text):
        return True
    alone = start + 1 >= len(lines) or not lines[start + 1].text
    if (
        alone
        and _is_framed(text)
        and (text.strip(DECORATION).lower() in BANNERS or (says_banner(text) and says_outside(text)))
    ):
        return True
    return alone and TAGGED.match(text) is not None and len(text) <= MAX_REMARK and _speaks_of_mail(text.lower())


def _rest(lines: Sequence[Line], place: int) -> int:
    """Where the own words begin: below the lower edge of the frame; 0 when there are none."""
    edge = _next_written(lines, place)
    if edge < len(lines) and EDGE.fullmatch(lines[edge].text):
        place = edge + 1
    return place if any(line.text for line in lines[place:]) else 0


def _goes_on(lines: Sequence[Line], place: int) -> bool:
    """Still the banner, when the line above stops in a sentence, or this line speaks of links and senders too."""
    text, above = lines[place].text.lower(), lines[place - 1].text.rstrip(" |")
    if EDGE.fullmatch(text):
        return False
    return not above.endswith((".", "!", "]", "*", "。", "！", ")")) or any(w in text for w in BANNER_WORDS)


def _begins_anew(lines: Sequence[Line], start: int, place: int) -> bool:
    """The warning is complete without a full stop, and what follows speaks of something else."""
    text = lines[place].text
    if not text[0].isupper() or _speaks_of_mails(text) or _speaks_of_mail(text.lower()):
        return False
    return _subjects(" ".join(line.text for line in lines[start:place])) == len(SUBJECTS)


def _is_surely_banner(text: str) -> bool:
    """Above the sender's words no alarm about goods may pass for one: it speaks of a mail, and from where or what not to do."""
    banner = text.strip(DECORATION).lower()
    if not says_banner(banner):
        return False
    if banner.startswith(UNMISTAKABLE) and any(word in banner for word in BANNER_WORDS):
        return True
    behind = (
        banner.partition(" ")[2] if banner.startswith(tuple(ALARMS)) else ""
    ) or banner  # the alarm alone says nothing
    outside, of_mail, deeds = (any(word in behind for word in words) for words in SUBJECTS)
    bids = deeds and any(word in f" {behind}" for word in WARNING_GOES_ON)
    return of_mail and (bids or (outside and banner.startswith(BANNERS)))


def warns_of_outside(text: str) -> bool:
    """Below the sender's words it has to open as nothing but a banner does, and to be a whole warning."""
    banner = ALARM.sub("", text.strip(DECORATION)[:MAX_WARNED].lower()).strip(DECORATION)
    opens = banner.startswith(UNMISTAKABLE) and len(banner) <= MAX_BANNER
    return opens and not any(map(str.isdigit, banner)) and _subjects(banner) == len(SUBJECTS)


def says_banner(text: str) -> bool:
    banner = text.strip(DECORATION)
    return len(banner) <= MAX_BANNER and _is_banner(banner.lower())


@lru_cache(maxsize=_REMEMBERED)
def _is_banner(banner: str) -> bool:
    return (banner.startswith(BANNERS) and any(word in banner for word in BANNER_WORDS)) or _warns(banner)


def _warns(banner: str) -> bool:
    """Worded in a new way, it still says that a mail came from outside and what is to be done with its links."""
    if len(banner) > MAX_UNKNOWN or any(character.isdigit() for character in banner):
        return False
    return _subjects(banner) == len(SUBJECTS)


def says_outside(text: str) -> bool:
    """A short remark that a mail came from outside, believed only where a head goes on below it."""
    return len(text) <= MAX_REMARK and _is_remark(text.lower())


@lru_cache(maxsize=_REMEMBERED)
def _is_remark(words: str) -> bool:
    return any(word in words for word in WARNED_OF_OUTSIDE) and _speaks_of_mail(words)


def _speaks_of_mail(words: str) -> bool:
    return any(word in words for word in WARNED_OF_MAILS)


def _is_framed(text: str) -> bool:
    """`*** … ***` or `[ … ]`: a line that ends where the banner ends."""
    return len(text) > 4 and (text[0], text[-1]) in FRAMES
