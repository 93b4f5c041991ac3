"""People by a CSV file: a row a person. Everything is checked before anything is changed; errors name their row.

Columns: name, email, roles (separated by commas; held at this site, or everywhere as “role@all”), title, supervisor (their
e-mail), time_zone, active (yes or no).
Who is missing from the file is left as they are; a role that is no longer named ends today.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.text import fold, one_line
from models.people.person import Person, Role, RoleHeld, Site
from models.unit_of_work import Unit

COLUMNS = ("name", "email", "roles", "title", "supervisor", "time_zone", "active")
REQUIRED = ("name", "email")
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_YES, _NO = frozenset({"", "yes", "true", "1", "ja"}), frozenset({"no", "false", "0", "nein"})


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the file says."""

    line: int
    name: str
    email: str
    #: With the site, None for all of them.
    roles: tuple[tuple[Role, str | None], ...]
    title: str
    supervisor: str
    time_zone: str
    active: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read, and every mistake as “row 4: …”; nothing is imported while there are mistakes."""

    rows: tuple[Row, ...]
    errors: tuple[str, ...]


def read_sheet(session: Session, text: str, site: Site) -> Sheet:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text))
    header = [fold(name or "").strip() for name in reader.fieldnames or ()]
    missing = [name for name in REQUIRED if name not in header]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown:
        return Sheet((), tuple(_header_errors(missing, unknown)))
    reader.fieldnames = header
    rows: list[Row] = []
    errors: list[str] = []
    for line, cells in enumerate(reader, start=2):
        row, wrong = _row(
            line, {k: (v or "").strip() for k, v in cells.items() if isinstance(v, str | None) and k}, site
        )
        rows.append(row)
        errors += [f"row {line}: {sentence}" for sentence in wrong]
    errors += _between_rows(session, rows)
    return Sheet(tuple(rows), tuple(errors))


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_errors(missing: list[str], unknown: list[str]) -> list[str]:
    return [
        *(f"row 1: the column “{name}” is missing" for name in missing),
        *(f"row 1: no column is called “{name}”; there are {', '.join(COLUMNS)}" for name in unknown),
    ]


def _row(line: int, cells: dict[str, str], site: Site) -> tuple[Row, list[str]]:
    roles, unknown = _roles(cells.get("roles", ""), site)
    zone = cells.get("time_zone") or site.time_zone
    active = cells.get("active", "").casefold()
    wrong = [f"there is no role “{name}”; there are {', '.join(r.value for r in Role)}" for name in unknown]
    if not cells.get("name"):
        wrong.append("a name is needed")
    if not _ADDRESS.match(cells.get("email", "")):
        wrong.append(f"“{cells.get('email', '')}” is no e-mail address")
    if not _is_zone(zone):
        wrong.append(f"“{zone}” is no time zone; they look like Europe/Berlin")
    if active not in _YES | _NO:
        wrong.append(f"active is yes or no, not “{active}”")
    row = Row(
        line=line, name=one_line(cells.get("name", ""), 120), email=fold(cells.get("email", "")), roles=roles,
        title=one_line(cells.get("title", ""), 120), supervisor=fold(cells.get("supervisor", "")), time_zone=zone,
        active=active in _YES,
    )  # fmt: skip
    return row, wrong


def _roles(cell: str, site: Site) -> tuple[tuple[tuple[Role, str | None], ...], list[str]]:
    names = [re.sub(r"[\s\-]+", "_", name.strip().casefold()) for name in re.split(r"[,;|/]", cell) if name.strip()]
    known = {role.value: role for role in Role}
    split = [(name.removesuffix("@all"), None if name.endswith("@all") else site.code) for name in names]
    held = tuple((known[name], where) for name, where in split if name in known)
    return held, [name for name, _ in split if name not in known]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _between_rows(session: Session, rows: list[Row]) -> list[str]:
    """Addresses twice, supervisors whom nobody knows, circles of supervision."""
    by_email: dict[str, Row] = {}
    errors = []
    for row in rows:
        if row.email in by_email:
            errors.append(f"row {row.line}: {row.email} stands in row {by_email[row.email].line} already")
        by_email.setdefault(row.email, row)
    known = set(session.scalars(sa.select(Person.email)))
    for row in rows:
        if row.supervisor and row.supervisor not in by_email and row.supervisor not in known:
            errors.append(f"row {row.line}: nobody has the address {row.supervisor} of the supervisor")
        if _is_circle(row, by_email):
            errors.append(f"row {row.line}: the supervisors of {row.email} lead back to them")
    return errors


def _is_circle(row: Row, by_email: dict[str, Row]) -> bool:
    seen, above = {row.email}, row.supervisor
    while above:
        if above in seen:
            return above == row.email
        seen.add(above)
        above = by_email[above].supervisor if above in by_email else ""
    return False


def carry_out(unit: Unit, sheet: Sheet, site: Site) -> list[str]:
    """Import a sheet without errors; one line of what changed for each person."""
    people = {row.email: _put(unit, row, site) for row in sheet.rows}
    for row in sheet.rows:
        person, changed = people[row.email]
        supervisor = people[row.supervisor][0] if row.supervisor in people else _by_email(unit.session, row.supervisor)
        person.supervisor_id = supervisor.id if supervisor else None
        if not changed:
            unit.session.flush()
    return [f"{row.email}: {people[row.email][1] or 'as before'}" for row in sheet.rows]


def _put(unit: Unit, row: Row, site: Site) -> tuple[Person, str]:
    person = _by_email(unit.session, row.email)
    news = [] if person else ["new"]
    if person is None:
        person = Person(name=row.name, email=row.email, site_code=site.code, site=site, time_zone=row.time_zone)
        unit.add(person)
    for name in ("name", "title", "time_zone", "active"):
        if getattr(person, name) != getattr(row, name):
            setattr(person, name, getattr(row, name))
            news.append(name)
    news += _hold_roles(unit, person, row.roles, site.day(unit.now))
    unit.session.flush()
    return person, ", ".join(dict.fromkeys(news))


def _hold_roles(unit: Unit, person: Person, roles: tuple[tuple[Role, str | None], ...], today: date) -> list[str]:
    news = []
    present = [held for held in person.roles if held.on(today)]
    for held in present:
        if (held.role, held.site_code) not in roles:
            held.until_day = today
            news.append(f"no longer {held.role.label}")
    for role, where in roles:
        if (role, where) not in {(held.role, held.site_code) for held in present}:
            held = RoleHeld(person=person, person_id=person.id, role=role, site_code=where, from_day=today)
            unit.session.add(held)
            news.append(role.label)
    return news


def _by_email(session: Session, email: str) -> Person | None:
    return session.scalars(sa.select(Person).where(Person.email == email)).one_or_none() if email else None
