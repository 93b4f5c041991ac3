"""What a person's day holds, and the team's, as facts: computed for everybody at once, in time linear in people and clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from models.casework.asking import buttons
from models.casework.decisions import Decision
from models.casework.nudging import Company, Nudge
from models.people.authority import either
from models.people.directory import Member
from models.reports.running import Running
from models.workflow.ladder import Rung
from models.workflow.seat_clocks import CLOCK as SEAT

#: Lines of a section that are shown; the rest is counted. Slack takes fifty blocks and some 13,000 characters.
MOST_LINES, MOST_DECISIONS, MOST_WITH_BUTTONS = 8, 5, 5
WEEK = timedelta(days=7)


@dataclass
class Day:
    """One person's clocks, sorted by what they are to them."""

    overdue: list[Running] = field(default_factory=list)
    today: list[Running] = field(default_factory=list)
    week: list[Running] = field(default_factory=list)
    unowned: list[tuple[Running, str]] = field(default_factory=list)
    #: Their records in others' hands, with the name of who has them.
    waiting: list[tuple[Running, str]] = field(default_factory=list)
    escalated: list[Nudge] = field(default_factory=list)
    decide: list[Decision] = field(default_factory=list)
    #: The clocks of what is to be decided: said by `decide` already.
    asked: list[Running] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Waiting for others alone is no reason to write."""
        return not (self.overdue or self.today or self.week or self.unowned or self.escalated or self.decide)


def days(
    company: Company,
    dues: Iterable[Running],
    decisions: Mapping[UUID, list[Decision]],
    escalations: Iterable[Nudge],
) -> dict[UUID, Day]:
    """Everybody's day, by id; who is not in it has nothing."""
    found: dict[UUID, Day] = {}
    for due in dues:
        if due.person_id and due.owner_id and due.person_id != due.owner_id:
            holder = company.people.get(due.person_id)
            found.setdefault(due.owner_id, Day()).waiting.append((due, holder.name if holder else "somebody"))
        if due.due_at - company.now <= WEEK + timedelta(days=1):
            _place(company, due, found)
    for nudge in escalations:
        if nudge.person is not None and nudge.rung is not Rung.OWNER:
            found.setdefault(nudge.person.id, Day()).escalated.append(nudge)
    for person, waiting in decisions.items():
        found.setdefault(person, Day()).decide += waiting
    return found


def _place(company: Company, due: Running, found: dict[UUID, Day]) -> None:
    standing = company.standing(due)
    for person in standing.people:
        day = found.setdefault(person.id, Day())
        if due.clock == SEAT:
            day.asked.append(due)
            continue
        if person.id != due.responsible_id:
            day.unowned.append((due, standing.why))
            continue
        due_day, today = person.calendar.day(due.due_at), person.calendar.day(company.now)
        if due.due_at <= company.now or due_day < today:
            day.overdue.append(due)
        elif due_day == today:
            day.today.append(due)
        elif due_day <= today + WEEK:
            day.week.append(due)


def facts_of(member: Member, day: Day, at: datetime) -> dict[str, Any]:
    """The facts of a person's digest, frozen into its letter."""
    pressable = {due.id for due in (*day.overdue, *day.today)[:MOST_WITH_BUTTONS]}
    sections = [
        _section("Decide now", [_decision(d) for d in day.decide], MOST_DECISIONS),
        _section("Overdue", [_line(d, "was due", d.id in pressable) for d in day.overdue]),
        _section("Due today", [_line(d, "due", d.id in pressable) for d in day.today]),
        _section("This week", [_line(d, "due") for d in day.week]),
        _section("Yours because of your role", [_line(d, "due", note=why) for d, why in day.unowned]),
        _section("Escalated to you", [_line(n.due, "was due", note=n.why) for n in day.escalated]),
        _section("Yours, and waiting for others", [_line(d, "due", note=f"with {who}") for d, who in day.waiting]),
    ]
    listed = (
        *day.asked,
        *day.overdue,
        *day.today,
        *day.week,
        *(d for d, _ in day.unowned),
        *(n.due for n in day.escalated),
    )
    return {
        "name": member.name,
        "day": member.local(at).date().isoformat(),
        "sections": [section for section in sections if section["entries"]],
        "counts": _counts(day),
        "dues": [str(due.id) for due in listed],
    }


def _counts(day: Day) -> str:
    counted: dict[str, Sized] = {
        "to decide": day.decide, "overdue": day.overdue, "due today": day.today, "this week": day.week,
        "escalated to you": day.escalated, "by your role": day.unowned,
    }  # fmt: skip
    return ", ".join(f"{len(found)} {what}" for what, found in counted.items() if found)


