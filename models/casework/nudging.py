"""Who is told of a clock that runs out, today, and why somebody is not: a pure answer from facts, for the job and for its preview.

The ladder says on which step whom; here are the rules of decency. A day's step is said between nine and six on a working day of
whoever is told, in their zone. Whoever has just acted, or put it off, is left alone; nobody is told twice; and where somebody
cannot be told, somebody else is: never silence without a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from models.kernel.text import shorten
from models.kernel.working_time import WorkingCalendar
from models.people.directory import Member, People
from models.people.person import Role
from models.reports.running import Running
from models.workflow.ladder import Rung, Step, reached_day, reached_part, up_to

#: From when to when a day's step is said, in the person's own zone.
OPENS, CLOSES = time(9), time(18)
#: Whoever acted on the record this lately is not reminded of it, and a clock this young is news and no reminder.
LATELY = timedelta(hours=4)
#: No ladder says anything but a digest's line earlier than this before the date.
EARLIEST = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One person (or the quality channel) and one step of one clock."""

    due: Running
    step: Step
    rung: Rung
    #: None: the quality channel.
    person: Member | None
    #: Why this person, where that is not plain.
    why: str = ""
    #: Why it is not said; empty where it is.
    silence: str = ""
    #: Names of lower steps that came while Andon did not run, and are said by this one.
    also: tuple[str, ...] = ()

    @property
    def once(self) -> str:
        return self.key_of(self.step)

    def key_of(self, step: Step) -> str:
        """Of this or another step of the same clock, date and person."""
        whom = self.person.id if self.person else self.rung.value
        return f"{prefix(self.due.id)}/{self.due.due_at:%Y%m%d%H%M}/{step.name}/{whom}"

    @property
    def place(self) -> str:
        return self.person.address if self.person else "channel:quality"


def prefix(due: UUID) -> str:
    return f"nudge/{due}"


@dataclass(frozen=True, slots=True)
class Standing:
    """With whom a clock is, and why with them."""

    people: tuple[Member, ...]
    why: str = ""
    #: The responsible person who cannot be told, and the reason.
    absent: Member | None = None
    absence: str = ""


@dataclass
class Company:
    """All that the answer depends on, beside the clocks."""

    people: People
    now: datetime
    #: Ids of those who acted lately, by record.
    acted: Mapping[UUID, set[str]] = field(default_factory=dict)
    #: Who could not be reached, and why.
    unreachable: Mapping[UUID, str] = field(default_factory=dict)

    def standing(self, due: Running) -> Standing:
        """Whoever is responsible; in their absence whoever is above them; for what nobody owns the holders of the role."""
        member = self.people.get(due.responsible_id)
        if member is not None and member.active:
            return Standing((member,))
        if member is None:
            return self._of_role(due)
        above = self.people.above(member)
        absence = f"{member.name} is no longer active"
        if above is not None:
            return Standing((above,), f"{absence}, so that it falls to their supervisor", member, absence)
        managers = self._managers(due)
        return Standing(
            managers, f"{absence} and has no supervisor, so that it falls to the quality manager", member, absence
        )

    def _of_role(self, due: Running) -> Standing:
        on = self._day(due)
        holders = tuple(self.people.holders(due.role, due.site, on))
        if holders:
            falls = f"it falls to each {due.role.label}"
            return Standing(holders, falls if due.reference else f"nobody owns it, so that {falls}")
        return Standing(
            self._managers(due), f"nobody {'' if due.reference else 'owns it, and nobody '}is a {due.role.label}"
        )

    def _managers(self, due: Running) -> tuple[Member, ...]:
        return tuple(self.people.holders(Role.QUALITY_MANAGER, due.site, self._day(due)))

    def _day(self, due: Running) -> date:
        return self.people.places[due.site].calendar.day(self.now)

    def audience(self, due: Running, rung: Rung) -> tuple[tuple[Member, ...], str, str]:
        """Who stands on a rung, why, and the reason where nobody does."""
        standing = self.standing(due)
        if rung is Rung.OWNER:
            return standing.people, standing.why, f"{standing.why or 'nobody'}, and there is nobody else to tell"
        if rung is Rung.SUPERVISOR:
            return self._supervisors(due, standing)
        role = Role.TOP_MANAGEMENT if rung is Rung.TOP_MANAGEMENT else Role.QUALITY_MANAGER
        found = tuple(self.people.holders(role, due.site, self._day(due)))
        return found, f"you are a {role.label}", f"nobody is a {role.label}"

    def _supervisors(self, due: Running, standing: Standing) -> tuple[tuple[Member, ...], str, str]:
        if due.responsible_id is None or standing.absent is not None:
            return (), "", standing.absence or "nobody owns it, so there is no supervisor"
        member = standing.people[0]
        above = self.people.above(member)
        return ((above,) if above else ()), f"you are {member.name}'s supervisor", f"{member.name} has no supervisor"


