"""One answer of the reading beside the right one, and the counts of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from handlers.intake.reading.kinds.scoring import Share

Verdict = Literal["right", "wrong", "abstained"]


@dataclass(frozen=True, slots=True)
class Outcome:
    row: str  # the line of the table that it counts in
    verdict: Verdict
    mail: str = ""
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """`right`, `wrong` and `abstained` add up to all; the share of the right ones has a Wilson 95 % interval."""

    row: str
    right: int
    wrong: int
    abstained: int

    @property
    def share(self) -> Share:
        return Share(self.right, self.right + self.wrong + self.abstained)

    @property
    def mistakes(self) -> Share:
        return Share(self.wrong, self.right + self.wrong + self.abstained)


def tallied(row: str, outcomes: Iterable[Outcome]) -> Tally:
    verdicts = [each.verdict for each in outcomes if each.row == row]
    return Tally(row, verdicts.count("right"), verdicts.count("wrong"), verdicts.count("abstained"))


def verdict(*, right: bool) -> Verdict:
    return "right" if right else "wrong"


def plain(text: object) -> str:
    """White space as one space; None as nothing."""
    return " ".join(str(text or "").split())
