"""What the head of a column says of a value is believed more than what the text around the table seems to say of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.found import Row
    from handlers.intake.reading.fields.page import Page

# A code, or a day of a change, is nothing else anywhere; a number or another day only in the lines of the table.
_NOWHERE_ELSE = frozenset(SHAPES) - {"revision"} | {"last_order_date", "last_ship_date", "first_ship_date"}
_IN_THE_TABLE = frozenset({"quantity_affected", "quantity_total", "event_date", "delivery_date", "answer_by"})
_BESIDE_A_CELL = 4  # characters of a line that holds one cell


class Columns:
    """Asked of each candidate."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._beside: defaultdict[str, set[str]] = defaultdict(set)  # the other values of its rows
        for row in rows:
            values = [value.value for value in row.values.values()]
            for name, value in row.values.items():
                self._names[value.value.casefold()].add(name)
                self._beside[value.value.casefold()].update(values)

    def deny(self, candidate: Candidate, page: Page) -> bool:
        """The value stands below the head of another field."""
        names = self._names.get(candidate.value.casefold())
        if names is None or candidate.name in names:
            return False
        if candidate.name in _NOWHERE_ELSE:
            return True
        return candidate.name in _IN_THE_TABLE and bool(names & _IN_THE_TABLE) and self._is_cell(candidate, page)

    def _is_cell(self, candidate: Candidate, page: Page) -> bool:
        """It has its line for itself, as a table does that was made text cell by cell, or shares it with values of its row."""
        start, end = page.line_at(candidate.start)
        line = page.text[start:end]
        if len(line.strip()) <= candidate.end - candidate.start + _BESIDE_A_CELL:
            return True
        others = self._beside[candidate.value.casefold()] - {candidate.value}
        return any(len(other) > 1 and other in line for other in others)
