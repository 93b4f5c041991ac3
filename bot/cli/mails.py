"""The mails that came in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.saying import err, out, print_table
from bot.settings import load

intake = typer.Typer(no_args_is_help=True, help="The mails that came in.")


@intake.command("list")
def intake_list() -> None:
    """Mails that could not be read, or wait for a decision."""
    from bot.administration import waiting_items

    print_table(("id", "verdict", "kept", "size", "from", "subject", "because"), waiting_items(load()))


@intake.command("read")
def intake_read(
    paths: list[Path], as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> None:
    """Say what mails say (.eml, .msg, or folders of them); stores and sends nothing."""
    from bot.intake_room import known_here
    from bot.reading_aloud import as_line, as_text, files_of
    from handlers.intake.reading.facts import Own

    known, why_not = known_here()
    if why_not:
        err.print(f"Read without the company's known parts, orders and partners: {why_not}")
    missing = [path for path in paths if not path.exists()]
    for path in files_of(paths):
        if as_json:
            sys.stdout.write(as_line(path, Own(), known) + "\n")
            continue
        for line, style in as_text(path, Own(), known):
            out.print(line, style=style or None)
    raise typer.Exit(code=1 if missing else 0)


@intake.command("train")
def intake_train() -> None:
    """Learn kinds of mail from what people decided; the better model is kept."""
    from bot.learning import learn

    decisions, report = learn(load())
    out.print(f"{decisions} decisions to learn from.\n\nBefore:\n{report.before}\n\nAfter:\n{report.after}\n")
    out.print(f"Kept: {report.kept}, because {report.because}")


@intake.command("replay")
def intake_replay(item: str) -> None:
    """Read a quarantined mail again."""
    from bot import logs
    from bot.administration import replay

    logs.set_up("ERROR")  # the answer is said below
    out.print(f"Now: {replay(load(), item)}")
