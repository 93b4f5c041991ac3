"""The record types, one module each. To add one: write the module, name it here, write its migration."""

from __future__ import annotations

from models.records.complaint import Complaint
from models.records.nonconformance import Nonconformance
from models.workflow.record import Record

__all__ = ["RECORD_TYPES", "Complaint", "Nonconformance"]

RECORD_TYPES: tuple[type[Record], ...] = (Complaint, Nonconformance)
