"""Rows of numbers in one integer: they add up as their numbers do, also below nought, and only what was learned is counted."""

from __future__ import annotations

import pytest

from handlers.intake.reading.kinds.model import shipped_model
from handlers.intake.reading.kinds.rows import first_of, fixed, packed, rest_of
from handlers.intake.reading.kinds.terms import terms_of, words_and_terms


def test_rows_add_up_and_are_multiplied_as_their_numbers_are() -> None:
    total = fixed(2.5) * packed(9.0, (-0.25, 1.75, -3.0)) + fixed(1.0) * packed(4.0, (0.125, -2.0, 0.0))
    assert rest_of(total, 3) == pytest.approx([-0.5, 2.375, -7.5], abs=1e-11)


def test_the_first_number_of_a_sum_is_told_alone_whatever_is_below_nought_behind_it() -> None:
    assert first_of(packed(9.0, (-0.25, -1e3)) + packed(0.5, (-7.0, 2.0))) == pytest.approx(9.5)


def test_pieces_counted_by_their_words_weigh_the_same_as_all_pieces() -> None:
    model, said = shipped_model(), ("Scratched lids", "Two lids are scratched, the lids of the second box are not.")
    words, terms = words_and_terms(*said)
    assert model.known(terms, words) == model.known(terms_of(*said))
