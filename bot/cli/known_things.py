"""What the company knows, from files: people, customers and suppliers, parts, orders."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.saying import give_up, out, print_table
from bot.settings import load

people = typer.Typer(no_args_is_help=True, help="Who works here.")
partners = typer.Typer(no_args_is_help=True, help="Customers and suppliers.")
parts = typer.Typer(no_args_is_help=True, help="The parts that the company knows.")
orders = typer.Typer(no_args_is_help=True, help="Its orders, invoices and deliveries.")
Write = Annotated[bool, typer.Option("--write", help="Change something; without it nothing is.")]


@people.command("import")
def people_import(file: Path, write: Write = False) -> None:
    """Import people from a CSV file; without --write it only says what it would do."""
    from bot.administration import import_people

    _report_import(*import_people(load(), file, write=write), write=write)


@partners.command("import")
def partners_import(file: Path, write: Write = False) -> None:
    """Import customers and suppliers with their contacts; without --write it only says what it would do."""
    from bot.administration import import_partners

    _report_import(*import_partners(load(), file, write=write), write=write)


@parts.command("import")
def parts_import(file: Path, write: Write = False) -> None:
    """Import known parts from a CSV file; without --write it only says what it would do."""
    from bot.administration import import_parts

    _report_import(*import_parts(load(), file, write=write), write=write)


@orders.command("import")
def orders_import(file: Path, write: Write = False) -> None:
    """Import known orders, invoices and delivery notes; without --write it only says what it would do."""
    from bot.administration import import_orders

    _report_import(*import_orders(load(), file, write=write), write=write)


def _report_import(lines: list[str], fine: bool, *, write: bool) -> None:
    for line in lines:
        out.print(line)
    if not fine:
        give_up("Nothing was imported.")
    out.print("Imported." if write else "Nothing was changed yet; add --write to do it.")


@people.command("list")
def people_list() -> None:
    """Who is known, with roles, and whether Slack knows them."""
    from bot.administration import list_people

    print_table(("name", "e-mail", "roles", "supervisor", "zone", "Slack"), list_people(load()))
