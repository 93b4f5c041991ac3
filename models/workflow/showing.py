"""A field's value as a person reads it, where that takes the database: a person is kept by id and shown by name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from models.kernel.forms import Field, FieldKind
from models.people.person import Person


def shown(session: Session | None, field: Field, value: object) -> str:
    if field.kind is not FieldKind.PERSON or not value:
        return field.shown(value)
    person = person_of(session, value)
    return person.name if person else "somebody who is no longer known"


def person_of(session: Session | None, value: object) -> Person | None:
    """By an id, also as it stands in a snapshot."""
    return session.get(Person, UUID(str(value))) if session and value else None
