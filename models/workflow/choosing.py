"""Choosing one of a record's lines in a form: by position and words, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from models.kernel.errors import InvalidFields
from models.kernel.forms import Choice, Field, FieldKind
from models.workflow.lines import RecordLine
from models.workflow.record import Record

L = TypeVar("L", bound=RecordLine)


def which(kind: type[L], lines: Iterable[L]) -> Field:
    """The lines to choose from; Slack's menus hold a hundred."""
    choices = tuple(Choice(str(line.id), f"{line.position}. {line.said}"[:75]) for line in list(lines)[:100])
    return Field(f"Which {kind.noun}?", FieldKind.CHOICE, name="line", required=True, choices=choices)


def chosen(kind: type[L], record: Record, given: Mapping[str, Any]) -> L:
    found = next((line for line in kind.of(record) if line.id == UUID(given["line"])), None)
    if found is None:
        raise InvalidFields(fields={"line": "That line is gone."})
    return found
