"""Fills a sandbox's database with its company, as its people would: by the people file, outside organisations, parts and orders."""

from __future__ import annotations

import sqlalchemy as sa

from bot.opening import SETUP, open_home
from bot.sandbox import company
from bot.settings import Settings
from models.catalogue.orders_file import ORDERS
from models.catalogue.parts_file import PARTS
from models.people.importing import carry_out, read_sheet
from models.people.organisation import Contact, Organisation, OrganisationKind
from models.people.person import Person, Site
from models.unit_of_work import Cause, Database, Unit


def seed(settings: Settings) -> None:
    """Make the home a sandbox, once; what is there already stays."""
    database = open_home(settings, sandbox=True)
    with database.reading() as session:
        seeded = session.scalar(sa.select(sa.func.count()).select_from(Person))
    if not seeded:
        _fill(database, settings)
    database.engine.dispose()


def _fill(database: Database, settings: Settings) -> None:
    with database.acting(SETUP, Cause("sandbox", "seed")) as unit:
        site = unit.session.get_one(Site, settings.site)
        sheet = read_sheet(unit.session, company.people_csv(), site)
        carry_out(unit, sheet, site)
        _organisations(unit)
        _books(unit)


def _organisations(unit: Unit) -> None:
    for name, kind, domain, contacts in company.ORGANISATIONS:
        organisation = unit.add(Organisation(name=name, kind=OrganisationKind(kind), domains=domain))
        for person, email, phone in contacts:
            contact = Contact(
                organisation=organisation, organisation_id=organisation.id, name=person, email=email, phone=phone
            )
            unit.session.add(contact)


def _books(unit: Unit) -> None:
    for book, text in ((PARTS, company.PARTS_CSV), (ORDERS, company.ORDERS_CSV)):
        rows, mistakes = book.read(unit.session, text)
        assert not mistakes, mistakes
        book.carry_out(unit, book.differences(unit.session, rows))
