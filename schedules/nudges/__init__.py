"""Reminders: whatever the ladder says today, once, and folded into the morning's digest where that said it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import outbox
from models.casework import digests
from models.casework.asking import facts_of
from models.casework.nudging import Company, Nudge, below, plan
from models.inbox import InboxRow
from models.outbox import OutboxRow, OutboxState, batched
from models.reports.running import Running, running
from models.unit_of_work import Cause, Database, Letter, Projection, Unit
from models.workflow.record import CARD, QUALITY_CHANNEL
from schedules.company import company_at
from schedules.timetable import CLOCK

LETTER = "nudge"
#: Letters of one transaction: what a killed process may have to say again, and what a gesture may have to wait for.
CHUNK = 500
FOLDED = "it stood in the digest of that morning"


def remind(database: Database, now: datetime) -> int:
    """Write every reminder that is due and was not written yet; how many there were. Safe to run at any time, and again."""
    with database.reading() as session:
        company = company_at(session, now)
        dues = running(session)
        fresh = to_say(session, company, dues)
        passed = _passed(session, dues, now)
    for part in batched(fresh, CHUNK):
        with database.acting(CLOCK, Cause("clock", f"nudges {now.isoformat()}")) as unit:
            _write(unit, company, part)
    if passed:
        with database.acting(CLOCK, Cause("clock", f"passed {now.isoformat()}")) as unit:
            _note_passed(unit, passed)
    return len(fresh)


def to_say(session: Session, company: Company, dues: Iterable[Running]) -> list[Nudge]:
    """What is due and was not said or silenced before."""
    planned = list(plan(company, dues))
    told = outbox.told(session, (nudge.once for nudge in planned))
    fresh = [nudge for nudge in planned if nudge.once not in told]
    folded = _folded(session, company, fresh)
    lower = {nudge.once: {nudge.key_of(step): step.name for step in below(nudge)} for nudge in fresh}
    said = outbox.told(session, (key for keys in lower.values() for key in keys))
    return [replace(_or_silent(nudge, folded), also=_since(lower[nudge.once], said)) for nudge in fresh]


def _since(lower: dict[str, str], said: set[str]) -> tuple[str, ...]:
    """Names of the steps behind the last one that was said."""
    unsaid = takewhile(lambda key: key not in said, reversed(lower))
    return tuple(lower[key] for key in unsaid)[::-1]


def _or_silent(nudge: Nudge, folded: dict[str, set[str]]) -> Nudge:
    whom = str(nudge.person.id if nudge.person else nudge.due.site)
    in_digest = nudge.step.percent is None and str(nudge.due.id) in folded.get(whom, ())
    return replace(nudge, silence=FOLDED) if in_digest and not nudge.silence else nudge


def _folded(session: Session, company: Company, fresh: list[Nudge]) -> dict[str, set[str]]:
    """The clocks in the digests of this morning, by person or site."""
    mornings = {}
    for nudge in fresh:
        place = company.people.places[nudge.due.site]
        calendar = nudge.person.calendar if nudge.person else place.calendar
        whom = str(nudge.person.id if nudge.person else place.code)
        mornings[digests.key(whom, calendar.day(company.now))] = whom
    found: dict[str, set[str]] = {}
    for part in batched(mornings, outbox.MOST_KEYS):
        sent = sa.select(OutboxRow.once, OutboxRow.facts).where(
            OutboxRow.once.in_(part), OutboxRow.state.in_([OutboxState.WAITING, OutboxState.SENT])
        )
        for once, facts in session.execute(sent):
            found[mornings[once or ""]] = set(facts["dues"])
    return found


def _write(unit: Unit, company: Company, nudges: Iterable[Nudge]) -> None:
    letters = []
    lower: list[str] = []
    for nudge in nudges:
        owner = company.people.get(nudge.due.responsible_id)
        facts = facts_of(nudge, owner.name if owner else "")
        letters.append(Letter(LETTER, nudge.place, facts, nudge.once, nudge.due.record_id, nudge.silence))
        lower += [nudge.key_of(step) for step in below(nudge)] if not nudge.silence else []
    outbox.supersede(unit.session, lower, "a later reminder took its place before it could be delivered")
    unit.letters(letters)


def _passed(session: Session, dues: Iterable[Running], now: datetime) -> dict[str, UUID]:
    """Dates that passed and whose cards do not show it yet: the key of that fact, and the record."""
    lately = {_passed_key(due): due.record_id for due in dues if now - timedelta(days=2) < due.due_at <= now}
    known: set[str | None] = set()
    for part in batched(lately, outbox.MOST_KEYS):
        known.update(session.scalars(sa.select(InboxRow.key).where(InboxRow.key.in_(part))))
    return {key: record for key, record in lately.items() if key not in known}


def _passed_key(due: Running) -> str:
    return f"passed/{due.id}/{due.due_at:%Y%m%d%H%M}"


def _note_passed(unit: Unit, passed: dict[str, UUID]) -> None:
    """“Due” on a card becomes “overdue since”."""
    unit.session.add_all(InboxRow(key=key, at=unit.now, who=CLOCK.name, what="a date passed") for key in passed)
    unit.all_stale({Projection(CARD, record, QUALITY_CHANNEL): None for record in passed.values()})
