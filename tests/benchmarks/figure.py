"""A figure: a median of several rounds, what it is compared with, and what it means to somebody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """`rounds` and `bare` are seconds; their medians are shown, and the ratio of these."""

    name: str
    rounds: Sequence[float]
    bare: Sequence[float]
    against: str
    meaning: str

    def row(self) -> tuple[str, str, str, str, str]:
        mine, bare = median(self.rounds), median(self.bare)
        spread = f"{shown(min(self.rounds))}–{shown(max(self.rounds))}"
        return (
            self.name,
            f"{shown(mine)} ({spread})",
            f"{shown(bare)} {self.against}",
            f"{mine / bare:.1f}",
            self.meaning,
        )


def shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def repeated(work: Callable[[], object], rounds: int) -> list[float]:
    return [timed(work) for _ in range(rounds)]


def table(figures: Iterable[Figure]) -> str:
    head = ("what", "median (from–to)", "next to", "ratio", "meaning")
    rows = [head, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    return "\n".join("  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]]) for row in rows)
