"""Running Andon, and what comes before: the sandbox, what is missing, the manifest, the settings."""

from __future__ import annotations

import json
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.saying import out
from bot.loading import loading
from bot.settings import PREFIX, Settings, load


def up() -> None:
    """Run Andon against the workspace, mailbox and folder of the settings."""
    with loading():
        from bot import logs, storage, wiring

    settings = load()
    logs.set_up(settings.log_level)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    with wiring.running(settings) as andon:
        out.print(f"Andon is up in the workspace {andon.workspace}.")
        out.print(f"  keeps everything in  {andon.home}")
        if settings.database_url:
            out.print(f"  but its rows in      {storage.named(settings)}")
        out.print(f"  mail                 {andon.mail}")
        out.print(f"  health               http://{settings.http_host}:{andon.port}/healthz", style=None)
        stopping.wait()


def sandbox(
    home: Annotated[Path, typer.Option(help="The sandbox's own folder.")] = Path("sandbox-home"),
    port: Annotated[int, typer.Option(help="The page's port; 0 takes a free one.")] = 8760,
    http_mode: Annotated[
        bool, typer.Option("--http", help="Slack reaches the bot by signed HTTP instead of a socket.")
    ] = False,
) -> None:
    """Run a local Slack workspace, a mail host, and Andon against them: no account, no token, no network."""
    from bot.sandbox import server

    server.run(home, port, http_mode=http_mode)


def check() -> None:
    """Say what is missing, contradictory or unreachable, before running."""
    from bot.onboarding.check import check as look

    findings = list(look(load()))
    for finding in findings:
        out.print(f"{'ok ' if finding.ok else 'NO '} {finding.what}")
        if finding.advice:
            out.print(f"    {finding.advice}")
    raise typer.Exit(code=0 if all(f.ok for f in findings) else 1)


def manifest(
    request_url: Annotated[str | None, typer.Option(help="For HTTP mode: https://your.host/slack/events")] = None,
) -> None:
    """Print the manifest of the Slack app, to paste at “Create app from manifest”."""
    from bot.onboarding.manifest import manifest as made

    out.print(json.dumps(made(request_url=request_url), indent=2, ensure_ascii=False))


def settings() -> None:
    """List every setting with its meaning."""
    for name, field in Settings.model_fields.items():
        out.print(f"{PREFIX}{name.upper()}: {field.description} [{_default(field.default)}]")


def _default(value: object) -> str:
    return "none" if value in (None, "") else str(getattr(value, "value", value))
