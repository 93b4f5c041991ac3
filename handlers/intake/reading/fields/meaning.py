"""Words that matter in free text: defects, injuries, what the writer asks for, and the lines "Product: …",
"Defect: …".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.languages import (
    ask_meanings,
    defect_phrases,
    injury_phrases,
    phrases,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.page import Page

STATED, WORDED, ASKED, RAISED = 0.9, 0.7, 0.75, 0.8
_TEXT_FIELDS = frozenset({"product", "defect", "place"})
_LONGEST_STATED = 120
_CLAUSE = 40  # characters in which a denial is looked for
_STATED = re.compile(r"[ \t]{0,10}(?:\([^)\n]{0,20}\)[ \t]{0,3})?[:：=\t][ \t]{0,20}([^\n]{2,400})")
_SPLIT = re.compile(r"\s{3,}|\t| \| ")
_NEGATED = re.compile(
    r"\b(?:no|not|without|kein\w{0,2}|nicht|ohne|pas|aucun\w?|sans|senza|nessun\w?|sin|ningún|geen|niet|bez|brak"
    r"|žádn\w{0,3})\s{1,2}(?:[^\W\d]{1,12}\s){0,1}$",
    re.IGNORECASE,
)


_DENIED = re.compile(  # of a text in lower case: the engine then tells most of these words by their first letter
    r"\b(?:no|none|neither|nothing|never|without|kein\w{0,2}|nichts|nie|niemals|ohne|aucun\w?|sans|jamais|nessun\w?"
    r"|senza|mai|ningun\w?|ningún|sin"
    r"|nunca|geen|zonder|nooit|nenhum\w?|sem|żaden|żadn\w{1,3}|bez|brak|nigdy|žádn\w{1,3}|nikdy|ingen|inga|inget|utan"
    r"|aldrig|uden|uten|ei|eikä"
    r"|ilman|nici|fără|nem|sem|semmi|yok|ни один|ни одн\w{1,3}|нет|без|жодн\w{1,3}|无|没有|なし|ない)\b[^.!?;:,\n]{0,34}$",
)


def stated(page: Page) -> Iterator[Candidate]:
    """Lines that name their field: "Defect description: burrs at the slot"."""
    for label, name, _ in page.meant:
        if name not in _TEXT_FIELDS or not _begins_line(page, label.start):
            continue
        match = _STATED.match(page.text, label.end)
        if match is None:
            continue
        text = _SPLIT.split(match[1].strip())[0].strip(" .;,")[:_LONGEST_STATED]
        if sum(character.isalpha() for character in text) >= 2:
            yield Candidate(name, text, STATED, label.start, match.end())


def _begins_line(page: Page, at: int) -> bool:
    """Nothing but a number, a bullet or a bar stands before it, or the gap of a second column."""
    before = page.text[page.line_at(at)[0] : at]
    return before.endswith(("  ", "\t", "| ")) or not any(map(str.isalpha, before))


def defects(page: Page) -> Iterator[Candidate]:
    for found in defect_phrases(page.spoken).find(page.text, page.words):
        if not _is_negated(page, found.start):
            yield Candidate("defect", page.text[found.start : found.end], WORDED, found.start, found.end)


def injuries(page: Page) -> Iterator[Candidate]:
    """Words of injury and danger. "Nobody was hurt" raises nothing; smoke with nobody hurt still does."""
    nobody_hurt = phrases("no injuries", page.spoken)
    for found in injury_phrases(page.spoken).find(page.text, page.words):
        if found.phrase in nobody_hurt or _is_negated(page, found.start):
            continue
        yield Candidate("injury", page.text[found.start : found.end], RAISED, found.start, found.end)


def asks(page: Page) -> Iterator[Candidate]:
    meanings = ask_meanings()
    for found in meanings.find(page.text, page.words, page.spoken):
        name, spoken = meanings.of(found.phrase, page.spoken)
        if spoken and not _is_negated(page, found.start):
            yield Candidate("asks", name, ASKED, found.start, found.end)


def is_denied(text: str, at: int) -> bool:
    """ "None were scratched", "keine einzige gebrochen", "sin rayas": a denial stands in the words before, in the same clause."""
    start = max(0, at - _CLAUSE)
    before = max(0, start - 1)  # one character more, by which the first word is known for a whole one
    return bool(_DENIED.search(text[before:at].lower(), start - before))


def _is_negated(page: Page, at: int) -> bool:
    return bool(_NEGATED.search(page.text, max(0, at - 24), at))
