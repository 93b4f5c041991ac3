"""A column that carries its Field, and the reading of what people put into fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, MappedColumn, mapped_column

from models.database import by_value
from models.kernel.errors import InvalidFields
from models.kernel.forms import Choice, Field, FieldKind
from models.kernel.text import clean, one_line

LINE, TEXT, NUMBER, MONEY, DATE, CHOICE, PERSON, RECORD, FILES = FieldKind

_LARGEST_NUMBER = 999_999_999
_MONEY = re.compile(
    r"(?P<commas>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d{1,2}))?|(?P<points>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<hundredths>\d{1,2}))?"
)


def line(label: str, *, longest: int = 150, **more: Any) -> MappedColumn[Any]:
    return _declared(sa.String(longest), Field(label, LINE, longest=longest, **more))


def text(label: str, *, longest: int = 3000, **more: Any) -> MappedColumn[Any]:
    return _declared(sa.Text(), Field(label, TEXT, longest=longest, **more))


def number(label: str, **more: Any) -> MappedColumn[Any]:
    return _declared(sa.Integer(), Field(label, NUMBER, longest=9, **more))


def money(label: str, **more: Any) -> MappedColumn[Any]:
    """Hundredths of the currency's unit."""
    return _declared(sa.BigInteger(), Field(label, MONEY, longest=14, **more))


def day(label: str, **more: Any) -> MappedColumn[Any]:
    return _declared(sa.Date(), Field(label, DATE, **more))


def choice(label: str, kind: type[Enum], *, called: str = "", **more: Any) -> MappedColumn[Any]:
    return _declared(by_value(kind, called), Field(label, CHOICE, choices=choices(kind), **more))


def person(label: str, **more: Any) -> MappedColumn[Any]:
    """The id of somebody who works here."""
    return mapped_column(sa.ForeignKey("person.id"), nullable=True, info={"field": Field(label, PERSON, **more)})


def choices(kind: type[Enum]) -> tuple[Choice, ...]:
    return tuple(Choice(m.value, str(getattr(m, "label", m.value.replace("_", " ").capitalize()))) for m in kind)


def _declared(column_type: sa.types.TypeEngine[Any], field: Field) -> MappedColumn[Any]:
    return mapped_column(column_type, nullable=not field.required, info={"field": field})


def declared(record_type: type[DeclarativeBase]) -> dict[str, Field]:
    """The fields of a record type in the order of their declaration, each with its name filled in."""
    found = {}
    for attribute in sa.inspect(record_type).column_attrs:
        field = attribute.columns[0].info.get("field") if isinstance(attribute.columns[0], sa.Column) else None
        if isinstance(field, Field):
            found[attribute.key] = named(field, attribute.key)
    return found


def put(thing: DeclarativeBase, name: str, value: Any) -> None:
    """Set a declared field; a choice becomes its enumeration's member."""
    column = sa.inspect(type(thing)).column_attrs[name].columns[0]
    member = column.type.enum_class if isinstance(column.type, sa.Enum) else None
    setattr(thing, name, member(value) if member and value is not None else value)


def named(field: Field, name: str, **changed: Any) -> Field:
    kept = {slot: getattr(field, slot) for slot in field.__slots__}
    return Field(**{**kept, **changed, "name": name})


def read(fields: Iterable[Field], given: Mapping[str, object]) -> dict[str, Any]:
    """What was typed, as the columns want it. Raises InvalidFields with a sentence for every field that is wrong."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field in fields:
        if field.name not in given:
            continue
        try:
            values[field.name] = _read_one(field, given[field.name])
        except ValueError as problem:
            problems[field.name] = str(problem)
    if problems:
        raise InvalidFields(fields=problems)
    return values


def _read_one(field: Field, value: object) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.kind is FILES:
        return value
    text_value = str(value)
    if len(text_value) > field.longest and field.kind in {LINE, TEXT}:
        raise ValueError(f"At most {field.longest} characters; this has {len(text_value)}.")
    return _READERS[field.kind](field, text_value)


def _read_line(field: Field, value: str) -> str:
    return one_line(value, field.longest)


def _read_text(field: Field, value: str) -> str:
    return clean(value, field.longest)


def _read_number(_field: Field, value: str) -> int:
    try:
        whole = int(value.strip().replace(" ", "").replace("'", ""))
    except ValueError:
        raise ValueError("A whole number, please.") from None
    if not 0 <= whole <= _LARGEST_NUMBER:
        raise ValueError(f"Between 0 and {_LARGEST_NUMBER}.")
    return whole


def _read_money(_field: Field, value: str) -> int:
    """“1,234.50”, “1.234,50”, “1 234” and “1'234.5”: the last of point and comma is the decimal one."""
    found = _MONEY.fullmatch(value.strip().replace(" ", "").replace("\u00a0", "").replace("'", ""))
    if not found:
        raise ValueError("An amount such as 1250.00, please.")
    whole = re.sub(r"[.,]", "", found["points"] or found["commas"])
    cents = (found["cents"] or found["hundredths"] or "").ljust(2, "0")
    if len(whole) > 10:
        raise ValueError("At most 9,999,999,999.99.")
    return int(whole) * 100 + int(cents)


def _read_day(_field: Field, value: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("A date such as 2026-03-31, please.") from None


def _read_choice(field: Field, value: str) -> str:
    wanted = value.strip().casefold()
    for known in field.choices:
        if wanted in {known.value.casefold(), known.label.casefold()}:
            return known.value
    raise ValueError(f"One of: {', '.join(c.label for c in field.choices)}.")


def _read_person(_field: Field, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise ValueError("Andon does not know this person yet; they have to be in the people file.") from None


def _read_record(_field: Field, value: str) -> str:
    return one_line(value, 40).upper()


_READERS = {
    LINE: _read_line,
    TEXT: _read_text,
    NUMBER: _read_number,
    MONEY: _read_money,
    DATE: _read_day,
    CHOICE: _read_choice,
    PERSON: _read_person,
    RECORD: _read_record,
}
