"""Address lists as people, robots and clients write them.

A small reader of its own: linear, never raising, and used both for headers and for the From, To and Cc
lines of a forwarded mail, where commas stand unquoted in names and addresses come in brackets or as
mailto links.
"""

from __future__ import annotations

import re

from handlers.intake.reading import charsets
from handlers.intake.reading.facts import Address
from handlers.intake.reading.guard import MAX_ADDRESSES, MAX_COMMENT_DEPTH, MAX_HEADER
from handlers.intake.reading.headers import decode_words

TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*)"|<([^<>]*)(?:>|(?=<)|$)|([,;])|([()])|(:)|\\(.)|([^"<>,;():\\]+)|(.)', re.DOTALL
)
PLAIN_ADDRESS = re.compile(r"[^\s@<>,;:：，；()\[\]\"'`]{1,200}@[^\s@<>,;:：，；()\[\]\"'`]{1,250}")
QUOTED_LOCAL = re.compile(r"\s*\"[^\"]{0,100}\"@[^\s@<>,;]{1,250}")
MAILTO = re.compile(r"\[?mailto:\s*([^\s<>\[\]]{1,400})\]?", re.IGNORECASE)
WRAPPING = "'\"‘’“”„«»<>[] \t*_`"
EDGES = " \t.<>[]'\"*|"


class _Mailbox:
    """One entry while it is being read: words of the name, the address, comments."""

    __slots__ = ("address", "comment", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.address = ""
        self.comment = ""

    def finished(self) -> Address | None:
        words = " ".join("".join(self.words).split())
        address = self.address
        if not address and "@" in words:
            found = PLAIN_ADDRESS.search(words)
            if found:
                address = bare_address(found.group())
                words = (words[: found.start()] + " " + words[found.end() :]).strip(" []")
        if not address and "@" in self.comment:
            address = bare_address(self.comment)
            self.comment = ""
        name = shown_name(words) or shown_name(self.comment)
        name = "" if "@" in name and name.lower() == address.lower() else name
        return Address(name, address) if name or address else None


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Every mailbox of a list. A name without an address is kept when it stands alone."""
    found: list[Address] = []
    current, depth = _Mailbox(), 0
    value = MAILTO.sub(r"<\1>", value[:MAX_HEADER])
    for token in TOKEN.finditer(value):
        quoted, angle, separator, bracket, colon, escaped, plain, odd = token.groups()
        if bracket:
            depth = min(depth + 1, MAX_COMMENT_DEPTH) if bracket == "(" else max(depth - 1, 0)
        elif depth:
            current.comment += token.group() if len(current.comment) < 200 else ""
        elif separator:
            current = _next_mailbox(found, current, separator)
        elif colon and not current.address and "@" not in "".join(current.words):
            current = _Mailbox()  # "Team:" opens a group, "mailto:" is noise
        elif angle is not None:
            _take_angle(current, angle)
        else:
            current.words.append(next((text for text in (quoted, escaped, plain, odd) if text is not None), ""))
        if len(found) >= MAX_ADDRESSES:
            break
    last = current.finished()
    return tuple([*found, last] if last else found)


def _next_mailbox(found: list[Address], current: _Mailbox, separator: str) -> _Mailbox:
    """At a comma: "Doe, John <j@…>" goes on, since "Doe" alone has no address."""
    done = current.finished()
    if done is None:
        return _Mailbox()
    if done.address or separator == ";":
        found.append(done)
        return _Mailbox()
    current.words.append(", ")
    return current


def _take_angle(current: _Mailbox, angle: str) -> None:
    address = bare_address(angle)
    if address and not current.address:
        current.address = address
    elif not current.address:
        current.words.append(angle)


def bare_address(text: str) -> str:
    """The address inside <…>, [mailto:…] and the like, "" when there is none."""
    text = text.strip()
    if QUOTED_LOCAL.fullmatch(text):
        return charsets.one_line(text).replace(" ", "")
    if text.startswith("@") and ":" in text:  # a source route (RFC 5322 section 4.4)
        text = text.partition(":")[2]
    found = PLAIN_ADDRESS.search(text)
    return charsets.one_line(found.group()).strip(EDGES) if found else ""


def shown_name(text: str) -> str:
    """A display name without quotes and encoding; "" when it is only punctuation."""
    name = charsets.one_line(decode_words(text)).strip(WRAPPING).strip(",;").strip(WRAPPING)
    return name[:300] if any(character.isalnum() for character in name) else ""
