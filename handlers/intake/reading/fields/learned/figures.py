"""Numbers in which a forest is told of a mail."""

from __future__ import annotations

import math

NEVER, UNKNOWN, FAR = -9.2, -99.0, 9_999
_KINDS = ("complaint", "supplier_notice", "answer", "newsletter", "spam", "other")


def odds_of(share: float) -> float:
    """The logarithm of the odds, within what a share can be told apart."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def kind_number(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
