"""What the clock says: reminders, digests, requests for more time; with the shortest and with the longest facts."""

from __future__ import annotations

from datetime import timedelta

from models.casework import digests
from models.casework.asking import facts_of
from models.casework.decisions import waiting
from models.casework.digests import Day, Troubles
from models.casework.nudging import Company, Nudge, plan
from models.people.person import Person
from models.reports.running import Running, running
from models.unit_of_work import Unit
from models.workflow import deciding, due, extensions
from models.workflow.approvals import DecisionVerdict
from models.workflow.blocking import block
from models.workflow.due import Due
from models.workflow.ladder import Rung
from models.workflow.record import QUALITY_CHANNEL, Record
from schedules.company import company_at

#: Clocks of one person on their worst day.
CROWDED = 30


def write_clock_letters(unit: Unit, record: Record, person: Person, asking: Person, size: str, words: str) -> None:
    """`person`, who acts, holds the record and decides on the time that somebody else asks for."""
    _requests(unit, record, asking, person, words)
    later = unit.now + timedelta(days=5)
    _crowd(unit, record, person, words, CROWDED if size == "largest" else 0)
    record.owner_id, record.owner = person.id, person
    unit.session.flush()
    company, clocks = company_at(unit.session, later), running(unit.session, record.id)
    company.acted = {}
    nudges = _at_ten(company, clocks)
    for rung in (Rung.OWNER, Rung.QUALITY_MANAGER):
        nudge = next(n for n in nudges if n.rung is rung and n.person)
        unit.letter("nudge", nudge.place, facts_of(nudge, person.name), once=f"{size}/{rung}")
    day = digests.days(company, clocks, waiting(unit.session, company), ()).get(person.id, Day())
    day.escalated = nudges
    day.waiting = [(clock, words[:120]) for clock in clocks]
    member = company.people.members[person.id]
    unit.letter("digest", member.address, digests.facts_of(member, day, later), once=f"{size}/digest")
    lost = [(words[:60], "person", words[:1000])] * (CROWDED if size == "largest" else 0)
    troubles = Troubles([(record.printed, words[:150])] * (1 + len(lost)), lost, (123456, "f" * 64))
    told = digests.team_facts(company, record.site_code, clocks, nudges, troubles)
    unit.letter("team_digest", QUALITY_CHANNEL, told, once=f"{size}/team")


def _at_ten(company: Company, clocks: list[Running]) -> list[Nudge]:
    """At an hour when the ladder may speak to everybody; eleven days on, when it speaks to most."""
    hours = [company.now + timedelta(days=11, hours=n) for n in range(96)]
    for moment in hours:
        company.now = moment
        found = list(plan(company, clocks))
        if {Rung.OWNER, Rung.QUALITY_MANAGER} <= {n.rung for n in found if n.person}:
            return found
    raise AssertionError("there is no hour of the week at which anybody is told")


def _requests(unit: Unit, record: Record, person: Person, approver: Person, words: str) -> None:
    """One that is refused, one that is granted, and one that waits."""
    for verdict in (DecisionVerdict.REJECTED, DecisionVerdict.APPROVED, None):
        clock = _clock(unit, record, person, words, "asked", days=1)
        case = extensions.request(unit, clock, unit.now + timedelta(days=9), words[:1000], person)
        if verdict:
            case.seats[0].person_id, case.seats[0].person = approver.id, approver
            deciding.decide(unit, case.id, verdict, approver, words[:1000])
            due.end(unit, record, clock.clock)
    block(unit, clock, unit.now + timedelta(days=40), words[:1000], person)


def _crowd(unit: Unit, record: Record, person: Person, words: str, count: int) -> None:
    for number in range(count):
        _clock(unit, record, person, words, f"crowd {number}", days=number // 3)


def _clock(unit: Unit, record: Record, person: Person, words: str, name: str, days: int) -> Due:
    at = unit.now + timedelta(days=days, hours=1)
    return due.start(unit, record, name, label=words[:120], due_at=at, person_id=person.id, basis=words[:200])
