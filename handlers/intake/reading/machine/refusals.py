"""Whether a text says why a mail was not taken: a status of RFC 3463 or SMTP beside a reason, in whatever words."""

from __future__ import annotations

import re

from handlers.intake.reading.languages.receipt_words import REFUSED

# "550 5.1.1", "550-5.1.1" or "(552)" is a status wherever it stands.
SURE = re.compile(
    r"(?<![\d.])[45][0-5]\d[ -]#?[45]\.[0-7]\.\d{1,3}(?![\d.]*\d)|\([45][0-5]\d(?:[ -][45]\.[0-7]\.\d{1,3})?\)"
)
# "5.1.26" alone may be a day, "550 rings" a quantity: only beside the reason.
ALONE = re.compile(r"(?<![\d.])[45]\.[0-7]\.\d{1,2}(?![\d.]*\d)|\b55[0-4](?::| - [a-z])")
SENTENCES = re.compile(r"[.!?;]\s|\n")


CODE = re.compile(r"\b[45][0-5]\d\s+\S")  # an SMTP code and the words behind it


def gives_code(text: str) -> bool:
    return CODE.search(text) is not None


def gives_reason(text: str) -> bool:
    lower = text.lower()
    if SURE.search(lower):
        return _refuses(lower)
    return any(ALONE.search(sentence) and _refuses(sentence) for sentence in SENTENCES.split(lower))


def _refuses(text: str) -> bool:
    return any(stem in text for stem in REFUSED)
