"""Action item (ACT): one thing that one person does until one day, shown by evidence and verified by somebody else.

Part of a corrective action, a nonconformance or a complaint, to which it is linked.
"""

from __future__ import annotations

from models.records.action_item.record import ActionItem
from models.records.action_item.terms import EvidenceKind, Purpose, State, Strength

__all__ = ["ActionItem", "EvidenceKind", "Purpose", "State", "Strength"]
