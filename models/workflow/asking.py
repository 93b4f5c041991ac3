"""What a verb asks for, and how the answers come into the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.kernel.errors import InvalidFields
from models.kernel.forms import Field, FieldKind
from models.kernel.text import one_line
from models.workflow.fields import named, read
from models.workflow.lifecycle import Ask, Transition
from models.workflow.record import Record

REASON = Field(
    "Reason",
    FieldKind.TEXT,
    name="reason",
    longest=1000,
    required=True,
    help="Kept with the record for ever.",
)
COMMENT = Field("Comment", FieldKind.TEXT, name="text", longest=3000, required=True)
#: Asked by “duplicate of” and “link”.
OTHER = Field(
    "Other record",
    FieldKind.RECORD,
    name="other",
    longest=40,
    required=True,
    help="Its number, such as NCR-2026-0001.",
)


def asked(record: Record, transition: Transition) -> dict[str, Field]:
    """The fields of the transition's form, as this record requires them; with the first line's where there is none yet."""
    known = {OTHER.name: OTHER, **record.fields()}
    fields = {n: named(known[n], n, required=ask is Ask.REQUIRED) for n, ask in transition.asks.items()}
    return {**fields, **first_line_fields(record, transition)}


def first_line_fields(record: Record, transition: Transition) -> dict[str, Field]:
    """Usually one decision holds for the whole: its line is asked for in the same form."""
    kind = transition.first_line
    return {} if kind is None or kind.of(record) else kind.for_the_whole()


def fill(record: Record, fields: Mapping[str, Field], values: Mapping[str, object]) -> None:
    """Read and set what was given; InvalidFields also for what is required and stays empty."""
    given = read(fields.values(), values)
    declared = record.fields()
    for name, value in given.items():
        if name in declared:
            record.put(name, value)
    refuse_missing(fields.values(), {n: given.get(n, getattr(record, n, None)) for n in fields})


def answers(fields: Iterable[Field], values: Mapping[str, object]) -> dict[str, Any]:
    """What was typed into a form that is about no record's own fields. InvalidFields names what is wrong or missing."""
    wanted = tuple(fields)
    given = {field.name: None for field in wanted} | read(wanted, values)
    refuse_missing(wanted, given)
    return given


def refuse_missing(fields: Iterable[Field], given: Mapping[str, object]) -> None:
    missing = {f.name: f"{f.label} is needed." for f in fields if f.required and given.get(f.name) in (None, "")}
    if missing:
        raise InvalidFields(fields=missing)


def entitle(record: Record, values: Mapping[str, object]) -> None:
    given = (str(values.get(name) or "").strip() for name in ("title", record.type.title_from))
    source = next((text for text in given if text), record.type.noun)
    record.title = one_line(source.partition("\n")[0], 150)


def reason_of(values: Mapping[str, object], *, needed: bool) -> str:
    """The reason as it is kept and told."""
    reason = read([REASON], values).get(REASON.name) or ""
    if needed and not reason:
        raise InvalidFields(fields={REASON.name: "A reason is needed."})
    return str(reason)