def plan(company: Company, dues: Iterable[Running]) -> Iterator[Nudge]:
    """Whatever is to be said at this moment, whether it was said before or not; one nudge a person and clock."""
    for due in dues:
        if due.ladder[0].percent is None and due.due_at - company.now > EARLIEST:
            continue
        seen: set[UUID] = set()
        for rung in Rung:
            for nudge in _on_rung(company, due, rung):
                if nudge.person is None or nudge.person.id not in seen:
                    yield nudge
                if nudge.person is not None:
                    seen.add(nudge.person.id)


def _on_rung(company: Company, due: Running, rung: Rung) -> Iterator[Nudge]:
    if not any(rung in step.tells for step in due.ladder):
        return
    if rung is Rung.CHANNEL:
        yield from (Nudge(due, step, rung, None) for step in _at_the_site(company, due, rung))
        return
    people, why, nobody = company.audience(due, rung)
    for person in people:
        yield from _for_person(company, due, rung, person, why)
    if rung is Rung.OWNER:
        yield from _in_their_stead(company, due, people)
    if not people:
        silence = "" if rung is Rung.OWNER else nobody
        yield from (Nudge(due, step, rung, None, nobody, silence) for step in _at_the_site(company, due, rung))


def _for_person(company: Company, due: Running, rung: Rung, person: Member, why: str) -> Iterator[Nudge]:
    step = standing_step(due, person.calendar, company.now, rung, pages=person.place.pages)
    if step is not None:
        plain = rung is Rung.OWNER and person.id == due.responsible_id
        yield Nudge(due, step, rung, person, "" if plain else why, _silence(company, due, rung, person))


def _at_the_site(company: Company, due: Running, rung: Rung) -> Iterator[Step]:
    """The step as it stands where the record is, for what is not said to a person."""
    place = company.people.places[due.site]
    step = standing_step(due, place.calendar, company.now, rung, pages=place.pages)
    if step is not None:
        yield step


def _silence(company: Company, due: Running, rung: Rung, person: Member) -> str:
    if str(person.id) in company.acted.get(due.record_id, ()):
        return "they acted on it within the last four hours"
    if rung is Rung.OWNER and due.snoozed_until is not None and company.now < due.snoozed_until:
        return f"put off until {due.snoozed_until:%Y-%m-%d %H:%M} UTC, because: {due.blocked_because}"
    return ""


def _in_their_stead(company: Company, due: Running, people: tuple[Member, ...]) -> Iterator[Nudge]:
    """Who cannot be told leaves a reason; whom nothing reaches has a supervisor who hears of it too."""
    standing = company.standing(due)
    if standing.absent is not None:
        steps = _at_the_site(company, due, Rung.OWNER)
        yield from (Nudge(due, step, Rung.OWNER, standing.absent, silence=standing.absence) for step in steps)
    for person in people:
        above = company.people.above(person)
        if person.id in company.unreachable and above is not None:
            error = shorten(company.unreachable[person.id], 80)
            why = f"{person.name} could not be reached ({error}), and you are their supervisor"
            yield from _for_person(company, due, Rung.OWNER, above, why)


def standing_step(due: Running, calendar: WorkingCalendar, now: datetime, rung: Rung, *, pages: bool) -> Step | None:
    """The step that is to be said to somebody on `rung` who lives by `calendar`, now."""
    step = _by_day(due, calendar, now) or _by_part(due, calendar, now, pages=pages)
    return step if step is not None and not step.digest and rung in step.tells else None


def _by_day(due: Running, calendar: WorkingCalendar, now: datetime) -> Step | None:
    local = now.astimezone(calendar.zone)
    if not OPENS <= local.time() < CLOSES or not calendar.is_working_day(local.date()) or now - due.opened_at < LATELY:
        return None
    due_day = calendar.day(due.due_at)
    step = reached_day(due.ladder, due_day, local.date())
    if step is None or (step.days < 0 and due_day + timedelta(days=step.days) <= calendar.day(due.opened_at)):
        return None  # what was opened with so little time left is not announced as running out
    return step


def _by_part(due: Running, calendar: WorkingCalendar, now: datetime, *, pages: bool) -> Step | None:
    step = reached_part(due.ladder, due.started_at, due.due_at, now)
    return step if step is not None and (pages or calendar.is_working_time(now)) else None


def below(nudge: Nudge) -> Iterator[Step]:
    """The lower steps for the same person that came since the clock is known."""
    due, calendar = nudge.due, nudge.person.calendar if nudge.person else None
    if calendar is None:
        return
    opened, due_day = calendar.day(due.opened_at), calendar.day(due.due_at)
    for step in up_to(due.ladder, nudge.step):
        if step.digest or nudge.rung not in step.tells:
            continue
        if step.percent is None:
            came = due_day + timedelta(days=step.days) > opened
        else:
            came = step.moment(due.started_at, due.due_at) > due.opened_at
        if came:
            yield step
