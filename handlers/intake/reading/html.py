"""HTML bodies as text that keeps lines and tables, and tables as rows.

What is within limits is parsed and laid out (`html_tree`); deeply nested or broken HTML falls back to plain removal of tags.
"""

from __future__ import annotations

import html as entities
import re

from handlers.intake.reading import charsets
from handlers.intake.reading.guard import MAX_HTML, MAX_HTML_DEPTH, MAX_TEXT

TAG = re.compile(r"<[^<>]*>")
BLOCK_TAG = re.compile(
    r"<\s*/?\s*(?:p|div|br|tr|li|h[1-6]|table|blockquote|pre|hr|ul|ol|section|article|dl|dt|dd|address|header|footer|center|"
    r"title|body|head)\b[^<>]*>",
    re.IGNORECASE,
)
LEFT = re.compile(r"<(?:br\s*/?|/(?:p|div|tr))>\n?", re.IGNORECASE)
KNOWN_TAG = re.compile(
    r"</?(?:p|div|tr|td|th|table|tbody|span|b|strong|i|em|u|font|a|html|body|head|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
FEWEST_LEFT = 4  # of breaks
CELL_TAG = re.compile(r"<\s*/\s*t[dh]\s*>", re.IGNORECASE)
UNSEEN = re.compile(r"<(script|style|title|head)\b[^<>]*>", re.IGNORECASE)
COMMENT_OPEN = "<!--"
OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*?(/?)>")
VOID = {
    "br",
    "img",
    "hr",
    "meta",
    "link",
    "input",
    "col",
    "area",
    "base",
    "wbr",
    "param",
    "source",
    "track",
    "embed",
}
NOT_CLOSED = {"p", "li", "td", "tr", "th", "o:p", "option", "dd", "dt", "tbody", "thead"}
BLANK = " \t\u200b\u200c\u200d\u2060\ufeff"
MANY_BREAKS = re.compile(r"\n{3,}")
MAX_CELLS = 6_000
MAX_TAGS = 40_000
_LEAST = 2  # rows, and columns, of what is called a table

Table = tuple[tuple[str, ...], ...]


def to_text(source: str) -> str:
    """Readable text of an HTML body; tables become aligned columns, lists keep their marks."""
    source = _within_limits(source)
    if not source.strip():
        return ""
    if is_heavy(source):
        return _stripped(source)
    from handlers.intake.reading import html_tree  # noqa: PLC0415  (100 ms that a mail without HTML need not pay)

    try:
        text = tidy(html_tree.laid_out(source))
    except (RecursionError, ValueError, AssertionError, IndexError, KeyError, AttributeError, TypeError):
        text = ""
    return text if text.strip() else _stripped(source)


def tables(source: str) -> tuple[Table, ...]:
    """Every innermost table with at least two rows and two columns, cell by cell: parts and lots are rows."""
    source = _within_limits(source)
    if "<t" not in source.lower() or is_heavy(source):
        return ()
    from handlers.intake.reading import html_tree  # noqa: PLC0415  (100 ms that a mail without HTML need not pay)

    return tuple(
        rows for rows in html_tree.tables(source) if len(rows) >= _LEAST and max(len(row) for row in rows) >= _LEAST
    )


def is_heavy(source: str) -> bool:
    """Too deep, too many tags or cells for the HTML reader; counted in one pass, unclosed paragraphs do
    not nest.
    """
    if source.count("<") > MAX_TAGS or source.count("<td") + source.count("<TD") > MAX_CELLS:
        return True
    depth = 0
    for found in OPENING.finditer(source):
        name = found.group(2).lower()
        if found.group(3) or name in VOID or name in NOT_CLOSED:
            continue
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > MAX_HTML_DEPTH:
            return True
    return False


def _within_limits(source: str) -> str:
    return source[:MAX_HTML].replace("\x00", "")


def tidy(text: str) -> str:
    """Trailing spaces gone, no-break spaces made spaces, never more than one blank line in a row."""
    text = charsets.clean(text[:MAX_TEXT]).replace("\xa0", " ")
    text = "\n".join(line.rstrip(BLANK) for line in text.split("\n"))
    return MANY_BREAKS.sub("\n\n", text).strip("\n")


def _stripped(source: str) -> str:
    """Text by removing tags; linear, whatever the nesting."""
    pieces = []
    position = 0
    lower = source.lower()
    for found in UNSEEN.finditer(source):
        if found.start() < position:
            continue
        pieces.append(source[position : found.start()])
        end = lower.find(f"</{found.group(1).lower()}", found.end())
        position = end if end >= 0 else len(source)  # never closed: the rest is unseen
    pieces.append(source[position:])
    text = _without_comments("".join(pieces))
    text = BLOCK_TAG.sub("\n", text.replace("\n", " "))
    text = TAG.sub("", CELL_TAG.sub("  ", text))
    lines = (re.sub(r"[ \t]{3,}", "  ", line).strip() for line in entities.unescape(text).split("\n"))
    return tidy("\n".join(lines))


def without_tags_left(text: str) -> str:
    """A text part in which a gateway left the tags: lines break at them, addresses in angle brackets stay."""
    if len(LEFT.findall(text[:MAX_TEXT])) < FEWEST_LEFT:
        return text
    return entities.unescape(KNOWN_TAG.sub("", LEFT.sub("\n", text)))


def _without_comments(source: str) -> str:
    if COMMENT_OPEN not in source:
        return source
    pieces, position = [], 0
    while (start := source.find(COMMENT_OPEN, position)) >= 0:
        pieces.append(source[position:start])
        end = source.find("-->", start)
        if end < 0:
            return "".join(pieces)
        position = end + 3
    pieces.append(source[position:])
    return "".join(pieces)
