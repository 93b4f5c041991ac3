"""The smallest and the largest of everything in a real database, with what nasty people write into every field.

Whatever a template is given in production comes through the same doors here: fields are read and cleaned by `fill`, letters are
written by the verbs that write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.opening import open_home
from bot.sandbox import company
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from
from handlers.slack.occasion import House
from handlers.slack.registry import help_lines
from models.casework.triage import UNDERSTOOD
from models.intake import IntakeItem, Verdict
from models.kernel.forms import Field, FieldKind
from models.people.person import Person, Role, RoleHeld
from models.placement import SharedFile
from models.records import RECORD_TYPES, ActionItem, Complaint
from models.store import Store
from models.unit_of_work import Actor, ActorKind, Cause, Database, Unit
from models.workflow.companions import Attachment, Link, LinkType
from models.workflow.fields import read
from models.workflow.lifecycle import Ask
from models.workflow.record import Record
from models.workflow.verbs import fill, open_record

TEAM = "T0FACES"
SMALLEST, LARGEST = "smallest", "largest"
#: In the company of the sandbox, by their id at Slack.
MANY = "U0QUINN"
SIZES = (SMALLEST, LARGEST)
#: What no template may obey: mentions, emphasis, entities, text that runs the other way, quotations, code.
MARK = "*APPROVED*"
NASTY = f"<!channel> {MARK} &lt; 😀 \u202eRTL אבג\u202c <@U0MARA> `code` _it_ ~no~ <https://x.example|x> & {'W' * 90} "
CROWD, LINKS, FILES, RECORDS, LINES = 60, 30, 50, 300, 30
OPERATOR = Actor(ActorKind.OPERATOR, "faces")
WRITTEN = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Specimens:
    """Ids of what stands in the database; for each type of record and size one."""

    house: House
    records: Mapping[tuple[str, str], UUID]
    items: Mapping[str, UUID]

    @property
    def database(self) -> Database:
        return self.house.database


def nasty(longest: int, *, lines: bool = False) -> str:
    """Exactly `longest` characters, none of them a blank at the end."""
    pattern = f"{NASTY}\n> {MARK}\n" if lines else NASTY
    return (pattern * (longest // len(pattern) + 1))[: longest - 1] + "."


def largest_value(field: Field) -> str:
    if field.kind in {FieldKind.LINE, FieldKind.TEXT}:
        return nasty(field.longest, lines=field.kind is FieldKind.TEXT)
    if field.kind is FieldKind.CHOICE:
        return max(field.choices, key=lambda c: len(c.label)).value
    if field.kind is FieldKind.PERSON:
        return MANY
    return {FieldKind.NUMBER: "999999999", FieldKind.MONEY: "9999999999.99", FieldKind.DATE: "9999-12-31"}[field.kind]


@contextmanager
def specimens(folder: Path) -> Iterator[Specimens]:
    """The sandbox's company in a database below `folder`; no socket is opened."""
    settings = load_from(
        {
            "ANDON_HOME": str(folder / "andon"),
            "ANDON_COMPANY": company.NAME,
            "ANDON_SITE": company.SITE,
            "ANDON_TIME_ZONE": company.ZONE,
            "ANDON_SLACK_API_URL": "http://127.0.0.1:9/api/",
            "ANDON_SMTP_HOST": "127.0.0.1",
        }
    )
    seed(settings)
    database = open_home(settings)
    house = House(database, Store(folder / "files"), help_lines())
    with database.acting(OPERATOR, Cause("faces", "people")) as unit:
        _people(unit)
    with database.acting(_quinn(database).actor, Cause("faces", "records")) as unit:
        quinn = unit.session.get_one(Person, _quinn(database).id)
        others = _many_records(unit, quinn)
        _look_alike(unit, quinn)
        records = {
            (kind.type.prefix, size): _RECORD[size](unit, kind, quinn, others)
            for kind in RECORD_TYPES
            for size in SIZES
        }
        items = {SMALLEST: _small_item(unit), LARGEST: _large_item(unit, quinn)}
    try:
        yield Specimens(house, records, items)
    finally:
        database.engine.dispose()


def employee(session: Session, slack_id: str) -> Person:
    return session.scalars(sa.select(Person).where(Person.slack_user_id == slack_id)).one()


def _quinn(database: Database) -> Person:
    with database.reading() as session:
        return employee(session, "U0QUINN")


def _people(unit: Unit) -> None:
    """Slack knows the company, and so many quality engineers with such names that no list of them fits."""
    for known in company.EMPLOYEES:
        person = unit.session.scalars(sa.select(Person).where(Person.email == known.email)).one()
        person.slack_user_id, person.slack_team_id = known.slack_id, TEAM
    for number in range(CROWD):
        person = Person(
            name=f"{number:02} {nasty(117)}", email=f"crowd{number}@{company.DOMAIN}", site_code=company.SITE,
            time_zone=company.ZONE, slack_user_id=f"U0CROWD{number}", slack_team_id=TEAM,
        )  # fmt: skip
        person.roles = [RoleHeld(role=Role.QUALITY_ENGINEER, from_day=date(2026, 1, 1))]
        unit.session.add(person)


def required(kind: type[Record]) -> dict[str, str]:
    """The least with which a record can be registered."""
    registering = next(t for t in kind.type.lifecycle.transitions if t.registers)
    fields = kind.fields()
    return {name: _least(fields[name]) for name, ask in registering.asks.items() if ask is Ask.REQUIRED}


