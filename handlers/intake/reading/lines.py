"""The lines of a body as forwards and replies look at them: quote marks counted and taken off, odd spaces
gone.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from handlers.intake.reading.guard import MAX_LINE, MAX_LINES

QUOTE = re.compile(r"[ \t]{0,4}(?:>[ \t]?){1,50}")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\u00ad]")
ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
GLUED = re.compile(r"(?m)^([> \t]{0,20}-{3,20} ?[^-\n:：]{4,60}? ?-{3,20})[ \t\u00a0]+(?=[^\s-][^\n]{0,40}[:：])")
ESCAPED = re.compile(r"&(?:lt|gt|nbsp|quot|amp|#\d{1,5});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    depth: int  # of quoting
    text: str  # without quote marks, stripped; what patterns look at
    raw: str  # as it stands in the body


def lines_of(text: str) -> list[Line]:
    return [_line(raw) for raw in _unglued(text).split("\n")[:MAX_LINES]]


def _unglued(text: str) -> str:
    """Gateways that make text of HTML leave a separator and the labels below it on one line."""
    return GLUED.sub(r"\1\n", text) if "---" in text else text


def lowered(text: str) -> str:
    """Lower case; the Turkish İ becomes a plain i, not an i with a second dot."""
    return text.lower().replace("i\u0307", "i")


def unescaped(text: str) -> str:
    """Some gateways send HTML-escaped text: "From: A &lt;a@b&gt;". Undone only where it occurs."""
    return html.unescape(text) if ESCAPED.search(text) else text


def _line(raw: str) -> Line:
    text = raw[:MAX_LINE]
    if not text.isascii():
        text = ODD_SPACES.sub(" ", INVISIBLE.sub("", text))
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
        stripped = text.lstrip(" ")
        if not stripped.startswith(">"):
            break
        text = stripped[1:].removeprefix(" ")
    return text.replace("\xa0", " ").rstrip()
