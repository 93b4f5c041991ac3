"""What is kept: the ledger, what could not be delivered, a record on paper, backups."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.saying import give_up, out, print_table
from bot.settings import load

ledger = typer.Typer(no_args_is_help=True, help="The trail of everything.")


@ledger.command("verify")
def ledger_verify() -> None:
    """Walk the whole chain and name the first row that is wrong."""
    from bot.administration import verify_ledger

    verdict = verify_ledger(load())
    if verdict.bad is not None:
        give_up(f"Entry {verdict.bad} is wrong: {verdict.because}.")
    out.print(f"{verdict.entries} entries, all as written. Head: {verdict.head}")


def outbox(
    retry: Annotated[str | None, typer.Option(help="The id of a dead row, or “all”.")] = None,
) -> None:
    """List what could not be delivered, or try it again."""
    from bot.administration import dead_rows, retry_rows

    if retry:
        tried = retry_rows(load(), retry)
        if not tried and retry != "all":
            give_up(f"Nothing undelivered has the id {retry}; “andon outbox” lists what has.")
        out.print(f"{tried} tried again.")
        return
    print_table(("id", "what", "where", "since", "error"), dead_rows(load()))


def print_(
    number: str,
    to: Annotated[Path | None, typer.Option("--out", help="Where to; else a file here, named after it.")] = None,
) -> None:
    """Print a record with its whole trail as a PDF; the ledger keeps the hash of what was printed."""
    from bot.printing import print_to_file

    path, sha256 = print_to_file(load(), number, to)
    out.print(f"{path}\nSHA-256 of the printed facts: {sha256}")


def backup(file: Path) -> None:
    """Write database, mails and attachments into one file; Andon may be running."""
    from bot import backup as keeping
    from bot import storage
    from bot.home import Home
    from bot.opening import open_existing

    settings = load()
    storage.refuse_postgresql(settings, "“andon backup”")
    open_existing(settings)
    kept = keeping.make(Home(settings.home), file)
    out.print(f"{kept.path}: {kept.files} files, {kept.bytes:,} bytes.")


def restore(file: Path) -> None:
    """Put a backup into an empty ANDON_HOME, checked completely before it counts."""
    from bot import backup as keeping
    from bot import storage
    from bot.home import Home

    settings = load()
    storage.refuse_postgresql(settings, "“andon restore”")
    home = Home(settings.home)
    with home.held():
        kept = keeping.restore(home, file)
    out.print(f"{kept.files} files are back in {kept.path}.")
