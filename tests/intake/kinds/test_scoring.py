"""Figures that do not flatter."""

from __future__ import annotations

import pytest

from handlers.intake.reading.kinds.scoring import Share, score


def test_no_failure_in_few_trials_is_not_zero_percent() -> None:
    low, high = Share(0, 30).interval
    assert low == 0
    assert 0.10 < high < 0.13


def test_an_empty_share_knows_nothing() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)


def test_undecided_mails_count_against_deciding_and_not_against_f1() -> None:
    pairs = [("complaint", "", "complaint", ""), ("complaint", "", "unsure", ""), ("spam", "", "spam", "")]
    found = score(pairs)
    assert found.decided.hits == 2
    assert found.right.value == 1.0
    assert found.macro_f1 == pytest.approx(1.0)


def test_a_lost_complaint_is_counted_among_all_complaints() -> None:
    found = score([("complaint", "", "spam", ""), ("complaint", "", "unsure", ""), ("complaint", "", "complaint", "")])
    assert (found.astray.hits, found.astray.of) == (1, 3)


def test_a_wrong_subkind_is_counted() -> None:
    found = score([("supplier_notice", "pcn", "supplier_notice", "pdn")])
    assert found.subkind_right.value == 0.0
