"""The command line, run in this process: starting another takes longer than most commands."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from typer.testing import CliRunner

from bot.cli import app
from bot.sandbox.server import Sandbox
from models.kernel.errors import AndonError


@dataclass(frozen=True)
class Told:
    returncode: int
    stdout: str
    stderr: str


def andon(sandbox: Sandbox, *arguments: str, **more: str) -> Told:
    """The command in this process, with the environment that it would have in its own."""
    with _logs_as_they_were():
        result = CliRunner().invoke(app, arguments, env={**sandbox.environment, **more})
    refused = f"{result.exception}\n" if isinstance(result.exception, AndonError) else ""
    if result.exception and not refused and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Told(result.exit_code, result.stdout, result.stderr + refused)


@contextmanager
def _logs_as_they_were() -> Iterator[None]:
    """A command sends the logs of its process to a stream that is closed when it ends."""
    handlers, level, events = logging.root.handlers[:], logging.root.level, structlog.get_config()
    try:
        yield
    finally:
        logging.root.handlers[:] = handlers
        logging.root.setLevel(level)
        structlog.configure(**events)
