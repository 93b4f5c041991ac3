"""uuencode, as senders used it before MIME and some machines still do: `begin 644 name … end` in a text, and whole parts."""

from __future__ import annotations

import binascii
import re

BLOCK = re.compile(
    r"^begin [0-7]{3,4} ([^\r\n]{1,150})\r?\n((?:[ -`]{1,62}\r?\n){1,200000}?)(?:[ `]?\r?\n)?end[ \t]*\r?$",
    re.MULTILINE,
)
BEGIN = re.compile(rb"(?:^|\n)begin [0-7]{3,4} [^\r\n]{1,200}\r?\n")
ENDS = {b"end", b"`", b""}
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


def uu_decode(data: bytes) -> bytes:
    """The content of a part; as it comes where it is no uuencode. Some mailers leave the line `begin …` out."""
    found = BEGIN.search(data)
    lines = (data[found.end() :] if found else data.lstrip()).splitlines()
    if not found and not all(_is_whole(line) for line in lines if line.strip() not in ENDS):
        return data
    decoded = []
    for line in lines:
        if line.strip() in ENDS:
            break
        decoded.append(_line(line))
    return b"".join(decoded)


def _characters(line: bytes) -> int:
    """How long a line has to be, by its first character, which tells how many bytes it holds."""
    return ((line[0] - 32) & 63) * 4


def _is_whole(line: bytes) -> bool:
    needed = -(-((line[0] - 32) & 63) // 3) * 4
    return b" " <= line[:1] <= b"`" and needed - 3 <= len(line) - 1 <= needed + 1


def _line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return binascii.a2b_uu(line[: (_characters(line) + 5) // 3]) if len(line) > 1 else b""
