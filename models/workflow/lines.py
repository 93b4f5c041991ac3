"""Lines of a record: the rows of a table that belongs to it, such as dispositions by quantity or costs.

A type of line declares its fields like a record does; it is part of its record's trail, card, paper and snapshot.
"""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from models.database import Base
from models.kernel.forms import Field
from models.unit_of_work import Kept, Projection, Unit
from models.workflow.fields import declared, put
from models.workflow.record import Record


class RecordLine(Base, Kept):
    """One line. Concrete types have a table of their own, with the column `record_id` of their record."""

    __abstract__ = True
    #: What one line is called, and all of them.
    noun: ClassVar[str]
    heading: ClassVar[str]
    #: Part of what an approval is given for.
    approved: ClassVar[bool] = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    record_id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), index=True)
    #: From 1, in the order in which they were added; a removed line leaves its number unused.
    position: Mapped[int]

    @classmethod
    def fields(cls) -> dict[str, Field]:
        return declared(cls)

    @classmethod
    def for_the_whole(cls) -> dict[str, Field]:
        """What is asked for where one line is to hold for everything."""
        return cls.fields()

    @classmethod
    def of(cls, record: Record) -> list[Self]:
        """The record's lines in order, also those that are not written yet."""
        session = object_session(record)
        if session is None:
            return []
        written = session.scalars(sa.select(cls).where(cls.record_id == record.id)).all()
        fresh = [new for new in session.new if isinstance(new, cls) and new.record_id == record.id]
        found = {line.id: line for line in (*written, *fresh) if line not in session.deleted}
        return sorted(found.values(), key=lambda line: line.position)

    @classmethod
    def add(cls, unit: Unit, record: Record, values: dict[str, Any]) -> Self:
        highest = sa.select(sa.func.max(cls.position)).where(cls.record_id == record.id)
        line = cls(id=uuid4(), record_id=record.id, position=(unit.session.scalar(highest) or 0) + 1)
        for name in cls.fields().keys() & values.keys():
            put(line, name, values[name])
        unit.session.add(line)
        return line

    @classmethod
    def add_for_the_whole(cls, unit: Unit, record: Record, values: dict[str, Any]) -> Self:
        """The one line that holds for everything; a type with quantities fills them in."""
        return cls.add(unit, record, values)

    @property
    def reference(self) -> str:
        """What a form knows the line by: its id, and what it said when that form was made."""
        columns = sa.inspect(self).mapper.column_attrs
        content = repr([getattr(self, column.key) for column in columns])
        return f"{self.id}.{hashlib.sha256(content.encode()).hexdigest()[:12]}"

    @property
    def said(self) -> str:
        """The line in a few words; each class says it (an ABC clashes with the mapper)."""
        raise NotImplementedError

    @property
    def told(self) -> str:
        """The line as the record's card shows it."""
        return self.said

    def ledger_subject(self) -> tuple[UUID, str]:
        return self._record().ledger_subject()

    def projections(self, session: Session) -> tuple[Projection, ...]:
        return self._record().projections(session)

    def _record(self) -> Record:
        session = object_session(self)
        assert session is not None  # a line is always asked inside of its unit
        return session.get_one(Record, self.record_id)
