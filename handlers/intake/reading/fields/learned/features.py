"""What the model is told of a place: its own make, the words around it and what they mean, its label or column, what the
rules made of it. Every feature is a short string; a place has some hundred of them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.learned.neighbours import meanings_around, rank_of
from handlers.intake.reading.fields.learned.surroundings import label_of, words_around
from handlers.intake.reading.fields.learned.told import Bundle, Told
from handlers.intake.reading.fields.learned.view import bucket
from handlers.intake.reading.fields.shapes import make_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

EVERYWHERE = "bias"  # a feature of every place
_AGES = ((-60, "long ago"), (-8, "weeks ago"), (-2, "days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"),
         (8, "this week"), (32, "a month"), (120, "months"), (400, "a year"))  # fmt: skip
_AMOUNTS = ((0, "0"), (1, "1"), (2, "2"), (5, "5"), (10, "10"), (30, "30"), (100, "100"), (500, "500"), (2000, "2000"))
_MOST_REMEMBERED = 1_024  # codes: a mail repeats its own, and a place is looked at several times
_LETTERS = re.compile(r"[A-Za-zÄÖÜ]{1,6}")
_YEAR_IN_FRONT = re.compile(r"(?:19|20)\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)?2[3-8](?!\d)")
_CAPITAL, _SMALL, _DIGIT, _REPEATED = (re.compile(p) for p in (r"[A-ZÄÖÜ]", r"[a-zäöü]", r"\d", r"(.)\1+"))


def told_of(view: View, span: Span, before: str) -> Told:
    """`before` is what the place to the left was called, with what stands between."""
    sentence = view.sentence_around(span)
    alone, together = words_around(view, span, sentence)
    together.append(_always(span.sort, view.page.name, *view.leaning))
    alone.append(before)
    alone += _make_of(view, span)
    alone += label_of(view, span)
    if span.sort == "code":
        together.append(_make_of_code(span.value))
    nearest, around = meanings_around(view, span)
    alone += nearest
    together += around
    if span.sort == "count":
        alone += rank_of(view, span, sentence)
    alone += _said_by_rules(view, span)
    return Told(alone, together)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _always(sort: str, page: str, kind: str, subkind: str) -> Bundle:
    return Bundle(
        (EVERYWHERE, f"sort {sort}", f"page {page} {sort}", f"kind {kind} {sort}", f"subkind {subkind} {sort}")
    )


def _make_of(view: View, span: Span) -> Iterator[str]:
    if span.sort == "day":
        yield f"age {bucket((date.fromisoformat(span.value) - view.sent).days, _AGES) if view.sent else '?'}"
        yield f"day written {_shape(view.page.text[span.start : span.end])[:16]}"
    elif span.sort == "count":
        number, _, unit = span.value.partition(" ")
        yield f"amount {bucket(float(number), _AMOUNTS)}"
        yield f"unit {unit.lower()}"
        yield f"unit {'yes' if unit else 'no'}"
        yield f"digits {'yes' if view.page.text[span.start].isdigit() else 'no'}"
    elif view.page.masks.covers(span.start, span.end):
        yield "looks like a phone, an account, a day or a measure"


@lru_cache(maxsize=_MOST_REMEMBERED)
def _make_of_code(value: str) -> Bundle:
    return Bundle(_told_of_code(value))


def _told_of_code(value: str) -> Iterator[str]:
    shape = _shape(value)
    digits = shape.count("9")
    yield f"shape {shape}"
    yield "run " + _REPEATED.sub(r"\1", shape)
    yield f"length {len(value)}"
    yield f"digits {digits}"
    yield f"only digits {digits == len(value)} {min(len(value), 11)}"
    letters = _LETTERS.match(value)
    yield f"begins {letters.group().lower() if letters else value[:2]}"
    if letters:
        yield f"begins with {len(letters.group())} letters"
    yield from (f"has {mark}" for mark in "-/._ +:" if mark in value)
    if _YEAR_IN_FRONT.match(value):
        yield "has year in front"
    elif _YEAR.search(value):
        yield "has year"


def _shape(value: str) -> str:
    return _DIGIT.sub("9", _SMALL.sub("a", _CAPITAL.sub("A", value)))


def _said_by_rules(view: View, span: Span) -> Iterator[str]:
    said = False
    for one in view.taken:
        if one.start >= span.end or one.end <= span.start or one.name not in span.fields:
            continue
        said = True
        same = "same" if (one.start, one.end, one.value) == (span.start, span.end, span.value) else "other"
        yield f"rule {one.name} {same}"
        yield f"rule {one.name} {int(one.confidence * 10)} {same}"
        yield f"rule {one.name} {view.kind}"
    if not said:
        yield f"no rule {span.sort}"
    yield from (f"column {name} {span.sort}" for name in view.listed.get(span.value, ()))
    if span.sort == "code":
        yield from (f"twin {name}" for name in view.makes.get(make_of(span.value), ()))
        yield from (f"elsewhere {name}" for name in view.called.get(span.value.casefold(), ()))
