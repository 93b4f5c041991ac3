"""What the model is told of a place: its own make, the words around it, the label and column that it stands under, what
the rules made of it. Every feature is a short string; a place has some sixty of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.learned.cues import Cue
from handlers.intake.reading.fields.shapes import make_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from handlers.intake.reading.fields.candidate import Candidate
    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.page import Page

WORDY = "="  # begins features that are words as they stand: many, and each of them says little
_LEFT, _RIGHT = 8, 6  # words looked at on either side
_LONG_WORD = 8  # "Wärmebehandlungscharge" ends in what it means
_STEM = 5  # characters: "reklamace" and "reklamací" begin alike
_SIDE = 14  # characters of the raw text on either side
_RUNS = (re.compile(r"[A-ZÄÖÜ]+"), re.compile(r"[a-zäöü]+"), re.compile(r"\d+"))
_ENDS = re.compile(r"[.!?;。！？](?=\s|$)|\n[ \t]*\n")
_LABEL = re.compile(r"([^\n:：=|\t]{1,60})[:：=|\t][^\S\n]{0,20}$")
_AGES = ((-60, "long ago"), (-8, "weeks ago"), (-2, "days ago"), (-1, "yesterday"), (0, "today"), (1, "tomorrow"),
         (8, "this week"), (32, "a month"), (120, "months"), (400, "a year"))  # fmt: skip
_DISTANCES = ((2, "2"), (8, "8"), (20, "20"), (40, "40"), (80, "80"))
_AMOUNTS = ((0, "0"), (1, "1"), (2, "2"), (5, "5"), (10, "10"), (30, "30"), (100, "100"), (500, "500"), (2000, "2000"))


@dataclass(frozen=True, slots=True)
class View:
    """A page with what is the same for all of its places."""

    page: Page
    spans: Sequence[Span]
    taken: Sequence[Candidate]  # what the rules took
    listed: Mapping[str, Collection[str]]  # values in cells of tables, with the fields of their columns
    sent: date | None
    kind: str  # what sort of mail it is, as far as that is known
    folded: str  # the page's text
    cues: tuple[Cue, ...]
    makes: Mapping[str, Collection[str]]  # fields that the rules gave to codes of the same make, on any page
    called: Mapping[str, Collection[str]]  # fields that the rules gave to the same code, on any page


def features_of(view: View, span: Span, before: str) -> list[str]:
    """`before` is what the place to the left was called, with what stands between."""
    found = ["bias", f"sort {span.sort}", f"page {view.page.name} {span.sort}", before]
    found += _make(view, span)
    found += (f"{WORDY}{feature}" for feature in _around(view, span))
    found += _labels(view, span)
    found += _cues(view, span)
    if span.sort == "count":
        found += _rank(view, span)
    found += _rules(view, span)
    kind = f"kind {view.kind} {span.sort}"
    found.append(kind)
    return found


def _make(view: View, span: Span) -> Iterator[str]:
    if span.sort == "day":
        yield f"age {_bucket((date.fromisoformat(span.value) - view.sent).days, _AGES) if view.sent else '?'}"
        yield f"day written {_shape(view.page.text[span.start : span.end])[:16]}"
        return
    if span.sort == "count":
        number, _, unit = span.value.partition(" ")
        yield f"amount {_bucket(float(number), _AMOUNTS)}"
        yield f"unit {unit.lower()}"
        yield f"unit {'yes' if unit else 'no'}"
        yield f"digits {'yes' if view.page.text[span.start].isdigit() else 'no'}"
        return
    if view.page.masks.covers(span.start, span.end):
        yield "looks like a phone, an account, a day or a measure"
    yield from _make_of_code(span.value)


def _make_of_code(value: str) -> Iterator[str]:
    shape = _shape(value)
    yield f"shape {shape}"
    yield f"run {_collapsed(shape)}"
    yield f"length {len(value)}"
    digits = sum(map(str.isdigit, value))
    yield f"digits {digits}"
    yield f"only digits {digits == len(value)} {min(len(value), 11)}"
    letters = re.match(r"[A-Za-zÄÖÜ]{1,6}", value)
    yield f"begins {letters.group().lower() if letters else value[:2]}"
    if letters:
        yield f"begins with {len(letters.group())} letters"
    for mark in "-/._ +:":
        if mark in value:
            yield f"has {mark}"
    if re.match(r"(?:19|20)\d\d(?!\d)", value):
        yield "has year in front"
    elif re.search(r"(?<!\d)(?:19|20)?2[3-8](?!\d)", value):
        yield "has year"


def _around(view: View, span: Span) -> Iterator[str]:
    words, text = view.page.words, view.page.text
    at = bisect_left(words.starts, span.start)
    behind = bisect_left(words.starts, span.end)
    sort = span.sort[:2]
    floor = max((cut.end() for cut in _ENDS.finditer(text, max(0, span.start - 120), span.start)), default=0)
    stop = _ENDS.search(text, span.end, span.end + 120)
    left = [word.text for word in words[max(0, at - _LEFT) : at] if word.start >= floor]
    right = [word.text for word in words[behind : behind + _RIGHT] if not stop or word.end <= stop.start() + 1]
    for distance, word in enumerate(reversed(left), start=1):
        stem = word[:_STEM]
        if distance <= 3:
            yield f"{sort}<{distance} {word}"
            yield f"{sort}<{distance} {stem}*"
        yield f"{sort}< {word}"
        yield f"{sort}< {stem}*"
        if len(word) > _LONG_WORD:
            yield f"{sort}< *{word[-_STEM:]}"
    for distance, word in enumerate(right, start=1):
        stem = word[:_STEM]
        if distance <= 2:
            yield f"{sort}>{distance} {word}"
            yield f"{sort}>{distance} {stem}*"
        yield f"{sort}> {word}"
        yield f"{sort}> {stem}*"
    if len(left) >= 2:
        yield f"{sort}<< {left[-2]} {left[-1]}"
    if left and right:
        yield f"{sort}<> {left[-1]} {right[0]}"
    if len(right) >= 2:
        yield f"{sort}>> {right[0]} {right[1]}"
    raw = view.folded[max(0, span.start - _SIDE) : span.start]
    for size in (2, 3, 4):
        yield f"{sort}_{raw[-size:]}"
    for start in range(max(0, len(raw) - 8), len(raw) - 3):
        yield f"{sort}~{raw[start : start + 4]}"
    behind_raw = view.folded[span.end : span.end + 4]
    yield f"{sort}'{behind_raw[:1]}"
    yield f"{sort}'{behind_raw[:2]}"
    yield f"{sort}'{behind_raw[:3]}"
    if not left:
        yield f"{sort} begins a sentence"


def _labels(view: View, span: Span) -> Iterator[str]:
    """The words before a colon or a column's line; the line above a place that stands alone."""
    page = view.page
    start, end = page.line_at(span.start)
    sort = span.sort[:2]
    label = _LABEL.search(view.folded, start, span.start)
    if label:
        words = label[1].split()[-4:]
        yield f"{sort}label {' '.join(words)}"
        for word in words:
            yield f"{sort}label {word.strip('.()#')[:_STEM]}*"
    elif not page.text[start : span.start].strip(" \t-*•·–0123456789.)"):
        above = view.folded[page.line_at(start - 1)[0] : start - 1].strip() if start else ""
        yield f"{sort} begins a line"
        for word in above.split()[-4:]:
            yield f"{sort}above {word.strip('.():#')[:_STEM]}*"
    if not page.text[span.end : end].strip(" .,;"):
        yield f"{sort} ends a line"
    known = [found for found in page.labels if start <= found.start and found.end <= span.start]
    if known:
        near = known[-1]
        meaning = label_meanings().of(near.phrase, page.spoken)[0]
        distance = _bucket(span.start - near.end, ((1, "1"), (3, "3"), (8, "8"), (20, "20"), (60, "60")))
        yield f"{sort}known {meaning}"
        yield f"{sort}known {meaning} {distance}"
        if not any(near.end <= other.start < span.start for other in view.spans if other.sort == span.sort):
            yield f"{sort}next known {meaning}"
    following = next((found for found in page.labels if found.start >= span.end), None)
    if following is not None and following.start - span.end < 20 and following.start < end:
        yield f"{sort}follows {label_meanings().of(following.phrase, page.spoken)[0]}"


