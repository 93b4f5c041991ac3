"""Everybody at once, as plain facts: for what looks at the whole company in a few queries, however large it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.kernel.working_time import WorkingCalendar, calendar
from models.people.person import Person, Role, RoleHeld, Site


@dataclass(frozen=True, slots=True)
class Place:
    """A site, as far as time is concerned."""

    code: str
    calendar: WorkingCalendar
    time_zone: str
    working_days: str
    working_hours: str
    holidays: str
    #: Whether critical clocks are told outside working hours too.
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works here."""

    id: UUID
    name: str
    email: str
    active: bool
    supervisor_id: UUID | None
    slack_user_id: str | None
    place: Place
    #: Their site's working time in their own zone; in the site's where theirs is unknown.
    calendar: WorkingCalendar

    @property
    def address(self) -> str:
        """Their place in the outbox."""
        return f"person:{self.id}"

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.calendar.zone)


@dataclass
class People:
    """The company on one day."""

    members: dict[UUID, Member]
    places: dict[str, Place]
    #: Role, site (None for all), person, from, until.
    seats: list[tuple[Role, str | None, UUID, date, date | None]]
    _holders: dict[tuple[Role, str, date], list[Member]] = field(default_factory=dict)

    @cached_property
    def active(self) -> list[Member]:
        return sorted((m for m in self.members.values() if m.active), key=lambda m: m.name)

    def get(self, person: UUID | None) -> Member | None:
        return self.members.get(person) if person else None

    def holders(self, role: Role, site: str, on: date) -> list[Member]:
        """The active holders of a role at a site that day, by name."""
        key = (role, site, on)
        if key not in self._holders:
            ids = {
                person
                for held, where, person, begins, ends in self.seats
                if held is role and where in (None, site) and begins <= on and (ends is None or on < ends)
            }
            self._holders[key] = [m for m in self.active if m.id in ids]
        return self._holders[key]

    def above(self, member: Member) -> Member | None:
        """The nearest active supervisor; None where there is none, or supervision leads round in a circle."""
        seen, next_id = {member.id}, member.supervisor_id
        while next_id is not None and next_id not in seen:
            seen.add(next_id)
            found = self.members.get(next_id)
            if found is None or found.active:
                return found
            next_id = found.supervisor_id
        return None


def load(session: Session) -> People:
    """Three queries."""
    places = {site.code: _place(site) for site in session.scalars(sa.select(Site))}
    columns = (
        Person.id, Person.name, Person.email, Person.active, Person.supervisor_id, Person.slack_user_id, Person.site_code,
        Person.time_zone,
    )  # fmt: skip
    members: dict[UUID, Member] = {}
    for row in session.execute(sa.select(*columns)):
        person, name, email, active, supervisor, slack, site, zone = row
        place = places[site]
        members[person] = Member(person, name, email, active, supervisor, slack, place, _own_calendar(place, zone))
    held = sa.select(
        RoleHeld.role, RoleHeld.site_code, RoleHeld.person_id, RoleHeld.from_day, RoleHeld.until_day
    )  # fmt: skip
    return People(members, places, [(r, s, p, f, u) for r, s, p, f, u in session.execute(held)])


def _place(site: Site) -> Place:
    own = (site.time_zone, site.working_days, site.working_hours, site.holidays)
    pages = bool(((site.sla or {}).get("nudges") or {}).get("critical_outside_hours"))
    return Place(site.code, calendar(*own), *own, pages)


def _own_calendar(place: Place, zone: str) -> WorkingCalendar:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return place.calendar
    return calendar(zone, place.working_days, place.working_hours, place.holidays)
