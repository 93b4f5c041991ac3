"""Patterns that need a digit are tried near digits only, and find there what they would find in the whole text."""

from __future__ import annotations

import re

import pytest

from handlers.intake.reading.fields.masks import masks_of
from handlers.intake.reading.fields.numbered import matches_in, stretches_of
from handlers.intake.reading.fields.shapes import NUMBERED
from handlers.intake.reading.fields.words import fold

PROSE = "We would like to understand together with you where it comes from before anybody blames the machine. "
DATE = re.compile(r"\b[^\W\d_]{3,12}[ \n]\d{1,2}\b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE * 5,
        f"{PROSE * 5}The parts of lot L-2231 came on March 12. {PROSE * 5}Invoice 4711 of May 3.",
        f"{PROSE * 3}\n{PROSE * 3}It was found on March\n12 and again in\nMay 3 {PROSE * 3}\n{PROSE}\n\n{PROSE}",
        "8" * 300 + " " + PROSE * 3 + "A-1",
    ],
)
def test_what_needs_a_digit_is_found_near_digits_as_in_the_whole_text(text: str) -> None:
    stretches = stretches_of(text)
    for pattern in (NUMBERED, DATE):
        near = [match.span() for match in matches_in(pattern, text, stretches)]
        assert near == [match.span() for match in pattern.finditer(text)]
    assert masks_of(text, fold(text), stretches) == masks_of(text, fold(text), ((0, len(text)),))


def test_prose_far_from_any_digit_is_left_out() -> None:
    text = f"{PROSE * 20}The lot is L-2231. {PROSE * 20}"
    (start, end), *others = stretches_of(text)
    assert not others
    assert end - start < 400
    assert "L-2231" in text[start:end]
