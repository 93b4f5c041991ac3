"""People by a CSV file: a row a person. Everything is checked before anything is changed; errors name their row.

Columns: name, email, roles (separated by commas or spaces; held at this site, or everywhere as “role@all”), title, supervisor
(their e-mail), time_zone, active (yes or no). Who is missing from the file is left as they are, and so is what a column that is
not there would say; a role that is no longer named ends today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.addresses import identity, is_address
from models.kernel.text import one_line
from models.people.person import Person, Role, RoleHeld, Site
from models.people.sheets import Cells, read_cells
from models.unit_of_work import Unit

COLUMNS = ("name", "email", "roles", "title", "supervisor", "time_zone", "active")
_YES, _NO = frozenset({"", "yes", "true", "1", "ja", "wahr"}), frozenset({"no", "false", "0", "nein", "falsch"})
_ROLES = {role.value: role for role in Role}

#: A role with its site; None for all of them.
Seat = tuple[Role, str | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the file says; None where it says nothing."""

    line: int
    name: str
    email: str
    roles: tuple[Seat, ...] | None
    title: str | None
    supervisor: str | None
    time_zone: str | None
    active: bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read, and every mistake as “row 4: …”; nothing is imported while there are mistakes."""

    rows: tuple[Row, ...]
    errors: tuple[str, ...]


def read_sheet(session: Session, text: str, site: Site) -> Sheet:
    lines, errors = read_cells(text, COLUMNS, ("name", "email"))
    rows = [_row(cells, site) for cells in lines]
    errors += [f"row {cells.row}: {mistake}" for cells in lines for mistake in _mistakes(cells, site)]
    errors += _between_rows(session, rows)
    return Sheet(tuple(rows), tuple(errors))


def _row(cells: Cells, site: Site) -> Row:
    given = cells.values
    return Row(
        line=cells.row,
        name=one_line(cells.get("name"), 120),
        email=identity(cells.get("email")),
        roles=_seats(given["roles"], site)[0] if "roles" in given else None,
        title=one_line(given["title"], 120) if "title" in given else None,
        supervisor=identity(given["supervisor"]) if "supervisor" in given else None,
        time_zone=(given["time_zone"] or site.time_zone) if "time_zone" in given else None,
        active=given["active"].casefold() in _YES if "active" in given else None,
    )


def _mistakes(cells: Cells, site: Site) -> list[str]:
    active, zone = cells.get("active").casefold(), cells.get("time_zone") or site.time_zone
    unknown = _seats(cells.get("roles"), site)[1]
    found = [(True, f"there is no role “{name}”; there are {', '.join(_ROLES)}") for name in unknown]
    found += [
        (not cells.get("name"), "a name is needed"),
        (not is_address(identity(cells.get("email"))), f"“{cells.get('email')}” is no e-mail address"),
        (not _is_zone(zone), f"“{zone}” is no time zone; they look like Europe/Berlin"),
        (active not in _YES | _NO, f"active is yes or no, not “{active}”"),
    ]
    return [sentence for wrong, sentence in found if wrong]


def _seats(cell: str, site: Site) -> tuple[tuple[Seat, ...], list[str]]:
    """The seats that a cell names, and the names that are no role."""
    seats: list[Seat] = []
    unknown: list[str] = []
    for name in _role_names(cell):
        role, where = name.removesuffix("@all"), None if name.endswith("@all") else site.code
        if role in _ROLES:
            seats.append((_ROLES[role], where))
        else:
            unknown.append(role)
    return tuple(dict.fromkeys(seats)), unknown


def _role_names(cell: str) -> list[str]:
    """“quality engineer, operator” and “operator supervisor” both name two roles."""
    names = []
    for part in re.split(r"[,;|/]", cell.casefold()):
        whole = re.sub(r"[\s\-]+", "_", part.strip())
        words = [re.sub("-", "_", word) for word in part.split()]
        names += words if words and all(w.removesuffix("@all") in _ROLES for w in words) else [whole] if whole else []
    return names


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _between_rows(session: Session, rows: list[Row]) -> list[str]:
    """Addresses twice, supervisors whom nobody knows, circles of supervision."""
    people = {p.id: p for p in session.scalars(sa.select(Person))}
    above = {p.email: people[p.supervisor_id].email if p.supervisor_id else "" for p in people.values()}
    known = {*above, *(row.email for row in rows)}
    above.update({row.email: row.supervisor for row in rows if row.supervisor is not None})
    errors, first = [], dict[str, int]()
    for row in rows:
        if row.email in first:
            errors.append(f"row {row.line}: {row.email} stands in row {first[row.email]} already")
        first.setdefault(row.email, row.line)
        if row.supervisor and row.supervisor not in known:
            errors.append(f"row {row.line}: nobody has the address {row.supervisor} of the supervisor")
        if _leads_back(row.email, above):
            errors.append(f"row {row.line}: the supervisors of {row.email} lead back to them")
    return errors


def _leads_back(email: str, above: dict[str, str]) -> bool:
    seen, next_one = {email}, above.get(email, "")
    while next_one:
        if next_one in seen:
            return next_one == email
        seen.add(next_one)
        next_one = above.get(next_one, "")
    return False


def carry_out(unit: Unit, sheet: Sheet, site: Site) -> list[str]:
    """Import a sheet without errors; one line of what changed for each person."""
    people = {row.email: _put(unit, row, site) for row in sheet.rows}
    for row in sheet.rows:
        person, news = people[row.email]
        if row.supervisor is None:
            continue
        supervisor = people[row.supervisor][0] if row.supervisor in people else _by_email(unit.session, row.supervisor)
        if person.supervisor_id != (supervisor.id if supervisor else None):
            person.supervisor_id, person.supervisor = (supervisor.id, supervisor) if supervisor else (None, None)
            news.append("supervisor")
    unit.session.flush()
    return [f"{row.email}: {', '.join(dict.fromkeys(people[row.email][1])) or 'as before'}" for row in sheet.rows]


def _put(unit: Unit, row: Row, site: Site) -> tuple[Person, list[str]]:
    person = _by_email(unit.session, row.email)
    news = [] if person else ["new"]
    if person is None:
        zone = row.time_zone or site.time_zone
        person = unit.add(Person(name=row.name, email=row.email, site_code=site.code, site=site, time_zone=zone))
    for name in ("name", "title", "time_zone", "active"):
        value = getattr(row, name)
        if value is not None and getattr(person, name) != value:
            setattr(person, name, value)
            news.append(name)
    if row.roles is not None:
        news += _hold(unit, person, row.roles, site.day(unit.now))
    unit.session.flush()
    return person, news


def _hold(unit: Unit, person: Person, seats: tuple[Seat, ...], today: date) -> list[str]:
    present = {(held.role, held.site_code): held for held in person.roles if held.on(today)}
    for seat, held in present.items():
        if seat not in seats:
            held.until_day = today
    new = [seat for seat in seats if seat not in present]
    for role, where in new:
        unit.session.add(RoleHeld(person=person, person_id=person.id, role=role, site_code=where, from_day=today))
    return [
        *(f"no longer {role.label}" for role, where in present if (role, where) not in seats),
        *(r.label for r, _ in new),
    ]


def _by_email(session: Session, email: str) -> Person | None:
    return session.scalars(sa.select(Person).where(Person.email == email)).one_or_none() if email else None
