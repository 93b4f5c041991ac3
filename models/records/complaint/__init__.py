"""Customer complaint (CMP): received, acknowledged, evaluated, investigated or not, answered, closed.

ISO 9001:2015 8.2.1 and 9.1.2; ISO 13485:2016 8.2.2; 21 CFR 820.35(a) names what has to be known.
"""

from __future__ import annotations

from models.records.complaint.record import Complaint
from models.records.complaint.terms import REPLY, Channel, Harm, State

__all__ = ["REPLY", "Channel", "Complaint", "Harm", "State"]