def _cues(view: View, span: Span) -> Iterator[str]:
    """The nearest word of each meaning on either side, in the sentence or line."""
    floor, stop = sentence_of(view, span)
    sort = span.sort[:2]
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    for cue in view.cues:
        if cue.start < floor:
            continue
        if cue.start >= stop:
            break
        for meaning in cue.meanings:
            if cue.end <= span.start:
                left[meaning] = span.start - cue.end
            elif cue.start >= span.end:
                right.setdefault(meaning, cue.start - span.end)
            else:
                yield f"{sort}inside {meaning}"
    for side, found in (("left", left), ("right", right)):
        for meaning, distance in found.items():
            yield f"{sort}{side} {meaning}"
            yield f"{sort}{side} {meaning} {_bucket(distance, _DISTANCES)}"
        if found:
            nearest = min(found, key=lambda meaning: found[meaning])
            yield f"{sort}{side} nearest {nearest}"
            yield f"{sort}{side} nearest {nearest} {view.kind}"
    both = {**left, **{meaning: min(at, left.get(meaning, at)) for meaning, at in right.items()}}
    if both:
        yield f"{sort}nearest {min(both, key=lambda meaning: both[meaning])}"


def _rank(view: View, span: Span) -> Iterator[str]:
    """Where a count stands among the others: of two, the smaller is likely bad and the larger the whole."""
    others = [
        amount
        for other in view.spans
        if other.sort == "count" and other is not span and (amount := _amount(other)) is not None
    ]
    mine = _amount(span)
    floor, stop = sentence_of(view, span)
    near = [
        amount
        for other in view.spans
        if other.sort == "count"
        and other is not span
        and floor <= other.start < stop
        and (amount := _amount(other)) is not None
    ]
    if mine is None:
        return
    for where, amounts in (("mail", others), ("sentence", near)):
        if not amounts:
            yield f"only count of {where}"
            continue
        yield f"count {'largest' if mine >= max(amounts) else 'smallest' if mine <= min(amounts) else 'middle'} of {where}"
    yield f"counts {min(len(others), 6)}"
    yield f"counts near {min(len(near), 4)}"


