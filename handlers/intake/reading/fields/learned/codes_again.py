"""The second look at codes: is this place that name, seeing what the first look made of the other places?

A forest for each of the eleven names would be large, and what it learned would be the same for all of them: another code
is likelier the lot, the same code stands elsewhere behind a label, a code of the same make is a part. So one small forest is
asked of pairs, a place and a name that it may have, and is never told which name it is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.figures import FAR, NEVER, kind_number, odds_of
from handlers.intake.reading.fields.learned.model import NOTHING
from handlers.intake.reading.fields.learned.spans import CODE_FIELDS
from handlers.intake.reading.fields.shapes import make_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.learned.looks import Look
    from handlers.intake.reading.fields.learned.view import View
    from handlers.intake.reading.forest import Forest

MEANT = "meant"  # what the forest answers of a pair
MOST_CODES = 80  # of a mail; in longer lists the likelier ones are looked at twice
_WORTH = 0.03  # a name that is less likely stays out
_LIKELY, _ANYTHING = 0.5, 0.1
_NEAR = 10  # places to either side among which those are that overlap one


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    look: Look
    page: int
    odds: Mapping[str, float]  # log odds by name
    value: str
    make: str

    @property
    def start(self) -> int:
        return self.look.span.start

    @property
    def end(self) -> int:
        return self.look.span.end

    @property
    def likely(self) -> float:
        return 1 - self.look.shares[NOTHING]

    @property
    def names(self) -> Sequence[str]:
        """Those that are worth a question; none where a rule is sure."""
        if self.look.is_sure:
            return ()
        return [name for name, share in self.look.shares.items() if share >= _WORTH and name != NOTHING]

    def is_beside(self, other: Code) -> bool:
        return self.page != other.page or self.end <= other.start or other.end <= self.start

    def other_than(self, name: str) -> float:
        """The odds of the likeliest other name."""
        return max((odds for one, odds in self.odds.items() if one not in (name, NOTHING)), default=NEVER)


class Codes:
    """All codes of a mail from left to right, and what can be looked up of them; `looks` are those of each view."""

    def __init__(self, looks: Sequence[Sequence[Look]]) -> None:
        self.all = _likelier(
            [_code(look, page) for page, found in enumerate(looks) for look in found if look.span.sort == "code"]
        )
        self.by_name: dict[str, list[Code]] = {}  # the likeliest first
        self.by_value: defaultdict[str, list[Code]] = defaultdict(list)
        self.by_make: defaultdict[str, list[Code]] = defaultdict(list)
        for one in self.all:
            self.by_value[one.value].append(one)
            self.by_make[one.make].append(one)
        self.likely = sum(one.likely > _LIKELY for one in self.all)

    def named(self, name: str) -> list[Code]:
        found = self.by_name.get(name)
        if found is None:
            able = (one for one in self.all if name in one.odds)
            found = self.by_name[name] = sorted(able, key=lambda one: -one.odds[name])
        return found


def _code(look: Look, page: int) -> Code:
    value = look.span.value
    return Code(
        look, page, {name: odds_of(share) for name, share in look.shares.items()}, value.casefold(), make_of(value)
    )


def _likelier(codes: list[Code]) -> list[Code]:
    if len(codes) <= MOST_CODES:
        return codes
    likelier = sorted(codes, key=lambda one: -one.likely)[:MOST_CODES]
    return sorted(likelier, key=lambda one: (one.page, one.start))


def judged_codes(
    looks: Sequence[Sequence[Look]], views: Sequence[View], forest: Forest
) -> Iterator[tuple[Look, Mapping[str, float]]]:
    """The looks that the forest has judged, each with its new shares."""
    for code, rows in pairs_of(looks, views):
        powers = {name: math.exp(forest.sums(row)[MEANT]) for name, row in rows.items()}
        total = 1 + sum(powers.values())
        shares = dict.fromkeys(code.look.shares, 0.0) | {name: power / total for name, power in powers.items()}
        yield code.look, shares | {NOTHING: 1 / total}


def pairs_of(
    looks: Sequence[Sequence[Look]], views: Sequence[View]
) -> Iterator[tuple[Code, Mapping[str, Sequence[float]]]]:
    """Each place of which somebody may doubt, with the row of every name that is worth a question."""
    if not any(look.span.sort == "code" for page in looks for look in page):
        return
    codes = Codes(looks)
    for at, code in enumerate(codes.all):
        if names := code.names:
            yield code, dict(zip(names, _rows(codes, at, names, views[code.page]), strict=True))


def _rows(codes: Codes, at: int, names: Iterable[str], view: View) -> Iterator[list[float]]:
    """The numbers that the forest is asked with; their order is the forest's columns."""
    code = codes.all[at]
    same = [other for other in codes.by_value[code.value] if other.is_beside(code)]
    alike = [other for other in codes.by_make[code.make] if other.value != code.value and other.is_beside(code)]
    over = [
        other for other in codes.all[max(0, at - _NEAR) : at + _NEAR] if other is not code and not other.is_beside(code)
    ]
    before = next((one for one in reversed(codes.all[:at]) if _precedes(one, code)), None)
    behind = next((one for one in codes.all[at + 1 :] if _precedes(code, one, one)), None)
    itself = [*_itself(code, view), len(codes.all), codes.likely, len({other.value for other in alike})]
    longest = max((len(other.value) for other in over), default=0)
    for name in names:
        yield [
            *_against(codes, code, name),
            *_best(same, name),
            *_best(alike, name),
            sum(other.look.shares.get(name, 0.0) for other in alike) / max(1, len(alike)),
            *_neighbour(before, name, code.start - before.end if before else FAR),
            *_neighbour(behind, name, behind.start - code.end if behind else FAR),
            *_told(code, view, name),
            max((other.odds.get(name, NEVER) for other in over), default=NEVER),
            longest,
            *itself,
        ]


