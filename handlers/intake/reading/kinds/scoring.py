"""Honest figures: macro F1 on what was decided, the share decided, complaints that went astray, with 95 %
intervals.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.classes import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ASTRAY = frozenset({"other", "spam", "newsletter"})


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its Wilson 95 % interval (also right at 0 of n)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.96, self.of, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.1%} ({self.hits}/{self.of}, 95 %: {low:.1%}–{high:.1%})"


@dataclass(frozen=True, slots=True)
class Score:
    decided: Share
    right: Share  # of those decided
    macro_f1: float  # over the kinds, on those decided
    astray: Share  # complaints called other, spam or newsletter, of all complaints
    subkind_right: Share  # of notices that were called notices
    by_kind: tuple[tuple[str, float, float], ...]  # kind, precision, recall on those decided

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {precision:.0%}/{recall:.0%}" for kind, precision, recall in self.by_kind)
        return (
            f"macro F1 {self.macro_f1:.3f} on what is decided\n"
            f"decided {self.decided}\n"
            f"right of those {self.right}\n"
            f"complaints to other/spam/newsletter {self.astray}\n"
            f"subkind right {self.subkind_right}\n"
            f"precision/recall: {kinds}"
        )


def score(pairs: Iterable[tuple[str, str, str, str]], kinds: Sequence[str] = KINDS) -> Score:
    """Of (kind, subkind, called kind, called subkind); macro F1 is the mean over `kinds`."""
    everything = list(pairs)
    decided = [pair for pair in everything if pair[2] != "unsure"]
    complaints = [pair for pair in everything if pair[0] == "complaint"]
    notices = [pair for pair in decided if pair[0] == pair[2] == "supplier_notice"]
    by_kind = tuple(_precision_recall(decided, kind) for kind in kinds)
    return Score(
        decided=Share(len(decided), len(everything)),
        right=Share(sum(pair[0] == pair[2] for pair in decided), len(decided)),
        macro_f1=sum(_f1(precision, recall) for _, precision, recall in by_kind) / len(by_kind),
        astray=Share(sum(pair[2] in _ASTRAY for pair in complaints), len(complaints)),
        subkind_right=Share(sum(pair[1] == pair[3] for pair in notices), len(notices)),
        by_kind=by_kind,
    )


def _precision_recall(decided: Sequence[tuple[str, str, str, str]], kind: str) -> tuple[str, float, float]:
    counted = Counter((pair[0] == kind, pair[2] == kind) for pair in decided)
    said, true, both = (
        counted[True, True] + counted[False, True],
        counted[True, True] + counted[True, False],
        counted[True, True],
    )
    return kind, both / said if said else 1.0, both / true if true else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
