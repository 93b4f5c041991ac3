"""Rows of numbers that are added up at once: a whole row is one long integer, with 128 bits for each of its numbers.

A mail has several hundred terms of a dozen weights each. Python adds, or multiplies by a plain number, integers of 1,600 bits
nearly as fast as floats, so that a row costs little more than one number would.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BITS = 128
_ONE = (
    1 << 40
)  # a number has twelve decimals; a product of two is in units of `_ONE` times `_ONE`, and may grow to 2**46
_MASK = (1 << _BITS) - 1
_MIDDLE = 1 << (_BITS - 2)  # more than any number is below nought


def packed(first: float, numbers: Iterable[float]) -> int:
    """`first` is not below nought: it may be asked for alone."""
    return sum(fixed(number) << (_BITS * at) for at, number in enumerate((first, *numbers)))


def fixed(number: float) -> int:
    """A factor of a row."""
    return round(number * _ONE)


def first_of(row: int) -> float:
    return (row & _MASK) / _ONE


def rest_of(row: int, length: int) -> list[float]:
    """The numbers behind the first one, of a sum of rows that were multiplied by factors."""
    lifted = row + _lift(length + 1)
    return [((lifted >> (_BITS * at) & _MASK) - _MIDDLE) / (_ONE * _ONE) for at in range(1, length + 1)]


@lru_cache(maxsize=4)
def _lift(length: int) -> int:
    """What makes every number positive: one below nought has borrowed from its neighbour."""
    return sum(_MIDDLE << (_BITS * at) for at in range(length))