def _precedes(left: Code, right: Code, other: Code | None = None) -> bool:
    """`other` is the one of them that must likely be anything at all; else it is the left one."""
    return left.end <= right.start and left.page == right.page and (other or left).likely > _ANYTHING


def _against(codes: Codes, code: Code, name: str) -> Iterator[float]:
    """How likely the name is, how likely other names of the place, and how likely other places of the name."""
    mine, share = code.odds[name], code.look.shares[name]
    yield mine
    yield code.odds[NOTHING]
    yield code.other_than(name)
    yield sum(odds > mine for one, odds in code.odds.items() if one != NOTHING)
    rivals = [other for other in codes.named(name) if other.value != code.value and other.is_beside(code)]
    yield rivals[0].odds[name] if rivals else NEVER
    yield sum(other.odds[name] > mine for other in rivals)
    yield sum(other.look.shares[name] for other in codes.named(name)) - share


def _best(others: Sequence[Code], name: str) -> Iterator[float]:
    yield max((other.odds.get(name, NEVER) for other in others), default=NEVER)
    yield max((other.other_than(name) for other in others), default=NEVER)


def _neighbour(other: Code | None, name: str, distance: int) -> Iterator[float]:
    yield other.odds.get(name, NEVER) if other else NEVER
    yield other.other_than(name) if other else NEVER
    yield min(distance, FAR)


def _told(code: Code, view: View, name: str) -> Iterator[float]:
    """What the rules say of the place, and the head of its column."""
    rules = [one for one in view.taken if one.start < code.end and code.start < one.end and one.name in CODE_FIELDS]
    yield max((one.confidence for one in rules if one.name == name), default=0.0)
    yield max((one.confidence for one in rules if one.name != name), default=0.0)
    yield name in view.listed.get(code.look.span.value, ())


def _itself(code: Code, view: View) -> Iterator[float]:
    yield kind_number(view.leaning)
    yield min(code.start, FAR)
    yield min(len(view.page.text) - code.end, FAR)
    yield len(code.value)
    yield sum(map(str.isalpha, code.value))
    yield sum(map(str.isdigit, code.value))