def _amount(span: Span) -> float | None:
    number, _, unit = span.value.partition(" ")
    return float(number) if unit not in {"%", "ppm"} else None


def sentence_of(view: View, span: Span) -> tuple[int, int]:
    text = view.page.text
    floor = max(
        (cut.end() for cut in _ENDS.finditer(text, max(0, span.start - 160), span.start)),
        default=max(0, span.start - 160),
    )
    stop = _ENDS.search(text, span.end, span.end + 160)
    return floor, stop.start() if stop else span.end + 160


def _rules(view: View, span: Span) -> Iterator[str]:
    said = False
    for one in view.taken:
        if one.start >= span.end or one.end <= span.start or one.name not in span.fields:
            continue
        said = True
        same = (one.start, one.end) == (span.start, span.end) and one.value == span.value
        yield f"rule {one.name} {'same' if same else 'other'}"
        yield f"rule {one.name} {int(one.confidence * 10)} {'same' if same else 'other'}"
        yield f"rule {one.name} {view.kind}"
    if span.sort == "code":
        for name in view.makes.get(make_of(span.value), ()):
            yield f"twin {name}"
        for name in view.called.get(span.value.casefold(), ()):
            yield f"elsewhere {name}"
    for name in view.listed.get(span.value, ()):
        yield f"column {name} {span.sort}"
    if not said:
        yield f"no rule {span.sort}"


def _shape(value: str) -> str:
    for pattern, sign in zip(_RUNS, "Aa9", strict=True):
        value = pattern.sub(lambda run, sign=sign: sign * len(run.group()), value)
    return value


def _collapsed(shape: str) -> str:
    return re.sub(r"(.)\1+", r"\1", shape)


def _bucket(value: float, limits: Sequence[tuple[float, str]]) -> str:
    return next((name for limit, name in limits if value <= limit), "more")
