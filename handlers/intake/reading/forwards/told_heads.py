"""Heads that are told: an entry in the history of a ticket, or a sentence above a quotation.

"17.03.2026 15:04 Ida Berg (ida@berg.example) via e-mail:" with the subject below it, or "on 17 March at 15:04 Ida Berg
<ida@berg.example> wrote to us with the subject "Porous":" above a text in quotation marks. Only together with a subject are
they believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.attributions import attribution_at
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.forwards.quoted_alone import name_and_address
from handlers.intake.reading.languages.labels import BY_LANGUAGE, LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.lines import Line

ENTRY = re.compile(
    r"\W{0,3}(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s.{0,6}?\d{1,2}[:.]\d{2}\S{0,6})[\s,;|·–-]{1,4}"
    r"(?P<name>[^\W\d_][^\d:@<>()\[\]]{1,60}?)\s?[(<\[](?P<address>[^\s<>()\[\]@:]{1,80}@[^\s<>()\[\]@:]{3,120})[)>\]][^:@]{0,40}[:：]?"
)
OPENING, CLOSING = '„“"«»‚‘‹「『', '“”"»«‘’›」』'
TITLE = re.compile(rf"(\w+)\s?:?\s?[{OPENING}]([^{OPENING}{CLOSING}]{{3,200}})[{CLOSING}]")
ALL_LANGUAGES = ("en", *(name for name in BY_LANGUAGE if name != "en"))


def told_heads(lines: Sequence[Line]) -> list[Block]:
    """One head at most: of several entries nobody knows which is meant."""
    if not any("@" in line.text for line in lines):
        return []
    found = [
        block
        for place, line in enumerate(lines)
        if line.text and (block := _entry(lines, place) or _told(lines, place))
    ]
    return found if len(found) == 1 else []


def _entry(lines: Sequence[Line], place: int) -> Block | None:
    found = ENTRY.fullmatch(lines[place].text) if "@" in lines[place].text and place + 1 < len(lines) else None
    label = label_of(lines[place + 1].text) if found else None
    if found is None or label is None or label[0] != "subject" or not label[2]:
        return None
    return Block(
        place,
        place,
        place + 2,
        lines[place].depth,
        "",
        {
            "from": f"{found.group('name').strip()} <{found.group('address')}>",
            "date": found.group("date"),
            "subject": label[2],
        },
        tuple(sorted(label[1], key=ALL_LANGUAGES.index)),
    )


def _told(lines: Sequence[Line], place: int) -> Block | None:
    if "@" not in lines[place].text and not (place + 1 < len(lines) and "@" in lines[place + 1].text):
        return None
    count = attribution_at(lines, place)
    sentence = " ".join(line.text for line in lines[place : place + count])
    title = next((each for each in TITLE.finditer(sentence) if _is_subject_word(each.group(1))), None)
    address = PLAIN_ADDRESS.search(sentence)
    body = next((each for each in range(place + count, min(place + count + 3, len(lines))) if lines[each].text), None)
    if title is None or address is None or body is None or lines[body].text[0] not in OPENING:
        return None
    return Block(
        place,
        place,
        body + 1,
        lines[place].depth,
        "",
        {
            "from": name_and_address(sentence),
            "date": sentence[: address.start()].rpartition(name_and_address(sentence).partition(" ")[0])[0],
            "subject": title.group(2).strip(),
        },
        ALL_LANGUAGES,
        overflow=lines[body].text.strip(OPENING + CLOSING + " "),
    )


def _is_subject_word(word: str) -> bool:
    meaning = LABELS.get(word.lower())
    return meaning is not None and meaning[0] == "subject"
