"""Automatic answers told by their subject: "Automatic reply: …", "[Auto-Reply] …", "Re: … (Automatic Response)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.automatic_words import (
    ABSENCE_PHRASES,
    AUTO_REPLY_SUBJECTS,
    BEHIND_SUBJECT,
    PLAIN_WORDS,
    SAYS_AUTOMATIC,
)
from handlers.intake.reading.machine.senders import says_automatic
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.envelope import Envelope

MARKS = re.compile(r"^(?:\s*(?:\[[^\]]{0,40}\]|re\s?:|aw\s?:|sv\s?:|\*+))+\s*", re.IGNORECASE)
OF_GATEWAYS = re.compile(
    r"(?:\s*(?:\[\s?(?:ext|spam)[^\]]{0,30}\]|\*{2,5}\s?spam\s?\*{2,5}|(?:ext(?:ern(?:al|e|o)?)?|esterno|spam)\s*[:|]))+\s*",
    re.IGNORECASE,
)
MARK = re.compile(r"\s*[\[【［]\s*([^\]】］]{1,40})[\]】］]")
ANSWERED = re.compile(r"\s*(?:\[[^\]]{0,40}\]\s*)?(?:re|aw|sv)\s?:", re.IGNORECASE)
BEHIND = re.compile(rf"[(\[](?:{'|'.join(map(re.escape, BEHIND_SUBJECT))})[)\]]\s*$")
MAX_SEARCHED = 6_000
MAX_ABSENCE = 400
_LONGEST_FIRST = tuple(sorted(AUTO_REPLY_SUBJECTS, key=lambda words: (-len(words), words)))
_IN_MARKS = tuple(words for words in _LONGEST_FIRST if words not in PLAIN_WORDS)


def tells_of_absence(text: str) -> bool:
    return any(phrase in text for phrase in ABSENCE_PHRASES)


def behind_gateways(subject: str) -> str:
    """Without the marks that gateways put before it: "[EXT]", "***SPAM***"."""
    marks = OF_GATEWAYS.match(subject)
    return subject[marks.end() :] if marks else subject


def by_subject(envelope: Envelope, body: Body) -> str:
    """The sign, or "" when the subject is no automatic answer's."""
    subject = behind_gateways(envelope.subject)
    if prefix_of(subject) == "forward":
        return ""
    marked = MARK.match(subject)
    if marked and marked.group(1).lower().startswith(_IN_MARKS):
        return f"subject “{marked.group().strip()}”"
    return _behind(subject, body) or _in_front(subject, envelope, body)


def _behind(subject: str, body: Body) -> str:
    """Only in an answer, and short: a device's "auto response" may be what a person writes about."""
    found = BEHIND.search(subject.lower())
    text = body.plain[:MAX_SEARCHED].lower().split("\n>")[0]
    if found is None or not ANSWERED.match(subject) or len(text) > MAX_ABSENCE:
        return ""
    return f"subject “… {found.group().strip()}” and the wording of an absence" if tells_of_absence(text) else ""


def _words_in_front(subject: str) -> tuple[str, str]:
    """The words that the subject begins with, and the rest; of two in a row the second counts, unless people use it too."""
    words = next((each for each in _LONGEST_FIRST if subject.startswith(each)), "")
    rest = subject[len(words) :].strip()
    more = next((each for each in _LONGEST_FIRST if rest.startswith(each)), "") if words else ""
    counts = more and (
        words in PLAIN_WORDS or more not in PLAIN_WORDS
    )  # "absent: automatic answer: …", but "OOO: absent"
    return (more, rest[len(more) :].strip()) if counts else (words, rest)


def _in_front(subject: str, envelope: Envelope, body: Body) -> str:
    words, rest = _words_in_front(MARKS.sub("", subject).lower().strip())
    if not words:
        return ""
    answered = ANSWERED.match(rest) is not None  # what it answers stands behind
    told = answered or rest.startswith((":", "："))
    ends = not rest or told or rest[0] in "-–—(|.[!" or words.endswith(":")
    automatic = says_automatic(envelope)
    if ANSWERED.match(subject) and not automatic:
        return ""  # somebody answers an automatic answer
    if words not in PLAIN_WORDS and (ends or automatic):
        return f"subject “{words}”"
    if answered:
        return f"subject “{words}” before what it answers"
    text = body.plain[:MAX_SEARCHED].lower()
    says = any(phrase in text for phrase in SAYS_AUTOMATIC)
    if tells_of_absence(text) and ((ends and (told or says)) or automatic or envelope.in_reply_to):
        return f"subject “{words}” and the wording of an absence"
    return f"subject “{words}”, written by a machine" if automatic else ""
