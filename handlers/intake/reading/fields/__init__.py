"""What a mail contains: parts, lots, orders, quantities, dates, defects, and what its writer asks for."""

from __future__ import annotations

from handlers.intake.reading.fields.extract import extract
from handlers.intake.reading.fields.found import Fields, Row, as_json
from handlers.intake.reading.fields.known import NOTHING_KNOWN, Known, KnownThings
from handlers.intake.reading.fields.tables import Table, tables_of_html, tables_of_text

__all__ = [
    "NOTHING_KNOWN",
    "Fields",
    "Known",
    "KnownThings",
    "Row",
    "Table",
    "as_json",
    "extract",
    "tables_of_html",
    "tables_of_text",
]
