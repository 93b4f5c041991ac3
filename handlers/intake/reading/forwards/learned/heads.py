"""Runs of lines that are a head as far as anybody can tell who does not know its labels, and the blocks that they make."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.forest import from_json
from handlers.intake.reading.forwards.carrier import comes_from_outside
from handlers.intake.reading.forwards.learned.cells import header_in, is_row, is_table
from handlers.intake.reading.forwards.learned.rows import rows_of, written
from handlers.intake.reading.forwards.learned.signs import (
    MAX_LINE,
    SHORTEST_SUBJECT,
    addresses_in,
    around_of,
    letters_of,
)
from handlers.intake.reading.forwards.learned.values import block_of
from handlers.intake.reading.forwards.unread_heads import HOUR
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from handlers.intake.reading.forest import Forest
    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

HEAD, TEXT = "head", "text"
FROM_HERE = -1.73  # log odds (15 %) from which on a line speaks for a head and not against it
SALUTES = (",", "!", "，", "！", "،")
FEWEST, MOST = 2, 14  # written lines
SOME_WORDS, MANY_WORDS = 5, 9  # of a sentence, with its end and without
FRAMED = re.compile(r"(?P<sign>[-=_*~#+])(?P=sign){1,}.{0,40}(?P=sign){2,}|(?!--\Z)[^\w]{2,}")  # not above a signature
# Contact blocks and forms have one, heads have none.
TELEPHONE = re.compile(
    r"\W{0,3}(?:tel|phone|téléphone|mobil|handy|fax|телефон|puhelin|puh|電話|电话|전화)\w{0,6}\b\W{0,6}", re.IGNORECASE
)
CERTAIN = 4.0  # no line says more than this


@lru_cache(maxsize=1)
def shipped() -> Forest:
    return from_json((resources.files(__package__) / "heads.json").read_text("utf-8"))["line"]


def evidence_of(lines: Sequence[Line], carrier: Carrier) -> list[float]:
    """The log odds that each written line stands in a head."""
    forest = shipped()
    return [forest.sums(row)[HEAD] for row in rows_of(lines, carrier)]


def learned_head(lines: Sequence[Line], carrier: Carrier) -> Block | None:
    """The best run of lines, where somebody from outside stands in it."""
    places = written(lines)
    texts = [lines[place].text[:MAX_LINE] for place in places]
    apart = [at > 0 and place - places[at - 1] > 1 for at, place in enumerate(places)]
    if not _names_another(texts, around_of(carrier).readers):
        return None
    evidence = evidence_of(lines, carrier)
    first, end = best_run(evidence)
    end = _before_text(texts, apart, evidence, first, end)
    if not FEWEST <= end - first <= MOST or _lists_several(texts[first:end]):
        return None
    first, end = _with_rest(texts, first, end)
    above = places[first - 1] if first and not apart[first] else None
    return block_of(lines, places[first:end], carrier, above)


def _names_another(texts: Sequence[str], readers: Collection[str]) -> bool:
    """By an address that is not one of the mail around it, or by one that is cut."""
    for text in texts:
        found = addresses_in(text) if "@" in text or "(at)" in text else None
        if found is not None and (not found or any(each not in readers for each in found)):
            return True
    return False


def _lists_several(texts: Sequence[str]) -> bool:
    """Rows with an address and an hour each are mails of a list: nobody knows which is meant."""
    return sum(bool(HOUR.search(text) and addresses_in(text)) for text in texts) > 1


def is_sure(block: Block, lines: Sequence[Line], carrier: Carrier) -> bool:
    """It shows an hour, or the mail around it has its subject too or says that it passes something on: no form, no footer."""
    around, subject = around_of(carrier), letters_of(block.value("subject"))
    texts = [line.text for line in lines[block.first : block.end]]
    if prefix_of(carrier.subject) == "forward":
        return True
    if any(TELEPHONE.match(text) for text in texts):
        return False
    return (
        (len(around.subject) >= SHORTEST_SUBJECT and subject.endswith(around.subject))
        or bool(HOUR.search(block.value("date")))
        or (not comes_from_outside(carrier) and any(len(HOUR.findall(text)) == 1 for text in texts))
    )


def _before_text(texts: Sequence[str], apart: Sequence[bool], evidence: Sequence[float], first: int, end: int) -> int:
    """A rule with nothing likely below it ends a head, and so does a sentence, or a line that stands with the text below."""
    for at in range(first + FEWEST, end):
        if FRAMED.fullmatch(texts[at]) and max(evidence[at + 1 : end], default=-CERTAIN) < 0:
            return at
    while end - first > FEWEST and not _shows_header(texts[end - 1]):
        greets = texts[end - 1].endswith(SALUTES) and end < len(texts)
        with_text = apart[end - 1] and end < len(texts) and (not apart[end] or _has_subject(texts[first : end - 1]))
        if not (greets or with_text or (evidence[end - 1] < 0 and _is_sentence(texts[end - 1]))):
            break
        end -= 1
    return end


def _has_subject(texts: Sequence[str]) -> bool:
    return any(header_in(text) == "subject" for text in texts)


def _shows_header(text: str) -> bool:
    return bool(PLAIN_ADDRESS.search(text) or HOUR.search(text) or header_in(text) or is_row(text))


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) >= MANY_WORDS or (len(words) >= SOME_WORDS and text[-1] in ".!?")


def _with_rest(texts: Sequence[str], first: int, end: int) -> tuple[int, int]:
    """Of a table all rows, whatever they are called; the next labelled lines; and the rule below."""
    if is_table(texts[first:end]):
        while first and is_row(texts[first - 1]):
            first -= 1
        while end < len(texts) and is_row(texts[end]):
            end += 1
    have = {header_in(text) for text in texts[first:end]}
    while end < len(texts) and (FRAMED.fullmatch(texts[end]) or header_in(texts[end]) not in {"", *have}):
        have.add(header_in(texts[end]))
        end += 1
    return first, end


def best_run(evidence: Sequence[float]) -> tuple[int, int]:
    """The run of lines whose evidence adds up to most."""
    best, found, total, start = 0.0, (0, 0), 0.0, 0
    for at, odds in enumerate(evidence):
        if total <= 0:
            total, start = 0.0, at
        total += min(max(odds - FROM_HERE, -CERTAIN), CERTAIN)
        if total > best:
            best, found = total, (start, at + 1)
    return found
