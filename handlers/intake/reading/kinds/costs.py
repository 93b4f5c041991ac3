"""What each mistake costs, and when it is cheaper to ask a person.

Calling a complaint spam loses a customer; calling spam a complaint costs a glance. So the kind is not
simply the likeliest one: it is the one whose expected cost is the least, and where even that is dearer
than a person's look, it is `unsure`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.classes import KINDS, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.intake.reading.facts import KindName

ASK = 0.3  # a person's look: rather less than a third of a plain mistake

# (what it is, what it is called) → cost; every other mistake costs 1.
_DEAR: dict[tuple[str, str], float] = {
    ("complaint", "spam"): 25.0,
    ("complaint", "newsletter"): 12.0,
    ("complaint", "other"): 6.0,
    ("complaint", "answer"): 2.5,
    ("complaint", "supplier_notice"): 1.5,
    ("supplier_notice", "spam"): 12.0,
    ("supplier_notice", "newsletter"): 3.0,
    ("supplier_notice", "other"): 2.5,
    ("answer", "spam"): 8.0,
    ("answer", "newsletter"): 4.0,
    ("answer", "other"): 1.2,
    ("other", "spam"): 2.0,
    ("newsletter", "spam"): 0.6,
    ("spam", "newsletter"): 0.6,
}


def kind_shares(shares: Mapping[str, float]) -> dict[KindName, float]:
    """Probabilities of kinds from those of classes: all subkinds of a notice together."""
    sums: dict[KindName, float] = dict.fromkeys(KINDS, 0.0)
    for name, share in shares.items():
        sums[kind_of(name)] += share
    return sums


def expected_cost(shares: Mapping[KindName, float], called: KindName) -> float:
    return sum(share * cost(kind, called) for kind, share in shares.items())


def cost(kind: KindName, called: KindName) -> float:
    return 0.0 if kind == called else _DEAR.get((kind, called), 1.0)


def cheapest(shares: Mapping[KindName, float], ask: float = ASK) -> KindName:
    """The kind to say, or `unsure`."""
    best = min(KINDS, key=lambda kind: expected_cost(shares, kind))
    return best if expected_cost(shares, best) <= ask else "unsure"
