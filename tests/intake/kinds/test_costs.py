"""Asymmetric costs: which mistake is cheap, and when to ask."""

from __future__ import annotations

import pytest

from handlers.intake.reading.kinds.classes import KINDS, NAMES
from handlers.intake.reading.kinds.costs import ASK, cheapest, cost, expected_cost, kind_shares


def shares(**known: float) -> dict[str, float]:
    return dict.fromkeys(KINDS, 0.0) | known


def test_subkinds_of_a_notice_count_together() -> None:
    classes = dict.fromkeys(NAMES, 0.0) | {"pcn": 0.4, "pdn": 0.3, "other": 0.3}
    assert kind_shares(classes)["supplier_notice"] == pytest.approx(0.7)


@pytest.mark.parametrize("other", ["spam", "other", "newsletter"])
def test_a_tenth_of_doubt_keeps_a_complaint_out_of_the_bin(other: str) -> None:
    assert cheapest(shares(complaint=0.1, **{other: 0.9})) == "unsure"
    assert cheapest(shares(complaint=0.9, **{other: 0.1})) == "complaint"


def test_an_even_guess_is_left_to_a_person() -> None:
    assert cheapest(shares(complaint=0.5, answer=0.5)) == "unsure"


def test_what_is_said_costs_less_than_asking() -> None:
    for likely in KINDS:
        said = cheapest(shares(**{likely: 0.99}))
        assert said == likely
        assert expected_cost(shares(**{likely: 0.99}), said) <= ASK


def test_a_lost_complaint_is_the_dearest_mistake() -> None:
    dearest = max(((kind, called) for kind in KINDS for called in KINDS), key=lambda pair: cost(*pair))
    assert dearest == ("complaint", "spam")
