"""How long a process takes to be there: the command line, and Andon until it is connected."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.sandbox.child import Child
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from, standing
from tests.benchmarks.figure import Figure, repeated, timed

ROUNDS = 5
IMPORTS = "import slack_bolt, sqlalchemy"


def figures(folder: Path) -> Iterator[Figure]:
    yield Figure(
        "andon --help",
        repeated(lambda: _python("-m", "bot.cli", "--help"), ROUNDS),
        repeated(lambda: _python("-c", "pass"), ROUNDS),
        "python -c pass",
        "Asking for help should not make anybody wait.",
    )
    yield Figure(
        "andon up, until connected",
        _starts(folder),
        repeated(lambda: _python("-c", IMPORTS), ROUNDS),
        IMPORTS,
        "A restart keeps people waiting for so long.",
    )


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _starts(folder: Path) -> list[float]:
    """With a home that is migrated and seeded already, as every start but the first."""
    with standing(folder / "andon") as sandbox:
        seed(load_from(sandbox.environment))
        return [_start(Child(sandbox.environment, folder / "andon.log")) for _ in range(ROUNDS)]


def _start(child: Child) -> float:
    def until_up() -> None:
        child.start()
        if not child.wait_until_up():
            raise RuntimeError(child.last_words())

    try:
        return timed(until_up)
    finally:
        child.stop()
