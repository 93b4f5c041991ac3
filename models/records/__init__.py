"""The record types, one module each. To add one: write the module, name it here, write its migration."""

from __future__ import annotations

from models.records.action_item import ActionItem
from models.records.capa import CAPA
from models.records.complaint import Complaint
from models.records.nonconformance import Nonconformance
from models.workflow.record import Record

__all__ = ["CAPA", "RECORD_TYPES", "ActionItem", "Complaint", "Nonconformance"]

RECORD_TYPES: tuple[type[Record], ...] = (Complaint, Nonconformance, CAPA, ActionItem)
