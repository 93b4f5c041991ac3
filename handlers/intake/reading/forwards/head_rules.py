"""What makes labelled lines a head: the sender and enough beside him; and the languages of its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

    from handlers.intake.reading.forwards.separators import Separator
    from handlers.intake.reading.languages.labels import HeaderName


def ranked(languages: Counter[str], labels: int) -> tuple[str, ...]:
    """English when all labels are; Gmail leaves all but "From" in English, so that any other one says more."""
    foreign = [name for name in languages if name != "en"]
    if languages["en"] == labels or not foreign:
        best = max(languages.values(), default=0)
        return tuple(sorted((n for n, count in languages.items() if count == best), key=lambda n: (n != "en", n)))
    return tuple(sorted(foreign, key=lambda name: (-languages[name], name)))


def is_block(values: dict[HeaderName, str], separator: Separator) -> bool:
    sender = values.get("from", "")
    if not any(character.isalpha() for character in sender) or len(sender) > 1_000:
        return False
    others = sum(name in values for name in ("date", "to", "subject"))
    if separator == "forward":
        return others >= 1 or "@" in sender
    if "subject" in values:
        return others >= 2
    return others >= 2 and "@" in sender and any(character.isdigit() for character in values.get("date", ""))
