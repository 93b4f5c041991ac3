"""All trees of a forest asked at once: the leaves that a row may still reach are the bits of one large number.

Each tree has a lane of that number, each of its leaves a bit. A question answered with "above" closes the leaves of its left
side, and the leftmost leaf that stays open is the tree's answer (Lucchese et al., QuickScorer, 2015). What the questions of
a column close is put together beforehand by rising limits: a row costs a search and an `and` for each column, however many
trees ask.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, getitem, itemgetter
from typing import Any

_LANES = {8: "B", 16: "H", 32: "I", 64: "Q"}  # bits a lane, as `struct` names them


class Lanes:
    """`trees` are nested lists as `forest` describes them, none with more than 64 leaves."""

    def __init__(self, trees: Sequence[Any]) -> None:
        leaves = [list(_leaves(tree)) for tree in trees]
        width = next(bits for bits in _LANES if bits >= max(map(len, leaves)))
        closing: defaultdict[int, defaultdict[float, int]] = defaultdict(lambda: defaultdict(int))
        for number, tree in enumerate(trees):
            _close(tree, number * width, closing)
        self._lowest = sum(1 << number * width for number in range(len(trees)))
        self._all = (1 << width * len(trees)) - 1
        self._limits = [sorted(limits) for limits in closing.values()]
        self._open = [_open_above(limits, self._all) for limits in closing.values()]
        self._asked_of: Callable[[Sequence[float]], Sequence[float]] = _getter(list(closing))
        self._size = width // 8 * len(trees)
        self._lanes = struct.Struct(f"<{len(trees)}{_LANES[width]}")
        self._answers = [{1 << at: value for at, value in enumerate(values)} for values in leaves]

    def answers(self, row: Sequence[float]) -> Iterator[float]:
        """One of each tree, in their order."""
        above = map(bisect_left, self._limits, self._asked_of(row))
        left = reduce(and_, map(getitem, self._open, above), self._all)
        first = left & ~(left - self._lowest)  # of each lane the lowest bit
        return map(getitem, self._answers, self._lanes.unpack(first.to_bytes(self._size, "little")))


def _leaves(node: Any) -> Sequence[float]:
    """From left to right."""
    return [*_leaves(node[2]), *_leaves(node[3])] if type(node) is list else [float(node)]


def _close(node: Any, first: int, closing: Mapping[int, defaultdict[float, int]]) -> int:
    """Notes what each question closes, by column and limit; answers with the bit behind the node's last leaf."""
    if type(node) is not list:
        return first + 1
    column, limit, at_most, above = node
    behind = _close(at_most, first, closing)
    closing[column][limit] |= (1 << behind) - (1 << first)
    return _close(above, behind, closing)


def _open_above(closing: Mapping[float, int], everything: int) -> list[int]:
    """The leaves that stay open above so many of the limits."""
    open_above = [everything]
    for limit in sorted(closing):
        open_above.append(open_above[-1] & ~closing[limit])
    return open_above


def _getter(columns: Sequence[int]) -> Callable[[Sequence[float]], Sequence[float]]:
    """The numbers of some columns of a row, as a sequence even where it is a single one, or none."""
    return itemgetter(*columns) if len(columns) > 1 else lambda row: [row[at] for at in columns]
