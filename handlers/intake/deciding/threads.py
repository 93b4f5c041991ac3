"""Which record a mail answers: by our own Message-IDs, by References, by a number in the subject.

A token or number alone must not let a stranger write into a record: the sender has to take part in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from handlers.intake.reading.facts import Reading
from models.intake import Correspondence
from models.kernel.addresses import identity
from models.people.organisation import organisation_of
from models.people.person import Person
from models.records import RECORD_TYPES, Complaint
from models.workflow.record import Record

_NUMBER = re.compile(rf"\b(?:{'|'.join(kind.type.prefix for kind in RECORD_TYPES)})-\d{{4}}-\d{{4,6}}\b", re.IGNORECASE)


def answered_record(session: Session, reading: Reading) -> Record | None:
    """The record of the latest mail that this one refers to."""
    return _by_message_ids(session, _referred(reading)) or _by_subject(session, reading.subject)


def named_by_message_id(session: Session, reading: Reading) -> bool:
    """Whether it refers to a mail that only those who take part have seen; a number in a subject can be guessed."""
    return _by_message_ids(session, _referred(reading)) is not None


def record_of_bounce(session: Session, reading: Reading) -> Record | None:
    return _by_message_ids(session, [reading.bounce.message_id]) if reading.bounce else None


def takes_part(session: Session, record: Record, address: str, sender: Person | None) -> bool:
    """Employees do; outside, the complainant and everybody of the complainant's organisation."""
    if sender is not None:
        return True
    if not isinstance(record, Complaint):
        return False
    if identity(record.complainant_email or "") == identity(address):
        return True
    organisation = organisation_of(session, address)
    return organisation is not None and organisation.id == record.organisation_id


def _referred(reading: Reading) -> list[str]:
    return [*reading.in_reply_to, *reversed(reading.references)]


def _by_message_ids(session: Session, message_ids: Iterable[str]) -> Record | None:
    for message_id in message_ids:
        known = session.get(Correspondence, message_id[:400]) if message_id else None
        if known:
            return session.get(Record, known.record_id)
    return None


def _by_subject(session: Session, subject: str) -> Record | None:
    number = _NUMBER.search(subject)
    return (
        session.scalars(sa.select(Record).where(Record.number == number[0].upper())).one_or_none() if number else None
    )
