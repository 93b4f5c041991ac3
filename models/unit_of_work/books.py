"""What a unit did, as lines of the ledger: every kept thing that it touched, compared once with how it was before."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, UOWTransaction

from models import ledger
from models.kernel.forms import Field
from models.unit_of_work.acting import Actor, Cause
from models.unit_of_work.kept import Kept


@dataclass
class _Touched:
    before: dict[str, object]
    created: bool = False
    deleted: bool = False


class Books:
    """Notes before every flush what is about to change, and tells it at the end."""

    def __init__(self, session: Session, actor: Actor, cause: Cause) -> None:
        self._session, self._actor, self._cause = session, actor, cause
        self._acts: dict[UUID, tuple[str, str]] = {}
        self._touched: dict[Kept, _Touched] = {}
        self._remarks: list[tuple[UUID, dict[str, object]]] = []

    @property
    def touched(self) -> Iterable[Kept]:
        return self._touched

    def name_act(self, subject: UUID, act: str, reason: str) -> None:
        """The first name wins."""
        self._acts.setdefault(subject, (act, reason))

    def remark(self, subject: Kept, act: str, values: dict[str, object]) -> None:
        known, printed = subject.ledger_subject()
        told = {name: [None, _plain(value)] for name, value in values.items()}
        line = self._heading(known, printed) | {"act": act, "changes": [{"in": act, "how": "noted", "values": told}]}
        self._remarks.append((known, line))

    def note_changes(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        new, deleted = session.new, session.deleted  # each look at them makes a set of all
        for thing in (*new, *session.dirty, *deleted):
            if isinstance(thing, Kept):
                touched = self._touched.setdefault(thing, _Touched({}, created=thing in new))
                touched.deleted = thing in deleted
                if not touched.created:
                    _note_before(thing, touched)

    def lines(self) -> list[tuple[UUID, dict[str, object]]]:
        by_subject: dict[UUID, dict[str, object]] = {}
        for thing, touched in self._touched.items():
            changes = self._changes(thing, touched)
            if not changes:
                continue
            subject, printed = thing.ledger_subject()
            line = by_subject.setdefault(subject, self._heading(subject, printed))
            entries = line["changes"]
            assert isinstance(entries, list)  # made by _heading
            named = {"of": name} if (name := thing.ledger_name()) else {}
            entries.append({"in": type(thing).__name__, "how": _how(touched), "values": changes, **named})
        return [*by_subject.items(), *self._remarks]

    def _heading(self, subject: UUID, printed: str) -> dict[str, object]:
        act, reason = self._acts.get(subject, ("changed", ""))
        person = str(self._actor.person_id) if self._actor.person_id else None
        return {
            "actor": {"kind": self._actor.kind.value, "name": self._actor.name, "id": person},
            "surface": self._cause.surface,
            "cause": self._cause.reference,
            "correlation": self._cause.correlation,
            "subject": {"id": str(subject), "name": printed},
            "act": act,
            "reason": reason,
            "changes": [],
        }

    def _changes(self, thing: Kept, touched: _Touched) -> dict[str, list[object]]:
        """Old and new value by column; a created thing has only what it was given."""
        state = sa.inspect(thing)
        found: dict[str, list[object]] = {}
        for attribute in state.mapper.column_attrs:
            key, column = attribute.key, attribute.columns[0]
            if key in thing.unwritten or not (touched.created or touched.deleted or key in touched.before):
                continue
            present = getattr(thing, key)
            old = touched.before.get(key, present if touched.deleted else None)
            new = None if touched.deleted else present
            if old != new:
                found[key] = [self._written(column, old), self._written(column, new)]
        return found

    def _written(self, column: sa.ColumnElement[Any], value: object) -> object:
        declared = column.info.get("field") if isinstance(column, sa.Column) else None
        if value and isinstance(declared, Field) and declared.personal:
            return ledger.shield(self._session, str(value), secrets.token_hex(16))
        return _plain(value)


def _note_before(thing: Kept, touched: _Touched) -> None:
    state = sa.inspect(thing)
    attributes = state.attrs
    for column in state.mapper.column_attrs:
        old = attributes[column.key].history.deleted
        if old:
            touched.before.setdefault(column.key, old[0])


def _how(touched: _Touched) -> str:
    return "created" if touched.created else "deleted" if touched.deleted else "changed"


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
