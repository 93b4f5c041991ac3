"""What the company knows: its parts, suppliers, customers and orders, read from CSV and frozen.

A known number beats every pattern: it is found without a label, in any spelling of its separators, and
comes out as the company writes it.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from handlers.intake.reading.fields.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.page import Page

Sort = Literal["part", "supplier", "customer", "order"]
_SHORTEST_CODE = 4  # letters and digits; a part "12" would be found in every mail
_MOST_WORDS = 6
_HEADS = {
    "number": (
        *("number", "no", "nr", "nummer", "code", "id", "part", "part number", "part no", "order"),
        *("order number", "teilenummer", "sachnummer", "artikelnummer", "po", "bestellnummer"),
        *("kreditor", "debitor"),
        *("supplier number", "customer number"),
    ),
    "name": ("name", "description", "bezeichnung", "benennung", "designation", "firma", "company", "title"),
    "alias": ("alias", "aliases", "customer part number", "kundenteilenummer", "mpn", "old number"),
    "domain": ("domain", "domains", "email", "e mail", "mail", "website"),
    "owner": ("customer", "supplier", "kunde", "lieferant", "owner"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the company: `aliases` are its other numbers, `domains` the mail domains of a partner."""

    number: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class KnownThings:
    parts: tuple[Known, ...] = ()
    suppliers: tuple[Known, ...] = ()
    customers: tuple[Known, ...] = ()
    orders: tuple[Known, ...] = ()
    _codes: Mapping[str, tuple[Sort, str]] = field(init=False, repr=False, compare=False)
    _names: Mapping[str, tuple[Sort, str]] = field(init=False, repr=False, compare=False)
    _domains: Mapping[str, tuple[Sort, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_codes", dict(_all_codes(self)))
        object.__setattr__(self, "_names", dict(_all_names(self)))
        object.__setattr__(self, "_domains", dict(_all_domains(self)))

    def __bool__(self) -> bool:
        return bool(self._codes or self._names or self._domains)

    def code(self, written: str) -> tuple[Sort, str] | None:
        """What a number is, in whatever spelling, and how the company writes it."""
        return self._codes.get(bare(written))

    def partner_at(self, address: str) -> Sort | None:
        """Customer or supplier? By the whole address, its domain, or a domain above that."""
        key = address.lower().strip()
        while key:
            if key in self._domains:
                return self._domains[key][0]
            key = key.partition("@")[2] if "@" in key else key.partition(".")[2]
        return None

    def codes_in(self, page: Page) -> Iterator[tuple[Sort, str, int, int]]:
        """Every known number in the text, the longest spelling at each place."""
        if not self._codes:
            return
        at = 0
        while at < len(page.words):
            hit = self._code_at(page, at)
            if hit is None:
                at += 1
                continue
            (sort, number), last = hit
            yield sort, number, page.words[at].start, page.words[last].end
            at = last + 1

    def _code_at(self, page: Page, at: int) -> tuple[tuple[Sort, str], int] | None:
        joined, best = "", None
        for last in range(at, min(at + _MOST_WORDS, len(page.words))):
            if last > at and not _touching(page.text[page.words[last - 1].end : page.words[last].start]):
                break
            joined += page.words[last].text
            if joined in self._codes:
                best = self._codes[joined], last
        return best

    def names_in(self, page: Page) -> Iterator[tuple[Sort, str, int, int]]:
        """Every known name of at least two words or six letters."""
        if not self._names:
            return
        for at in range(len(page.words)):
            joined = ""
            for last in range(at, min(at + _MOST_WORDS, len(page.words))):
                joined = f"{joined} {page.words[last].text}".strip()
                if joined in self._names:
                    sort, number = self._names[joined]
                    yield sort, number, page.words[at].start, page.words[last].end


def bare(code: str) -> str:
    """Only letters and digits, folded: "300-554 02" and "30055402" are one number."""
    return "".join(word.text for word in words_of(code))


def _touching(gap: str) -> bool:
    return len(gap) <= 3 and not gap.strip(" -./_")


def _entries(things: KnownThings) -> Iterator[tuple[Sort, Known]]:
    groups: tuple[tuple[Sort, tuple[Known, ...]], ...] = (
        ("order", things.orders),
        ("supplier", things.suppliers),
        ("customer", things.customers),
        ("part", things.parts),
    )
    return ((sort, known) for sort, group in groups for known in group)


def _all_codes(things: KnownThings) -> Iterator[tuple[str, tuple[Sort, str]]]:
    for sort, known in _entries(things):
        if sort in {"part", "order"}:
            for code in (known.number, *known.aliases):
                if len(bare(code)) >= _SHORTEST_CODE and any(map(str.isdigit, code)):
                    yield bare(code), (sort, known.number)


_LEGAL_FORM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ltd|limited|inc|llc|plc|sa|sas|sarl|spa|srl|bv|nv|oy|ab|as|aps|sro|zoo|co)\b\.?"
)


def _all_names(things: KnownThings) -> Iterator[tuple[str, tuple[Sort, str]]]:
    for sort, known in _entries(things):
        for name in (known.name, *(known.aliases if sort in {"supplier", "customer"} else ())):
            key = " ".join(word.text for word in words_of(_LEGAL_FORM.sub(" ", fold(name))))
            if sort != "order" and (" " in key or len(key) >= 6):
                yield key, (sort, known.name if sort != "part" else known.number)


def _all_domains(things: KnownThings) -> Iterator[tuple[str, tuple[Sort, str]]]:
    for sort, known in _entries(things):
        for domain in known.domains:
            yield domain.lower().strip().removeprefix("www.").lstrip("@"), (sort, known.name)


def from_csv(text: str) -> tuple[Known, ...]:
    """Rows of a CSV with a header line (comma, semicolon or tab; English or German)."""
    lines = text.lstrip("\ufeff")
    delimiter = max(",;\t", key=lines.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(lines), delimiter=delimiter)
    columns = {head: _column(head) for head in reader.fieldnames or ()}
    rows = [_row(row, columns) for row in reader]
    return tuple(known for known in rows if known.number or known.name)


def _column(head: str) -> str:
    plain = " ".join(word.text for word in words_of(head))
    return next((column for column, heads in _HEADS.items() if plain in map(fold, heads)), "")


def _row(row: Mapping[str, str | None], columns: Mapping[str, str]) -> Known:
    cells: dict[str, list[str]] = {}
    for head, column in columns.items():
        value = (row.get(head) or "").strip()
        if column and value:
            cells.setdefault(column, []).append(value)
    return Known(
        number=_first(cells.get("number", ())),
        name=_first(cells.get("name", ())),
        aliases=_split(cells.get("alias", ())),
        domains=_split(cells.get("domain", ())),
        owner=_first(cells.get("owner", ())),
    )


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _split(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in re.split(r"[,;|]", value) if part.strip())


NOTHING_KNOWN = KnownThings()
