"""Labels of which only question marks are left ("????: A <a@b>"): the shape of the values says what each line is.

A sender stands before the recipients in the head of every client, so the first address is taken for his; whoever has such a
head named is less sure of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.meanings import LOST, meaning_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

    Label = tuple[HeaderName, frozenset[str], str]

SHAPE = re.compile(r"[*_|>\s]{0,6}([^:：@<>\"]{1,30}?)[*_\s]{0,4}[:：](.*)")
DATED = re.compile(r"\b(?:19|20|25)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d{2}")
LETTERS = re.compile(r"[^\W\d_]")
FEWEST = 3  # labels of such a head
REACH = 8  # lines


def illegible_label_of(text: str, have: Collection[HeaderName]) -> Label | None:
    """What a line is whose label is lost, beside the headers that the head has already."""
    found = SHAPE.fullmatch(text) if "?" in text or "\ufffd" in text else None
    if found is None or not _is_lost(found.group(1)):
        return None
    value = found.group(2).strip(" \t*_|")
    name = _by_shape(value, have)
    return (name, frozenset(), value) if value and name and name not in have else None


def _is_lost(label: str) -> bool:
    """More marks than letters, and no label of which enough is left."""
    lost = sum(len(run) for run in LOST.findall(label))
    return lost > 0 and lost >= len(LETTERS.findall(label)) and meaning_of(label.lower().strip()) is None


def _by_shape(value: str, have: Collection[HeaderName]) -> HeaderName | None:
    if "@" in value:
        order: tuple[HeaderName, ...] = ("from", "to", "cc")
        return next((name for name in order if name not in have), None)
    if (
        "date" not in have
        and DATED.search(value)
        and not ("subject" not in have and "from" not in have and len(value) > 60)
    ):
        return "date"
    return "subject"


def begins_illegible(lines: Sequence[Line], index: int) -> bool:
    """Three labels at least, the first of them lost, and an address among them."""
    if not ("?" in lines[index].text[:40] or "\ufffd" in lines[index].text[:40]):
        return False
    if illegible_label_of(lines[index].text, ()) is None:
        return False
    if any(illegible_label_of(line.text, ()) for line in lines[max(index - REACH, 0) : index]):
        return False  # the beginning of this head stands above, and something came between
    written = [line.text for line in lines[index : index + REACH] if line.text]
    labelled = [text for text in written if illegible_label_of(text, ()) or _is_label(text)]
    return len(labelled) >= FEWEST and any("@" in text for text in labelled)


def _is_label(text: str) -> bool:
    found = SHAPE.fullmatch(text)
    return found is not None and meaning_of(found.group(1).lower().strip()) is not None
