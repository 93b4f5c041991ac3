"""May this person do this to this record? The answer carries its reason, because people and auditors ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from models.people.person import Person, Role, holders


class Owned(Protocol):
    """What authority needs to know of a record."""

    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def site_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Permission:
    allowed: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may: everybody, the record's owner, or the holders of one of these roles."""

    roles: tuple[Role, ...] = ()
    owner: bool = False
    everybody: bool = False

    def __str__(self) -> str:
        if self.everybody:
            return "everybody"
        return either([*(["the owner"] if self.owner else []), *(f"a {role.label}" for role in self.roles)])


EVERYBODY = Authority(everybody=True)
OWNER = Authority(owner=True)
QUALITY = Authority(roles=(Role.QUALITY_ENGINEER, Role.QUALITY_MANAGER))
OWNER_OR_QUALITY = Authority(roles=QUALITY.roles, owner=True)
QUALITY_MANAGER = Authority(roles=(Role.QUALITY_MANAGER,))
#: Receives customers' mail: quality, and whoever serves customers.
FRONT_DESK = Authority(roles=(*QUALITY.roles, Role.CUSTOMER_SERVICE))


def may(person: Person, authority: Authority, record: Owned | None, on: date) -> Permission:
    if not person.active:
        return Permission(allowed=False, because="you are no longer active")
    if authority.everybody or (authority.owner and record is not None and record.owner_id == person.id):
        return Permission(allowed=True)
    site = record.site_code if record is not None else person.site_code
    if any(person.holds(role, on, site) for role in authority.roles):
        return Permission(allowed=True)
    return Permission(allowed=False, because=f"that is for {authority}")


def holders_of(session: Session, authority: Authority, record: Owned | None, on: date) -> tuple[str, ...]:
    """The names of those who could do it that day; empty where everybody may, or nobody can."""
    site = record.site_code if record is not None else None
    people = [p for role in authority.roles for p in holders(session, role, on, site)]
    owner = session.get(Person, record.owner_id) if authority.owner and record is not None and record.owner_id else None
    return tuple(dict.fromkeys(p.name for p in ([owner, *people] if owner else people)))


def either(names: Iterable[str]) -> str:
    *head, last = names
    return f"{', '.join(head)} or {last}" if head else last
