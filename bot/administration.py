"""What the command line does to a home, beside a running Andon."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.intake_room import intake_room, reading_worker
from bot.opening import open_existing
from bot.settings import Settings
from handlers.intake import pipeline
from models import ledger, outbox
from models.catalogue.books import Book, in_turns, summary
from models.catalogue.orders_file import ORDERS
from models.catalogue.parts_file import PARTS
from models.intake import IntakeItem, Verdict, item_by_id
from models.kernel.errors import Misconfigured
from models.outbox import OutboxRow, OutboxState
from models.people.importing import Row, carry_out, read_sheet
from models.people.partners import carry_out as carry_out_partners
from models.people.partners import read_partners
from models.people.person import Person, Site
from models.unit_of_work import Actor, ActorKind, Cause

OPERATOR = Actor(ActorKind.OPERATOR, "command line")


def import_people(settings: Settings, file: Path, *, write: bool) -> tuple[list[str], bool]:
    """What would change or was changed, or the mistakes; and whether the file is free of them."""
    text = _text(file)
    database = open_existing(settings)
    with database.reading() as session:
        sheet = read_sheet(session, text, _site(session, settings))
    if sheet.errors:
        return list(sheet.errors), False
    if not write:
        return [f"{row.email}: {_roles_said(row)}" for row in sheet.rows], True
    with database.acting(OPERATOR, Cause("cli", f"people import {file.name}")) as unit:
        return carry_out(unit, sheet, _site(unit.session, settings)), True


def _site(session: Session, settings: Settings) -> Site:
    site = session.get(Site, settings.site)
    if site is None:
        known = ", ".join(session.scalars(sa.select(Site.code))) or "none"
        raise Misconfigured(f"There is no site {settings.site} in this Andon (there is {known}): set ANDON_SITE.")
    return site


def import_partners(settings: Settings, file: Path, *, write: bool) -> tuple[list[str], bool]:
    """The same for customers and suppliers."""
    rows, mistakes = read_partners(_text(file))
    if mistakes:
        return list(mistakes), False
    if not write:
        return [f"{row.get('name')}: {row.get('kind')} {row.get('email')}".rstrip() for row in rows], True
    with open_existing(settings).acting(OPERATOR, Cause("cli", f"partners import {file.name}")) as unit:
        return carry_out_partners(unit, rows), True


def import_parts(settings: Settings, file: Path, *, write: bool) -> tuple[list[str], bool]:
    """The same for the parts that the company knows; only what is new or changed is told line by line."""
    return _import_books(settings, file, PARTS, "parts", write=write)


def import_orders(settings: Settings, file: Path, *, write: bool) -> tuple[list[str], bool]:
    """The same for its orders, invoices and delivery notes."""
    return _import_books(settings, file, ORDERS, "orders", write=write)


def _import_books(settings: Settings, file: Path, book: Book, what: str, *, write: bool) -> tuple[list[str], bool]:
    text = _text(file)
    database = open_existing(settings)
    with database.reading() as session:
        rows, mistakes = book.read(session, text)
        if mistakes:
            return mistakes, False
        found = book.differences(session, rows)
    cause = Cause("cli", f"{what} import {file.name}")
    for some in in_turns(found) if write else ():
        with database.acting(OPERATOR, cause) as unit:
            book.carry_out(unit, book.differences(unit.session, some))
    return summary(found, len(rows)), True


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Misconfigured(f"{file} cannot be read: {error.strerror}") from error
    if raw.startswith(b"PK"):
        raise Misconfigured(f"{file} is an Excel workbook: save it as CSV first.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # what Excel writes in western Europe


def _roles_said(row: Row) -> str:
    if row.roles is None:
        return "roles as before"
    return ", ".join(role.label for role, _ in row.roles) or "no role"


def list_people(settings: Settings) -> list[tuple[str, ...]]:
    database = open_existing(settings)
    with database.reading() as session:
        known = session.scalars(sa.select(Person).order_by(Person.name)).all()
        return [_person(p) for p in known]


def _person(person: Person) -> tuple[str, ...]:
    roles = ", ".join(held.role.label for held in person.roles if held.until_day is None)
    supervisor = person.supervisor.name if person.supervisor else "–"
    state = person.slack_user_id or "not matched"
    return person.name, person.email, roles or "–", supervisor, person.time_zone, state if person.active else "inactive"


def verify_ledger(settings: Settings) -> ledger.Verdict:
    with open_existing(settings).reading() as session:
        return ledger.verify(session)


def dead_rows(settings: Settings) -> list[tuple[str, ...]]:
    with open_existing(settings).reading() as session:
        dead = sa.select(OutboxRow).where(OutboxRow.state == OutboxState.DEAD).order_by(OutboxRow.seq)
        return [
            (str(r.id), f"{r.kind.value} {r.name}", r.place, r.written_at.strftime("%Y-%m-%d %H:%M"), r.error[:200])
            for r in session.scalars(dead)
        ]


def retry_rows(settings: Settings, which: str) -> int:
    with open_existing(settings).acting(OPERATOR, Cause("cli", "outbox retry")) as unit:
        dead = sa.select(OutboxRow).where(OutboxRow.state == OutboxState.DEAD)
        rows = [r for r in unit.session.scalars(dead) if which in {"all", str(r.id)}]
        for row in rows:
            outbox.retry(row, unit.wall)
        return len(rows)


def waiting_items(settings: Settings) -> list[tuple[str, ...]]:
    waiting = IntakeItem.verdict.in_([Verdict.UNREAD, Verdict.TRIAGE, Verdict.QUARANTINED])
    with open_existing(settings).reading() as session:
        return [
            _item(item) for item in session.scalars(sa.select(IntakeItem).where(waiting).order_by(IntakeItem.kept_at))
        ]


def _item(item: IntakeItem) -> tuple[str, ...]:
    sender = ((item.says or {}).get("from") or {}).get("address") or "–"
    subject = str((item.says or {}).get("subject") or "–")[:60]
    kept = item.kept_at.strftime("%Y-%m-%d %H:%M")
    return str(item.id), item.verdict.label, kept, f"{item.size:,}", sender, subject, item.because[:120]


def replay(settings: Settings, item: str) -> str:
    database = open_existing(settings)
    with database.reading() as session:
        found: UUID = item_by_id(session, item).id
    with closing(reading_worker(settings, database)) as reader:
        return pipeline.settle(intake_room(settings, database, reader), found).label
