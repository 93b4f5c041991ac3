"""CSV files as spreadsheets write them: byte order marks, semicolons, quotes; mistakes are told by the row that is shown there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from models.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Cells:
    """One row; a column that the file does not have is not in `values`."""

    row: int
    values: dict[str, str]

    def get(self, column: str) -> str:
        return self.values.get(column, "")


def _column(written: str) -> str:
    """“E-Mail” and “Time zone” are columns that we know."""
    return fold(written).strip().replace("-", "").replace(" ", "_")


def read_cells(text: str, columns: tuple[str, ...], required: tuple[str, ...]) -> tuple[list[Cells], list[str]]:
    """The rows that are not empty, and every mistake as “row 4: …”."""
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    lines: list[list[str]] = []
    try:
        lines.extend(reader)
    except csv.Error as error:
        return [], [f"row {len(lines) + 1}: this is no CSV any more: {error}"]
    header = [_column(name) for name in lines[0]] if lines else []
    mistakes = [f"row 1: the column “{name}” is missing" for name in required if name not in header]
    unknown = [lines[0][at].strip() for at, name in enumerate(header) if name not in columns]
    mistakes += [f"row 1: no column is called “{name}”; there are {', '.join(columns)}" for name in unknown]
    if mistakes:
        return [], mistakes
    filled = [(row, cells) for row, cells in enumerate(lines[1:], start=2) if any(cell.strip() for cell in cells)]
    mistakes = [f"row {row}: there are more cells than columns" for row, cells in filled if len(cells) > len(header)]
    return [Cells(row, {n: c.strip() for n, c in zip(header, cells, strict=False)}) for row, cells in filled], mistakes
