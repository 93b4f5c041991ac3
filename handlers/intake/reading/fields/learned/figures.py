"""Numbers in which a forest is told of a mail."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.facts import Leaning

NEVER, UNKNOWN, FAR = -9.2, -99.0, 9_999
# In an order in which neighbours are alike, for a tree asks what is below a number: in a recall what came is what is affected.
_KINDS = (
    *("complaint", "recall", "quality_alert", "deviation_request", "supplier_notice", "pcn", "pdn", "scar_response"),
    *("certificate", "answer", "newsletter", "spam", "other"),
)


def odds_of(share: float) -> float:
    """The logarithm of the odds, within what a share can be told apart."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(share / (1 - share))


def kind_number(leaning: Leaning) -> int:
    kind, subkind = leaning
    name = subkind or kind
    return _KINDS.index(name) if name in _KINDS else len(_KINDS)
