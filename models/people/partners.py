"""Customers and suppliers by a CSV file: a row a contact. Checked as a whole before anything is changed.

Columns: name, kind (customer or supplier), domains (separated by spaces), contact, email, phone. An organisation may stand in
several rows.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import sqlalchemy as sa

from models.kernel.text import fold, one_line
from models.people.organisation import Contact, Organisation, OrganisationKind
from models.unit_of_work import Unit

COLUMNS = ("name", "kind", "domains", "contact", "email", "phone")
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True, slots=True)
class Partner:
    """One row: an organisation, and the contact in it (or none)."""

    line: int
    name: str
    kind: str
    domains: str
    contact: str
    email: str
    phone: str


def read_partners(text: str) -> tuple[tuple[Partner, ...], tuple[str, ...]]:
    """The rows, and every mistake as “row 4: …”."""
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";" if ";" in first else ","
    )
    header = [fold(name or "").strip() for name in reader.fieldnames or ()]
    wrong = [f"row 1: no column is called “{n}”; there are {', '.join(COLUMNS)}" for n in header if n not in COLUMNS]
    wrong += [f"row 1: the column “{n}” is missing" for n in ("name", "kind") if n not in header]
    if wrong:
        return (), tuple(wrong)
    reader.fieldnames = header
    rows = [
        _row(line, {k: (v or "").strip() for k, v in cells.items() if k}) for line, cells in enumerate(reader, start=2)
    ]
    return tuple(rows), tuple(f"row {row.line}: {mistake}" for row in rows for mistake in _mistakes(row))


def _row(line: int, cells: dict[str, str]) -> Partner:
    return Partner(
        line=line,
        name=one_line(cells.get("name", ""), 200),
        kind=fold(cells.get("kind", "")),
        domains=fold(cells.get("domains", "")),
        contact=one_line(cells.get("contact", ""), 120),
        email=fold(cells.get("email", "")),
        phone=one_line(cells.get("phone", ""), 60),
    )


def _mistakes(row: Partner) -> list[str]:
    mistakes = [] if row.name else ["a name is needed"]
    if row.kind not in {k.value for k in OrganisationKind}:
        mistakes.append(f"kind is customer or supplier, not “{row.kind}”")
    if row.email and not _ADDRESS.match(row.email):
        mistakes.append(f"“{row.email}” is no e-mail address")
    if row.contact and not row.email:
        mistakes.append(f"{row.contact} has no e-mail address")
    return mistakes


def carry_out(unit: Unit, rows: tuple[Partner, ...]) -> list[str]:
    """Import rows without mistakes; what changed, a line a row."""
    return [f"{row.name}{f', {row.email}' if row.email else ''}: {_put(unit, row)}" for row in rows]


def _put(unit: Unit, row: Partner) -> str:
    organisation = unit.session.scalars(sa.select(Organisation).where(Organisation.name == row.name)).one_or_none()
    new = organisation is None
    if organisation is None:
        organisation = unit.add(Organisation(name=row.name, kind=OrganisationKind(row.kind), domains=""))
    organisation.kind = OrganisationKind(row.kind)
    organisation.domains = " ".join(dict.fromkeys((*organisation.domains.split(), *row.domains.split())))
    if row.email:
        contact = unit.session.scalars(sa.select(Contact).where(Contact.email == row.email)).one_or_none() or Contact(
            email=row.email
        )
        contact.organisation, contact.organisation_id = organisation, organisation.id
        contact.name, contact.phone = row.contact or row.email, row.phone
        unit.session.add(contact)
    unit.session.flush()
    return "new" if new else "kept"
