"""Runs them one after another and prints one table; takes about a minute."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot import logs
from tests.benchmarks import clock, decisions, home, intake, processes, similar, wire
from tests.benchmarks.figure import table


def main() -> None:
    logs.set_up("ERROR")
    found = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for group in (processes, wire, intake, similar, decisions, home, clock):
            found += group.figures(Path(folder) / group.__name__.rpartition(".")[2])
    sys.stdout.write(f"{table(found)}\n")


if __name__ == "__main__":
    main()
