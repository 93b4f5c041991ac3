"""Numbers without gaps: one series per type and year of the site, counted inside the transaction that registers."""

from __future__ import annotations

import re
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.database import Base
from models.kernel.text import clean
from models.people.person import Site

_NUMBER = re.compile(r"^\s*([A-Za-z]{2,5})[\s\-–_]*(\d{4})[\s\-–_]+(\d{1,6})\s*$")


class NumberSeries(Base):
    """The last number given of one prefix in one year."""

    __tablename__ = "number_series"

    prefix: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


def allot(session: Session, prefix: str, site: Site, now: datetime) -> str:
    year = site.day(now).year
    series = session.get(NumberSeries, (prefix, year), with_for_update=True)
    if series is None:
        series = NumberSeries(prefix=prefix, year=year, last=0)
        session.add(series)
    series.last += 1
    session.flush()
    return f"{prefix}-{year}-{series.last:04d}"


def normalised(typed: str) -> str:
    """“ncr 2026 7” and “NCR-2026-0007” are the same number; what is no number comes back in capitals."""
    found = _NUMBER.match(typed)
    if not found:
        return clean(typed).upper()
    prefix, year, count = found.groups()
    return f"{prefix.upper()}-{year}-{int(count):04d}"
