"""The text of a forwarded mail, below its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.banners import banner_end, behind_banner
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.lines import without_quote_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.lines import Line

BULLETS = "•‣▪●○◦·*-"
# Of a wiki, or somebody's own.
MARKS = re.compile(r"\{\w{1,12}\}|<{2,}[^<>]{1,200}>{2,}|\[(?!cid:)[^\[\]]{1,200}\]|[^\w<>]{2,}")
BOX = re.compile(r"([=*#~_])\1{2,}")
MAX_BOX = 5  # lines
OPENING, QUOTES = ('"', "“", "„", "«", "»"), '"“”„«» \n'
NO_WIDTH = "\u200b\u200e\u200f\u2060\ufeff"  # at the ends of a text


def carried_text(lines: Sequence[Line], block: Block, inner: Sequence[Block]) -> str:
    """The text below the block, up to the next forwarded mail, without quote marks and a gateway's banner."""
    below = below_banner(lines[block.end : inner[0].start if inner else len(lines)])
    depth = _depth_of_body(below, block)
    body = [without_quote_marks(line, depth) for line in below]
    if body:
        body[0] = behind_banner(body[0])
    if block.overflow:
        body = [block.overflow, *body]
    body = _without_bullets(body, [line.text for line in lines[block.first : block.end] if line.text])
    body = _without_lone_marks(body)
    stop = next((place for place, text in enumerate(body) if separator_of(text.strip()) == "end"), len(body))
    return "\n".join(_without_last_rule(body[:stop], block)).strip(f"\n {NO_WIDTH}")


def _without_lone_marks(body: list[str]) -> list[str]:
    """Seznam sets a quotation mark on a line of its own above what it carries, and another one below."""
    written = [place for place, text in enumerate(body) if text.strip()]
    if len(written) < 3 or {body[written[0]].strip(), body[written[-1]].strip()} != {'"'}:
        return body
    return body[written[0] + 1 : written[-1]]


def _without_last_rule(body: list[str], block: Block) -> list[str]:
    """Some clients close what they forward with a rule as they open it."""
    last = next((place for place in range(len(body) - 1, -1, -1) if body[place].strip()), 0)
    closed = block.separator == "forward" and bool(body) and separator_of(body[last].strip()) == "rule"
    return body[:last] if closed else body


def below_banner(lines: Sequence[Line]) -> Sequence[Line]:
    """From the sender's own words on: without warnings, rules and remarks above them."""
    for end in (_box_end, _lead, banner_end):
        lines = lines[end(lines) :]
    return lines


def _without_bullets(body: list[str], head: Sequence[str]) -> list[str]:
    """A list into which somebody pasted a whole mail has a bullet before each line of it, those of the head too."""
    bullet = head[0][:2] if head and head[0][0] in BULLETS and head[0][1:2] == " " else ""
    if not bullet or not all(text.startswith(bullet) for text in head):
        return body
    return [text.lstrip().removeprefix(bullet).lstrip() if text.lstrip().startswith(bullet) else text for text in body]


def _box_end(lines: Sequence[Line]) -> int:
    """A gateway's warning between two rules."""
    places = [place for place, line in enumerate(lines[: 2 * MAX_BOX]) if line.text]
    rules = [place for place in places if BOX.fullmatch(lines[place].text)]
    if len(rules) < 2 or places[0] != rules[0] or lines[rules[0]].text[0] != lines[rules[1]].text[0]:
        return 0
    return rules[1] + 1 if 1 < rules[1] - rules[0] <= MAX_BOX else 0


def _lead(lines: Sequence[Line]) -> int:
    """Blank lines, rules, repeated separators and remarks in brackets of their own between the block and its body."""
    written = (
        place
        for place, line in enumerate(lines)
        if line.text
        and separator_of(line.text) not in {"forward", "original", "rule"}
        and not MARKS.fullmatch(line.text)
    )
    return next(written, len(lines))


def text_above(lines: Sequence[Line], block: Block) -> str:
    """Of a mail whose head stands below it: what is quoted there, or all that is there."""
    above = [without_quote_marks(line, block.depth) for line in lines[: block.start]]
    begin = next((place for place, text in enumerate(above) if text.lstrip()[:1] in OPENING), 0)
    text = "\n".join(above[begin:]).strip()
    return text.strip(QUOTES) if text[:1] in OPENING else text


def _depth_of_body(lines: Sequence[Line], block: Block) -> int:
    """Proton and others quote the body but not its header block."""
    written = [line.depth for line in lines if line.text]
    deeper = sum(depth > block.depth for depth in written)
    return block.depth + 1 if written and written[0] > block.depth and deeper * 2 > len(written) else block.depth
