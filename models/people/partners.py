"""Customers and suppliers by a CSV file: a row a contact. Checked as a whole before anything is changed.

Columns: name, kind (customer or supplier), domains (separated by spaces), contact, email, phone. An organisation may stand in
several rows.
"""

from __future__ import annotations

import sqlalchemy as sa

from models.kernel.addresses import identity, is_address
from models.kernel.text import one_line
from models.people.organisation import Contact, Organisation, OrganisationKind
from models.people.sheets import Cells, read_cells
from models.unit_of_work import Unit

COLUMNS = ("name", "kind", "domains", "contact", "email", "phone")
_KINDS = {kind.value: kind for kind in OrganisationKind}


def read_partners(text: str) -> tuple[list[Cells], list[str]]:
    """The rows, and every mistake as “row 4: …”."""
    lines, errors = read_cells(text, COLUMNS, ("name", "kind"))
    return lines, errors + [f"row {cells.row}: {mistake}" for cells in lines for mistake in _mistakes(cells)]


def _mistakes(cells: Cells) -> list[str]:
    email, contact = cells.get("email"), cells.get("contact")
    found = [
        (not cells.get("name"), "a name is needed"),
        (cells.get("kind").casefold() not in _KINDS, f"kind is customer or supplier, not “{cells.get('kind')}”"),
        (bool(email) and not is_address(email), f"“{email}” is no e-mail address"),
        (bool(contact) and not email, f"{contact} has no e-mail address"),
    ]
    return [sentence for wrong, sentence in found if wrong]


def carry_out(unit: Unit, lines: list[Cells]) -> list[str]:
    """Import rows without mistakes; what changed, a line a row."""
    return [f"{cells.get('name')} {cells.get('email')}".strip() + f": {_put(unit, cells)}" for cells in lines]


def _put(unit: Unit, cells: Cells) -> str:
    name, email = one_line(cells.get("name"), 200), identity(cells.get("email"))
    organisation = unit.session.scalars(sa.select(Organisation).where(Organisation.name == name)).one_or_none()
    new = organisation is None
    kind = _KINDS[cells.get("kind").casefold()]
    if organisation is None:
        organisation = unit.add(Organisation(name=name, kind=kind, domains=""))
    organisation.kind = kind
    named = (identity(domain).lstrip("@") for domain in cells.get("domains").split())
    organisation.domains = " ".join(dict.fromkeys((*organisation.domains.split(), *named)))
    if email:
        _put_contact(unit, organisation, cells, email)
    unit.session.flush()
    return "new" if new else "kept"


def _put_contact(unit: Unit, organisation: Organisation, cells: Cells, email: str) -> None:
    known = unit.session.scalars(sa.select(Contact).where(Contact.email == email)).one_or_none()
    contact = known or Contact(email=email)
    contact.organisation, contact.organisation_id = organisation, organisation.id
    contact.name = one_line(cells.get("contact"), 120) or email
    contact.phone = one_line(cells.get("phone"), 60)
    unit.session.add(contact)
