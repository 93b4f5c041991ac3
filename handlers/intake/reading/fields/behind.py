"""Codes whose label stands behind them: "the K26-1187 batch", "your 4410-22 part"; and lists of units below a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.shapes import CODE, NUMBERED, fits, make_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page

LABEL_BEHIND, BELOW_A_COLON = 0.8, 0.7
_FIELDS = (
    ("lot", r"lots?|batch(?:es)?|heats?|casts?|melts?|er[ -](?:Charge|Lieferung)|Charge|Los|Schmelze"),
    ("delivery_note", r"delivery note|packing slip"),
    ("po", r"PO|purchase order"),
    ("invoice", r"invoice"),
)
_LABEL = re.compile(
    r"[ -]?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS)
    + r")(?!\w|[ ]?[:#.]?[ ]?[A-Z]{0,4}[-/]?\d|[ ](?:no|nr|number|of)\b)"
)
_BEFORE = re.compile(r"\b(?:the|this|that|your|our|from|of|in|die|der|aus|diese|dieser|eure|ihre)[ \n]$", re.IGNORECASE)
_UNITS_COLON = re.compile(
    r"(?:^|\n)(?=[^\n]{0,180}:[ \t]*\n)"
    r"[^\n]{0,80}\b(?:units?|devices?|machines?|pumps?|motors?|instruments?|controllers?|geräte?n?|maschinen?"
    r"|einheiten|pumpen|motoren|appareils?"
    r"|machines?|unités|equipos|unidades|máquinas|apparecchi|unità|macchine|apparaten|toestellen|urządze\w+|przístroj\w*"
    r"|zařízení|enheter|apparater)\b"
    r"[^\n:]{0,60}:[ \t]*\n(?P<list>(?:[ \t]*\n)?(?:[ \t]{0,8}[-*•·]?[ \t]{0,3}[A-Z0-9][\w./-]{3,24}[ \t]*(?:\n|$)){2,40})",
    re.IGNORECASE,
)
_COLON_AT_AN_END = re.compile(r":[ \t]*\n")  # few texts have any


def labels_behind(page: Page, masks: Masks) -> Iterator[Candidate]:
    """Only a code of at least three digits, with an article or the like before it."""
    for match in page.numbered(NUMBERED):
        label = _LABEL.match(page.text, match.end())
        code = match.group()
        if (
            label is None
            or masks.covers(*match.span())
            or not _BEFORE.search(page.text, max(0, match.start() - 8), match.start())
        ):
            continue
        name = str(label.lastgroup)
        if sum(map(str.isdigit, code)) >= _LEAST and fits(name, code, explicit=False):
            yield Candidate(name, code, LABEL_BEHIND, *match.span())


_LEAST = 3


def units_below(page: Page, masks: Masks) -> Iterator[Candidate]:
    """ "The following units failed:" and below it nothing but codes that are made alike, one a line."""
    if _COLON_AT_AN_END.search(page.text) is None:
        return
    for match in _UNITS_COLON.finditer(page.text):
        codes = list(CODE.finditer(page.text, match.start("list"), match.end("list")))
        alike = {make_of(code.group())[3:] for code in codes}
        if len(alike) != 1 or not all(fits("serial", code.group(), explicit=False) for code in codes):
            continue
        yield from (
            Candidate("serial", code.group(), BELOW_A_COLON, *code.span())
            for code in codes
            if not masks.covers(*code.span())
        )
