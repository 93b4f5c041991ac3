"""What the labels of forwarded mails teach about the lines of their texts: which are a head.

Heads that rules read are heads. Where they read none in the place of the original mail, its head is told by its label: the lines
above the beginning of the text, down from the first that shows the writer, the subject or the hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handlers.intake.reading import html
from handlers.intake.reading.draft import Draft
from handlers.intake.reading.forwards.attached import carrier_of
from handlers.intake.reading.forwards.heads import ruled_heads
from handlers.intake.reading.forwards.layouts import laid_out
from handlers.intake.reading.forwards.learned.train import Lesson
from handlers.intake.reading.lines import Line
from handlers.intake.reading.prefixes import subject_behind_marks
from handlers.intake.reading.steps import STEPS
from tests.score.corpus import Mail
from tests.score.judging import OWN

MOST = 120  # lines of a text
HIGHEST = 15  # lines of a head
APART = 4  # lines of a head that show nothing of the label
START = 25  # letters of the beginning of a text
SALUTATION = 70


def lessons(mails: Iterator[Mail]) -> Iterator[Lesson]:
    for mail in mails:
        draft = Draft(raw=mail.raw, own=OWN)
        for step in STEPS:
            step.attempt(draft)
        if draft.flags.error or any(hop.source in {"rfc822", "msg"} for hop in draft.chain):
            continue
        carrier = carrier_of(draft.envelope)
        lines = laid_out(_text(draft, mail.label))[:MOST]
        blocks = ruled_heads(lines, carrier)
        heads = {place for block in blocks for place in range(block.first, min(block.end, len(lines)))}
        told = _told(lines, mail.label)
        if not heads & told:
            heads |= told
        yield Lesson(lines, carrier, frozenset(heads), mail.hand)


def _text(draft: Draft, label: dict[str, Any]) -> str:
    """That part of the mail in which the label's original begins."""
    plain, start = draft.body.plain, _plain((label.get("original") or {}).get("text_start"))[:START]
    return html.to_text(draft.body.html) if draft.body.html and start not in _plain(plain) else plain


def _told(lines: Sequence[Line], label: dict[str, Any]) -> set[int]:
    original = label.get("original") if label.get("forwarded") and label.get("named", True) else None
    if not original or not original.get("text_start"):
        return set()
    texts, start = [_plain(line.text) for line in lines], _plain(original["text_start"])[:START]
    begins = [
        place for place, text in enumerate(texts) if text and (start.startswith(text[:START]) or text.startswith(start))
    ]
    if not begins:
        return set()
    end, first = begins[-1], None
    pieces = _pieces(original)
    above = [place for place in range(max(end - HIGHEST, 0), end) if texts[place]]
    if above and _is_salutation(texts[above[-1]]):
        end = above.pop()
    apart = 0
    for place in reversed(above):
        apart = 0 if any(piece in texts[place] for piece in pieces) else apart + 1
        first = place if not apart else first
        if apart > APART:
            break
    return set() if first is None else set(range(first, end))


def _pieces(original: dict[str, Any]) -> list[str]:
    address, subject = _plain(original.get("address")), _plain(subject_behind_marks(original.get("subject") or ""))
    hour = (original.get("date") or "")[11:16]
    words = [word for word in _plain(original.get("name")).split() if len(word) > 2]
    return [piece for piece in (address, address.partition("@")[0], subject[:20], hour, *words) if piece]


def _is_salutation(text: str) -> bool:
    return len(text) < SALUTATION and text[-1] in ",!，！" and "@" not in text and not any(map(str.isdigit, text))


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
