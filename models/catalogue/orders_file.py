"""Orders by a CSV file: a row an order, invoice or delivery note. Checked as a whole before anything is changed.

Columns: number (ours), kind (po, sales_order, invoice or delivery_note), their_number, partner (a customer or supplier by name).
What is missing from the file stays as it is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from models.catalogue import books, spelling
from models.catalogue.books import Book, Told
from models.catalogue.order import KnownOrder, OrderKind
from models.kernel.text import one_line
from models.people.sheets import Cells, read_cells

COLUMNS = ("number", "kind", "their_number", "partner")
_KINDS = {kind.value: kind for kind in OrderKind}


def read_orders(session: Session, text: str) -> tuple[list[Told], list[str]]:
    """The rows, and every mistake as “row 4: …”."""
    lines, errors = read_cells(text, COLUMNS, ("number", "kind"))
    known = books.partners(session)
    errors += [f"row {cells.row}: {mistake}" for cells in lines for mistake in _mistakes(cells, known)]
    rows = [_told(cells, known) for cells in lines]
    return rows, errors + books.twice(row for row in rows if None not in row.same and "" not in row.same)


def _kind(cells: Cells) -> OrderKind | None:
    return _KINDS.get("_".join(cells.get("kind").casefold().replace("-", " ").replace("_", " ").split()))


def _mistakes(cells: Cells, known: books.Partners) -> list[str]:
    number, theirs = cells.get("number"), cells.get("their_number")
    found = [
        (not spelling.bare(number), f"“{number}” is no number of an order"),
        (bool(theirs) and not spelling.bare(theirs), f"“{theirs}” is no number of an order"),
        (max(len(number), len(theirs)) > spelling.LONGEST, f"a number has at most {spelling.LONGEST} characters"),
        (_kind(cells) is None, f"kind is {', '.join(_KINDS)}, not “{cells.get('kind')}”"),
    ]
    partner = books.partner_mistake(cells, "partner", known)
    return [sentence for wrong, sentence in found if wrong] + ([partner] if partner else [])


def _told(cells: Cells, known: books.Partners) -> Told:
    number, kind = one_line(cells.get("number"), spelling.LONGEST), _kind(cells)
    values: dict[str, Any] = {"number": number}
    if "their_number" in cells.values:
        values["their_number"] = one_line(cells.get("their_number"), spelling.LONGEST)
    if "partner" in cells.values:
        partner = known.get(cells.get("partner").casefold())
        values["partner_id"] = partner.id if partner else None
    label = f"{kind.value.replace('_', ' ') if kind else ''} {number}"
    return Told(cells.row, label, (kind, spelling.key(number)), values)


ORDERS = Book(KnownOrder, ("kind", "key"), read_orders)
