"""The whole reading of a mail: who wrote what (reading), what sort of mail it is (kind), what it contains (fields).

The card, the record and `andon intake read` share this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.intake.reading.as_json import to_json
from handlers.intake.reading.facts import COMPLAINT, Kind, Leaning, Own, Reading
from handlers.intake.reading.fields import NOTHING_KNOWN, Fields, KnownThings, extract
from handlers.intake.reading.fields.found import FIELD_NAMES
from handlers.intake.reading.fields.tables import Table, tables_of_html
from handlers.intake.reading.kinds import kind_of_mail
from handlers.intake.reading.kinds.model import Model
from handlers.intake.reading.reader import NOTHING_OURS, read

#: What a mail server writes tells of no part: “550 5.1.10” is neither a quantity nor a day.
WRITTEN_BY_MACHINES = frozenset({"bounce", "auto_reply", "feedback_report"})
OF_NO_MATTER = WRITTEN_BY_MACHINES | {
    "newsletter",
    "spam",
}  # what stands there is no part, no lot and no deadline of ours


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything that one mail says."""

    reading: Reading
    kind: Kind
    fields: Fields

    def as_json(self, *, path: str = "", verdict: str = "") -> dict[str, Any]:
        found = {name: self.fields.of(name) for name in FIELD_NAMES if self.fields.of(name)}
        return to_json(self.reading, path=path, verdict=verdict, kind=self.kind, fields=found)


def understand(
    raw: bytes, own: Own = NOTHING_OURS, known: KnownThings = NOTHING_KNOWN, model: Model | None = None
) -> Understanding:
    """Never raises: what cannot be read is said in the reading's `error`, and the rest is still there."""
    reading = read(raw, own)
    flags, kind, fields = [], Kind("unsure", "", 0.0, ()), Fields()
    try:
        kind = kind_of_mail(reading, known, model)
    except Exception as error:  # noqa: BLE001  (no mail may stop the reading of the rest of it)
        flags.append(f"kind: {type(error).__name__}")
    try:
        fields = Fields() if kind.kind in OF_NO_MATTER else fields_of(reading, known, kind.leaning)
    except Exception as error:  # noqa: BLE001
        flags.append(f"fields: {type(error).__name__}")
    if kind.kind == "spam" and reading.may_answer:
        reading = replace(reading, may_answer=False, not_answered_because="it may be spam")
    return Understanding(replace(reading, flags=(*reading.flags, *flags)), kind, fields)


def fields_of(reading: Reading, known: KnownThings = NOTHING_KNOWN, leaning: Leaning = COMPLAINT) -> Fields:
    text, tables, subject, sent = said_of(reading)
    return extract(text, tables, subject, known, sent, leaning)


def said_of(reading: Reading) -> tuple[str, Sequence[Table], str, datetime | None]:
    """Text, tables, subject and date of the mail that counts: of a forwarded one, of what was forwarded."""
    first = reading.chain[0] if reading.forwarded and reading.chain else None
    subject = (first.subject if first else "") or reading.subject
    sent = (first.date if first else None) or reading.date
    tables = tables_of_html(reading.html) if reading.html else ()
    return reading.original_text or reading.text, tables, subject, sent
