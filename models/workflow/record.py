"""What every record of the quality system has in common; each type adds its own table, fields and lifecycle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column, relationship, validates

from models.database import Base
from models.kernel.errors import UnknownRecord
from models.kernel.forms import Fact, Field
from models.kernel.papers import PaperSection
from models.kernel.text import fold
from models.people.person import Person, Site
from models.unit_of_work import Kept, Projection
from models.workflow import numbering
from models.workflow.fields import choice, declared, line, put
from models.workflow.lifecycle import Lifecycle

if TYPE_CHECKING:
    from models.workflow.clocks import Clock
    from models.workflow.deeds import Deed
    from models.workflow.lines import RecordLine

#: Where cards of records stand: the channel that the settings name.
QUALITY_CHANNEL = "channel:quality"
CARD = "record_card"
HOME = "home"


class Severity(StrEnum):
    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class RecordType:
    """What a type says about itself, beside its columns."""

    prefix: str
    noun: str
    lifecycle: Lifecycle
    #: Fields that a person is asked for when opening one; at most five, the rest can follow.
    opening: tuple[str, ...]
    #: Fields of the card, in order; empty ones are left out.
    shown: tuple[str, ...]
    #: The few of them that still matter once it is closed.
    closing: tuple[str, ...]
    #: Which field becomes the title when none was given.
    title_from: str
    #: What whoever approves has to see; where it is empty, the fields of the card.
    decided_on: tuple[str, ...] = ()
    #: Facts that are computed, such as what is left to be decided.
    computed: Callable[[Any], tuple[Fact, ...]] | None = None
    #: The tables of lines that belong to it, and what can be done to it without moving it.
    lines: tuple[type[RecordLine], ...] = ()
    deeds: tuple[Deed, ...] = ()
    #: How it is printed; without sections the fields of the card are printed, then the rest.
    paper: tuple[PaperSection, ...] = ()
    #: What the trade calls it on paper, where that is another word.
    paper_noun: str = ""
    #: Who owns it is part of what is approved, because the seats depend on it: another owner is another question.
    owner_decided: bool = False
    #: Its action items are part of what is approved.
    action_items_decided: bool = False
    #: What has to be done until when; followed at every move.
    clocks: tuple[Clock, ...] = ()


class Record(Base, Kept):
    """A record of the quality system: its number, state, owner and version."""

    __tablename__ = "record"
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version", "search_text", "deeds"})
    type: ClassVar[RecordType]

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(sa.String(40), index=True)
    #: None until it is registered; then for ever.
    number: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    title: Mapped[str | None] = line("Title", longest=150, searchable=True)
    site_code: Mapped[str] = mapped_column(sa.ForeignKey("site.code"))
    state: Mapped[str] = mapped_column(sa.String(40), index=True)
    state_since: Mapped[datetime]
    severity: Mapped[Severity | None] = choice(
        "Severity",
        Severity,
        help="Critical: safety or law. Major: the product may not do its job. Minor: anything else.",
    )
    owner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    originator_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    #: When the company came to know: for a complaint, the moment of the original mail.
    received_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    #: Folded text of number and searchable fields.
    search_text: Mapped[str] = mapped_column(sa.Text, default="")
    #: Counts the deeds done to it, so that its version moves with its lines.
    deeds: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column()

    site: Mapped[Site] = relationship(lazy="joined")
    owner: Mapped[Person | None] = relationship(foreign_keys=owner_id)
    originator: Mapped[Person | None] = relationship(foreign_keys=originator_id)

    __mapper_args__ = {
        "polymorphic_on": "kind",
        "version_id_col": version,
        "with_polymorphic": "*",
    }

    @validates("state")
    def _known_state(self, _key: str, state: str) -> str:
        return self.type.lifecycle.states(state).value

    @classmethod
    def fields(cls) -> dict[str, Field]:
        return declared(cls)

    @property
    def printed(self) -> str:
        return self.number or f"draft {self.type.noun}"

    @property
    def standing(self) -> int:
        """Its version without the deeds done to it: the same as long as only its lines were added to or carried out."""
        return self.version - self.deeds

    @property
    def is_closed(self) -> bool:
        return self.state in self.type.lifecycle.closed

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, self.printed

    def projections(self, session: Session) -> tuple[Projection, ...]:
        if not self.number:
            return ()
        concerned = {self.owner_id, self.originator_id} - {None}
        homes = (Projection(HOME, person, f"person:{person}") for person in sorted(concerned, key=str) if person)
        return Projection(CARD, self.id, QUALITY_CHANNEL), *homes

    def put(self, name: str, value: Any) -> None:
        """Set a declared field; a choice becomes its enumeration's member."""
        put(self, name, value)


def _refresh_search_text(_mapper: Mapper[Record], _connection: sa.Connection, record: Record) -> None:
    searchable = [getattr(record, f.name) for f in record.fields().values() if f.searchable]
    record.search_text = fold(" ".join(str(part) for part in (record.number, *searchable) if part))


event.listen(Record, "before_insert", _refresh_search_text, propagate=True)
event.listen(Record, "before_update", _refresh_search_text, propagate=True)


def by_number(session: Session, typed: str) -> Record:
    number = numbering.normalised(typed)
    record = session.scalars(sa.select(Record).where(Record.number == number)).one_or_none()
    if record is None:
        raise UnknownRecord(number=number or "–")
    return record
