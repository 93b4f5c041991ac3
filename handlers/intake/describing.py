"""What an item says of its mail: for lists, for knowing the same mail again, and as what a complaint would start with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from handlers.intake.reading.facts import Reading, Value
from handlers.intake.reading.fields import Fields
from handlers.intake.reading.fields.found import FIELD_NAMES
from handlers.intake.reading.understanding import Understanding
from models.intake import IntakeItem
from models.kernel.text import clean, one_line
from models.people.organisation import organisation_of
from models.people.person import Person

#: Before this, and further ahead than this, a date in a mail is a mistake and not a fact.
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=2)
#: Below this confidence a value is not put into a form.
SURE = 0.6
#: Two values whose confidence differs by less than this compete.
CLOSE = 0.1
#: What reading flags and people should see.
_FLAGS = {
    "several_from": "The mail names several senders.",
    "name_is_address": "The sender's displayed name is another address.",
}


def describe(session: Session, item: IntakeItem, said: Understanding, sender: Person | None) -> None:
    """Fill the item in; what an earlier reading wrote there is replaced."""
    reading = said.reading
    item.message_id = reading.message_id[:400]
    item.content_hash = content_hash(reading)
    item.says = _says(said)
    item.warnings = [*_warnings(said)]
    item.received_at = _written_at(item, reading)
    item.forwarder = sender if reading.forwarded else None
    item.forwarder_id = sender.id if sender and reading.forwarded else None
    item.understood = understood(session, said, sender)
    _mark_changed_content(session, item)


def understood(session: Session, said: Understanding, sender: Person | None) -> dict[str, Any]:
    """What a complaint would start with. Nobody is named who is not certain, and an employee is not the complainant."""
    reading = said.reading
    customer = None if sender and not reading.forwarded else reading.customer
    first = reading.chain[0] if reading.chain else None
    organisation = organisation_of(session, customer.address) if customer else None
    text = reading.original_text or reading.text
    return {
        "title": one_line((first.subject if first else "") or reading.subject, 150),
        "description": clean(text, 3000) or one_line(reading.subject, 150) or "(no text)",
        "complainant_name": one_line(customer.name, 120) if customer else None,
        "complainant_email": one_line(customer.address, 254) if customer else None,
        "organisation": organisation.name if organisation else None,
        **_fields(said.fields),
    }


def _fields(fields: Fields) -> dict[str, str | None]:
    """The surest value of each; what is not sure enough is left for a person to fill in."""
    sure = {name: _surest(fields.of(name)) for name in FIELD_NAMES}
    affected, total = sure["quantity_affected"], sure["quantity_total"]
    order = next((sure[name] for name in ("po", "sales_order", "delivery_note", "invoice") if sure[name]), None)
    return {
        "part": _line(sure["part"], 120),
        "lot": _line(sure["lot"], 80),
        "serial": _line(sure["serial"], 80),
        "quantity": _line(f"{affected} of {total}" if affected and total else affected, 80),
        "order_number": _line(order, 120),
        "event_date": sure["event_date"] if _is_day(sure["event_date"]) else None,
    }


def _surest(values: tuple[Value, ...]) -> str | None:
    """None also where two different values are about as sure: then a person looks."""
    sure = [v for v in values if v.confidence >= SURE]
    rivals = {v.value for v in sure if v.confidence >= sure[0].confidence - CLOSE}
    return sure[0].value if len(rivals) == 1 else None


def _is_day(value: str | None) -> bool:
    """A month or a week is a date too, but not one of a date field."""
    try:
        return value is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _line(value: str | None, longest: int) -> str | None:
    return one_line(value, longest) if value else None


def _warnings(said: Understanding) -> Iterator[str]:
    yield from (_FLAGS[flag] for flag in said.reading.flags if flag in _FLAGS)
    injury = next((value.value for value in said.fields.injury), None)
    if injury:
        yield f"Safety: the mail says “{one_line(injury, 60)}”. Look today whether anybody was or could be harmed."


def content_hash(reading: Reading) -> str:
    """Of what a mail says, not of how it travelled: sender, subject, words and attachments."""
    sender = reading.sender.address.casefold() if reading.sender else ""
    parts = [sender, reading.subject, " ".join(reading.text.split()), *sorted(a.sha256 for a in reading.attachments)]
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest() if any(parts) else ""


def _says(said: Understanding) -> dict[str, Any]:
    original = said.reading.chain[0].message_id if said.reading.chain else ""
    return {**said.as_json(), "original_message_id": original}


def _written_at(item: IntakeItem, reading: Reading) -> datetime:
    """When the customer wrote: the clock starts there. An impossible date gives way to the day on which it was kept."""
    written = (reading.chain[0].date if reading.chain else None) or reading.date
    if written is None:
        return item.kept_at
    if EARLIEST <= written <= item.kept_at + AHEAD:
        return min(written, item.kept_at)
    item.warnings = [*item.warnings, f"The mail claims to be of {written.date().isoformat()}; that cannot be."]
    return item.kept_at


def _mark_changed_content(session: Session, item: IntakeItem) -> None:
    if not item.message_id:
        return
    same = sa.select(IntakeItem.id).where(
        IntakeItem.message_id == item.message_id, IntakeItem.id != item.id, IntakeItem.content_hash != item.content_hash
    )
    if session.scalars(same).first():
        item.warnings = [*item.warnings, "Another mail came with the same Message-ID and other content."]
