"""What makes labelled lines a head: the sender and enough beside him, the languages of its labels, the separator above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.separators import Separator, separator_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line


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
