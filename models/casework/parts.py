"""What a known part adds to a record that names it: its name on the card, its supplier on a new nonconformance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from models.catalogue.part import KnownPart, known_part
from models.kernel.forms import Card, Fact
from models.workflow.record import Record

LABEL = "Known part"


def with_part(session: Session, card: Card, named: str | None, label: str) -> Card:
    """The card with what is known of the part behind the fact of that label; as it is where no part is known."""
    part = known_part(session, named) if named else None
    at = next((place for place, fact in enumerate(card.facts, start=1) if fact.label == label), None)
    if part is None or at is None:
        return card
    return replace(card, facts=(*card.facts[:at], Fact(LABEL, described(part)), *card.facts[at:]))


def of_record(session: Session, record: Record, card: Card) -> Card:
    """The card of an open record, with what is known of its part."""
    field = record.fields().get("part")
    if field is None or record.is_closed:
        return card
    return with_part(session, card, getattr(record, field.name), field.label)


def described(part: KnownPart) -> str:
    """The part in one line: number, name, revision, whose it is, and what has to be minded."""
    revision = f"rev. {part.revision}" if part.revision else ""
    customer = f"for {part.customer.name}" if part.customer else ""
    supplier = f"from {part.supplier.name}" if part.supplier else ""
    told = (f"{part.number} {part.name}".strip(), revision, customer, supplier, *part.minded)
    return " · ".join(one for one in told if one)


def prefilled(session: Session, values: Mapping[str, object]) -> dict[str, object]:
    """Values of a new nonconformance that follow from its part and that nobody gave."""
    named = values.get("part")
    part = known_part(session, str(named)) if named and not values.get("supplier") else None
    return {"supplier": part.supplier.name} if part and part.supplier else {}
