"""Who would be told what at a moment: the same answers as the jobs', and nothing is written or sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.casework.asking import facts_of as nudge_facts
from models.casework.digests import Day, facts_of, team_facts
from models.people import directory
from models.reports.running import running
from schedules import digests, nudges
from schedules.company import company_at
from templates.components.lettering import mail_face

CHANNEL = "#quality"


@dataclass(frozen=True, slots=True)
class Told:
    """One letter as it would be written, or the silence in its place."""

    whom: str
    what: str
    text: str = ""
    silence: str = ""


def preview(session: Session, at: datetime, email: str = "") -> list[Told]:
    """Everything that the jobs would write if it were `at` now; for one person where an address is given."""
    told = [*_digests(session, at), *_nudges(session, at)]
    if not email:
        return told
    members = directory.load(session).members.values()
    wanted = next((m.name for m in members if m.email == email.casefold()), None)
    return [letter for letter in told if letter.whom == wanted]


def _digests(session: Session, at: datetime) -> Iterator[Told]:
    morning = digests.look(session, at)
    if morning is None:
        return
    for member in morning.people:
        day = morning.days.get(member.id, Day())
        if day.is_empty:
            yield Told(member.name, "the digest", silence=digests.NOTHING)
        else:
            yield Told(member.name, *mail_face("digest", facts_of(member, day, at)))
    for place in morning.places:
        troubles = digests.troubles(session, place, at)
        facts = team_facts(morning.company, place.code, morning.dues, morning.escalations, troubles)
        yield Told(CHANNEL, *mail_face("team_digest", facts))


def _nudges(session: Session, at: datetime) -> Iterator[Told]:
    company = company_at(session, at)
    for nudge in nudges.to_say(session, company, running(session)):
        whom = nudge.person.name if nudge.person else CHANNEL
        if nudge.silence:
            yield Told(whom, f"{nudge.due.number}: {nudge.due.label}", silence=nudge.silence)
            continue
        owner = company.people.get(nudge.due.responsible_id)
        subject, text = mail_face("nudge", nudge_facts(nudge, owner.name if owner else ""))
        yield Told(whom, subject, text)
