"""One line with a label and its value, with a colon of either width or, where that is believed, without."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION, tidy_value
from handlers.intake.reading.languages.labels import LONGEST_LABEL
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from handlers.intake.reading.languages.labels import HeaderName

    Label = tuple[HeaderName, frozenset[str], str]


@lru_cache(maxsize=1024)  # each line of a head is asked several times
def label_of(text: str) -> Label | None:
    """(header, languages, value) of a labelled line."""
    place = text.find(":", 0, LONGEST_LABEL + 12)
    wide = text.find("：", 0, LONGEST_LABEL + 12)
    if wide >= 0 and (place < 0 or wide < place):
        place = wide
    if place < 1:
        return None
    found = meaning_of(lowered(text[:place].strip(DECORATION)))
    if found is None:
        return None
    return found[0], found[1], tidy_value(text[place + 1 :])


def bare_label_of(text: str) -> Label | None:
    """The same without a colon ("Subject Leak"): only believed below a line that says "forwarded message"."""
    for count in (2, 1):
        words = text.split(" ", count)
        found = meaning_of(lowered(" ".join(words[:count]).strip(DECORATION)))
        if found:
            return found[0], found[1], " ".join(words[count:]).strip()
    return None
