"""A line of a text among its neighbours, as the trees see it: its own signs, those of three lines above and below, and how
much a head's signs crowd together around it. Only written lines count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.forwards.learned.signs import SIGNS, around_of, signs_of
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from handlers.intake.reading.forwards.carrier import Carrier
    from handlers.intake.reading.lines import Line

MAX_LINES = 90  # written ones; heads stand at the beginning of a text, and the trees ask about each
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
FAR = 6  # lines
OF_NEIGHBOURS = tuple(
    SIGNS.index(name)
    for name in (
        *("label from", "label date", "label to", "label cc", "label subject", "label other"),
        *("label without colon from", "label without colon date", "label without colon to", "label without colon subject"),
        *("outsider", "insider", "hour", "day", "subject", "subject alone", "separator", "rule", "pair", "ends in colon"),
        *("length", "words", "ends in comma", "ends in stop", "name alone", "closing", "at sign", "banner"),
        *("headers named", "parts"),
    )
)  # fmt: skip
CROWDING = tuple(
    SIGNS.index(name)
    for name in (
        *("outsider", "insider", "hour", "day", "subject", "separator", "name", "closing", "label from", "label subject"),
        *("label date", "label to", "ends in comma", "ends in stop", "pair"),
    )
)  # fmt: skip
NOBODY = (-1.0,) * len(OF_NEIGHBOURS)


def written(lines: Sequence[Line]) -> list[int]:
    """Places of the lines that have a row."""
    return [place for place, line in enumerate(lines) if line.text][:MAX_LINES]


def rows_of(lines: Sequence[Line], carrier: Carrier) -> list[tuple[float, ...]]:
    """One row for each written line."""
    places, around = written(lines), around_of(carrier)
    signs = [signs_of(lines[place].text, around) for place in places]
    mail = _mail(carrier)
    return [
        (
            *signs[at],
            *(value for step in NEIGHBOURS for value in _neighbour(signs, at + step)),
            *_crowd(signs[max(at - FAR, 0) : at]),
            *_crowd(signs[at + 1 : at + 1 + FAR]),
            float(at),
            float(len(places) - at),
            *_place(lines, places, at),
            *mail,
        )
        for at in range(len(places))
    ]


def columns_of(names: Collection[str]) -> frozenset[int]:
    """Where these signs stand in a row, of the line itself, of its neighbours and of the crowd."""
    parts = [range(len(SIGNS)), *[OF_NEIGHBOURS] * len(NEIGHBOURS), CROWDING, CROWDING]
    order = [SIGNS[column] for part in parts for column in part]
    return frozenset(column for column, name in enumerate(order) if name in names)


def _neighbour(signs: Sequence[tuple[float, ...]], at: int) -> tuple[float, ...]:
    return tuple(signs[at][column] for column in OF_NEIGHBOURS) if 0 <= at < len(signs) else NOBODY


def _crowd(signs: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(line[column] for line in signs) for column in CROWDING)


def _place(lines: Sequence[Line], places: Sequence[int], at: int) -> tuple[float, ...]:
    place, depth = places[at], lines[places[at]].depth
    above = place - places[at - 1] if at else 9
    below = places[at + 1] - place if at + 1 < len(places) else 9
    return (
        float(depth),
        float(min(above, 9)),
        float(min(below, 9)),
        float(depth - lines[places[at - 1]].depth) if at else 0.0,
        float(lines[places[at + 1]].depth - depth) if at + 1 < len(places) else 0.0,
    )


def _mail(carrier: Carrier) -> tuple[float, ...]:
    prefix, sender = prefix_of(carrier.subject), carrier.sender
    inside = sender is not None and any(each.domain == sender.domain for each in carrier.recipients)
    return float(prefix == "forward"), float(prefix == "reply"), float(carrier.answers), float(inside)
