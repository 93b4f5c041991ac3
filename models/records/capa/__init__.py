"""Corrective, preventive or improvement action (CAPA, 8D): from a problem to the proof that it stays away.

ISO 9001:2015 10.2; ISO 13485:2016 8.5.2, 8.5.3; IATF 16949 10.2.3.
"""

from __future__ import annotations

from models.records.capa.lines import EffectivenessCheck, IsIsNot, TeamMember
from models.records.capa.record import CAPA
from models.records.capa.terms import CapaType, CauseMethod, CauseVerification, Outcome, State

__all__ = [
    "CAPA", "CapaType", "CauseMethod", "CauseVerification", "EffectivenessCheck", "IsIsNot", "Outcome", "State", "TeamMember",
]  # fmt: skip
