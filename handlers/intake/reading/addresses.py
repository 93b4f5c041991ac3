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
# An apostrophe belongs to an address only where nothing else can stand before it: behind a bracket or a colon.
PLAIN_ADDRESS = re.compile(
    r"(?:(?<=[<:\[])[^\s@<>,;:：，；()\[\]\"'`]{1,100}'[^\s@<>,;:：，；()\[\]\"'`]{1,100}"
    r"|[^\s@<>,;:：，；()\[\]\"'`]{1,200})"
    r"@(?:\[[\dA-Fa-fIPv.:]{3,60}\]|[^\s@<>,;:：，；()\[\]\"'`]{1,250})"
)
QUOTED_LOCAL = re.compile(r"\s*\"[^\"]{0,100}\"@[^\s@<>,;]{1,250}")
QUOTED_ALONE = re.compile(r"(?<![<\w\\])\"[^\"<>]{1,64}\"@[^\s@<>,;\"]{1,250}")
ESCAPED = re.compile(r"\\([\"\\])")
COMMENT = re.compile(r"\((?:[^()\\]|\\.){0,200}\)")
AROUND_SIGNS = re.compile(r"(?<!\s)\s+(?=[@.])|(?<=[@.])\s+")  # as the obsolete syntax of RFC 5322 allows
MAILTO = re.compile(r"\[?mailto:\s*([^\s<>\[\]]{1,400})\]?", re.IGNORECASE)
WRAPPING = "'\"‘’“”„«»<>[] \t*_`"
EDGES = " \t.<>[]'\"*|"


class _Mailbox:
    """One entry while it is being read: words of the name, the address, comments."""

    __slots__ = ("address", "before", "comment", "quoted", "words")

    def __init__(self, words: list[str] | None = None) -> None:
        self.words = words or []
        self.quoted: set[str] = set()
        self.before = 0  # words that stood before the address
        self.address = ""
        self.comment = ""

    def finished(self) -> Address | None:
        words = " ".join("".join(self.words).split())
        address = self.address
        if not address and "@" in words:
            address, words = self._without_brackets(words)
        if not address and "@" in self.comment:
            address = bare_address(self.comment)
            self.comment = ""
        if not address and not words:
            return None  # a comment alone is nobody
        name = shown_name(words) or shown_name(self.comment)
        name = "" if "@" in name and name.lower() == address.lower() else name
        return Address(name, address) if name or address else None

    def _without_brackets(self, words: str) -> tuple[str, str]:
        """An address among the words and the rest of them; one in quotation marks is a name where another stands."""
        for text in ("".join(word for word in self.words if word not in self.quoted), words):
            found = PLAIN_ADDRESS.search(f"<{text}")
            if found:
                return bare_address(found.group()), words.replace(found.group(), " ", 1).strip(" []")
        return "", words


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Every mailbox of a list. A name without an address is kept when it stands alone."""
    found: list[Address] = []
    current, depth = _Mailbox(), 0
    value = QUOTED_ALONE.sub(r"<\g<0>>", MAILTO.sub(r"<\1>", value[:MAX_HEADER]))
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
            current = _take_angle(found, current, angle)
        else:
            if quoted is not None:
                quoted = ESCAPED.sub(r"\1", quoted)
                current.quoted.add(quoted)
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


def _take_angle(found: list[Address], current: _Mailbox, angle: str) -> _Mailbox:
    """The mailbox that goes on: another one where a second address stands without a comma before it."""
    address = bare_address(AROUND_SIGNS.sub("", COMMENT.sub("", angle)))
    if address and current.address and address.lower() != current.address.lower():
        following = _Mailbox(current.words[current.before :])
        del current.words[current.before :]
        found += [each for each in (current.finished(),) if each]
        current = following
    if address and not current.address:
        current.address, current.before = address, len(current.words)
    elif not current.address:
        current.words.append(angle)
    return current


def bare_address(text: str) -> str:
    """The address inside <…>, [mailto:…] and the like, "" when there is none."""
    text = text.strip()
    if QUOTED_LOCAL.fullmatch(text):
        return charsets.one_line(text).replace(" ", "")
    if text.startswith("@") and ":" in text:  # a source route (RFC 5322 section 4.4)
        text = text.partition(":")[2]
    found = PLAIN_ADDRESS.search(f"<{text}")
    if not found:
        return ""
    address = charsets.one_line(found.group())
    return address.lstrip(EDGES) if address.endswith("]") else address.strip(EDGES)


def shown_name(text: str) -> str:
    """A display name without quotes and encoding; "" when it is only punctuation."""
    name = _unwrapped(_unwrapped(charsets.one_line(decode_words(text))).strip(",;"))
    return name[:300] if any(character.isalnum() for character in name) else ""


def _unwrapped(name: str) -> str:
    """A mark in brackets at one end, as a gateway puts it there ("[EXT] Ida Berg"), keeps both of them."""
    bare = name.strip(WRAPPING)
    unopened = bare.count("]") - bare.count("[")
    if unopened > 0:
        return f"[{bare}"
    closed = name.rstrip(WRAPPING.replace("]", "")).endswith("]")
    return f"{bare}]" if unopened < 0 and closed else bare
