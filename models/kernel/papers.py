"""A record on paper: what a type declares of its print, and the plain facts that are printed.

Everything in a `Paper` but who printed it and when is part of its hash: two papers of the same hash say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.kernel.forms import Fact

#: What may stand in a table's cell; a moment is shown in the site's zone.
Cell = str | int | datetime


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A headed part of a type's printed form, as the type declares it."""

    title: str
    #: Fields by name, in order; empty ones are left out.
    fields: tuple[str, ...] = ()
    #: Tables by their name in `models.reports.paper_tables.TABLES`.
    tables: tuple[str, ...] = ()
    #: The clause that asks for this part.
    clause: str = ""
    #: Printed where there is nothing: an auditor must see that nothing is missing.
    empty: str = "Nothing recorded."


@dataclass(frozen=True, slots=True)
class PaperTable:
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A section with what it contains."""

    title: str
    clause: str
    facts: tuple[Fact, ...]
    tables: tuple[PaperTable, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PaperFile:
    name: str
    media_type: str
    size: int
    at: datetime
    sha256: str

    @property
    def is_picture(self) -> bool:
        """Of a kind that can be shown on paper."""
        return self.media_type in {"image/png", "image/jpeg"}


@dataclass(frozen=True, slots=True)
class PaperNote:
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a record before and after; `before` is empty where there was none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the ledger about the record."""

    seq: int
    at: datetime
    who: str
    surface: str
    act: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PaperHead:
    company: str
    site: str
    #: IANA; all moments are printed in it.
    time_zone: str
    noun: str
    number: str
    title: str
    state: str
    version: int
    facts: tuple[Fact, ...]
    moments: tuple[tuple[str, datetime], ...]
    #: Why this paper is not to be used as a valid record: a draft, void, a duplicate.
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A record as it stands, with its whole trail."""

    head: PaperHead
    parts: tuple[PaperPart, ...]
    links: tuple[tuple[str, str, str], ...]
    files: tuple[PaperFile, ...]
    notes: tuple[PaperNote, ...]
    trail: tuple[TrailLine, ...]
    #: The hash of the last line of the trail in the ledger's chain.
    trail_hash: str


@dataclass(frozen=True, slots=True)
class Printing:
    """A paper as it leaves: its hash, and who had it printed when."""

    paper: Paper
    sha256: str
    by: str
    at: datetime

    @property
    def file_name(self) -> str:
        """The same facts asked for at the same moment have the same name."""
        stem = self.paper.head.number.replace(" ", "-")
        return f"{stem}_{self.at:%Y%m%dT%H%M%SZ}_{self.sha256[:8]}.pdf"
