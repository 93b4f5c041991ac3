"""Parts by a CSV file: a row a part. Checked as a whole before anything is changed; errors name their row.

Columns: number, revision, name, supplier and customer (their names, as `andon partners import` knows them),
needs_customer_authorization and safety_relevant (yes or no). What is missing from the file stays as it is, and so does what a
column that is not there would say.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models.catalogue import books, spelling
from models.catalogue.books import Book, Told
from models.catalogue.part import KnownPart
from models.kernel.text import one_line
from models.people.organisation import OrganisationKind
from models.people.sheets import Cells, read_cells

COLUMNS = ("number", "revision", "name", "supplier", "customer", "needs_customer_authorization", "safety_relevant")
FLAGS = ("needs_customer_authorization", "safety_relevant")
_LONGEST = {"number": spelling.LONGEST, "revision": 20, "name": 200}


def read_parts(session: Session, text: str) -> tuple[list[Told], list[str]]:
    """The rows, and every mistake as “row 4: …”."""
    lines, errors = read_cells(text, COLUMNS, ("number",))
    known = books.partners(session)
    errors += [f"row {cells.row}: {mistake}" for cells in lines for mistake in _mistakes(cells, known)]
    rows = [_told(cells, known) for cells in lines]
    return rows, errors + books.twice(row for row in rows if row.same != ("",))


def _mistakes(cells: Cells, known: books.Partners) -> list[str]:
    found = [
        (not spelling.bare(cells.get("number")), f"“{cells.get('number')}” is no part number"),
        *((len(cells.get(n)) > most, f"{n} has more than {most} characters") for n, most in _LONGEST.items()),
        *((books.flag(cells.get(n)) is None, f"{n} is yes or no, not “{cells.get(n)}”") for n in FLAGS),
    ]
    partners = [
        books.partner_mistake(cells, "supplier", known, OrganisationKind.SUPPLIER),
        books.partner_mistake(cells, "customer", known, OrganisationKind.CUSTOMER),
    ]
    return [sentence for wrong, sentence in found if wrong] + [sentence for sentence in partners if sentence]


def _told(cells: Cells, known: books.Partners) -> Told:
    number = one_line(cells.get("number"), spelling.LONGEST)
    values: dict[str, Any] = {"number": number, "bare": spelling.bare(number)}
    for name, cell in cells.values.items():
        if name in FLAGS:
            values[name] = bool(books.flag(cell))
        elif name in {"supplier", "customer"}:
            partner = known.get(cell.casefold())
            values[f"{name}_id"] = partner.id if partner else None
        elif name != "number":
            values[name] = one_line(cell, _LONGEST[name])
    return Told(cells.row, number, (spelling.key(number),), values)


PARTS = Book(KnownPart, ("key",), read_parts)
