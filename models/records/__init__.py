"""The record types, one module each. To add one: write the module, name it here, write its migration."""

from __future__ import annotations

from models.records.complaint import Complaint
from models.records.nonconformance import Nonconformance
from models.workflow.record import Record

__all__ = ["RECORD_TYPES", "Complaint", "Nonconformance", "by_prefix"]

RECORD_TYPES: tuple[type[Record], ...] = (Complaint, Nonconformance)


def by_prefix(prefix: str) -> type[Record] | None:
    return next((kind for kind in RECORD_TYPES if kind.type.prefix == prefix.upper()), None)
