"""Files that stand in a text as `begin 644 name … end` (uuencode), as senders did before MIME and some machines still do."""

from __future__ import annotations

import binascii
import re

BLOCK = re.compile(
    r"^begin [0-7]{3,4} ([^\r\n]{1,150})\r?\n((?:[ -`]{1,62}\r?\n){1,200000}?)(?:[ `]?\r?\n)?end[ \t]*\r?$",
    re.MULTILINE,
)
MOST_FILES = 20


def uuencoded_files(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without its blocks, and the name and content of each; a block that is none stays in the text."""
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        content = _decoded(found.group(2))
        if content is None or len(files) >= MOST_FILES:
            return found.group()
        files.append((found.group(1).strip(), content))
        return ""

    return (BLOCK.sub(take, text), files) if "\nend" in text and "begin " in text else (text, files)


def _decoded(lines: str) -> bytes | None:
    try:
        return b"".join(binascii.a2b_uu(line) for line in lines.splitlines() if line.strip("` "))
    except (binascii.Error, ValueError):
        return None
