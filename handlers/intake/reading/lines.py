"""The lines of a body as forwards and replies look at them: quote marks counted and taken off, odd spaces
gone.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.guard import MAX_LINE, MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

QUOTE = re.compile(r"[ \t]{0,4}(?:>[ \t]?){1,50}")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00ad]")
NO_WIDTH = "\u200b\ufeff\u2060\u200e\u200f"  # at the beginning of a line
ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
GLUED = re.compile(r"(?m)^([> \t]{0,20}-{3,20} ?[^-\n:：]{4,60}? ?-{3,20})[ \t\u00a0]*(?=[^\s-][^\n]{0,40}[:：])")
PARTED = re.compile(r"(?m)^([^\n:：@]{1,24})\n([:：] ?(?=\S))")
CELLS_APART = re.compile(r"(?m)^([^\n:：@]{1,24})\n[:：][ \t]*\n(?=\S)")
ADDRESS_APART = re.compile(r"\n<[ \t]*\n([^\s<>@]{1,100}@[^\s<>@]{1,100})[ \t]*\n>(?=\n)")
BLANKS = " \t\xa0\u200b\u202f\ufeff"  # before and behind a quote mark
WIDE_LETTERS = {
    code + 0xFEE0: code for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *b"<>@")
}
BARS = "|｜│┃¦║"  # ticket systems draw them, also in full width
BAR = re.compile(
    rf"(?=[> \t]{{0,12}}[{BARS}])(?:[ \t]{{0,4}}(?:[>{BARS}][ \t\u3000]?){{1,12}}(?!.*[{BARS}][ \t]*$)|[>{BARS} \t\u3000]*$)"
)
ANY_BAR = re.compile(f"[{BARS}]")
AS_ANGLES = str.maketrans(BARS, ">" * len(BARS))
BAR_LINES = 3  # so many at least in a row
ESCAPED = re.compile(r"&(?:lt|gt|nbsp|quot|amp|#\d{1,5});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    depth: int  # of quoting
    text: str  # without quote marks, stripped; what patterns look at
    raw: str  # as it stands in the body


def lines_of(text: str) -> list[Line]:
    return [_line(raw) for raw in _unglued(text).split("\n")[:MAX_LINES]]


def _unglued(text: str) -> str:
    """Gateways that make text of HTML leave a separator and the labels below it on one line, or a colon below its label."""
    if "\n:" in text or "\n：" in text:
        text = CELLS_APART.sub(r"\1: ", text)
        text = ADDRESS_APART.sub(r" <\1>", text)
        text = PARTED.sub(r"\1\2", text)
    return GLUED.sub(r"\1\n", text) if "---" in text else text


def with_usual_quote_marks(text: str, fewest: int = BAR_LINES) -> str:
    """Some clients quote with "| " or another bar: such a run of lines gets "> ". Rows of a table end with a bar too and stay."""
    if not ANY_BAR.search(text):
        return text
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and (BAR.match(lines[end]) or (end > place and not lines[end].strip())):
            end += 1
        if sum(bool(line.strip(f">{BARS} \t\u3000")) for line in lines[place:end]) >= fewest:
            lines[place:end] = [_with_angles(line) for line in lines[place:end]]
        place = max(end, place + 1)
    return "\n".join(lines)


def _with_angles(line: str) -> str:
    found = BAR.match(line)
    return found.group().translate(AS_ANGLES) + line[found.end() :] if found else line


def lowered(text: str) -> str:
    """Lower case; the Turkish İ becomes a plain i, not an i with a second dot."""
    return text.lower().replace("i\u0307", "i")


def unescaped(text: str) -> str:
    """Some gateways send HTML-escaped text: "From: A &lt;a@b&gt;". Undone only where it occurs."""
    return html.unescape(text) if ESCAPED.search(text) else text


def _line(raw: str) -> Line:
    text = raw[:MAX_LINE]
    if not text.isascii():
        text = ODD_SPACES.sub(" ", INVISIBLE.sub("", text)).translate(WIDE_LETTERS)
    depth = 0
    found = QUOTE.match(text) if ">" in text[:8] else None
    if found:
        depth = found.group().count(">")
        text = text[found.end() :]
    return Line(depth, text.replace("\t", " ").strip(), raw)


def without_quote_marks(line: Line, depth: int) -> str:
    """The line as it was before it was quoted `depth` times; lines that lost their marks stay as they are."""
    text = line.raw
    for _ in range(depth):
        stripped = text.lstrip(BLANKS)
        if not stripped.startswith(">"):
            break
        text = stripped[1:]
        text = text[1:] if text[:1] and text[0] in BLANKS else text
    return text.replace("\xa0", " ").rstrip().lstrip(NO_WIDTH)


def runs_of(places: Iterable[int], lines: Sequence[Line], blanks: int = 0) -> list[list[int]]:
    """Places of lines, those together that have nothing but so many blank lines between them."""
    runs: list[list[int]] = []
    for place in places:
        above = runs[-1][-1] if runs else None
        if (
            above is not None
            and place - above <= blanks + 1
            and not any(line.text for line in lines[above + 1 : place])
        ):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
