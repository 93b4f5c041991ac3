"""What the company knows: its parts, suppliers, customers and orders, indexed for reading.

A known number beats every pattern: it is found without a label, in any spelling of its separators, and
comes out as the company writes it. Tens of thousands of them cost a mail no more than a few: every place
is one look into a dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handlers.intake.reading.fields.words import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handlers.intake.reading.fields.page import Page

Partner = Literal["supplier", "customer"]
#: The field that a number belongs to ("part", "po", …), and the number as the company writes it.
Code = tuple[str, str]
_SHORTEST_CODE = 4  # letters and digits; a part "12" would be found in every mail
_MOST_WORDS = 6
_MOST_WORDS_OF_A_NAME = 12  # a Chinese or Japanese one has a word for each character
_SHORTEST_NAME = 6  # letters of a name that is one word
_WORD = re.compile(r"[^\W_]+")
_LEGAL_FORM = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|ltd|limited|inc|llc|plc|sa|sas|sarl|spa|srl|bv|nv|oy|ab|as|aps|sro|zoo|co)\b\.?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the company: `aliases` are its other numbers or names, `domains` the mail domains and
    addresses of a partner; of an order, `field` says which number it is ("po", "sales_order", …).
    """

    number: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    field: str = "po"


class KnownThings:
    """All of them, ready to be looked up and small enough to be handed to another process."""

    __slots__ = ("_alike", "_codes", "_domains", "_first_words", "_longest", "_names", "has_parts")

    def __init__(
        self,
        parts: Iterable[Known] = (),
        suppliers: Iterable[Known] = (),
        customers: Iterable[Known] = (),
        orders: Iterable[Known] = (),
    ) -> None:
        self._codes: dict[str, Code] = {}
        #: Numbers that are the same without their separators: only the company's own spelling tells them apart.
        self._alike: dict[str, list[Code]] = {}
        self._names: dict[str, Code] = {}
        #: None where both a customer and a supplier claim it.
        self._domains: dict[str, Partner | None] = {}
        for order in orders:
            self._add_codes(order.field, order)
        self._add_partners("supplier", suppliers)
        self._add_partners("customer", customers)
        for part in parts:
            self._add_codes("part", part)
            self._add_name(part.name, ("product", part.number))
        self._longest = max(map(len, self._codes), default=0)
        self._first_words = frozenset(name.partition(" ")[0] for name in self._names)
        self.has_parts = any(code[0] == "part" for code in self._codes.values())

    def __bool__(self) -> bool:
        return bool(self._codes or self._names or self._domains)

    def part(self, written: str) -> str | None:
        """The known part that is meant, as the company writes it."""
        code = self._meant(bare(written), written)
        return code[1] if code and code[0] == "part" else None

    def partner_at(self, address: str) -> Partner | None:
        """Customer or supplier? By the whole address, its domain, or a domain above that."""
        key = address.lower().strip()
        while key:
            if key in self._domains:
                return self._domains[key]
            key = key.partition("@")[2] if "@" in key else key.partition(".")[2]
        return None

    def codes_in(self, page: Page) -> Iterator[tuple[str, str, int, int]]:
        """Every known number in the text with the field it belongs to, the longest spelling at each place."""
        at = 0
        while at < len(page.words):
            last = self._code_at(page, at) if self._codes else None
            if last is None:
                at += 1
                continue
            start, end = page.words.starts[at], page.words.end(last)
            code = self._meant("".join(page.words.texts[at : last + 1]), page.text[start:end])
            if code:
                yield *code, start, end
            at = last + 1

    def _code_at(self, page: Page, at: int) -> int | None:
        """The last word of the longest known number that begins with this word."""
        joined, best = "", None
        for last in range(at, min(at + _MOST_WORDS, len(page.words))):
            if last > at and not _touching(page, last):
                break
            joined += page.words.texts[last]
            if len(joined) > self._longest:
                break
            if joined in self._codes:
                best = last
        return best

    def _meant(self, key: str, written: str) -> Code | None:
        if key not in self._alike:
            return self._codes.get(key)
        same = [code for code in self._alike[key] if fold(code[1]).split() == fold(written).split()]
        return same[0] if len(same) == 1 else None

    def names_in(self, page: Page) -> Iterator[tuple[str, str, int, int]]:
        """Every known name of at least two words or six letters."""
        for at, word in enumerate(page.words.texts):
            if word not in self._first_words:
                continue
            joined = ""
            for last in range(at, min(at + _MOST_WORDS_OF_A_NAME, len(page.words))):
                joined = f"{joined} {page.words.texts[last]}".strip()
                if joined in self._names:
                    yield *self._names[joined], page.words.starts[at], page.words.end(last)

    def _add_codes(self, field: str, known: Known) -> None:
        for number in (known.number, *known.aliases):
            key, code = bare(number), (field, known.number)
            if len(key) < _SHORTEST_CODE or key.isalpha():
                continue
            before = self._codes.setdefault(key, code)
            if before != code and before[0] == field:
                self._alike.setdefault(key, [before]).append(code)
            self._codes[key] = code

    def _add_partners(self, sort: Partner, partners: Iterable[Known]) -> None:
        for partner in partners:
            for name in (partner.name, *partner.aliases):
                self._add_name(_LEGAL_FORM.sub(" ", fold(name)), (sort, partner.name))
            for domain in partner.domains:
                key = domain.lower().strip().removeprefix("www.").lstrip("@")
                self._domains[key] = sort if self._domains.get(key, sort) == sort else None

    def _add_name(self, name: str, found: Code) -> None:
        key = " ".join(words_of(name).texts)
        if " " in key or len(key) >= _SHORTEST_NAME:
            self._names[key] = found


def bare(code: str) -> str:
    """Only letters and digits, folded: "300-554 02" and "30055402" are one number."""
    return "".join(_WORD.findall(fold(code)))


def _touching(page: Page, at: int) -> bool:
    """May this word go on the number before it? “HX 20” may, “in 2024” is a word and a year, also where IN-2024 is a part."""
    gap = page.text[page.words.end(at - 1) : page.words.starts[at]]
    if len(gap) > 3 or gap.strip(" -./_"):
        return False
    return bool(gap.strip()) or not (_is_spoken(page, at - 1) or _is_spoken(page, at))


def _is_spoken(page: Page, at: int) -> bool:
    written = page.text[page.words.starts[at] : page.words.end(at)]
    return written.isalpha() and not written.isupper()


NOTHING_KNOWN = KnownThings()
