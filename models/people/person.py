"""People of the company and the roles that they hold over time. A person is known by an id, never by a name."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.kernel.addresses import identity
from models.unit_of_work import Actor, ActorKind, Kept


class Role(StrEnum):
    """The authorities of a quality system (domain terms; ISO 9001 5.3)."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    QUALITY_ENGINEER = "quality_engineer"
    QUALITY_MANAGER = "quality_manager"
    DESIGN_AUTHORITY = "design_authority"
    PURCHASING = "purchasing"
    CUSTOMER_SERVICE = "customer_service"
    TOP_MANAGEMENT = "top_management"
    #: Configures; has no authority over records.
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """As one says “a …”."""
        return _LABELS.get(self.value, self.value.replace("_", " "))


_LABELS = {
    "customer_service": "customer service agent",
    "purchasing": "buyer",
    "top_management": "member of top management",
}


class Site(Base):
    """A place of work: its zone decides which year a number belongs to and which day a due date falls on."""

    __tablename__ = "site"

    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    time_zone: Mapped[str] = mapped_column(sa.String(60))
    #: ISO weekday numbers that are worked, such as "12345".
    working_days: Mapped[str] = mapped_column(sa.String(7), default="12345")
    working_hours: Mapped[str] = mapped_column(sa.String(11), default="08:00-17:00")
    #: ISO 3166 country and subdivision whose public holidays are kept, such as "DE-BY"; empty for none.
    holidays: Mapped[str] = mapped_column(sa.String(10), default="")
    #: What the company's sla.toml says otherwise than Andon's own matrix; None for nothing.
    sla: Mapped[dict[str, Any] | None]

    def day(self, moment: datetime) -> date:
        return self.local(moment).date()

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.time_zone))


class Person(Base, Kept):
    """Somebody who works here."""

    __tablename__ = "person"
    unwritten: ClassVar[frozenset[str]] = frozenset({"id", "version", "slack_synced_at"})

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(sa.String(120))
    #: In lower case; what a Slack user or a sender is matched by.
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    title: Mapped[str] = mapped_column(sa.String(120), default="")
    site_code: Mapped[str] = mapped_column(sa.ForeignKey("site.code"))
    time_zone: Mapped[str] = mapped_column(sa.String(60))
    supervisor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    #: Set by the synchronisation with Slack, only for a confirmed address: team id and user id together.
    slack_user_id: Mapped[str | None] = mapped_column(sa.String(30), unique=True)
    slack_team_id: Mapped[str | None] = mapped_column(sa.String(30))
    slack_synced_at: Mapped[datetime | None]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()

    site: Mapped[Site] = relationship(lazy="joined")
    supervisor: Mapped[Person | None] = relationship(remote_side="Person.id")
    roles: Mapped[list[RoleHeld]] = relationship(back_populates="person", cascade="all", lazy="selectin")

    __mapper_args__ = {"version_id_col": version}

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, self.name

    def holds(self, role: Role, on: date, site: str | None = None) -> bool:
        """At `site`, or at any where none is named."""
        here = (None, site)
        return any(h.role is role and h.on(on) and (site is None or h.site_code in here) for h in self.roles)

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.PERSON, self.name, self.id)


class RoleHeld(Base, Kept):
    """A role that a person holds, at their site or at all of them, from one day to another."""

    __tablename__ = "role_held"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(by_value(Role))
    #: None for all sites.
    site_code: Mapped[str | None] = mapped_column(sa.ForeignKey("site.code"))
    from_day: Mapped[date]
    #: The first day on which it is no longer held; None while it lasts.
    until_day: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="roles")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.person.ledger_subject()

    def on(self, day: date) -> bool:
        return self.from_day <= day and (self.until_day is None or day < self.until_day)


def by_email(session: Session, address: str) -> Person | None:
    return session.scalars(sa.select(Person).where(Person.email == identity(address), Person.active)).one_or_none()


def by_slack(session: Session, team: str, user: str) -> Person | None:
    known = sa.select(Person).where(Person.slack_user_id == user, Person.slack_team_id == team, Person.active)
    return session.scalars(known).one_or_none()


def holders(session: Session, role: Role, on: date, site: str | None = None) -> list[Person]:
    """The active people who hold `role` on that day (at `site`, or anywhere), by name."""
    active = session.scalars(sa.select(Person).join(RoleHeld).where(RoleHeld.role == role, Person.active).distinct())
    return sorted((p for p in active if p.holds(role, on, site)), key=lambda p: p.name)
