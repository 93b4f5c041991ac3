"""Customers and suppliers, and the people there who write to us."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.database import Base, by_value
from models.kernel.addresses import identity
from models.kernel.forms import Field
from models.unit_of_work import Kept


class OrganisationKind(StrEnum):
    CUSTOMER = "customer"
    SUPPLIER = "supplier"


class Organisation(Base, Kept):
    """A customer or a supplier."""

    __tablename__ = "organisation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(by_value(OrganisationKind))
    #: Mail domains that belong to it, in lower case, separated by spaces.
    domains: Mapped[str] = mapped_column(sa.String(500), default="")

    contacts: Mapped[list[Contact]] = relationship(back_populates="organisation", cascade="all")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, self.name


class Contact(Base, Kept):
    """A person at a customer or supplier."""

    __tablename__ = "contact"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    organisation_id: Mapped[UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(120), info={"field": Field("Name", personal=True)})
    email: Mapped[str] = mapped_column(sa.String(254), unique=True, info={"field": Field("E-mail", personal=True)})
    phone: Mapped[str] = mapped_column(sa.String(60), default="", info={"field": Field("Phone", personal=True)})

    organisation: Mapped[Organisation] = relationship(back_populates="contacts", lazy="joined")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.organisation_id, self.organisation.name if self.organisation else self.name


def organisation_of(session: Session, address: str) -> Organisation | None:
    """By contact, else by the mail domain; a domain that two organisations claim names nobody."""
    address = identity(address)
    contact = session.scalars(sa.select(Contact).where(Contact.email == address)).one_or_none()
    if contact:
        return contact.organisation
    domain = address.rpartition("@")[2]
    if not domain:
        return None
    mentioned = session.scalars(sa.select(Organisation).where(Organisation.domains.contains(domain, autoescape=True)))
    claims = [o for o in mentioned if domain in o.domains.split()]
    return claims[0] if len(claims) == 1 else None
