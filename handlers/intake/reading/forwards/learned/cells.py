"""The lines of a head taken apart: what each piece is called, where that can be read, and what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.forwards.label_lines import bare_label_of, label_of
from handlers.intake.reading.languages.labels import LONGEST_LABEL
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.forwards.label_lines import Label

ENDS = " \t*_|│║┃•●▪·#`\"'[]{}«»‹›„“”=~–—-,;"
PARTED = re.compile(
    r"\s*(?:\.{2,}|(?:\. ){2,})\s*:?\s*|\s+[»›=→~]{1,2}\s+|\s*=>\s*|\s+[-–—]\s+(?=\S)| {2,}|\t+|\s*\|\s*|\s+·\s+"
)
COLON = re.compile(r"([^\W\d_][^\d:：@<>]{0,28}?)[*_`\"']{0,2}\s?[:：]\s*(?=\S)")
FIRST_OF_THE_EAST = "\u2e80"
LENGTHS_IN_THE_EAST = (5, 4, 3, 2)  # letters of a label
ITEM = re.compile(r"\A\d{1,2}[.)]\s*")  # of a numbered list
STAMP = re.compile(r"\[(\d[^\[\]]{5,30})\]\s*")  # a chat's, before each line
FEWEST_LABELLED, FEWEST_ROWS, FEWEST_BARE = 3, 2, 2  # lines
KNOWN = ("from", "date", "to", "cc", "subject")
#: What programs call them that are no mail clients, and what translators make of them; too common to begin a head with.
ALSO: dict[str, str] = {
    **dict.fromkeys(("title", "theme", "thing", "summary", "about", "re", "matter", "topic", "what", "betr", "tema"), "subject"),
    **dict.fromkeys(("contact", "requester", "customer", "who", "out of", "sender", "client", "kunde", "klant"), "from"),
    **dict.fromkeys(("e-mail", "email", "mail", "e-post", "e-posta", "correo", "courriel", "paštas"), "address"),
    **dict.fromkeys(("day", "when", "logged", "received", "at", "time", "sent"), "date"),
    **dict.fromkeys(("for whom", "recipient", "to whom"), "to"),
}  # fmt: skip


@dataclass(slots=True)
class Cell:
    """`label` is a header's name, "address" for one that only says so, "other" for a label that says nothing, "" for none."""

    label: str
    value: str


def cells_of(texts: Sequence[str]) -> list[Cell]:
    """All pieces of a head's lines in their order; a value that goes on in the next line is one."""
    stamps = {stamp.group(1) for text in texts if (stamp := STAMP.match(text))}
    texts = [STAMP.sub("", text) for text in texts]
    labelled = sum(label_of(text) is not None for text in texts)
    bare = sum(_bare(text) is not None for text in texts) >= FEWEST_BARE
    table = is_table(texts)
    cells: list[Cell] = [Cell("date", stamp) for stamp in sorted(stamps)[:1]]
    for text in texts:
        found = list(_pieces(text, table=table, bare=bare))
        if labelled >= FEWEST_LABELLED and cells and len(found) == 1 and not found[0].label:
            cells[-1].value = f"{cells[-1].value} {found[0].value}".strip()
        else:
            cells += found
    return [cell for cell in cells if cell.value]


def is_table(texts: Sequence[str]) -> bool:
    """Rows of a name and a value, without colons."""
    return sum(is_row(text) for text in texts) >= max(FEWEST_ROWS, len(texts) / 2)


def is_row(text: str) -> bool:
    pieces = row_of(text)
    return len(pieces) == 2 and _may_be_label(pieces[0])


def header_in(text: str) -> str:
    """The header of a mail that the line is labelled with."""
    found = label_of(text) or _glued(text)
    return found[0] if found and found[0] in KNOWN else ""


def _glued(text: str) -> Label | None:
    """A label of the East, which has no space behind it and lost its colon."""
    if text[:1] < FIRST_OF_THE_EAST:
        return None
    found = ((size, meaning_of(text[:size])) for size in LENGTHS_IN_THE_EAST)
    size, meaning = next(((size, each) for size, each in found if each), (0, None))
    return (meaning[0], meaning[1], text[size:].strip()) if meaning else None


def row_of(text: str) -> list[str]:
    return [piece for piece in (piece.strip(ENDS) for piece in PARTED.split(text)) if piece]


def _bare(text: str) -> Label | None:
    """A label without a colon."""
    found = bare_label_of(text) if label_of(text) is None else None
    return found if found and found[0] in KNOWN and found[2] else None


def _pieces(text: str, *, table: bool, bare: bool) -> Iterator[Cell]:
    found = label_of(text) or _glued(text) or (_bare(text) if bare else None)
    if found:
        yield Cell(found[0], found[2].strip(" \t*_|,;"))
        return
    pieces = row_of(text)
    label = ""
    for at, piece in enumerate(pieces):
        whole = meaning_in(piece)
        is_label = len(pieces) == 2 and at == 0 and table and _may_be_label(piece)
        if at + 1 < len(pieces) and (whole or is_label):
            label = whole or "other"
            continue
        coloned = COLON.match(piece) if not label else None
        if coloned:
            yield Cell(meaning_in(coloned.group(1)) or "other", piece[coloned.end() :].strip(ENDS))
        else:
            yield Cell(label, piece)
        label = ""


def _may_be_label(text: str) -> bool:
    text = ITEM.sub("", text)
    return len(text) <= LONGEST_LABEL and "@" not in text and not any(letter.isdigit() for letter in text)


def meaning_in(text: str) -> str:
    """Of a label as a whole, or of the last of its words that has one: "Header Subject", "Requester e-mail"."""
    if not 1 < len(text) <= LONGEST_LABEL or PLAIN_ADDRESS.search(text):
        return ""
    low = lowered(text.strip(f"{ENDS}:：."))
    words = low.split()
    for each in (low, *reversed(words)) if len(words) <= 3 else (low,):
        found = meaning_of(each) if len(each) > 1 else None
        if found and found[0] in KNOWN:
            return found[0]
        if each in ALSO:
            return ALSO[each]
    return ""
