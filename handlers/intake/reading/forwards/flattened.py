"""Heads that a gateway left in the middle of a line: "Please take. From: A <a@b> Sent: … To: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.joined_labels import DECORATION, split_labels
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator

RULED = re.compile(r"(?<=\S)[ \t]{1,4}_{16,80}[ \t]{1,4}(?=([^\s:：_][^:：\n_]{0,20})[:：])")
WRAPPED = re.compile(
    r"(?m)^([> \t]{0,10}<[^\s<>@]{1,100}@[^\s<>@]{1,100}>)[ \t]{1,4}(?=([^\s:：<@][^:：\n<@]{0,20})[:：])"
)
LONG = 120  # characters; a shorter line holds no comment and a head
FEWEST = 4  # headers: the sender and three more
CANDIDATE = re.compile(r"(?<=\s)([^\s:：]{1,20}(?: [^\s:：]{1,12})?) ?[:：]")
MAX_CANDIDATES = 60


def with_heads_on_lines(text: str) -> str:
    """Each such head begins a line of its own."""
    if "@" not in text:
        return text
    if "________________" in text:
        text = RULED.sub(_on_its_line, text)
    text = WRAPPED.sub(_below_the_address, text)
    lines = text.split("\n")
    if "\t" in text:
        lines = [each for line in lines for each in (_at_tabs(line) if line.count("\t") > 1 else [line])]
        text = "\n".join(lines)
    if max(map(len, lines)) <= LONG:
        return text
    return "\n".join(_parted(line) if len(line) > LONG and "@" in line else line for line in lines)


def _on_its_line(rule: re.Match[str]) -> str:
    """A client's rule above a head, in the middle of a line."""
    meaning = meaning_of(lowered(rule[1].strip(DECORATION)))
    return f"\n{rule.group().strip()}\n" if meaning and meaning[0] == "from" else rule.group()


def _below_the_address(found: re.Match[str]) -> str:
    """The width of a line parted a sender from the address, and the next label stands behind that."""
    meaning = meaning_of(lowered(found[2].strip(DECORATION)))
    return f"{found[1]}\n" if meaning and meaning[0] != "other" else found.group()


def _at_tabs(line: str) -> list[str]:
    """Two headers and more in the cells of one row: "From:\tA\tSent:\tMonday"."""
    cells = line.split("\t")
    places = [place for place, cell in enumerate(cells) if _is_label(cell)]
    if len(places) < 2 or "".join(cells[: places[0]]).strip("> "):
        return [line]
    return ["\t".join(cells[start:end]) for start, end in zip([0, *places[1:]], [*places[1:], len(cells)], strict=True)]


def _is_label(cell: str) -> bool:
    cell = cell.strip()
    return cell.endswith((":", "：")) and meaning_of(lowered(cell[:-1].strip(DECORATION))) is not None


def _parted(line: str) -> str:
    for place in _places(line):
        return f"{line[:place].rstrip()}\n\n{line[place:]}"
    return line


def _places(line: str) -> Iterator[int]:
    for count, found in enumerate(CANDIDATE.finditer(line)):
        if count > MAX_CANDIDATES:
            return
        for start in (found.start(), found.start(1) + found.group(1).find(" ") + 1):
            meaning = meaning_of(lowered(line[start : found.end() - 1].strip(DECORATION)))
            if meaning and meaning[0] == "from" and _is_head(line[found.end() :], meaning[1]):
                yield start


def _is_head(rest: str, languages: frozenset[str]) -> bool:
    parts = split_labels("from", rest, languages)
    return len(parts) >= FEWEST and "@" in parts[0][2]
