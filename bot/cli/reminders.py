"""What would be said by the clock, and why not."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.saying import out, print_table
from bot.settings import load

schedules = typer.Typer(no_args_is_help=True, help="Reminders and digests: what would be said, and why not.")


@schedules.command("preview")
def schedules_preview(
    at: Annotated[str, typer.Option(help="A moment, such as 2026-12-01T09:00 (the site's time).")],
    person: Annotated[str, typer.Option(help="Only for whoever has this address.")] = "",
) -> None:
    """Say who would be told what at that moment; sends nothing and writes nothing."""
    from bot.timetabling import preview

    told = preview(load(), at, person)
    for letter in told:
        out.print(f"{letter.whom}: {letter.what}")
        if letter.silence:
            out.print(f"    not said: {letter.silence}")
        else:
            out.print("".join(f"    {line}\n" for line in letter.text.splitlines() if line.strip()))
    if not told:
        out.print("Nobody would be told anything.")


@schedules.command("explain")
def schedules_explain(number: str) -> None:
    """Say for a record what was told to whom, what will be told next, and the reason of every silence."""
    from bot.timetabling import explain

    for heading, rows in explain(load(), number):
        out.print(heading)
        print_table(("when", "what", "whom", "how"), rows)
