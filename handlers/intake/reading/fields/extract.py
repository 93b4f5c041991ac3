"""All fields of a mail: labels, tables, known things, quantities, dates, words; weighed into one answer."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import COMPLAINT, Value
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.found import FIELD_NAMES, MOST_VALUES, Fields, Row
from handlers.intake.reading.fields.known import NOTHING_KNOWN, KnownThings
from handlers.intake.reading.fields.languages import languages_of
from handlers.intake.reading.fields.learned.opinion import second_opinion
from handlers.intake.reading.fields.page import Page, page, page_of, written
from handlers.intake.reading.fields.recognised import KNOWN
from handlers.intake.reading.fields.rows import pairs_of, rows_of
from handlers.intake.reading.fields.ruled import Ruled, ruled
from handlers.intake.reading.fields.tables import tables_of_text
from handlers.intake.reading.fields.told_by_columns import Columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from handlers.intake.reading.facts import Leaning
    from handlers.intake.reading.fields.tables import Table

_HAS_FAMILIES = frozenset({"part", "delivery_note", "po", "invoice", "serial", "customer_reference"})
_LONGEST_SUBJECT, _READ_FOR_LANGUAGE = 1_000, 8_000  # characters
_IN_SUBJECT = 0.6
_BESIDE_KNOWN = 0.6  # factor for an unknown part beside a known one


@dataclass(frozen=True, slots=True)
class _Seen:
    """A candidate with its page, so that its place can be named."""

    candidate: Candidate
    page: Page


def extract(
    text: str,
    tables: Sequence[Table] = (),
    subject: str = "",
    known: KnownThings = NOTHING_KNOWN,
    sent: datetime | None = None,
    leaning: Leaning = COMPLAINT,
) -> Fields:
    """The fields of one mail. `sent` is when it was written: without it, days without a year stay unread.

    The rules speak first, of all pages; then what they are not sure of, and what they passed over, is judged by what was
    learned from labelled mails.
    """
    pages, rows = pages_of(text, tables, subject, known, sent)
    seen = [_Seen(one, page) for page, found in second_opinion(pages, rows, sent, leaning) for one in found]
    return _weighed(seen, rows, known)


def pages_of(
    text: str, tables: Sequence[Table], subject: str, known: KnownThings, sent: datetime | None
) -> tuple[list[Ruled], tuple[Row, ...]]:
    """Subject, body and what stands in tables alone, each with what the rules say of it; and the rows of the tables."""
    title, body = written(subject[:_LONGEST_SUBJECT]), written(text)
    begins = body.words.texts[: bisect_left(body.words.starts, _READ_FOR_LANGUAGE)]
    spoken = languages_of((*title.words.texts, *begins))
    pages = [page("subject", title, spoken), page("body", body, spoken)]
    pairs = "\n".join(line for table in tables for line in pairs_of(table))
    if pairs and pairs not in text:
        pages.append(page_of("table", pairs, spoken))
    rows = _rows(tables, pages[1], spoken, sent)
    return [ruled(page, known, sent) for page in pages], rows


def _rows(tables: Sequence[Table], body: Page, spoken: tuple[str, ...], sent: datetime | None) -> tuple[Row, ...]:
    day = sent.date() if sent else None
    rows = [row for table in tables for row in rows_of(table, "table row", spoken, day)]
    if not rows:
        for line, table in tables_of_text(body.text):
            rows += [_at_line(row, line) for row in rows_of(table, "table row", spoken, day)]
    return tuple(rows)


def _at_line(row: Row, line: int) -> Row:
    where = f"{row.where} (body line {line})"
    return Row(where, {name: replace(value, where=where) for name, value in row.values.items()})


def _weighed(seen: Sequence[_Seen], rows: tuple[Row, ...], known: KnownThings) -> Fields:
    values: defaultdict[str, dict[str, Value]] = defaultdict(dict)
    rows = tuple(_as_ours(row, known) for row in rows) if known.has_parts else rows
    for row in rows:
        for name, value in row.values.items():
            if name in FIELD_NAMES and not (
                name == "quantity_affected" and value.value == "0"
            ):  # a lot that is in order
                _keep(values[name], value)
    columns = Columns(rows)
    for entry in seen:
        candidate = entry.candidate
        if columns.deny(candidate, entry.page):
            continue
        _keep(
            values[candidate.name],
            Value(candidate.value, candidate.confidence, entry.page.where(candidate.start)),
        )
    found = {name: _without_pieces(name, every) for name, every in values.items()}
    if known.has_parts and "part" in found:
        found["part"] = _known_first(found["part"], known)
    return Fields(rows=rows, **{name: _ranked(name, some) for name, some in found.items()})


def _without_pieces(name: str, found: dict[str, Value]) -> dict[str, Value]:
    """Without what only begins or ends a longer value: the family "JL-36" of "JL-36-B", "1190/26" of "WZ 1190/26"."""
    if name not in _HAS_FAMILIES:
        return found
    return {key: value for key, value in found.items() if not any(_is_piece(name, value, other) for other in found)}


def _is_piece(name: str, value: Value, other: str) -> bool:
    key = value.value.casefold()
    if other.endswith(f" {key}") and other.split(" ", maxsplit=1)[0].isalpha():
        return True
    family = name == "part" and (value.where == "subject" or value.confidence <= _IN_SUBJECT)
    return family and other.startswith((f"{key}-", f"{key}/", f"{key}."))


def _keep(values: dict[str, Value], value: Value) -> None:
    """One value once, with its best confidence and the first place where that was seen."""
    key = value.value.casefold()
    if key not in values or values[key].confidence < value.confidence:
        values[key] = value


def _as_ours(row: Row, known: KnownThings) -> Row:
    """A known part of a table, as the company writes it."""
    part = row.values.get("part")
    number = known.part(part.value) if part else None
    if part is None or number is None:
        return row
    return replace(row, values={**row.values, "part": replace(part, value=number, confidence=KNOWN)})


def _known_first(parts: dict[str, Value], known: KnownThings) -> dict[str, Value]:
    """Beside a known part an unknown one is doubtful."""
    ours = {key for key, value in parts.items() if known.part(value.value)}
    if not ours:
        return parts
    return {
        key: value if key in ours else replace(value, confidence=round(value.confidence * _BESIDE_KNOWN, 2))
        for key, value in parts.items()
    }


_PLENTY = frozenset({"defect"})


def _ranked(name: str, found: dict[str, Value]) -> tuple[Value, ...]:
    ranked = sorted(found.values(), key=lambda value: -value.confidence)
    if name.startswith("quantity") and ranked and ranked[0].confidence >= 0.7:
        ranked = [value for value in ranked if value.confidence >= 0.5]
    return tuple(ranked[: 12 if name in _PLENTY else MOST_VALUES])