def _section(heading: str, entries: list[dict[str, Any]], most: int = MOST_LINES) -> dict[str, Any]:
    return {"heading": heading, "entries": entries[:most], "more": max(0, len(entries) - most)}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.number, "title": decision.title, "what": decision.what, "at": decision.since.isoformat(),
        "since": True, "note": "", "actions": list(decision.actions),
    }  # fmt: skip


def _line(due: Running, verb: str, pressable: bool = False, note: str = "") -> dict[str, Any]:
    return {
        "number": due.number, "title": due.title, "what": f"{due.label} {verb}", "at": due.due_at.isoformat(),
        "since": False, "note": "; ".join(part for part in (note, _blocked(due)) if part),
        "actions": buttons(due) if pressable else [],
    }  # fmt: skip


def _blocked(due: Running) -> str:
    return f"blocked: {due.blocked_because}" if due.blocked_because else ""


@dataclass(frozen=True, slots=True)
class Troubles:
    """What only the whole team can see."""

    #: Number and title of what was opened since the last time.
    opened: list[tuple[str, str]]
    #: What could not be delivered: what it was, to whom, and the error.
    undelivered: list[tuple[str, str, str]]
    #: The ledger's last line: its number and hash.
    head: tuple[int, str]


def team_facts(
    company: Company, site: str, dues: list[Running], escalations: Iterable[Nudge], troubles: Troubles
) -> dict[str, Any]:
    """The facts of a site's digest in the quality channel: never empty, because it anchors the ledger's head.

    A clock stands under the first head that is its own; one that only tells who holds a record names no record twice.
    """
    here = [due for due in dues if due.site == site]
    said = [nudge for nudge in escalations if nudge.person is None and nudge.due.site == site and not nudge.silence]
    known = {nudge.due.id for nudge in said}
    overdue = [due for due in here if due.due_at <= company.now and due.id not in known]
    known |= {due.id for due in overdue}
    blocked = [d for d in here if d.blocked_until and d.blocked_until > company.now and d.id not in known]
    told = {due.number for due in (*(nudge.due for nudge in said), *overdue, *blocked)}
    rest = [due for due in here if due.number not in told]
    unowned = [(due, company.standing(due).why) for due in rest if due.responsible_id is None and not due.reference]
    absent = [(due, company.standing(due).absence) for due in rest if company.standing(due).absent]
    sections = [
        _section("New", [_plain(number, title) for number, title in troubles.opened]),
        _section("Escalated to this channel", [_line(n.due, "was due", note=_with(company, n.due)) for n in said]),
        _section("Overdue", [_line(due, "was due", note=_with(company, due)) for due in overdue]),
        _section("Blocked", [_line(due, "due", note=_with(company, due)) for due in blocked]),
        _section("Owned by nobody", [_line(due, "due", note=why) for due, why in unowned]),
        _section("Owned by somebody who left", [_line(due, "due", note=why) for due, why in absent]),
        _section("Not delivered", [_plain(what, f"to {whom}: {error}") for what, whom, error in troubles.undelivered]),
        _section("Not reachable", [_plain(name, error) for name, error in _unreachable(company)]),
    ]
    return {
        "day": company.people.places[site].calendar.day(company.now).isoformat(),
        "sections": [section for section in sections if section["entries"]],
        "seq": troubles.head[0],
        "hash": troubles.head[1],
        "dues": [str(nudge.due.id) for nudge in said],
    }


def _with(company: Company, due: Running) -> str:
    """Whose it is; of what nobody holds, or somebody who left, why it is with whom."""
    member, standing = company.people.get(due.responsible_id), company.standing(due)
    if member is None and due.reference:
        return f"with {either([person.name for person in standing.people[:3]] or ['nobody'])}"
    if member is None:
        return standing.why or "with nobody"
    return f"with {member.name}" if standing.absent is None else standing.absence


def _unreachable(company: Company) -> list[tuple[str, str]]:
    found = [(company.people.get(person), error) for person, error in company.unreachable.items()]
    return [(member.name, error) for member, error in found if member]


def _plain(number: str, title: str) -> dict[str, Any]:
    return {"number": number, "title": title, "what": "", "at": "", "since": False, "note": "", "actions": []}


def key(member: UUID | str, day: date) -> str:
    """The digest of one person (or site) and day; once."""
    return f"digest/{member}/{day.isoformat()}"
