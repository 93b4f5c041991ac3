"""Choosing one of a record's lines in a form: by position and words, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from models.kernel.errors import InvalidFields
from models.kernel.forms import Choice, Field, FieldKind
from models.workflow.deeds import LINE
from models.workflow.lines import RecordLine
from models.workflow.record import Record

L = TypeVar("L", bound=RecordLine)


def which(kind: type[L], lines: Iterable[L]) -> Field:
    """The lines to choose from; Slack's menus hold a hundred."""
    choices = tuple(Choice(line.reference, f"{line.position}. {line.said}"[:75]) for line in list(lines)[:100])
    return Field(f"Which {kind.noun}?", FieldKind.CHOICE, name=LINE, required=True, choices=choices)


def refuse_changed(fields: Iterable[Field], given: Mapping[str, object]) -> None:
    """A line that was changed or taken back since the form was made is not decided on unseen."""
    known = {choice.value for field in fields if field.name == LINE for choice in field.choices}
    if known and given.get(LINE) and str(given[LINE]) not in known:
        raise InvalidFields(fields={LINE: "That line was changed meanwhile. Look at the present card and press again."})


def chosen(kind: type[L], record: Record, given: Mapping[str, Any]) -> L:
    return next(line for line in kind.of(record) if line.reference == given[LINE])
