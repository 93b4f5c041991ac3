"""What a command says: a line, a table, or the sentence with which it gives up."""

from __future__ import annotations

import sys
from typing import NoReturn

from rich.console import Console
from rich.table import Table

#: What is piped is not cut to the width of a terminal that is not there.
out = Console(highlight=False, markup=False, soft_wrap=True, width=None if sys.stdout.isatty() else 400)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def give_up(sentence: str) -> NoReturn:
    err.print(sentence)
    raise SystemExit(1)


def print_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        out.print("Nothing.")
        return
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    out.print(table)
