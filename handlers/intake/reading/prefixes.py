"""What the beginning of a subject says: somebody forwards, somebody answers, or nothing.

Gateways put marks before it ("[EXT]", "[EXTERNAL]", "[SPAM?]"), so these are passed over; a prefix is a
hint only, since people edit subjects.
"""

from __future__ import annotations

import re
from typing import Literal

from handlers.intake.reading.languages.subjects import FORWARD_WORDS, REPLY_WORDS
from handlers.intake.reading.lines import lowered

Prefix = Literal["forward", "reply", ""]

MARK = re.compile(
    r"\s*(?:[\[({<*]{1,2}\s?[^\[\](){}<>*:]{1,40}\s?[\])}>*]{1,2}|"
    r"【[^【】]{1,40}】|(?:ext|extern|external|externe|externo|esterno|spam|suspected spam)\s*[:|\-–]|"
    r"\*{2,5}\s?spam\s?\*{2,5}|\**)[\s\-:\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]*",
    re.IGNORECASE,
)
WORD = re.compile(
    r"\s*([^\s:：\[\]()]{1,16}(?: [^\s:：\[\]()]{1,10})?)\s*(?:[\[(]\d{1,3}[\])]|\^\d{1,3}|"
    r"\d{1,2})?\s*[:：]\s*"
)
REPLY_IN_FINNISH = "vs"  # "vastaus"; in Danish and Norwegian the same letters forward
MAX_SUBJECT = 400


def prefix_of(subject: str, language: str = "") -> Prefix:
    """The first prefix decides: "RE: FW: x" is an answer, "FW: RE: x" is forwarded."""
    rest = _without_marks(subject[:MAX_SUBJECT])
    found = WORD.match(rest)
    if found is None:
        return ""
    word = lowered(found.group(1)).strip("-. ")
    if word == REPLY_IN_FINNISH:
        return "reply" if language == "fi" else "forward"
    if word in FORWARD_WORDS:
        return "forward"
    return "reply" if word in REPLY_WORDS else ""


def _without_marks(subject: str) -> str:
    for _ in range(4):
        found = MARK.match(subject)
        if not found or not found.end():
            break
        subject = subject[found.end() :]
    return subject


def bare_subject(subject: str) -> str:
    """Without marks and prefixes, in lower case: what two mails of one matter share."""
    return subject_behind_marks(subject).lower()


def subject_behind_marks(subject: str) -> str:
    """Without marks and prefixes, as it is written."""
    rest = subject[:MAX_SUBJECT]
    for _ in range(12):
        rest = _without_marks(rest)
        found = WORD.match(rest)
        word = lowered(found.group(1)).strip("-. ") if found else ""
        if not found or (word not in FORWARD_WORDS and word not in REPLY_WORDS and word != REPLY_IN_FINNISH):
            break
        rest = rest[found.end() :]
    return " ".join(rest.split())
