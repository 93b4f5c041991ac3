"""All fields of a mail: labels, tables, known things, quantities, dates, words; weighed into one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import Value
from handlers.intake.reading.fields.behind import labels_behind, units_below
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.codes import glued_codes, ignored_places, labelled_codes
from handlers.intake.reading.fields.dates import days_in
from handlers.intake.reading.fields.found import FIELD_NAMES, MOST_VALUES, Fields, Row
from handlers.intake.reading.fields.known import NOTHING_KNOWN, KnownThings
from handlers.intake.reading.fields.languages import languages_of
from handlers.intake.reading.fields.meaning import asks, defects, injuries, stated
from handlers.intake.reading.fields.moments import moments
from handlers.intake.reading.fields.page import Page, page_of
from handlers.intake.reading.fields.quantities import quantities
from handlers.intake.reading.fields.recognised import KNOWN, recognised
from handlers.intake.reading.fields.rows import pairs_of, rows_of
from handlers.intake.reading.fields.shapes import make_of
from handlers.intake.reading.fields.tables import tables_of_text
from handlers.intake.reading.fields.unlabelled import guessed_parts
from handlers.intake.reading.fields.words import folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from handlers.intake.reading.fields.tables import Table

_HAS_A_MAKE = frozenset({"part", "lot", "serial"})
_SAME_MAKE, _SHORTEST_MAKE = 0.72, 5
_HAS_FAMILIES = frozenset({"part", "delivery_note", "po", "invoice", "serial", "customer_reference"})
_IN_SUBJECT = 0.6
_SURER_THAN_A_ROW = 0.65  # a count in a sentence, where a table counts already
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
) -> Fields:
    """The fields of one mail. `sent` is when it was written: without it, days without a year stay unread."""
    spoken = languages_of(folded_words(f"{subject}\n{text[:8000]}"))
    pages = [page_of("subject", subject[:1000], spoken), page_of("body", text, spoken)]
    pairs = "\n".join(line for table in tables for line in pairs_of(table))
    if pairs and pairs not in text:
        pages.append(page_of("table", pairs, spoken))
    rows = _rows(tables, pages[1], spoken, sent)
    seen = [_Seen(candidate, page) for page in pages for candidate in _candidates(page, known, sent)]
    return _weighed(_without_guesses(seen, rows), rows, known)


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


def _candidates(page: Page, known: KnownThings, sent: datetime | None) -> Iterator[Candidate]:
    ignored = ignored_places(page)
    masks = page.masks.and_also(ignored)
    labelled = [*labelled_codes(page, masks), *glued_codes(page, masks)]
    ours = list(recognised(page, known, ignored, labelled)) if known else []
    codes = [*ours, *_not_at(ours, labelled)]
    codes += _not_at(codes, [*labels_behind(page, masks), *units_below(page, masks)])
    guessed = list(guessed_parts(page, masks))
    codes += _of_the_same_make(codes, guessed)
    guesses = list(_not_at(codes, guessed))
    offset = sent.utcoffset() if sent else None
    days = days_in(page, sent.date() if sent else None, offset.total_seconds() / 3600 if offset is not None else None)
    dated = moments(page, days, sent.date() if sent else None)
    counted = quantities(page, masks.and_also((day.start, day.end) for day in days), [*codes, *guesses, *dated])
    yield from (*codes, *guesses, *dated, *counted)
    yield from (*stated(page), *defects(page), *injuries(page), *asks(page))


def _of_the_same_make(codes: Sequence[Candidate], guesses: Sequence[Candidate]) -> list[Candidate]:
    """ "Serials FS-20931 and FS-20934 run out, FS-20932 is fine": a code that is made like a labelled one is of its sort."""
    made: dict[str, Candidate] = {}
    for code in codes:
        if code.name in _HAS_A_MAKE:
            made.setdefault(make_of(code.value), code)
    alike = [
        (guess, made[make])
        for guess in guesses
        if (make := make_of(guess.value)) in made and len(make) >= _SHORTEST_MAKE
    ]
    return list(
        _not_at(
            codes,
            (
                replace(guess, name=code.name, confidence=_SAME_MAKE)
                for guess, code in alike
                if guess.value != code.value
            ),
        )
    )


def _not_at(taken: Sequence[Candidate], candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates that do not overlap a place that is taken already; the first taker of a place keeps it."""
    spans = [(candidate.start, candidate.end) for candidate in taken]
    for candidate in candidates:
        if not any(start < candidate.end and candidate.start < end for start, end in spans):
            spans.append((candidate.start, candidate.end))
            yield candidate


def _without_guesses(seen: Sequence[_Seen], rows: Sequence[Row]) -> list[_Seen]:
    """A guessed part goes when a part was named, or when a label calls the same code something else."""
    named = any(entry.candidate.name == "part" and entry.candidate.confidence > 0.75 for entry in seen) or any(
        "part" in row.values for row in rows
    )
    counted = {name for row in rows for name in row.values if name.startswith("quantity")}
    seen = [
        entry
        for entry in seen
        if entry.candidate.name not in counted or entry.candidate.confidence >= _SURER_THAN_A_ROW
    ]
    called = {entry.candidate.value for entry in seen if entry.candidate.name != "part"}
    called |= {value.value for row in rows for name, value in row.values.items() if name != "part"}
    return [entry for entry in seen if not _is_guess(entry.candidate) or not (named or entry.candidate.value in called)]


def _is_guess(candidate: Candidate) -> bool:
    return candidate.name == "part" and candidate.confidence < 0.7


def _weighed(seen: Sequence[_Seen], rows: tuple[Row, ...], known: KnownThings) -> Fields:
    values: dict[str, dict[str, Value]] = {name: {} for name in FIELD_NAMES}
    rows = tuple(_as_ours(row, known) for row in rows) if known.has_parts else rows
    for row in rows:
        for name, value in row.values.items():
            if name in values:
                _keep(values[name], value)
    for entry in seen:
        candidate = entry.candidate
        _keep(
            values[candidate.name],
            Value(candidate.value, candidate.confidence, entry.page.where(candidate.start)),
        )
    values = {name: _without_pieces(name, found) for name, found in values.items()}
    if known.has_parts:
        values["part"] = _known_first(values["part"], known)
    return Fields(rows=rows, **{name: _ranked(name, found) for name, found in values.items()})


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
