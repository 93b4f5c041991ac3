"""The command `andon`. Every subcommand is small: it reads settings, opens one door, and prints."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import keeping, known_things, mails, reminders, running
from bot.cli.saying import give_up, out
from models.kernel.errors import AndonError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group, name in (
    (known_things.people, "people"),
    (reminders.schedules, "schedules"),
    (known_things.partners, "partners"),
    (known_things.parts, "parts"),
    (known_things.orders, "orders"),
    (keeping.ledger, "ledger"),
    (mails.intake, "intake"),
):
    app.add_typer(group, name=name)
for command in (
    running.up, running.sandbox, running.check, running.manifest, running.settings, keeping.outbox, keeping.backup,
    keeping.restore,
):  # fmt: skip
    app.command()(command)
app.command("print")(keeping.print_)


def main() -> None:
    """The entry point: what cannot be done is said in a sentence and not in a traceback."""
    try:
        app(standalone_mode=True)
    except AndonError as error:
        give_up(str(error))


def _tell_version(wanted: bool) -> None:
    if wanted:
        out.print(f"andon {version('andon')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which Andon this is.")
    ] = False,
) -> None:
    """Andon: quality work from Slack and mail."""
