"""The command `andon`. Every subcommand is small: it reads settings, opens one door, and prints."""

from __future__ import annotations

import json
import signal
import sys
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from bot.settings import PREFIX, Settings, load
from models.kernel.errors import AndonError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
people = typer.Typer(no_args_is_help=True, help="Who works here.")
partners = typer.Typer(no_args_is_help=True, help="Customers and suppliers.")
parts = typer.Typer(no_args_is_help=True, help="The parts that the company knows.")
orders = typer.Typer(no_args_is_help=True, help="Its orders, invoices and deliveries.")
ledger = typer.Typer(no_args_is_help=True, help="The trail of everything.")
intake = typer.Typer(no_args_is_help=True, help="The mails that came in.")
schedules = typer.Typer(no_args_is_help=True, help="Reminders and digests: what would be said, and why not.")
app.add_typer(people, name="people")
app.add_typer(schedules, name="schedules")
app.add_typer(partners, name="partners")
app.add_typer(parts, name="parts")
app.add_typer(orders, name="orders")
app.add_typer(ledger, name="ledger")
app.add_typer(intake, name="intake")
#: What is piped is not cut to the width of a terminal that is not there.
out = Console(highlight=False, markup=False, soft_wrap=True, width=None if sys.stdout.isatty() else 400)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def main() -> None:
    """The entry point: what cannot be done is said in a sentence and not in a traceback."""
    try:
        app(standalone_mode=True)
    except AndonError as error:
        _give_up(str(error))


def _give_up(sentence: str) -> NoReturn:
    err.print(sentence)
    raise SystemExit(1)


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


@app.command()
def up() -> None:
    """Run Andon against the workspace, mailbox and folder of the settings."""
    from bot import logs, wiring

    settings = load()
    logs.set_up(settings.log_level)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    with wiring.running(settings) as andon:
        out.print(f"Andon is up in the workspace {andon.workspace}.")
        out.print(f"  keeps everything in  {andon.home}")
        out.print(f"  mail                 {andon.mail}")
        out.print(f"  health               http://{settings.http_host}:{andon.port}/healthz", style=None)
        stopping.wait()


@app.command()
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


@app.command()
def check() -> None:
    """Say what is missing, contradictory or unreachable, before running."""
    from bot.onboarding.check import check as look

    findings = list(look(load()))
    for finding in findings:
        out.print(f"{'ok ' if finding.ok else 'NO '} {finding.what}")
        if finding.advice:
            out.print(f"    {finding.advice}")
    raise typer.Exit(code=0 if all(f.ok for f in findings) else 1)


@app.command()
def manifest(
    request_url: Annotated[str | None, typer.Option(help="For HTTP mode: https://your.host/slack/events")] = None,
) -> None:
    """Print the manifest of the Slack app, to paste at “Create app from manifest”."""
    from bot.onboarding.manifest import manifest as made

    out.print(json.dumps(made(request_url=request_url), indent=2, ensure_ascii=False))


@app.command()
def settings() -> None:
    """List every setting with its meaning."""
    for name, field in Settings.model_fields.items():
        out.print(f"{PREFIX}{name.upper()}: {field.description} [{_default(field.default)}]")


def _default(value: object) -> str:
    return "none" if value in (None, "") else str(getattr(value, "value", value))


@people.command("import")
def people_import(
    file: Path, write: Annotated[bool, typer.Option("--write", help="Change something; without it nothing is.")] = False
) -> None:
    """Import people from a CSV file; without --write it only says what it would do."""
    from bot.administration import import_people

    _report_import(*import_people(load(), file, write=write), write=write)


@partners.command("import")
def partners_import(
    file: Path, write: Annotated[bool, typer.Option("--write", help="Change something; without it nothing is.")] = False
) -> None:
    """Import customers and suppliers with their contacts; without --write it only says what it would do."""
    from bot.administration import import_partners

    _report_import(*import_partners(load(), file, write=write), write=write)


@parts.command("import")
def parts_import(
    file: Path, write: Annotated[bool, typer.Option("--write", help="Change something; without it nothing is.")] = False
) -> None:
    """Import known parts from a CSV file; without --write it only says what it would do."""
    from bot.administration import import_parts

    _report_import(*import_parts(load(), file, write=write), write=write)


@orders.command("import")
def orders_import(
    file: Path, write: Annotated[bool, typer.Option("--write", help="Change something; without it nothing is.")] = False
) -> None:
    """Import known orders, invoices and delivery notes; without --write it only says what it would do."""
    from bot.administration import import_orders

    _report_import(*import_orders(load(), file, write=write), write=write)


def _report_import(lines: list[str], fine: bool, *, write: bool) -> None:
    for line in lines:
        out.print(line)
    if not fine:
        _give_up("Nothing was imported.")
    out.print("Imported." if write else "Nothing was changed yet; add --write to do it.")


@people.command("list")
def people_list() -> None:
    """Who is known, with roles, and whether Slack knows them."""
    from bot.administration import list_people

    _print_table(("name", "e-mail", "roles", "supervisor", "zone", "Slack"), list_people(load()))


@ledger.command("verify")
def ledger_verify() -> None:
    """Walk the whole chain and name the first row that is wrong."""
    from bot.administration import verify_ledger

    verdict = verify_ledger(load())
    if verdict.bad is not None:
        _give_up(f"Entry {verdict.bad} is wrong: {verdict.because}.")
    out.print(f"{verdict.entries} entries, all as written. Head: {verdict.head}")


@app.command()
def outbox(
    retry: Annotated[str | None, typer.Option(help="The id of a dead row, or “all”.")] = None,
) -> None:
    """List what could not be delivered, or try it again."""
    from bot.administration import dead_rows, retry_rows

    if retry:
        tried = retry_rows(load(), retry)
        if not tried and retry != "all":
            _give_up(f"Nothing undelivered has the id {retry}; “andon outbox” lists what has.")
        out.print(f"{tried} tried again.")
        return
    _print_table(("id", "what", "where", "since", "error"), dead_rows(load()))


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
        _print_table(("when", "what", "whom", "how"), rows)


@intake.command("list")
def intake_list() -> None:
    """Mails that could not be read, or wait for a decision."""
    from bot.administration import waiting_items

    _print_table(("id", "verdict", "kept", "size", "from", "subject", "because"), waiting_items(load()))


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


@app.command("print")
def print_(
    number: str,
    to: Annotated[Path | None, typer.Option("--out", help="Where to; else a file here, named after it.")] = None,
) -> None:
    """Print a record with its whole trail as a PDF; the ledger keeps the hash of what was printed."""
    from bot.printing import print_to_file

    path, sha256 = print_to_file(load(), number, to)
    out.print(f"{path}\nSHA-256 of the printed facts: {sha256}")


@app.command()
def backup(file: Path) -> None:
    """Write database, mails and attachments into one file; Andon may be running."""
    from bot import backup as keeping
    from bot.home import Home

    settings = load()
    from bot.opening import open_existing

    open_existing(settings)
    kept = keeping.make(Home(settings.home), file)
    out.print(f"{kept.path}: {kept.files} files, {kept.bytes:,} bytes.")


@app.command()
def restore(file: Path) -> None:
    """Put a backup into an empty ANDON_HOME, checked completely before it counts."""
    from bot import backup as keeping
    from bot.home import Home

    home = Home(load().home)
    with home.held():
        kept = keeping.restore(home, file)
    out.print(f"{kept.files} files are back in {kept.path}.")


def _print_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        out.print("Nothing.")
        return
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    out.print(table)


if __name__ == "__main__":
    main()
