"""Master data by a file: what is told of each thing, compared with what is kept, and only what differs is changed.

Made for tens of thousands of rows: one query reads what is kept, and only things that change are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.catalogue.order import KnownOrder
from models.catalogue.part import KnownPart
from models.people.organisation import Organisation, OrganisationKind
from models.people.sheets import Cells
from models.unit_of_work import Unit

#: How many lines of what changed are told one by one.
MOST_TOLD = 200
#: How many things are changed in one transaction.
AT_ONCE = 1000

Partners = Mapping[str, Organisation]

_YES, _NO = ("yes", "true", "1", "ja", "wahr", "x"), ("", "no", "false", "0", "nein", "falsch")
_FLAGS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}


@dataclass(frozen=True, slots=True)
class Told:
    """One row: which thing it is about, and the values of those columns that the file has."""

    line: int
    label: str
    #: The values of the columns by which the thing is found again; the last is its key.
    same: tuple[Any, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    told: Told
    #: Its id; None for a new one.
    kept: UUID | None
    changed: tuple[str, ...]

    def __str__(self) -> str:
        what = "new" if self.kept is None else ", ".join(name.removesuffix("_id") for name in self.changed)
        return f"{self.told.label}: {what}"


def flag(cell: str) -> bool | None:
    """Yes or no as spreadsheets write them; an empty cell says no. None for anything else."""
    return _FLAGS.get(cell.casefold())


def partners(session: Session) -> Partners:
    """Every customer and supplier by its name in lower case."""
    return {organisation.name.casefold(): organisation for organisation in session.scalars(sa.select(Organisation))}


def partner_mistake(cells: Cells, column: str, known: Partners, kind: OrganisationKind | None = None) -> str:
    name = cells.get(column)
    found = known.get(name.casefold())
    if name and found is None:
        return f"nobody is called “{name}”; import customers and suppliers first (andon partners import)"
    if found is not None and kind is not None and found.kind is not kind:
        return f"{found.name} is a {found.kind.value}, not a {kind.value}"
    return ""


def twice(rows: Iterable[Told]) -> list[str]:
    """Rows about the same thing, each with the row in which it stands already."""
    first: dict[tuple[Any, ...], Told] = {}
    found = []
    for row in rows:
        before = first.setdefault(row.same, row)
        if before is not row:
            spelled = "" if before.label == row.label else f" (as {before.label})"
            found.append(f"row {row.line}: {row.label} stands in row {before.line} already{spelled}")
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """One kind of master data: its table, the columns by which a thing is found again, and how its file is read."""

    thing: type[KnownPart | KnownOrder]
    same: tuple[str, ...]
    #: The rows of a file, and every mistake as “row 4: …”.
    read: Callable[[Session, str], tuple[list[Told], list[str]]]

    def differences(self, session: Session, rows: Sequence[Told]) -> list[Difference]:
        """What the rows would change; rows that say what is kept already are not among them."""
        columns = dict.fromkeys((*self.same, *(name for row in rows[:1] for name in row.values)))
        stored: sa.Select[Any] = sa.select(self.thing.id, *(getattr(self.thing, name) for name in columns))
        if len(rows) <= AT_ONCE:
            stored = stored.where(self.thing.key.in_([row.same[-1] for row in rows]))
        kept = {tuple(getattr(one, name) for name in self.same): one for one in session.execute(stored)}
        compared = ((row, kept.get(row.same)) for row in rows)
        found = [Difference(row, old.id if old else None, _changed(row, old)) for row, old in compared]
        return [one for one in found if one.kept is None or one.changed]

    def carry_out(self, unit: Unit, found: Sequence[Difference]) -> None:
        """For some hundred at a time (`in_turns`): SQLite has one writer, and people wait for it."""
        known = {one.kept: one for one in found if one.kept is not None}
        chosen: sa.Select[Any] = sa.select(self.thing).where(self.thing.id.in_(list(known)))
        for kept in unit.session.scalars(chosen).all():
            for name in known[kept.id].changed:
                setattr(kept, name, known[kept.id].told.values[name])
        new = [one.told for one in found if one.kept is None]
        unit.session.add_all(self.thing(**dict(zip(self.same, row.same, strict=True)), **row.values) for row in new)
        unit.session.flush()


def in_turns(found: Sequence[Difference]) -> Iterator[list[Told]]:
    """What is to be changed, in portions for a transaction each. What an interruption leaves out comes with the next import."""
    for start in range(0, len(found), AT_ONCE):
        yield [one.told for one in found[start : start + AT_ONCE]]


def _changed(row: Told, kept: Any) -> tuple[str, ...]:
    return tuple(name for name, value in row.values.items() if kept is None or getattr(kept, name) != value)


def summary(found: Sequence[Difference], rows: int) -> list[str]:
    """What is new or changed, a line each (some hundred at most), and how many were as before."""
    lines = [str(one) for one in found[:MOST_TOLD]]
    if len(found) > MOST_TOLD:
        lines.append(f"… and {len(found) - MOST_TOLD:,} more")
    new = sum(one.kept is None for one in found)
    return [*lines, f"{new:,} new, {len(found) - new:,} changed, {rows - len(found):,} as before."]
