"""The status of a bounce as RFC 3463 writes it, from the report, the SMTP answer or the wording."""

from __future__ import annotations

import re

from handlers.intake.reading.languages.bounce_words import STATUS_BY_WORDS

ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d]|\.\d)")
REPLY_CODE = re.compile(r"(?<![\d.:/-])([45]\d\d)(?:[ -]|$)", re.MULTILINE)
BY_WORDS = tuple((re.compile(words), status) for words, status in STATUS_BY_WORDS)
BY_REPLY_CODE = {
    "421": "4.3.2", "450": "4.2.0", "451": "4.3.0", "452": "4.2.2", "501": "5.1.3", "503": "5.5.1",
    "521": "5.3.2", "530": "5.7.0", "550": "5.1.1", "551": "5.1.6", "552": "5.2.2", "553": "5.1.3",
    "554": "5.0.0", "571": "5.7.1",
}  # fmt: skip
MAX_SEARCHED = 20_000


def best_status(told: list[str], diagnostic: str, text: str) -> str:
    """The report's own status; when that is only a class ("5.0.0"), a finer one of the same class from
    the words.
    """
    reported = next((status for status in told if ENHANCED.fullmatch(status)), "")
    if reported and not reported.endswith(".0.0"):
        return reported
    for place in (diagnostic, text):
        finer = _enhanced(place)
        if finer and (not reported or finer[0] == reported[0]):
            return finer
    return reported or _by_words(f"{diagnostic}\n{text}"[:MAX_SEARCHED].lower())


def _enhanced(text: str) -> str:
    found = [match.group() for match in ENHANCED.finditer(text[:MAX_SEARCHED]) if match.group(1) in "45"]
    return next((status for status in found if not status.endswith(".0.0")), found[0] if found else "")


def _by_words(text: str) -> str:
    code = REPLY_CODE.search(text)
    for pattern, status in BY_WORDS:
        if pattern.search(text):
            if code and code.group(1)[0] != status[0] and status[0] == "5":
                return f"{code.group(1)[0]}{status[1:]}"
            return status
    if code:
        return BY_REPLY_CODE.get(code.group(1), f"{code.group(1)[0]}.0.0")
    return ""
