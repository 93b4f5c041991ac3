"""Places where a forwarded mail begins although its From line was lost: whoever stands above or below is not its writer.

A forwarded-message line with no header block under it, or a Date, a To and a Subject without a sender.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.illegible import begins_illegible
from handlers.intake.reading.forwards.label_lines import label_of
from handlers.intake.reading.forwards.separators import separator_of
from handlers.intake.reading.forwards.wrapped_values import A_CLOCK
from handlers.intake.reading.prefixes import bare_subject, prefix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.facts import Address
    from handlers.intake.reading.forwards.blocks import Block
    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

BESIDE = 6  # lines above and below a block that may repeat its separator
NEAR = 6  # lines
MAX_HEAD = 12  # lines of a block without a sender


def has_lost_head(lines: Sequence[Line], blocks: Sequence[Block], end: int) -> bool:
    """Before the line `end`, outside the blocks that were read; a lost head that says "FW:" only carried what stands below."""
    return any(
        _is_lost_head(lines, place) and not (_passed_on(lines, place) and any(block.start > place for block in blocks))
        for place in range(end)
        if lines[place].text and not _known(blocks, place)
    )


def _passed_on(lines: Sequence[Line], place: int) -> bool:
    labels = (label_of(line.text) for line in lines[place : place + MAX_HEAD])
    return any(found[0] == "subject" and prefix_of(found[2]) == "forward" for found in labels if found)


def _known(blocks: Sequence[Block], place: int) -> bool:
    return any(block.start - BESIDE <= place < block.end + BESIDE for block in blocks)


def _is_lost_head(lines: Sequence[Line], place: int) -> bool:
    separator = separator_of(lines[place].text)
    if separator == "forward":
        return True
    if separator == "original":
        return len(_labels(lines, place + 1)) >= 2
    found = label_of(lines[place].text)
    if found is None or found[0] not in {"date", "to", "subject"}:
        return False
    below_rule = place > 0 and separator_of(lines[place - 1].text) == "rule"
    return len(_labels(lines, place)) >= (2 if below_rule else 3)


def shows_lost_head(lines: Sequence[Line], carrier: Carrier) -> bool:
    """A text without any block: below a separator, or with an address among its recipients, nothing else can be meant.

    What is left of a head may be the subject of the mail around it alone, below a rule.
    """
    for place, line in enumerate(lines):
        text = line.text[:30]
        if not text or not (text[0] in "-=_*~" or ":" in text or "：" in text):
            continue
        if begins_illegible(lines, place):
            return True
        if _is_subject_alone(lines, place, carrier.subject):
            return True
        if not _is_lost_head(lines, place) or _is_signed(lines, place, carrier.sender):
            continue
        if separator_of(line.text):
            return True
        labels = [found for line in lines[place : place + MAX_HEAD] if (found := label_of(line.text))]
        if any(
            (name == "to" and "@" in value) or (name == "date" and A_CLOCK.search(value)) for name, _, value in labels
        ):
            return True
    return False


def _is_subject_alone(lines: Sequence[Line], place: int, subject: str) -> bool:
    found = label_of(lines[place].text)
    if found is None or found[0] != "subject" or not found[2] or bare_subject(found[2]) != bare_subject(subject):
        return False
    written = [line.text for line in lines[:place] if line.text]
    return len(written) > 1 and separator_of(written[-1]) == "rule"


def _is_signed(lines: Sequence[Line], place: int, sender: Address | None) -> bool:
    """An invitation or a form that names its own writer first has lost nothing."""
    labels = (label_of(line.text) for line in lines[max(place - NEAR, 0) : place] if line.text)
    named = next((found[2] for found in labels if found and found[0] == "from"), "")
    return (
        bool(named) and sender is not None and named.casefold() in {sender.name.casefold(), sender.address.casefold()}
    )


def _labels(lines: Sequence[Line], place: int) -> set[str]:
    """The headers of the next lines; none when a sender is among them."""
    names: set[str] = {found[0] for line in lines[place : place + MAX_HEAD] if (found := label_of(line.text))}
    return set() if "from" in names else names & {"date", "to", "subject"}
