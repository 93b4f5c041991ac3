"""The daily digest: at everybody's own eight o'clock of a working day, once, and until the evening where that was missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import outbox
from models.casework import digests
from models.casework.decisions import waiting
from models.casework.digests import Day, Troubles, facts_of, key, team_facts
from models.casework.nudging import Company, Nudge, plan
from models.kernel.working_time import WorkingCalendar
from models.ledger import GENESIS, LedgerHead
from models.outbox import OutboxRow, OutboxState, batched
from models.people.directory import Member, Place
from models.reports.running import Running, running
from models.unit_of_work import Cause, Database, Letter
from models.workflow.ladder import Rung
from models.workflow.record import QUALITY_CHANNEL, Record
from schedules.company import company_at
from schedules.timetable import CLOCK

#: From when to when it is written. What Andon slept through is made good until the evening; after that the next one says it.
OPENS, CLOSES = time(8), time(18)
#: People of one transaction.
CHUNK = 200
T = TypeVar("T")
NOTHING, REPLACED = "there was nothing to tell", "the next day's digest came before it could be delivered"


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that the digests of one moment are made of."""

    company: Company
    dues: list[Running]
    days: dict[UUID, Day]
    escalations: list[Nudge]
    people: list[Member]
    places: list[Place]


def is_time(calendar: WorkingCalendar, now: datetime) -> bool:
    local = now.astimezone(calendar.zone)
    return OPENS <= local.time() < CLOSES and calendar.is_working_day(local.date())


def write_digests(database: Database, now: datetime) -> int:
    """Write everybody's digest whose time it is; how many people were looked at. Safe to run at any time, and again."""
    with database.reading() as session:
        morning = look(session, now)
    if morning is None:
        return 0
    for part in batched(morning.people, CHUNK):
        with database.acting(CLOCK, Cause("clock", f"digests {now.isoformat()}")) as unit:
            unit.letters([_letter(morning, member) for member in part])
            outbox.supersede(unit.session, _before(part, now), REPLACED)
    for place in morning.places:
        with database.acting(CLOCK, Cause("clock", f"team digest {now.isoformat()}")) as unit:
            unit.letters([_team_letter(unit.session, morning, place)])
            earlier = [key(place.code, day) for day in _days_before(place.calendar.day(now))]
            outbox.supersede(unit.session, earlier, REPLACED)
    return len(morning.people)


def look(session: Session, now: datetime) -> Morning | None:
    """What is to be written now; None where it is nobody's time, or everybody has theirs."""
    company = company_at(session, now)
    people = _without(
        session, {key(m.id, m.calendar.day(now)): m for m in company.people.active if is_time(m.calendar, now)}
    )
    places = _without(
        session,
        {key(p.code, p.calendar.day(now)): p for p in company.people.places.values() if is_time(p.calendar, now)},
    )
    if not people and not places:
        return None
    dues = running(session)
    escalations = _escalations(session, company, dues)
    days = digests.days(company, dues, waiting(session, company), escalations)
    return Morning(company, dues, days, escalations, people, places)


def _without(session: Session, by_key: dict[str, T]) -> list[T]:
    told = outbox.told(session, by_key)
    return [thing for once, thing in by_key.items() if once not in told]


def _escalations(session: Session, company: Company, dues: list[Running]) -> list[Nudge]:
    """What the ladder will say at nine to others than the responsible: the digest says it first."""
    at_nine = replace(company, now=company.now + timedelta(hours=1))
    planned = [n for n in plan(at_nine, dues) if n.rung is not Rung.OWNER and n.step.percent is None and not n.silence]
    told = outbox.told(session, (nudge.once for nudge in planned))
    return [nudge for nudge in planned if nudge.once not in told]


def _letter(morning: Morning, member: Member) -> Letter:
    now, day = morning.company.now, morning.days.get(member.id, Day())
    silence = NOTHING if day.is_empty else ""
    facts = {"dues": []} if silence else facts_of(member, day, now)
    return Letter("digest", member.address, facts, key(member.id, member.calendar.day(now)), silence=silence)


def _team_letter(session: Session, morning: Morning, place: Place) -> Letter:
    facts = team_facts(
        morning.company, place.code, morning.dues, morning.escalations, troubles(session, place, morning.company.now)
    )
    once = key(place.code, place.calendar.day(morning.company.now))
    return Letter("team_digest", QUALITY_CHANNEL, facts, once)


def _before(people: tuple[Member, ...], now: datetime) -> Iterator[str]:
    for member in people:
        yield from (key(member.id, day) for day in _days_before(member.calendar.day(now)))


def _days_before(day: date) -> list[date]:
    """A week back: older ones are sent or dead by now."""
    return [day - timedelta(days=n) for n in range(1, 8)]


def troubles(session: Session, place: Place, now: datetime) -> Troubles:
    """New records since the last digest, what is dead in the outbox, and the ledger's head."""
    last = sa.select(sa.func.max(OutboxRow.written_at)).where(
        OutboxRow.once.in_([key(place.code, day) for day in _days_before(place.calendar.day(now))])
    )
    since = session.scalar(last) or now - timedelta(days=1)
    record = Record.__table__.c
    opened = sa.select(record.number, record.title).where(
        record.created_at > since, record.created_at <= now, record.number.is_not(None), record.site_code == place.code
    )
    dead = sa.select(OutboxRow.name, OutboxRow.place, OutboxRow.error).where(
        OutboxRow.state == OutboxState.DEAD, OutboxRow.written_at > now - timedelta(days=7)
    )
    head = session.get(LedgerHead, 1)
    return Troubles(
        opened=[(number, title or "") for number, title in session.execute(opened.order_by(record.created_at))],
        undelivered=[(n, p.partition(":")[0], e) for n, p, e in session.execute(dead.order_by(OutboxRow.seq))],
        head=(head.seq, head.hash) if head else (0, GENESIS),
    )
