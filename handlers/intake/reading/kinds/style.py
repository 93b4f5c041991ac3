"""How a mail is written, whatever it says: whether it asks, exclaims, fills in a form, names money, and how long it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNSPACED = re.compile("[\u2e80-\U0010ffff]")  # Chinese and Japanese characters
_SHOUTED = re.compile(r"[A-Z](?<=\b.)[A-Z]{3,19}\b[ ,.!]{1,3}[A-Z]{3,20}\b")
_SHARE = re.compile(r"\d(?<=\b.)\d{0,5} (?:of|out of|von|sur|su|de|van|z|ze) (?:the |den |les |dei )?\d{1,7}\b")
_TOLERANCE = re.compile(r"[\d+-](?:(?<=\d) ?(?:\+/?-|±|\+-)|(?<=[+-])0[.,]\d)")
_OF_A_TOLERANCE = ("±", "+-", "+/-", "+0", "-0")  # one of them stands in each
_FORM = re.compile(r"^[\w ./-]{3,30}: \S.*\n[\w ./-]{3,30}: \S", re.MULTILINE)
_MONEY = re.compile(r"[€$£EU](?:(?<=[€$£])|(?<=\bE)UR\b|(?<=\bU)SD\b)")
_GREETING = re.compile(
    r"\s*(?:dear|hello|hi|good|hallo|guten|sehr geehrte|liebe|bonjour|madame|buongiorno|buenos|beste|goede|dzień|dobrý)",
    re.IGNORECASE,
)
_TRAITS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("asks", lambda text: "?" in text or "？" in text),
    ("exclaims", lambda text: "!" in text),
    ("shouts", _SHOUTED.search),
    ("share of", _SHARE.search),
    ("tolerance", lambda text: any(sign in text for sign in _OF_A_TOLERANCE) and _TOLERANCE.search(text)),
    (
        "form lines",
        lambda text: ": " in text and _FORM.search(text),
    ),  # prose has no colon, and every line would be tried
    ("money", _MONEY.search),
    ("link", lambda text: "http://" in text or "https://" in text or "www." in text),
    ("greets", _GREETING.match),
)


def style_of(text: str) -> Iterator[str]:
    yield from (name for name, shows in _TRAITS if shows(text))
    words = len(text.split())
    count = words if text.isascii() else max(words, len(_UNSPACED.findall(text)) // 2)
    yield "tiny" if count < 8 else "short" if count < 25 else "middle" if count < 80 else "long"
