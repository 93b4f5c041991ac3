"""Nonconformance report (NCR): what does not meet a requirement, what was done with it, and by whose authority.

ISO 9001:2015 8.7.
"""

from __future__ import annotations

from models.records.nonconformance.lines import CostLine, Disposition, DispositionLine, Reinspection
from models.records.nonconformance.record import Nonconformance
from models.records.nonconformance.terms import Source, State, YesNo, YesNoUnknown

__all__ = [
    "CostLine", "Disposition", "DispositionLine", "Nonconformance", "Reinspection", "Source", "State", "YesNo",
    "YesNoUnknown",
]  # fmt: skip
