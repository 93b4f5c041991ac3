"""Heads on one line with signs between: "From: A <a@b> | Date: … | Subject: …", as archives and people on a phone write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.label_lines import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SIGNS = ("||", "|", ";", "·", "•", " // ", " / ", "\t", " — ", " – ", ",")
FEWEST = 3  # headers
LONGEST = 2_000  # characters


def with_signs_as_line_ends(text: str) -> str:
    if "@" not in text or not any(sign in text for sign in SIGNS):
        return text
    lines = text.split("\n")
    found = [
        _parted(line) if "@" in line and line.count(":") >= FEWEST and len(line) <= LONGEST else line for line in lines
    ]
    return "\n".join(found)


def _parted(line: str) -> str:
    for sign in SIGNS:
        parts = line.split(sign) if line.count(sign) >= FEWEST - 1 else []
        if parts and _is_head(parts):
            return "\n".join([*_joined(parts, sign), ""])
    return line


def _is_head(parts: Sequence[str]) -> bool:
    labels = [found for part in parts if (found := label_of(part.strip()))]
    names = {name for name, _, _ in labels if name != "other"}
    return len(names) >= FEWEST and any(name == "from" and "@" in value for name, _, value in labels)


def _joined(parts: Sequence[str], sign: str) -> list[str]:
    """A part without a label belongs to the value before it; what stands before the first label has a line of its own."""
    found: list[str] = []
    labelled = False
    for part in parts:
        if label_of(part.strip()) or not labelled:
            labelled = labelled or bool(label_of(part.strip()))
            found.append(part.strip())
        elif part.strip():
            found[-1] = f"{found[-1]}{sign}{part}"
    return ["", *found] if labelled else found
