"""The company at a moment, as reminders and digests look at it: a handful of queries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.casework.nudging import LATELY, Company
from models.people import directory
from models.reports.running import MEMORY, acted_since, unreachable


def company_at(session: Session, now: datetime) -> Company:
    return Company(directory.load(session), now, acted_since(session, now - LATELY), unreachable(session, now - MEMORY))
