"""Where the head ends and the body begins, when a gateway joined the two or wrapped the last header."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.lines import Line

MAX_LIST = 60  # characters; a shorter value of To is looked at as it stands, unless nothing else is there
LINKED = r"(?:\]\(mailto:[^()<>\s]{3,250}\)|<mailto:[^<>\s]{3,250}>)?"  # what a gateway added
SENTENCE = 5  # words
END_OF_ADDRESS = re.compile(rf"[^\s<>@;,]{{1,80}}@[^\s<>@;,()\]]{{2,80}}[)\]]?{LINKED}\\?>?(?:\s?[;,](?=\s))?")
# "Pages......: 1", "Reply-To: a@b"
LABELLED = re.compile(r"[*_]{0,2}[^\W\d_][^:：@<>\d]{1,30}[.*_]{0,20}[:：][*_]{0,2}\s+\S.{0,120}\Z")
RULE = re.compile(r"[-=_*~#]{3,}")
MAX_UNKNOWN = 4  # lines

LONG = 60  # characters behind the known subject; less may be its own end, which the forwarder cut off


def with_its_end(block: Block, lines: Sequence[Line], subject: str) -> Block:
    """The mail around the block says how its subject goes on below."""
    shown = block.value("subject")
    rest = subject[len(shown) :].strip() if shown and subject.lower().startswith(f"{shown.lower()} ") else ""
    if not rest or list(block.values)[-1] != "subject" or block.end >= len(lines) or lines[block.end].text != rest:
        return block
    return replace(block, values=block.values | {"subject": f"{shown} {rest}"}, end=block.end + 1)


def with_unknown_headers(block: Block, lines: Sequence[Line]) -> Block:
    """Lines of a label and a value close below the head, with a blank line or a rule below them: a client's own headers."""
    end = block.end
    while end < len(lines) and _is_urgency(lines[end].text):
        end += 1
    block = replace(block, end=end)
    while end < len(lines) and end - block.end < MAX_UNKNOWN and LABELLED.match(lines[end].text):
        end += 1
    closed = end >= len(lines) or not lines[end].text or RULE.match(lines[end].text)
    return replace(block, end=end) if end > block.end and closed else block


def _without_urgency(rest: str) -> str:
    label, colon, behind = rest.partition(":")
    word, _, text = behind.strip().partition(" ")
    return text.strip() if colon and _is_urgency(f"{label}: {word}") else rest


def _is_urgency(text: str) -> bool:
    """ "Importance: High", with whatever below it: one word behind a label of no other header."""
    label, colon, value = text.partition(":")
    meaning = meaning_of(lowered(label.strip(DECORATION))) if colon and len(value.split()) == 1 else None
    return meaning is not None and meaning[0] == "other"


def _is_sentence(rest: str) -> bool:
    words = len(rest.split())
    return words >= SENTENCE or (words > 1 and rest.endswith((".", "!", "?")))


def _is_salutation(rest: str, line: str) -> bool:
    """It has the last line of the head for itself, behind a subject that is complete."""
    return rest == line and rest.endswith((",", "!", "，", "！", "、"))


def _date_behind(rest: str, block: Block) -> str:
    """A client that writes the date last, with its whole head on one line."""
    label, colon, date = rest.partition(":")
    meaning = meaning_of(lowered(label.strip(DECORATION))) if colon and "date" not in block.values else None
    return date.strip() if meaning and meaning[0] == "date" else ""


def without_overflow(block: Block, lines: Sequence[Line], subject: str) -> Block:
    """The body begins behind the known subject, or behind the last address."""
    has_body = any(line.text for line in lines[block.end :])
    last = list(block.values)[-1]
    value = block.values[last]
    if last == "subject" and subject and value.lower().startswith(f"{subject.lower()} "):
        cut = len(subject)
        if date := _date_behind(value[cut:], block):
            return replace(block, values=block.values | {"subject": value[:cut], "date": date})
        if has_body and len(value) - cut < LONG and not _is_salutation(value[cut:].strip(), lines[block.end - 1].text):
            return block
    elif last in {"to", "cc"} and (ends := list(END_OF_ADDRESS.finditer(value))):
        cut = ends[-1].end()
        if has_body and len(value) <= MAX_LIST and not _is_sentence(value[cut:]):
            return block
    else:
        return block
    rest = _without_urgency(value[cut:].strip())
    return replace(block, values=block.values | {last: value[:cut].strip()}, overflow=rest) if len(rest) > 1 else block