def _least(field: Field) -> str:
    if field.kind is FieldKind.DATE:
        return "9999-12-31"
    return field.choices[0].value if field.choices else "x"


def _many_records(unit: Unit, quinn: Person) -> list[Record]:
    """Enough to overflow every list: a few owned, the rest reported."""
    made = []
    for number in range(RECORDS):
        kind = RECORD_TYPES[number % len(RECORD_TYPES)]
        record = kind(
            id=uuid4(), number=f"{kind.type.prefix}-2025-{number:06}", title=nasty(150), site_code=company.SITE,
            site=quinn.site, state=kind.type.lifecycle.transitions[0].target, state_since=unit.now, created_at=unit.now,
            received_at=unit.now, originator_id=quinn.id, owner_id=quinn.id if number < 40 else None,
        )  # fmt: skip
        made.append(record)
    unit.session.add_all(made)
    unit.session.flush()
    return made


def _look_alike(unit: Unit, quinn: Person) -> None:
    """It says what the largest ones say, and no link joins it to any of them."""
    kind = RECORD_TYPES[0]
    open_record(unit, kind, quinn.site, _largest(kind.fields(), quinn), quinn)


def _small_record(unit: Unit, kind: type[Record], quinn: Person, _others: list[Record]) -> UUID:
    return open_record(unit, kind, quinn.site, required(kind), quinn).id


def _large_record(unit: Unit, kind: type[Record], quinn: Person, others: list[Record]) -> UUID:
    fields = kind.fields()
    values = _largest(fields, quinn)
    record = open_record(unit, kind, quinn.site, values, quinn)
    fill(record, fields, values)
    person = unit.session.scalars(sa.select(Person).where(Person.slack_user_id == "U0CROWD0")).one()
    record.owner_id, record.owner = person.id, person
    _files(unit, record=record, item=None)
    if isinstance(record, ActionItem):
        record.blocked_because, record.blocked_until = nasty(1000), date.max
    for line in kind.type.lines:
        for _ in range(LINES):
            line.add(unit, record, read(line.fields().values(), _largest(line.fields(), quinn)))
    for number, other in enumerate(others[:LINKS]):
        ends = (record, other) if number % 2 else (other, record)
        how = list(LinkType)[number % len(LinkType)]
        source, target = ends
        edge = Link(source_id=source.id, source=source, target_id=target.id, target=target, type=how, at=unit.now)
        unit.session.add(edge)
    _actions(unit, record, others)
    unit.session.flush()
    return record.id


def _actions(unit: Unit, record: Record, others: list[Record]) -> None:
    """More than its card can list."""
    for item in (other for other in others[LINKS : LINKS + 4 * LINES] if isinstance(other, ActionItem)):
        item.due_current = item.due_original = date.max
        unit.session.add(
            Link(source_id=item.id, source=item, target_id=record.id, target=record, type=LinkType.PART_OF, at=unit.now)
        )


def _largest(fields: Mapping[str, Field], somebody: Person) -> dict[str, str]:
    """As it comes in: a person by their id here."""
    return {n: str(somebody.id) if f.kind is FieldKind.PERSON else largest_value(f) for n, f in fields.items()}


_RECORD = {SMALLEST: _small_record, LARGEST: _large_record}


def _files(unit: Unit, *, record: Record | None, item: IntakeItem | None) -> None:
    """Four pictures and many other files, all with the longest names."""
    owner = record.id if record else item.id if item else None
    for number in range(FILES):
        picture = number < 4
        digest = f"{number:02x}{owner.hex if owner else ''}".ljust(64, "0")[:64]
        unit.session.add(
            Attachment(
                record_id=record.id if record else None, record=record, item_id=item.id if item else None, sha256=digest,
                name=f"{number:02} {nasty(252)}", media_type="image/png" if picture else "application/pdf", size=10**9,
                source="", at=unit.now,
            )
        )  # fmt: skip
        if picture and unit.session.get(SharedFile, digest) is None:
            unit.session.add(SharedFile(sha256=digest, file_id=f"F0{digest[:12].upper()}"))


def _small_item(unit: Unit) -> UUID:
    return unit.add(_item(unit, {}, [], "")).id


def _large_item(unit: Unit, quinn: Person) -> UUID:
    fields = _complaint_fields()
    understood = {name: largest_value(field) for name, field in fields.items()}
    item = _item(unit, understood, [nasty(300) for _ in range(6)], nasty(300))
    forwarder = unit.session.scalars(sa.select(Person).where(Person.slack_user_id == "U0CROWD0")).one()
    item.forwarder_id, item.forwarder, item.received_at, item.decided_by = forwarder.id, forwarder, WRITTEN, quinn.name
    unit.add(item)
    _files(unit, record=None, item=item)
    unit.session.flush()
    return item.id


def _complaint_fields() -> dict[str, Field]:
    return {name: field for name, field in Complaint.fields().items() if name in UNDERSTOOD}


def _item(unit: Unit, understood: dict[str, str], warnings: list[str], because: str) -> IntakeItem:
    return IntakeItem(
        id=uuid4(), mailbox=company.COMPLAINTS, sha256="0" * 64, size=0, kept_at=unit.now, verdict=Verdict.TRIAGE,
        understood=understood, warnings=warnings, because=because, message_id=f"<{uuid4()}@norrby.example>", says={},
    )  # fmt: skip
