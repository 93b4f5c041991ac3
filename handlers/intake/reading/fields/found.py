"""What extraction finds: values by field, each with its confidence and its place, and rows of tables."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.intake.reading.facts import Value

MOST_VALUES = 60  # of one field; a price list of 5,000 parts is no complaint about 5,000 parts
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, or one group of values that belong together."""

    where: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by field, the surest first. Dates are ISO 8601, pieces plain numbers; other units are named."""

    part: tuple[Value, ...] = ()
    revision: tuple[Value, ...] = ()
    lot: tuple[Value, ...] = ()
    serial: tuple[Value, ...] = ()
    po: tuple[Value, ...] = ()
    sales_order: tuple[Value, ...] = ()
    invoice: tuple[Value, ...] = ()
    rma: tuple[Value, ...] = ()
    delivery_note: tuple[Value, ...] = ()
    quantity_affected: tuple[Value, ...] = ()
    quantity_total: tuple[Value, ...] = ()
    event_date: tuple[Value, ...] = ()
    delivery_date: tuple[Value, ...] = ()
    last_order_date: tuple[Value, ...] = ()
    last_ship_date: tuple[Value, ...] = ()
    first_ship_date: tuple[Value, ...] = ()
    answer_by: tuple[Value, ...] = ()
    pcn_number: tuple[Value, ...] = ()
    customer_reference: tuple[Value, ...] = ()  # their own number of the complaint, claim or SCAR
    product: tuple[Value, ...] = ()
    defect: tuple[Value, ...] = ()
    place: tuple[Value, ...] = ()
    injury: tuple[Value, ...] = ()  # a flag for the safety screen: the words that raised it
    asks: tuple[Value, ...] = ()  # 8D, credit, replacement, return, repair, sorting, visit, call, documents …
    customer: tuple[Value, ...] = ()  # known by name
    supplier: tuple[Value, ...] = ()  # known by name
    rows: tuple[Row, ...] = field(default=())

    def of(self, name: str) -> tuple[Value, ...]:
        values: tuple[Value, ...] = getattr(self, name)
        return values


FIELD_NAMES: tuple[str, ...] = tuple(entry.name for entry in fields(Fields) if entry.name != "rows")


def as_json(found: Fields) -> dict[str, object]:
    """Only what was found, as plain lists and dictionaries for `andon intake read --json`."""
    plain: dict[str, object] = {
        name: [_plain(value) for value in found.of(name)] for name in FIELD_NAMES if found.of(name)
    }
    if found.rows:
        plain["rows"] = [
            {"where": row.where} | {name: value.value for name, value in row.values.items()} for row in found.rows
        ]
    return plain


def _plain(value: Value) -> dict[str, object]:
    return {"value": value.value, "confidence": value.confidence, "where": value.where}
